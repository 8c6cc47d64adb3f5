//! The sources: the file that was compiled, and beside it the file that the engine ran.

use super::code::{self, Listing};
use super::shared::Shared;
use crate::highlight;
use crate::state::{Action, Facts, Language, Marks, Run};
use std::rc::Rc;
use yew::prelude::*;

/// One pane for each language.
pub(super) fn source(run: &Shared<Run>, facts: &Facts, dispatch: &Callback<Action>) -> Html {
    let example = run.example;
    let rust = Some((Language::Rust, example.file, example.source));
    let twin = example.twin.map(|twin| (Language::JavaScript, twin.file, twin.source));
    let pane = |(language, file, source): (Language, &'static str, &'static str)| {
        let marks = facts.side(language).map(|side| side.marks.clone()).unwrap_or_default();
        html! {
            <Pane
                key={file}
                {language}
                {file}
                {source}
                run={run.clone()}
                {marks}
                dispatch={dispatch.clone()}
            />
        }
    };
    html! {
        <section class="source" aria-label="Source">
            { for rust.into_iter().chain(twin).map(pane) }
        </section>
    }
}

/// Properties of [`Pane`].
#[derive(Properties, PartialEq)]
struct PaneProps {
    language: Language,
    file: &'static str,
    source: &'static str,
    run: Shared<Run>,
    marks: Marks,
    dispatch: Callback<Action>,
}

/// A caption and the code.
#[component]
fn Pane(props: &PaneProps) -> Html {
    let PaneProps { language, file, source, run, marks, dispatch } = props;
    let code =
        use_memo((run.clone(), *language, *file, *source), |(run, language, file, source)| {
            Shared(Rc::new(Listing {
                language: *language,
                lines: highlight::lines(file, source),
                known: run.lines(*language),
            }))
        });
    let place = use_node_ref();
    let here = marks.strongest();
    use_effect_with((place.clone(), here), |(place, here)| code::show(place, *here));
    html! {
        <figure class="pane">
            <figcaption>
                <span class="language">{ language.name() }</span>
                <span class="file">{ *file }</span>
            </figcaption>
            { code::code(&code, place, marks, here, dispatch) }
        </figure>
    }
}
