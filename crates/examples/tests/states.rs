//! Every suspension point in a trace is one that rustc knows: the `.states.json` beside a source
//! names it, by the same line and column.
#![cfg(not(target_arch = "wasm32"))]

use examples::{Kind, catalogue};
use std::path::{Path, PathBuf};
use trace::{CallKind, EventKind, Left, Recipe};

/// The file below a folder that has this name.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        entries.map(|entry| entry.path()).partition(|path| path.is_dir());
    let file = files.into_iter().find(|path| path.file_name().is_some_and(|it| it == name));
    file.or_else(|| folders.iter().find_map(|folder| find(folder, name)))
}

fn states(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue");
    let name = format!("{}.states.json", file.strip_suffix(".rs").unwrap_or(file));
    let path = find(&root, &name).unwrap_or_else(|| panic!("no {name}: run cargo xtask generate"));
    std::fs::read_to_string(path).expect("a file that was found can be read")
}

#[test]
fn every_suspension_point_of_a_trace_is_a_state() {
    for example in catalogue() {
        let (states, mut suspended) = (states(example.file), 0);
        let trace = example.run(&Recipe::of(example.id));
        for event in &trace.events {
            if let EventKind::CallLeft(_, Left::Suspended) = event.kind {
                let span = trace.event_span(event).expect("a suspended call says where");
                let place = format!("\"line\":{},\"column\":{},", span.line, span.column);
                let state = format!("{{\"kind\":\"suspended\",{place}");
                assert!(states.contains(&state), "{}: no state at {place}", example.file);
                suspended += 1;
            }
        }
        assert_eq!(suspended > 0, example.kind == Kind::Async, "{}", example.file);
    }
}

#[test]
fn every_async_call_of_a_trace_is_a_function_with_states() {
    for example in catalogue() {
        let states = states(example.file);
        let trace = example.run(&Recipe::of(example.id));
        for call in trace.calls.iter().filter(|call| call.kind != CallKind::Sync) {
            let name = trace.name(call.name);
            let span = trace.span(call.defined.expect("a traced call says where it stands"));
            let place = format!("\"line\":{},\"column\":{},", span.line, span.column);
            let function = format!("{{\"name\":\"{name}\",{place}");
            assert!(states.contains(&function), "{}: no {function}", example.file);
        }
    }
}
