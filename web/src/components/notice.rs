//! A sentence about something that could not be done as asked.

use crate::state::Action;
use yew::prelude::*;

/// Properties of [`Notice`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) text: String,
    pub(super) dispatch: Callback<Action>,
}

/// The sentence, and a button that takes it away.
#[component]
pub(super) fn Notice(props: &Props) -> Html {
    let onclick = props.dispatch.reform(|_| Action::DismissNotice);
    html! {
        <div class="notice" role="alert">
            <p>{ &props.text }</p>
            <button type="button" class="quiet" {onclick}>{ "Dismiss" }</button>
        </div>
    }
}
