//! What is so at a cursor: a fold over the events before it.

use crate::support::{random::random, samples};
use trace::{
    CallId, CallState, Cause, Ended, EventKind, OpId, OpState, State, TaskId, TaskPhase, Trace,
    WaitOn,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The state right after the first event of this kind.
fn after(trace: &Trace, kind: fn(&EventKind) -> bool) -> State {
    let index = trace.events.iter().position(|event| kind(&event.kind)).expect("it happens");
    trace.state_at(index + 1)
}

#[test]
fn stepping_is_the_same_as_starting_over() {
    for trace in samples::all().into_iter().chain((0..20).map(|seed| random(seed, 40))) {
        let mut state = State::start(&trace);
        for (cursor, event) in trace.events.iter().enumerate() {
            assert_eq!(trace.state_at(cursor), state);
            state.apply(&trace, event);
        }
        assert!(state.ended && state.ready.is_empty() && state.polling.is_none());
        assert_eq!(trace.state_at(usize::MAX), state, "past the end means the end");
        assert_eq!(state.lines, trace.log().count());
        assert!(
            state.awaited.known().all(|(_, on)| on.is_empty()),
            "nothing is awaited after the end"
        );
    }
}

#[test]
fn a_future_exists_before_its_body_runs() {
    let trace = samples::lazy();
    let (main, brew) = (CallId(0), CallId(1));
    let state = after(&trace, |kind| *kind == EventKind::CallCreated(CallId(1)));
    assert_eq!(state.calls[brew.index()], CallState::Created);
    assert_eq!(state.calls[main.index()], CallState::Active);
    assert_eq!(state.stacks[1], [main]);
    let state = after(&trace, |kind| matches!(kind, EventKind::PollEnded(..)));
    assert!(matches!(state.calls[main.index()], CallState::Suspended(Some(_))));
    assert_eq!(state.futures(&trace).count(), 2);
    assert_eq!(state.tasks[0].phase, TaskPhase::Pending);
    assert_eq!(state.awaited(trace.task(TaskId(0)).lane), [WaitOn::Op(OpId(0))]);
    assert_eq!(state.pending_ops().collect::<Vec<_>>(), [OpId(0)]);
    let state = trace.state_at(usize::MAX);
    assert_eq!(state.calls[brew.index()], CallState::Dropped);
    assert_eq!(state.tasks[0].phase, TaskPhase::Ended(Ended::Completed));
    assert!(matches!(state.ops[0], OpState::Ended(_)));
}

#[test]
fn a_wake_during_the_own_poll_queues_the_task_when_the_poll_ends() {
    let trace = samples::two_tasks();
    let state = after(&trace, |kind| matches!(kind, EventKind::Woken(..)));
    assert_eq!(state.tasks[0].phase, TaskPhase::PollingWoken);
    assert_eq!(state.ready, [TaskId(1)]);
    let state = after(&trace, |kind| matches!(kind, EventKind::PollEnded(..)));
    assert_eq!(state.tasks[0].phase, TaskPhase::Queued);
    assert_eq!(state.tasks[0].woken_by, Some(Cause::Itself));
    assert_eq!(state.ready, [TaskId(1), TaskId(0)]);
}

#[test]
fn a_thread_that_blocks_on_an_operation_waits_for_one_thing_until_it_ends() {
    let trace = samples::blocking();
    let state = after(&trace, |kind| matches!(kind, EventKind::WaitStarted(_)));
    assert_eq!(state.awaited(trace::LaneId(1)), [WaitOn::Op(OpId(0))]);
    assert_eq!(state.stacks[1].len(), 3, "its calls stay on the stack");
    // The end of the operation comes first, the end of the wait after it: both orders are valid.
    let state = after(&trace, |kind| matches!(kind, EventKind::OpEnded(..)));
    assert!(state.awaited(trace::LaneId(1)).is_empty());
    assert_eq!(trace.validate(), Ok(()));
}

#[test]
fn a_channel_holds_what_was_sent_and_not_received() {
    let trace = samples::messages();
    let mut inside = vec![];
    for (index, event) in trace.events.iter().enumerate() {
        if matches!(event.kind, EventKind::MessageSent(_) | EventKind::MessageReceived(_)) {
            inside.push(trace.state_at(index + 1).channels[0]);
        }
    }
    assert_eq!(inside, [1, 2, 1, 2]);
    assert_eq!(trace.channel_label(trace::ChannelId(0)), "channel 1 (Order)");
}

#[test]
fn instants_read_well_at_any_size() {
    for (nanos, words) in [
        (0, "0 ms"),
        (999, "999 ns"),
        (1_500, "1.5 µs"),
        (20_000_000, "20 ms"),
        (1_000_001, "1 ms"),
        (1_766_500, "1.767 ms"),
        (2_345_600_000, "2.346 s"),
        (60_000_000_000, "60 s"),
        (u64::MAX, "18446744073.709 s"),
    ] {
        assert_eq!(trace::Instant(nanos).words(), words);
    }
}
