//! Whose turn it is: polls from the outside in, awaits that do not yield, and the run queue.

use super::{calls, kinds, line, pendings, place, polls};
use crate::seen::{lines, run, run_with, timed_lines};
use trace::{CallId, Cause, EventKind, LaneKind, Left, PollResult, TaskId, WakeEffect};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn await_ready_goes_on_in_the_same_poll() {
    let trace = run("await-ready");
    let spawned = place(&trace, EventKind::TaskSpawned(TaskId(1)));
    let way = line(&trace, "main: gives way");
    for kind in kinds(&trace, spawned..way) {
        assert!(!matches!(
            kind,
            EventKind::PollEnded(..) | EventKind::CallLeft(_, Left::Suspended)
        ));
    }
    assert_eq!(trace.state_at(way).ready, [TaskId(1)], "who waits for a turn all the while");
    assert_eq!(calls(&trace, "setting").len(), 2);
}

#[test]
fn await_ready_lets_others_run_only_when_an_await_answers_pending() {
    let trace = run("await-ready");
    assert_eq!(polls(&trace, 0).len(), 2);
    assert_eq!(pendings(&trace, 0).len(), 1, "yield_now");
    let own = EventKind::Woken(TaskId(0), Cause::Itself, WakeEffect::WhilePolling);
    assert!(line(&trace, "main: gives way") < place(&trace, own));
    assert_eq!(lines(&trace)[3..], ["ring: the telephone rings", "main: is back"]);
}

#[test]
fn order_is_what_polls_and_the_queue_make_it() {
    let trace = run("order");
    assert_eq!(
        lines(&trace),
        [
            "main: which one leaves first?",
            "letter: leaves",
            "letter: arrives",
            "parcel: leaves",
            "parcel: arrives",
            "main: both have arrived",
        ]
    );
    let lanes: Vec<_> = trace.log().map(|(_, event, _)| trace.lane(event.lane).kind).collect();
    let (main, parcel) = (LaneKind::Task(TaskId(0)), LaneKind::Task(TaskId(1)));
    assert_eq!(lanes, [main, main, main, parcel, parcel, main], "the letter runs inside main");
}

#[test]
fn order_gives_the_spawned_task_its_turn_when_main_is_suspended_for_the_first_time() {
    let trace = run("order");
    assert_eq!((polls(&trace, 0).len(), polls(&trace, 1).len()), (2, 1));
    let first = place(&trace, EventKind::PollStarted(TaskId(1)));
    assert_eq!(
        kinds(&trace, first - 1..first),
        [EventKind::PollEnded(TaskId(0), PollResult::Pending)]
    );
    assert!(line(&trace, "letter: arrives") < first);
    let woken = EventKind::Woken(TaskId(0), Cause::Task(TaskId(1)), WakeEffect::Queued);
    assert!(line(&trace, "parcel: arrives") < place(&trace, woken));
}

#[test]
fn order_turns_when_what_main_awaits_is_suspended_too() {
    let trace = run_with("order", "red_light_ms", 10);
    let expected = [
        (0, "main: which one leaves first?"),
        (0, "letter: leaves"),
        (0, "parcel: leaves"),
        (0, "parcel: arrives"),
        (10, "letter: arrives"),
        (10, "main: both have arrived"),
    ];
    assert_eq!(timed_lines(&trace), expected);
    let first = place(&trace, EventKind::PollStarted(TaskId(1)));
    assert!(place(&trace, EventKind::PollEnded(TaskId(0), PollResult::Pending)) < first);
    assert!(first < line(&trace, "letter: arrives"), "the letter ended main's poll");
}

#[test]
fn nested_polls_enter_the_outermost_first_and_leave_the_leaf_first() {
    let trace = run("nested-polls");
    let names = ["main", "checkout", "pay", "ask_bank"];
    let path = names.map(|name| {
        let [call] = calls(&trace, name)[..] else { panic!("one call of {name}") };
        call
    });
    let starts = trace
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| matches!(event.kind, EventKind::PollStarted(_)));
    let starts: Vec<_> = starts.map(|(index, _)| index).collect();
    assert_eq!(polls(&trace, 0), [0, 20, 50]);
    for start in starts {
        let rest = &trace.events[start..];
        let end = rest.iter().position(|event| matches!(event.kind, EventKind::PollEnded(..)));
        let poll = kinds(&trace, start..start + end.expect("every poll ends"));
        let entered: Vec<CallId> = poll
            .iter()
            .filter_map(|kind| match kind {
                EventKind::CallEntered(call) => Some(*call),
                _ => None,
            })
            .collect();
        let left: Vec<CallId> = poll
            .iter()
            .filter_map(|kind| match kind {
                EventKind::CallLeft(call, _) => Some(*call),
                _ => None,
            })
            .collect();
        assert_eq!(entered, path, "outermost first");
        assert_eq!(left, path.iter().rev().copied().collect::<Vec<_>>(), "leaf first");
    }
}

#[test]
fn nested_polls_need_no_turn_of_their_own_for_the_callers_of_a_finished_leaf() {
    let trace = run("nested-polls");
    let bank = line(&trace, "ask_bank: 30 euros");
    let between = kinds(&trace, bank..line(&trace, "main: thank you"));
    assert!(!between.iter().any(|kind| matches!(kind, EventKind::PollStarted(_))));
    assert_eq!(lines(&trace)[2..], ["pay: 30 euros", "checkout: paid", "main: thank you"]);
}
