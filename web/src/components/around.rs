//! What stands around a run and can come a moment after it: states on the shelf; findings, spans,
//! the explanation, the account and the way on beneath. See [`crate::parts`].

use super::account::account;
use super::element::{Element, tag};
use super::findings::findings;
use super::help::help;
use super::machine::machine;
use super::prose::{prose, way_on};
use super::spans::spans;
use crate::state::{Action, Model};
use yew::{Callback, Html};

/// Two groups of panels; empty until they can be made.
#[derive(Default)]
pub struct Around {
    /// On the shelf, after output and tasks.
    pub shelf: Html,
    /// Beneath the run; and the help, which is closed at first.
    pub below: Html,
}

/// All of them.
pub fn around(model: &Model, dispatch: &Callback<Action>) -> Around {
    let texts = &model.run.texts;
    let html = |panel: Option<Element>| panel.map(Element::done).unwrap_or_default();
    let found = tag("div")
        .class("found")
        .html(html(findings(model, dispatch)))
        .html(html(spans(model, dispatch)));
    let below = [
        found.done(),
        prose(texts).done(),
        account(model, dispatch).done(),
        way_on(model.run.example.id, texts).done(),
        help().done(),
    ];
    Around { shelf: html(machine(model)), below: below.into_iter().collect() }
}
