//! What holds of every file for speedscope: its published schema, and the rules that its importer
//! has beside that.

#[cfg(not(target_arch = "wasm32"))]
use crate::schema::schema;
use export::Run;
use serde_json::Value;

/// Reads a file and asks everything of it.
pub(crate) fn check(text: &str, runs: &[Run]) {
    let file: Value = serde_json::from_str(text).expect("it is JSON");
    // The same bytes are written everywhere: to ask natively is enough.
    #[cfg(not(target_arch = "wasm32"))]
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
