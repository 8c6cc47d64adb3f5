//! Chapter 4: what its traces must show.

use super::seen::{lines, run, when};
use trace::{EventKind, OpEnd, Outcome};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn echo_server_gives_every_connection_a_task_and_is_idle_when_all_have_gone() {
    let trace = run("echo-server");
    assert!(matches!(trace.outcome, Outcome::Idle(_)), "a listening server is no deadlock");
    assert_eq!(trace.tasks.len(), 1 + 3);
    let leaves: Vec<_> = lines(&trace).into_iter().filter(|l| l.contains("leaves")).collect();
    let totals = ["8 bytes", "24 bytes", "10 bytes"];
    assert_eq!(leaves.len(), 3);
    assert!(totals.iter().all(|total| leaves.iter().any(|line| line.contains(total))));
    assert!(trace.outcome.sentence(&trace).contains("a connection on port 7"));
}

#[test]
fn what_a_finished_run_leaves_behind_is_cancelled_with_it() {
    let trace = run("echo-server");
    let cancelled = |kind: &EventKind| matches!(kind, EventKind::OpEnded(_, OpEnd::Cancelled));
    assert_eq!(when(&trace, cancelled).len(), 1, "the accept that the server still awaited");
}
