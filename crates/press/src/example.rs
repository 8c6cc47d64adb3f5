//! What the page fetches when an example is opened, and what it fetches a moment later.
//!
//! ```json
//! {
//!   "title": "A few words",
//!   "lookFor": "HTML, inline",
//!   "question": { "asks": "HTML, inline", "answers": ["HTML, inline"] },
//!   "sources": [{ "file": "lazy_future.rs", "text": "…", "runs": [2, 1, 0] }],
//!   "knobs": [{ "name": "cups", "default": 3, "low": 1, "high": 9, "at": 24 }],
//!   "refused": [{ "file": "pin.refused.rs", "text": "…", "runs": [], "says": "error[E0382]: …" }]
//! }
//! ```
//!
//! ```json
//! {
//!   "prose": "HTML: sections, each an h2 and what follows",
//!   "discuss": "HTML: the chapter's questions, a list",
//!   "states": { "functions": [] }
//! }
//! ```
//!
//! `sources` holds the Rust file first, then its twin if there is one; `question` and `states` are
//! null where there is none. `at` is a place in the Rust source, in bytes.

use crate::highlight::{Colours, Language};
use crate::prose::{html, inline, sections};
use anyhow::{Context, Result};
use examples::Example;
use serde_json::{Value, json};

/// An example's words, as the page fetches them.
///
/// # Errors
/// If a source cannot be coloured, or captured states are no JSON.
pub fn example(example: &Example, colours: &Colours) -> Result<Value> {
    let mut sources = vec![source(colours, Language::Rust, example.file(), example.source())?];
    if let (Some(file), Some(text)) = (example.twin_file(), example.twin_source()) {
        sources.push(source(colours, Language::JavaScript, file, text)?);
    }
    let question = example.question().map(|question| {
        let answers: Vec<_> = question.answers.iter().map(|answer| inline(answer)).collect();
        json!({ "asks": inline(question.asks), "answers": answers })
    });
    let knobs = example.knobs().into_iter().map(|knob| {
        json!({
            "name": knob.name,
            "default": knob.default,
            "low": knob.low,
            "high": knob.high,
            "at": knob.at,
        })
    });
    Ok(json!({
        "title": example.title(),
        "lookFor": inline(&example.look_for()),
        "question": question,
        "sources": sources,
        "knobs": knobs.collect::<Vec<_>>(),
        "refused": refused(example, colours)?,
    }))
}

/// What can be said of an example once it stands: its explanation, and its state machines.
///
/// # Errors
/// If captured states are no JSON.
pub fn more(example: &Example) -> Result<Value> {
    let states = example.text("states.json").map(serde_json::from_str::<Value>).transpose();
    Ok(json!({
        "prose": prose(example),
        "discuss": discuss(example),
        "states": states.with_context(|| format!("reading the states of {}", example.id))?,
    }))
}

fn source(colours: &Colours, language: Language, file: String, text: &str) -> Result<Value> {
    let runs = colours.runs(language, text).with_context(|| format!("colouring {file}"))?;
    Ok(json!({ "file": file, "text": text, "runs": runs }))
}

/// All sections but the question, which the page asks in a way of its own.
fn prose(example: &Example) -> String {
    let told = sections(example.prose()).filter(|(name, _)| *name != "Predict");
    told.map(|(name, text)| format!("<section><h2>{name}</h2>\n{}</section>\n", html(text)))
        .collect()
}

fn discuss(example: &Example) -> String {
    let found = sections(example.chapter().prose()).find(|(name, _)| *name == "Discuss");
    found.map(|(_, text)| html(text)).unwrap_or_default()
}

/// Code that the compiler refuses, and what it says.
fn refused(example: &Example, colours: &Colours) -> Result<Vec<Value>> {
    let Some(text) = example.text("refused.rs") else { return Ok(Vec::new()) };
    let file = format!("{}.refused.rs", example.stem);
    let mut value = source(colours, Language::Rust, file, text)?;
    value["says"] = example.text("stderr").unwrap_or_default().into();
    Ok(vec![value])
}

#[cfg(test)]
mod tests {
    use super::{example, more};
    use crate::highlight::Colours;

    /// A build gives the same files each time: nothing here goes by a hash map's order.
    #[test]
    fn the_words_of_every_example_are_the_same_a_second_time() -> anyhow::Result<()> {
        let (once, again) = (Colours::new()?, Colours::new()?);
        for it in examples::everything() {
            assert_eq!(example(it, &once)?.to_string(), example(it, &again)?.to_string());
            assert_eq!(more(it)?.to_string(), more(it)?.to_string());
        }
        Ok(())
    }
}
