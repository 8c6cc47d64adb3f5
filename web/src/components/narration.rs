//! What happens in this step, in words: beneath each language its sentence.

use super::shared::Shared;
use crate::state::{Facts, Language};
use yew::prelude::*;

/// Properties of [`Narration`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) facts: Shared<Facts>,
    /// Whether there is a twin.
    pub(super) both: bool,
}

/// The sentences. Each language keeps its place, so that nothing moves when only one has news.
#[component]
pub(super) fn Narration(props: &Props) -> Html {
    let languages: &[Language] =
        if props.both { &[Language::Rust, Language::JavaScript] } else { &[Language::Rust] };
    let said = |language: &Language| {
        let of = |list: &[crate::state::Sentence]| {
            list.iter().find(|s| s.language == *language).map(|s| s.text.clone())
        };
        let step = of(&props.facts.sentences);
        let outcome = of(&props.facts.outcomes);
        let text = match (step, outcome) {
            (_, Some(outcome)) => html! { <p class="outcome">{ outcome }</p> },
            (Some(step), None) => html! { <p>{ step }</p> },
            (None, None) => html! { <p class="still">{ "Nothing in this step." }</p> },
        };
        html! {
            <div class="sentence" key={language.name()}>
                if props.both {
                    <span class="language">{ language.name() }</span>
                }
                { text }
            </div>
        }
    };
    html! {
        <div class="narration" role="status" aria-live="polite">
            { for languages.iter().map(said) }
        </div>
    }
}
