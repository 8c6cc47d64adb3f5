//! What stands around a run and can come a moment after it: that it is live, a terminal and states
//! and what if on the shelf; what differs between two languages, findings, spans, the explanation,
//! the account, the files and the way on beneath. See [`crate::parts`].

use super::account::account;
use super::contrast::contrast;
use super::element::{Element, button, tag};
use super::findings::findings;
use super::keys::everywhere;
use super::machine::machine;
use super::print::print;
use super::prose::{prose, way_on};
use super::spans::spans;
use super::take::take;
use super::terminal::terminal;
use super::what_if::what_if;
use crate::state::{Action, Model};
use std::cell::Cell;
use yew::{Callback, Html};

/// Two groups of panels; empty until they can be made.
#[derive(Default)]
pub struct Around {
    /// On the shelf, after output and tasks.
    pub shelf: Html,
    /// Beneath the run.
    pub below: Html,
}

thread_local! {
    static FOLLOWS: Cell<bool> = const { Cell::new(false) };
}

/// Follows what happens to the page as a whole, for as long as there is one: printing, and keys
/// where nothing has the focus.
pub fn begin(dispatch: &Callback<Action>) {
    if !FOLLOWS.replace(true) {
        print(dispatch);
        everywhere(dispatch);
    }
}

/// All of them.
pub fn around(model: &Model, dispatch: &Callback<Action>) -> Around {
    let html = |panel: Option<Element>| panel.map(Element::done).unwrap_or_default();
    let found = tag("div")
        .class("found")
        .html(html(contrast(model, dispatch)))
        .html(html(findings(model, dispatch)))
        .html(html(spans(model, dispatch)));
    let told = tag("div").class("told");
    let told = told.with(account(model, dispatch)).with(take(model, dispatch));
    let below = [found.done(), prose(model.more()).done(), told.done(), way_on(model).done()];
    let live = html(model.is_live().then(|| live(dispatch)));
    let what_if = html(what_if(model, dispatch));
    let shelf = [live, terminal(model, dispatch), html(machine(model)), what_if];
    Around { shelf: shelf.into_iter().collect(), below: below.into_iter().collect() }
}

/// What holds of a run on the wall clock, and of no other; and a way to another such run.
fn live(dispatch: &Callback<Action>) -> Element {
    let says = ": on the wall clock, and not replayable. No link and no seed makes this run again.";
    let again = button(dispatch, || {
        Action::Late(Box::new(|model| model.asked = Some(model.run.recipe.clone())))
    })
    .class("quiet")
    .text("Run again");
    tag("section")
        .class("panel")
        .attr("aria-label", "Live")
        .with(tag("p").with(tag("strong").text("Live")).text(says))
        .with(again)
}
