//! The terminal of the client that the reader is: what was sent and received at this step, and a
//! field to type into. It is in a part of the program that comes after the first picture.

use super::element::{Element, On, button, tag};
use crate::state::{Action, Model, Shown, Terminal, Typing};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};
use yew::{Callback, Html};

/// What says whether it can be typed into.
const STATE: &str = "terminal-state";

/// The terminal, if the example has one.
pub(super) fn terminal(model: &Model, dispatch: &Callback<Action>) -> Html {
    let Some(terminal) = Terminal::of(model) else { return Html::default() };
    let heading = tag("h2").text("Terminal of ").with(tag("code").string(&terminal.name));
    let state = tag("p").class("state").attr("id", STATE).string(&terminal.state);
    let leads = terminal.open_at.map(|position| {
        let go = button(dispatch, move || Action::Seek(position)).class("quiet");
        go.text("Go to a step at which it is connected")
    });
    tag("section")
        .class("terminal panel")
        .attr("aria-label", "Terminal")
        .with(heading)
        .with(log(&terminal))
        .with(field(model, &terminal, dispatch))
        .with(state)
        .html(leads.map(Element::done).unwrap_or_default())
        .all(terminal.lost.iter().map(|said| tag("p").class("state").string(said)))
        .with(undo(model, dispatch))
        .done()
}

fn log(terminal: &Terminal) -> Element {
    let log = tag("div")
        .class("transcript")
        .attr("role", "log")
        .attr("aria-label", "Sent and received")
        .attr("tabindex", "0");
    if terminal.lines.is_empty() {
        return log.with(tag("p").class("still").text("Nothing sent or received yet."));
    }
    log.all(terminal.lines.iter().map(line))
}

fn line(line: &Shown) -> Element {
    let (class, who) = match (line.typed, line.waits) {
        (true, false) => ("typed", "you"),
        (true, true) => ("typed waits", "you, once this instant is over"),
        (false, _) => ("received", "server"),
    };
    let head = tag("span").class("who").string(format!("{}, {who}", line.at));
    tag("div").class(class).with(head).with(tag("samp").string(&line.text))
}

fn field(model: &Model, terminal: &Terminal, dispatch: &Callback<Action>) -> Element {
    let is_open = terminal.is_open;
    let draft = |event: &Event| {
        let field = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
        Some(Action::typing(Typing::Draft(field.value())))
    };
    let enter = |event: &Event| {
        let event = event.dyn_ref::<KeyboardEvent>()?;
        let sends = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        sends.then(|| {
            event.prevent_default();
            Action::typing(Typing::Send)
        })
    };
    let closed = (!is_open).then_some("true");
    let field = tag("textarea")
        .attr("rows", "1")
        .attr("aria-label", "Type into the terminal")
        .attr("aria-describedby", STATE)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .maybe("aria-disabled", closed)
        .maybe("readonly", closed)
        .input(model.typed.as_ref().map_or_else(String::new, |typed| typed.draft.clone()))
        .on(On::Input, dispatch, draft)
        .on(On::KeyDown, dispatch, enter);
    let send = button(dispatch, || Action::typing(Typing::Send))
        .attr("aria-describedby", STATE)
        .maybe("aria-disabled", closed)
        .text("Send");
    tag("div").class("entry").with(field).with(send)
}

/// What was typed last can be taken back.
fn undo(model: &Model, dispatch: &Callback<Action>) -> Element {
    let row = tag("div").class("undo").attr("role", "status");
    let former = model.typed.as_ref().and_then(|typed| typed.former.as_ref());
    let Some((_, dropped)) = former else { return row };
    let said = match dropped {
        0 => "Sent. ",
        1 => "Sent. What you had typed later was dropped with the run that it belonged to. ",
        _ => "Sent. All that you had typed later was dropped with the run that it belonged to. ",
    };
    let undo = button(dispatch, || Action::typing(Typing::Undo)).class("quiet").text("Undo");
    row.with(tag("span").text(said)).with(undo)
}
