//! Chapter 3: what its traces must show.

use super::seen::{
    computes, entered, lines, polls, run, run_with, spans_of, stacks, timed_lines, when,
};
use trace::{Cause, EventKind, Instant, LaneKind, OpEnd, PollResult, TaskId, ThreadEvent, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn countdown_alone_takes_n_plus_one_polls() {
    let trace = run("countdown-future");
    let split = lines(&trace).iter().position(|line| line.contains("alone")).expect("printed");
    assert_eq!(lines(&trace)[..split], ["naive: 3", "naive: 2", "naive: 1", "naive: 0"]);
    let (event, at, _) = trace.log().nth(split).map(|(i, e, t)| (i, e.at, t)).expect("printed");
    assert_eq!(at, Instant(30_000_000));
    let polls = |kind: &EventKind| matches!(kind, EventKind::PollStarted(_));
    assert_eq!(trace.events[..event].iter().filter(|e| polls(&e.kind)).count(), 4);
}

#[test]
fn countdown_beside_faster_siblings_ends_early_unless_it_checks_its_deadline() {
    let trace = run("countdown-future");
    let at = |text| {
        let mut log = trace.log().filter(|(_, _, line)| *line == text).map(|(_, e, _)| e.at);
        (log.next().expect(text), log.last())
    };
    let (alone, beside) = at("naive: 0");
    assert_eq!(alone, Instant(30_000_000));
    assert_eq!(beside, Some(Instant(40_000_000)), "10 ms after the start at 30, not 30");
    assert_eq!(at("careful: 0").0, Instant(60_000_000), "three ticks, whoever else is awake");
}

#[test]
fn countdown_is_right_by_luck_when_its_siblings_ring_at_its_own_ticks() {
    let trace = run_with("countdown-future", "fidget_ms", 10);
    let zeros = timed_lines(&trace).into_iter().filter(|(_, line)| line.ends_with(": 0"));
    let zeros: Vec<_> = zeros.collect();
    assert_eq!(zeros, [(30, "naive: 0"), (60, "naive: 0"), (60, "careful: 0")]);
}

#[test]
fn state_machine_is_left_at_each_await_and_goes_on_after_it() {
    let trace = run("state-machine");
    let suspended = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::CallLeft(call, trace::Left::Suspended) if trace.call_name(call) == "archive" => {
            Some((event.at.0 / 1_000_000, trace.event_span(event)?.line))
        }
        _ => None,
    });
    let places: Vec<_> = suspended.collect();
    let source = examples::find("state-machine").expect("it exists").source();
    let awaits: Vec<_> =
        (1..).zip(source.lines()).filter(|(_, line)| line.contains(")).await")).collect();
    assert_eq!(awaits.len(), 2, "{awaits:?}");
    assert_eq!(places, [(0, awaits[0].0), (22, awaits[1].0)]);
    assert_eq!(entered(&trace, "archive"), [0, 20, 32], "three polls, from state to state");
    assert_eq!(entered(&trace, "checksum"), [20], "the last use of what only the first keeps");
}

#[test]
fn state_machine_by_hand_matches_the_compilers_poll_for_poll() {
    let (ours, theirs) = (run("state-machine-by-hand"), run("state-machine"));
    assert_eq!(polls(&ours, TaskId(0)), polls(&theirs, TaskId(0)), "instants, wakes, answers");
    assert_eq!(polls(&ours, TaskId(0)).len(), 3);
    assert_eq!(timed_lines(&ours), timed_lines(&theirs));
    assert_eq!(entered(&ours, "Archive::poll"), entered(&theirs, "archive"));
    let outside = |trace: &Trace| {
        let about_ops =
            |kind: &EventKind| matches!(kind, EventKind::OpStarted(_) | EventKind::OpEnded(..));
        let events = trace.events.iter().filter(|event| about_ops(&event.kind));
        events.map(|event| (event.at, event.lane, event.kind)).collect::<Vec<_>>()
    };
    assert_eq!(outside(&ours), outside(&theirs), "operations and their ends");
    assert_eq!(computes(&ours, 1), computes(&theirs, 1));
}

#[test]
fn pin_lets_a_future_be_moved_before_its_first_poll_and_its_pointer_afterwards() {
    let trace = run("pin");
    let created = when(&trace, |kind| match kind {
        EventKind::CallCreated(call) => trace.call_name(*call) == "read_line",
        _ => false,
    });
    assert_eq!(created, [0], "one future, wherever it is polled");
    let lanes = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::CallEntered(call) if trace.call_name(call) == "read_line" => {
            Some((event.at.0 / 1_000_000, trace.lane(event.lane).kind))
        }
        _ => None,
    });
    let (main, spawned) = (LaneKind::Task(TaskId(0)), LaneKind::Task(TaskId(1)));
    assert_eq!(lanes.collect::<Vec<_>>(), [(0, main), (10, main), (10, spawned), (30, spawned)]);
    assert_eq!(lines(&trace).last(), Some(&"main: hello"), "the borrow still points at its array");
}

#[test]
fn pin_keeps_one_sleep_whose_end_wakes_the_task_that_polled_last() {
    let trace = run("pin");
    let of_30_ms = trace.ops.iter().filter(|op| trace.name(op.label) == "30 ms").count();
    assert_eq!(of_30_ms, 1, "never cancelled and asked for again");
    let ended = when(&trace, |kind| matches!(kind, EventKind::OpEnded(_, OpEnd::Done)));
    assert_eq!(ended, [10, 30]);
    let (pending, ready) = (PollResult::Pending, PollResult::Ready);
    let seen = polls(&trace, TaskId(1));
    assert_eq!(
        seen.iter().map(|poll| (poll.0, poll.2)).collect::<Vec<_>>(),
        [(10, pending), (30, ready)]
    );
    assert!(matches!(seen[1].1, Some(Cause::Op(_))), "the timer knows the second task's waker");
    assert_eq!(polls(&trace, TaskId(0)).last(), Some(&(30, Some(Cause::Task(TaskId(1))), ready)));
}

#[test]
fn pin_moves_nothing_when_the_line_comes_in_time() {
    let trace = run_with("pin", "patience_ms", 40);
    assert_eq!(trace.tasks.len(), 1);
    assert_eq!(timed_lines(&trace), [(30, "main: hello")]);
}

#[test]
fn waker_is_stored_by_poll_and_called_by_the_other_task() {
    let trace = run("waker");
    assert_eq!(entered(&trace, "Listen::poll"), [10, 30]);
    assert_eq!(entered(&trace, "ring"), [30]);
    let causes: Vec<_> = polls(&trace, TaskId(0)).iter().map(|poll| (poll.0, poll.1)).collect();
    let (timer, visitor) = (Cause::Op(trace::OpId(0)), Cause::Task(TaskId(1)));
    assert_eq!(causes, [(0, None), (10, Some(timer)), (30, Some(visitor))]);
    let woken = EventKind::Woken(TaskId(0), visitor, trace::WakeEffect::Queued);
    let wakes = trace.events.iter().position(|event| event.kind == woken).expect("it is woken");
    let stack = &trace.state_at(wakes).stacks[trace.events[wakes].lane.index()];
    let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
    assert_eq!(names, ["visitor", "ring"], "the waker is called from inside ring");
    let at = |start: &str| lines(&trace).iter().position(|line| line.starts_with(start));
    assert!(at("visitor: has rung") < at("main: opens"), "a wake polls nothing by itself");
}

#[test]
fn waker_is_not_needed_by_a_listener_who_comes_after_the_ring() {
    let trace = run_with("waker", "shower_ms", 40);
    assert_eq!(entered(&trace, "Listen::poll"), [40], "ready at once");
    let by_task = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Task(_), _));
    assert_eq!(when(&trace, by_task), [0; 0]);
}

#[test]
fn drive_polls_again_whenever_it_was_woken_and_returns_what_the_future_answers() {
    let trace = run("drive");
    assert_eq!(entered(&trace, "make_coffee"), [0, 20, 20]);
    assert_eq!(lines(&trace).last(), Some(&"main: 2 cups"));
    let stacks = stacks(&trace, 1).into_iter().map(|(_, stack)| stack);
    assert!(stacks.into_iter().any(|stack| stack == ["main", "drive", "park"]), "it waits there");
    assert_eq!(trace.tasks.len(), 0, "there is no other executor");
}

#[test]
fn drive_loses_no_wake_that_comes_before_the_park() {
    let trace = run("drive");
    let place = |wanted: &dyn Fn(&EventKind) -> bool| {
        let events = trace.events.iter().enumerate().filter(|(_, event)| wanted(&event.kind));
        events.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let unparks = place(&|kind| matches!(kind, EventKind::Thread(ThreadEvent::Unparked(_))));
    let parks = place(
        &|kind| matches!(kind, EventKind::CallEntered(call) if trace.call_name(*call) == "park"),
    );
    let waits = place(&|kind| matches!(kind, EventKind::WaitStarted(_)));
    assert_eq!((unparks.len(), parks.len(), waits.len()), (2, 2, 1));
    assert!(parks[0] < waits[0] && waits[0] < unparks[0], "the timer finds the thread parked");
    assert!(unparks[0] < unparks[1] && unparks[1] < parks[1], "yield_now comes before the park");
    assert_eq!(trace.events[unparks[0]].lane, trace::TraceBuilder::REACTOR);
    assert_ne!(trace.events[unparks[1]].lane, trace::TraceBuilder::REACTOR);
}

#[test]
fn mini_executor_polls_those_alone_that_were_woken() {
    let trace = run("mini-executor");
    assert_eq!(entered(&trace, "Runtime::spawn"), [0, 0]);
    assert_eq!(entered(&trace, "Runtime::poll"), [0, 0, 20, 30]);
    let baked = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::CallEntered(call) if trace.call_name(call) == "bake" => Some(call),
        _ => None,
    });
    let baked: Vec<_> = baked.collect();
    let (bread, cake) = (baked[0], baked[1]);
    assert_eq!(baked, [bread, cake, cake, bread], "no wake polls the other one");
    let stacks = stacks(&trace, 1);
    let inner = stacks.iter().filter(|(_, stack)| stack.last() == Some(&"bake"));
    assert!(
        inner
            .into_iter()
            .all(|(_, stack)| { stack[..] == ["main", "Runtime::run", "Runtime::poll", "bake"] })
    );
}

#[test]
fn mini_executor_parks_when_its_queue_is_empty_and_returns_when_its_table_is() {
    let trace = run("mini-executor");
    assert_eq!(spans_of(&trace, "park"), [(0, 20), (20, 30)]);
    assert_eq!(spans_of(&trace, "Runtime::run"), [(0, 30)]);
    let done = timed_lines(&trace).into_iter().filter(|(_, line)| line.ends_with("is done"));
    assert_eq!(done.collect::<Vec<_>>(), [(20, "bake: cake is done"), (30, "bake: bread is done")]);
}
