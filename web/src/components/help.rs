//! What the keys and the picture mean, in a dialog that the browser itself keeps modal. Its text is
//! plain HTML, `help.html`: nothing in it ever changes.

use super::element::{Element, tag};
use crate::browser;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// The dialog's id: the key `?` finds it by this, wherever the focus is in the player.
const ID: &str = "help";

/// Opens the help.
pub(super) fn show() {
    let document = browser::window().document();
    let element = document.and_then(|document| document.get_element_by_id(ID));
    if let Some(dialog) = element.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        // It fails if the dialog is open already, which is what was asked for.
        let _ = dialog.show_modal();
    }
}

/// What the dialog says. It comes with what can come a moment after the picture.
pub static HELP: &str = include_str!("help.html");

/// The dialog, closed at first, with its text once that is there.
pub(super) fn help(text: Option<&'static str>) -> Element {
    let text = Html::from_html_unchecked(AttrValue::Static(text.unwrap_or_default()));
    let dialog = tag("dialog").attr("id", ID).class("help").attr("aria-labelledby", "help-title");
    dialog.html(text)
}
