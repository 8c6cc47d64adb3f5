//! What happens in this step, in words: beneath each language its sentence.

use crate::state::{Facts, Language, Sentence};
use yew::prelude::*;

/// The sentences. Each language keeps its place, so that nothing moves when only one has news.
pub(super) fn narration(facts: &Facts, both: bool) -> Html {
    let languages: &[Language] =
        if both { &[Language::Rust, Language::JavaScript] } else { &[Language::Rust] };
    let said = |language: &Language| {
        let of = |list: &[Sentence]| {
            list.iter().find(|s| s.language == *language).map(|s| s.text.clone())
        };
        let step = of(&facts.sentences);
        let outcome = of(&facts.outcomes);
        let text = match (step, outcome) {
            (_, Some(outcome)) => html! { <p class="outcome">{ outcome }</p> },
            (Some(step), None) => html! { <p>{ step }</p> },
            (None, None) => html! { <p class="still">{ "Nothing in this step." }</p> },
        };
        html! {
            <div class="sentence" key={language.name()}>
                if both {
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
