//! The site's slim head: wordmark, tagline, theme, help. An embed leaves it out.

use super::control::choice;
use super::help;
use crate::state::{Action, Theme};
use yew::prelude::*;

/// The page's head.
pub(super) fn header(current: Theme, dispatch: &Callback<Action>) -> Html {
    let themes = Theme::ALL.map(|(_, name, key)| (key, name));
    let chosen = dispatch.reform(|key: String| Action::SetTheme(Theme::of(&key)));
    html! {
        <header class="masthead">
            <p class="wordmark">{ "Awaitscope" }</p>
            <p class="tagline">{ "See what await really does" }</p>
            { choice("Theme", &themes, current.key(), chosen) }
            <button type="button" class="quiet" onclick={|_| help::show()}>{ "Help" }</button>
        </header>
    }
}
