//! `awaitscope list`: what there is.

use examples::{Example, catalogue};
use serde_json::json;

pub(crate) fn list(as_json: bool) -> String {
    if as_json {
        let examples: Vec<_> = catalogue().map(describe).collect();
        return format!("{:#}\n", serde_json::Value::from(examples));
    }
    let widest = catalogue().map(|example| example.id.len()).max().unwrap_or(0);
    let row = |example: &Example| {
        let twin = if example.has_twin { " · also in JavaScript" } else { "" };
        let page = if example.kind.needs_page() { " · in a page only" } else { "" };
        format!("{:<widest$}  {}{twin}{page}\n", example.id, example.title())
    };
    catalogue().map(row).collect()
}

fn describe(example: &Example) -> serde_json::Value {
    let prediction = example
        .question()
        .map(|question| json!({ "question": question.asks, "answers": question.answers }));
    let knobs = example.knobs().into_iter().map(|knob| {
        json!({ "name": knob.name, "default": knob.default, "low": knob.low, "high": knob.high })
    });
    json!({
        "id": example.id,
        "chapter": example.chapter().number,
        "title": example.title(),
        "lookFor": example.look_for(),
        "kind": example.kind.word(),
        "file": example.file(),
        "twin": example.twin_file(),
        "prediction": prediction,
        "knobs": knobs.collect::<Vec<_>>(),
    })
}
