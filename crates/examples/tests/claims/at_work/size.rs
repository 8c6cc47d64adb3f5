//! Chapter 4: a hundred thousand tasks.

use crate::seen::{run, timed_lines};
use trace::{EventKind, Outcome};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn hundred_thousand_has_all_its_tasks_asleep_at_once_and_polls_each_twice() {
    let trace = run("hundred-thousand");
    assert_eq!(trace.outcome, Outcome::Completed);
    let index = trace::Index::new(&trace);
    let sleeping = trace.events.partition_point(|event| event.at < trace::Instant(5_000_000));
    assert_eq!(index.tally_at(sleeping).waiting, 1 + 100_000);
    let pending = |event: &trace::Event| matches!(event.kind, EventKind::OpStarted(_));
    assert_eq!(trace.events[..sleeping].iter().filter(|event| pending(event)).count(), 100_001);
    assert_eq!(examples::predict::polls_beside_main(&trace), 200_000);
    assert_eq!(timed_lines(&trace)[1], (5, "asleep at once: 100000"));
    let ten_ms = 10_000_000;
    let wakes = trace.events.iter().filter(|event| matches!(event.kind, EventKind::OpEnded(..)));
    for tenth in 1..=10 {
        let at = wakes.clone().filter(|event| event.at.0 == tenth * ten_ms).count();
        assert_eq!(at, 10_000, "{tenth}");
    }
    // What the words say of the trace.
    assert_eq!(trace.events.len() / 100_000, 14);
    assert_eq!(size_of::<trace::Event>(), 40);
    assert!(index.bytes() <= 24 * trace.events.len(), "{}", index.bytes());
}
