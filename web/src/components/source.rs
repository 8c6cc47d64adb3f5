//! The sources: the file that was compiled, and beside it the file that the engine ran.

use super::code::Code;
use super::shared::Shared;
use crate::highlight;
use crate::state::{Action, Facts, Language, Run};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Source`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) run: Shared<Run>,
    pub(super) facts: Shared<Facts>,
    pub(super) dispatch: Callback<Action>,
}

/// One pane for each language.
#[component]
pub(super) fn Source(props: &Props) -> Html {
    let example = props.run.example;
    let rust = Some((Language::Rust, example.file, example.source));
    let twin = example.twin.map(|twin| (Language::JavaScript, twin.file, twin.source));
    let pane = |(language, file, source): (Language, &'static str, &'static str)| {
        let marks = props.facts.side(language).map(|side| side.marks.clone()).unwrap_or_default();
        html! {
            <Pane
                key={file}
                {language}
                {file}
                {source}
                run={props.run.clone()}
                marks={Shared(Rc::new(marks))}
                dispatch={props.dispatch.clone()}
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
    marks: Shared<crate::state::Marks>,
    dispatch: Callback<Action>,
}

/// A caption and the code.
#[component]
fn Pane(props: &PaneProps) -> Html {
    let PaneProps { language, file, source, run, marks, dispatch } = props;
    let lines = use_memo((*file, *source), |(file, source)| highlight::lines(file, source));
    let known = use_memo((run.clone(), *language), |(run, language)| run.lines(*language));
    html! {
        <figure class="pane">
            <figcaption>
                <span class="language">{ language.name() }</span>
                <span class="file">{ *file }</span>
            </figcaption>
            <Code
                label={format!("{} source", language.name())}
                language={*language}
                lines={Shared(lines)}
                known={Shared(known)}
                marks={marks.clone()}
                dispatch={dispatch.clone()}
            />
        </figure>
    }
}
