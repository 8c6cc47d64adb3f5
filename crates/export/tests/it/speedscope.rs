//! What holds of every file for speedscope: its published schema, and the rules that its importer
//! has beside that.
//!
//! `speedscope.schema.json` is `file-format-schema.json` of speedscope 1.25.0, under the MIT licence
//! in `speedscope.LICENSE.txt`.

use export::Run;
use serde_json::Value;

/// Reads a file and asks everything of it.
pub(crate) fn check(text: &str, runs: &[Run]) {
    let file: Value = serde_json::from_str(text).expect("it is JSON");
    schema(&file);
    let frames = file["shared"]["frames"].as_array().expect("frames").len() as u64;
    let mut opened = 0_usize;
    for profile in file["profiles"].as_array().expect("profiles") {
        let (mut stack, mut last) = (Vec::new(), 0);
        for event in profile["events"].as_array().expect("events") {
            let at = event["at"].as_u64().expect("whole nanoseconds");
            let frame = event["frame"].as_u64().expect("a frame");
            assert!(last <= at && frame < frames, "{event}");
            last = at;
            if event["type"] == "O" {
                stack.push(frame);
                opened += 1;
            } else {
                assert_eq!(stack.pop(), Some(frame), "{event}");
            }
        }
        assert!(stack.is_empty(), "left open: {stack:?}");
        let end = profile["endValue"].as_u64();
        assert!(end.is_some_and(|end| last <= end), "{last} is after {end:?}");
    }
    let polls = |run: &Run| {
        let polls = |event: &&trace::Event| {
            use trace::EventKind::{CallEntered, PollStarted};
            matches!(event.kind, PollStarted(_) | CallEntered(_))
        };
        run.trace.events.iter().filter(polls).count()
    };
    let polls: usize = runs.iter().map(polls).sum();
    assert!(opened >= polls, "every poll and every piece of a call");
}

#[cfg(not(target_arch = "wasm32"))]
fn schema(file: &Value) {
    use boon::{Compiler, Schemas};
    thread_local! {
        static SCHEMA: (Schemas, boon::SchemaIndex) = {
            let text = include_str!("speedscope.schema.json");
            let schema = serde_json::from_str(text).expect("the schema is JSON");
            let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
            compiler.add_resource("speedscope.json", schema).expect("it can be added");
            let index = compiler.compile("speedscope.json", &mut schemas).expect("a schema");
            (schemas, index)
        };
    }
    SCHEMA.with(|(schemas, index)| {
        if let Err(error) = schemas.validate(file, *index) {
            panic!("not as the schema has it: {error:#}");
        }
    });
}

/// The schema is asked natively: the same bytes are written here.
#[cfg(target_arch = "wasm32")]
fn schema(_: &Value) {}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_schema_finds_what_is_wrong() {
    let good = export::speedscope(&[]);
    for (right, wrong) in [("\"exporter\":\"awaitscope\"", "\"exporter\":3"), ("frames", "framed")]
    {
        assert!(good.contains(right));
        let bad = serde_json::from_str(&good.replace(right, wrong)).expect("still JSON");
        assert!(std::panic::catch_unwind(|| schema(&bad)).is_err(), "{wrong}");
    }
}
