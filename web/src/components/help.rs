//! What the keys and the picture mean, in a dialog that the browser itself keeps modal.

use crate::browser;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// The dialog's id: the key `?` finds it by this, wherever the focus is in the player.
const ID: &str = "help";

const KEYS: [(&str, &str); 6] = [
    ("Space", "Play or pause"),
    ("→", "Step forward"),
    ("←", "Step back"),
    ("Home", "First step"),
    ("End", "Last step"),
    ("?", "This help"),
];

const SIGNS: [(&str, &str); 7] = [
    ("poll", "A solid strip: the executor polls a task, or JavaScript’s event loop runs a turn."),
    ("async", "A tinted box: an async function is on the stack. It leaves at Pending and comes back."),
    ("sync", "A grey box: an ordinary function, on the stack from start to end."),
    ("suspended", "A thin line: the call is suspended, off the stack, between two of its polls."),
    ("unstarted", "A dotted line: the future exists, and nobody has polled it."),
    ("op", "An open bar: an operation of the outside world is under way."),
    ("arrow", "An arrow: a wake, from its cause to the poll that it brings."),
];

/// Opens the help.
pub(super) fn show() {
    let document = browser::window().document();
    let element = document.and_then(|document| document.get_element_by_id(ID));
    if let Some(dialog) = element.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        // It fails if the dialog is open already, which is what was asked for.
        let _ = dialog.show_modal();
    }
}

/// The dialog.
pub(super) fn help() -> Html {
    html! {
        <dialog id={ID} class="help" aria-labelledby="help-title">
            <h2 id="help-title">{ "Reading and stepping" }</h2>
            <p>
                { "Every run is real: Rust futures are polled by an executor in this page, and \
                   JavaScript runs as native promises, both on one simulated clock. Each step is \
                   one event of the record that the run left." }
            </p>
            <div class="help-columns">
                <div>
                    <h3>{ "Keys, while the focus is in the player" }</h3>
                    <dl class="keys">
                        { for KEYS.iter().map(|(key, what)| html! {
                            <div><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                        }) }
                    </dl>
                    <p>{ "A click on a box, a printed line or a line of source goes there." }</p>
                </div>
                <div>
                    <h3>{ "The diagram" }</h3>
                    <dl class="signs">
                        { for SIGNS.iter().map(|(sign, what)| html! {
                            <div>
                                <dt><span class={classes!("sign", format!("sign-{sign}"))} /></dt>
                                <dd>{ *what }</dd>
                            </div>
                        }) }
                    </dl>
                </div>
            </div>
            <form method="dialog"><button>{ "Close" }</button></form>
        </dialog>
    }
}
