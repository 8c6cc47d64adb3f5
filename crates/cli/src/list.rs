//! `awaitscope list`: what there is.

use examples::{Example, Kind, catalogue};
use serde_json::json;

pub(crate) fn list(as_json: bool) -> String {
    if as_json {
        let examples: Vec<_> = catalogue().iter().map(describe).collect();
        return format!("{:#}\n", serde_json::Value::from(examples));
    }
    let widest = catalogue().iter().map(|example| example.id.len()).max().unwrap_or(0);
    let row = |example: &Example| {
        let twin = if example.twin.is_some() { " · also in JavaScript" } else { "" };
        format!("{:<widest$}  {}{twin}\n", example.id, example.title)
    };
    catalogue().iter().map(row).collect()
}

fn describe(example: &Example) -> serde_json::Value {
    json!({
        "id": example.id,
        "chapter": example.chapter,
        "title": example.title,
        "lookFor": example.look_for,
        "kind": match example.kind {
            Kind::Async => "async",
            Kind::Blocking => "sync",
        },
        "file": example.file,
        "twin": example.twin.map(|twin| twin.file),
    })
}
