//! A sentence about something that could not be done as asked.

use crate::state::Action;
use yew::prelude::*;

/// The sentence, and a button that takes it away.
pub(super) fn notice(text: &str, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(|_| Action::DismissNotice);
    html! {
        <div class="notice" role="alert">
            <p>{ text.to_owned() }</p>
            <button type="button" class="quiet" {onclick}>{ "Dismiss" }</button>
        </div>
    }
}
