//! The site's slim head: wordmark, tagline, theme, help. An embed leaves it out.

use super::control::choice;
use super::element::{Element, On, tag};
use super::help;
use super::share::share_button;
use crate::state::{Action, Theme};
use yew::Callback;

/// The page's head.
pub(super) fn header(current: Theme, dispatch: &Callback<Action>) -> Element {
    let themes = Theme::ALL.map(|(_, name, key)| (key, name));
    let chosen = |key: &str| Action::SetTheme(Theme::of(key));
    let show = |_: &_| {
        help::show();
        None
    };
    let help = tag("button").attr("type", "button").class("quiet").on(On::Click, dispatch, show);
    tag("header")
        .class("masthead")
        .with(tag("p").class("wordmark").text("Awaitscope"))
        .with(tag("p").class("tagline").text("See what await really does"))
        .with(choice("Theme", &themes, current.key(), dispatch, chosen))
        .with(share_button(dispatch))
        .with(help.text("Help"))
}
