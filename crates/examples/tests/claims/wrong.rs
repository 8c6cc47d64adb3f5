//! Chapter 5: what its traces must show.

use super::seen::{end_ms, entered, lines, run, run_with, timed_lines, when};
use diagram::{Lint, lint};
use examples::{chapters, find};
use trace::{
    CallId, Cause, Ended, EventKind, Instant, Left, OpEnd, Outcome, Recipe, Stuck, TaskId, Trace,
    WakeEffect,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const MAIN: TaskId = TaskId(0);

/// The instants at which this task is polled, in whole milliseconds.
fn polls_of(trace: &Trace, task: TaskId) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::PollStarted(polled) if *polled == task))
}

/// The kind of the event that a lint names; there is only one finding.
fn named(trace: &Trace, name: Lint) -> (u64, EventKind) {
    let found = lint(trace);
    let [finding] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(finding.lint, name);
    let event = trace.events[finding.event];
    (event.at.0 / 1_000_000, event.kind)
}

/// The calls of this name, in the order in which they were made.
fn calls(trace: &Trace, name: &str) -> Vec<CallId> {
    let calls = (0..).map(CallId).take(trace.calls.len());
    calls.filter(|call| trace.call_name(*call) == name).collect()
}

/// Who waits for ever.
fn deadlocked(trace: &Trace) -> Vec<TaskId> {
    let Outcome::Deadlock(stuck) = &trace.outcome else { panic!("{:?}", trace.outcome) };
    stuck.iter().filter_map(Stuck::task).collect()
}

#[test]
fn the_run_of_each_example_bears_out_the_answer_that_its_author_expects() {
    let chapter = chapters().iter().find(|chapter| chapter.folder == "wrong").expect("it is there");
    let found: Vec<_> = chapter
        .examples
        .iter()
        .filter_map(|example| {
            let place = example.predict(&find(example.id).ok()?.run(&Recipe::of(example.id)))?;
            Some((example.id, place))
        })
        .collect();
    let expected = [
        ("forgotten-waker", 2),
        ("busy-poll", 1),
        ("blocking-the-executor", 2),
        ("std-mutex-hang", 0),
        ("deadlock", 1),
        ("poll-after-ready", 0),
        ("lost-message", 0),
        ("never-awaited", 1),
        ("detached", 1),
    ];
    assert_eq!(found, expected);
}

#[test]
fn forgotten_waker_is_polled_once_though_what_it_waits_for_comes() {
    let trace = run("forgotten-waker");
    assert_eq!((entered(&trace, "Ring::poll"), polls_of(&trace, MAIN)), (vec![0], vec![0]));
    assert_eq!(when(&trace, |kind| matches!(kind, EventKind::Woken(MAIN, ..))), [0; 0]);
    assert_eq!(timed_lines(&trace).last(), Some(&(30, "postman: has rung")));
    assert_eq!(deadlocked(&trace), [MAIN]);
    let (at, event) = named(&trace, Lint::LostWaker);
    assert!(matches!(event, EventKind::PollEnded(MAIN, _)) && at == 0, "{event:?}");
}

#[test]
fn forgotten_waker_with_its_waker_kept_is_woken_by_the_postman() {
    let trace = run_with("forgotten-waker", "keep_waker", 1);
    let woken =
        |kind: &EventKind| matches!(kind, EventKind::Woken(MAIN, Cause::Task(TaskId(1)), _));
    assert_eq!((when(&trace, woken), entered(&trace, "Ring::poll")), (vec![30], vec![0, 30]));
    assert_eq!((&trace.outcome, lint(&trace)), (&Outcome::Completed, vec![]));
}

#[test]
fn busy_poll_wakes_itself_in_every_poll_but_the_last_and_each_of_them_costs() {
    let trace = run("busy-poll");
    assert_eq!(entered(&trace, "Impatient::poll"), [0, 5, 10, 15, 20, 25]);
    let itself = EventKind::Woken(MAIN, Cause::Itself, WakeEffect::WhilePolling);
    assert_eq!(when(&trace, |kind| *kind == itself), [5, 10, 15, 20, 25]);
    assert_eq!(named(&trace, Lint::SelfWakingPoll), (5, itself));
    let worked = when(&trace, |kind| *kind == EventKind::WorkEnded);
    assert_eq!(worked[..6], [5, 10, 15, 20, 25, 30], "the processor is never idle");
    assert_eq!(timed_lines(&trace)[0], (30, "impatient: the cake is done, after 6 looks"));
}

#[test]
fn busy_poll_beside_a_future_that_leaves_its_waker_with_a_timer() {
    let trace = run("busy-poll");
    assert_eq!(entered(&trace, "Patient::poll"), [30, 60], "woken by the timer alone");
    for (look_ms, looks) in [(1, 30), (5, 6), (15, 2)] {
        let trace = run_with("busy-poll", "look_ms", look_ms);
        assert_eq!(entered(&trace, "Impatient::poll").len(), looks);
        assert_eq!(entered(&trace, "Patient::poll").len(), 2);
    }
}

#[test]
fn blocking_the_executor_keeps_a_ready_task_on_the_run_queue() {
    let trace = run("blocking-the-executor");
    let water = TaskId(1);
    let woken = |kind: &EventKind| matches!(kind, EventKind::Woken(task, ..) if *task == water);
    assert_eq!((when(&trace, woken), polls_of(&trace, water)), (vec![10], vec![0, 40]));
    let (at, event) = named(&trace, Lint::LongPoll);
    assert!(at == 0 && matches!(event, EventKind::WaitStarted(_)), "{event:?}");
    let works = when(&trace, |kind| *kind == EventKind::WorkStarted);
    assert_eq!(works, [0; 0], "the processor is idle all the while");
}

#[test]
fn blocking_the_executor_mended_polls_the_other_task_on_time() {
    let trace = run("blocking-the-executor");
    let water = TaskId(3);
    assert_eq!(polls_of(&trace, water), [40, 50]);
    let open = |line: &&str| line.starts_with("sprinkler");
    let lines: Vec<_> = lines(&trace).into_iter().filter(open).collect();
    assert_eq!(lines, ["sprinkler: open for 40 ms", "sprinkler: open for 10 ms"]);
}

#[test]
fn std_mutex_hang_blocks_the_only_thread_that_could_give_the_lock_back() {
    let trace = run("std-mutex-hang");
    let sells = calls(&trace, "sell");
    let suspended = EventKind::CallLeft(sells[0], Left::Suspended);
    let holds = trace.events.iter().position(|event| event.kind == suspended);
    let waits = trace.events.iter().position(|event| match event.kind {
        EventKind::WaitStarted(wait) => {
            let on = trace.wait_label(trace.wait(wait).on);
            on == "the lock that task 1 (sell) has held since line 21"
        }
        _ => false,
    });
    assert!(holds.is_some() && holds < waits, "suspended with the guard: {holds:?} {waits:?}");
    let waits = waits.expect("the second one asks");
    let stack = &trace.state_at(waits).stacks[trace.events[waits].lane.index()];
    let stack: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
    assert_eq!(stack, ["sell", "lock"], "it stays on the stack");
    assert_eq!(deadlocked(&trace), [TaskId(2)]);
    assert_eq!((end_ms(&trace), polls_of(&trace, TaskId(1))), (0, vec![0]), "no timer ends");
    let (_, event) = named(&trace, Lint::Deadlock);
    assert_eq!(event, trace.events[waits].kind);
}

#[test]
fn std_mutex_hang_is_gone_when_the_guard_is_dropped_before_the_await() {
    let trace = run_with("std-mutex-hang", "unlock_first", 1);
    assert_eq!((&trace.outcome, end_ms(&trace)), (&Outcome::Completed, 20));
    assert_eq!(lint(&trace), []);
}

#[test]
fn deadlock_leaves_each_of_two_tasks_waiting_for_what_the_other_has() {
    let trace = run("deadlock");
    assert_eq!(deadlocked(&trace), [MAIN, TaskId(1), TaskId(2)]);
    let waits: Vec<_> = trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::WaitStarted(wait) => {
                let on = trace.wait_label(trace.wait(wait).on);
                Some((event.at.0 / 1_000_000, trace.name(trace.lane(event.lane).name), on))
            }
            _ => None,
        })
        .filter(|(_, lane, _)| *lane != "main")
        .collect();
    let expected =
        [(10, "paint", "lock 2, made in line 13"), (15, "fit", "lock 1, made in line 12")];
    let waits: Vec<_> = waits.iter().map(|(at, who, on)| (*at, *who, &on[..])).collect();
    assert_eq!(waits, expected);
    let (at, event) = named(&trace, Lint::Deadlock);
    assert!(at == 15 && matches!(event, EventKind::WaitStarted(_)), "{event:?}");
}

#[test]
fn deadlock_depends_on_who_comes_when() {
    for (late_ms, hangs) in [(0, true), (9, true), (11, false), (30, false)] {
        let trace = run_with("deadlock", "late_ms", late_ms);
        assert_eq!(trace.outcome != Outcome::Completed, hangs, "{late_ms}");
    }
}

#[test]
fn poll_after_ready_answers_again_and_the_third_customer_is_not_served() {
    let trace = run("poll-after-ready");
    let (at, event) = named(&trace, Lint::PollAfterCompletion);
    let EventKind::CallEntered(again) = event else { panic!("{event:?}") };
    let ready = trace.call(again).again.expect("it says after which call");
    let left = |call| when(&trace, |kind| *kind == EventKind::CallLeft(call, Left::Ready));
    assert_eq!((at, left(ready), left(again)), (20, vec![20], vec![20]), "ready twice");
    let third = calls(&trace, "serve")[2];
    let polled = when(&trace, |kind| *kind == EventKind::CallEntered(third));
    assert_eq!(polled, [0; 0]);
    assert_eq!(when(&trace, |kind| *kind == EventKind::CallDropped(third)), [20]);
}

#[test]
fn poll_after_ready_does_not_come_to_a_fused_future() {
    let trace = run("poll-after-ready");
    let ready = |kind: &EventKind| match kind {
        EventKind::CallLeft(call, left) => {
            *left == Left::Ready && trace.call_name(*call) == "Refund::poll"
        }
        _ => false,
    };
    assert_eq!(when(&trace, ready), [20, 20, 40], "once in the second half");
    let polls = entered(&trace, "Refund::poll");
    assert_eq!(polls.last(), Some(&40), "none of the fused one after it was ready");
    assert_eq!(timed_lines(&trace).last(), Some(&(55, "till: serves a customer")));
}

#[test]
fn poll_after_ready_is_a_panic_for_an_async_fn() {
    let captured = include_str!("../../src/catalogue/wrong/poll_after_ready.stderr");
    assert!(captured.contains("`async fn` resumed after completion"), "{captured}");
}

#[test]
fn lost_message_drops_a_branch_while_it_receives_and_loses_nothing() {
    let trace = run("lost-message");
    let takes = calls(&trace, "take_and_mix");
    let dropped = |call| when(&trace, |kind| *kind == EventKind::CallDropped(call));
    assert_eq!((dropped(takes[0]), dropped(takes[1])), (vec![25], vec![50]));
    let received = when(&trace, |kind| matches!(kind, EventKind::MessageReceived(_)));
    let sent = when(&trace, |kind| matches!(kind, EventKind::MessageSent(_)));
    assert_eq!((sent, received), (vec![40, 90], vec![40, 90]), "the first drop took none along");
    assert_eq!(named(&trace, Lint::LostMessage), (50, EventKind::CallDropped(takes[1])));
}

#[test]
fn lost_message_is_not_lost_when_only_the_receipt_can_be_dropped() {
    let trace = run("lost-message");
    let mixes = calls(&trace, "mix");
    let [lost, kept] = mixes[..] else { panic!("{mixes:?}") };
    assert_eq!(when(&trace, |kind| *kind == EventKind::CallDropped(lost)), [50]);
    assert_eq!(when(&trace, |kind| *kind == EventKind::CallLeft(kept, Left::Returned)), [105]);
    assert!(lint(&run_with("lost-message", "mix_ms", 9)).is_empty());
}

#[test]
fn never_awaited_drops_the_work_with_the_future() {
    let trace = run("never-awaited");
    let [first, second] = calls(&trace, "save")[..] else { panic!("two calls") };
    let of = |wanted: EventKind| when(&trace, |kind| *kind == wanted);
    assert_eq!(of(EventKind::CallEntered(first)), [0; 0]);
    assert_eq!(of(EventKind::CallDropped(first)), [0]);
    assert_eq!(of(EventKind::CallLeft(second, Left::Returned)), [20]);
    assert_eq!(named(&trace, Lint::NeverAwaited), (0, EventKind::CallCreated(first)));
    let saves: Vec<_> = lines(&trace).into_iter().filter(|line| line.starts_with("save")).collect();
    assert_eq!(saves, ["save: writes chapter 2"]);
}

#[test]
fn detached_drops_a_task_at_its_await_when_main_returns() {
    let trace = run("detached");
    let ended = |task, how| when(&trace, |kind| *kind == EventKind::TaskEnded(task, how));
    assert_eq!(ended(MAIN, Ended::Completed), [20]);
    assert_eq!(ended(TaskId(1), Ended::Completed), [20], "its handle is awaited");
    assert_eq!(ended(TaskId(2), Ended::Dropped), [20]);
    let cancelled = when(&trace, |kind| matches!(kind, EventKind::OpEnded(_, OpEnd::Cancelled)));
    assert_eq!(cancelled, [20]);
    let (at, event) = named(&trace, Lint::CutShort);
    assert_eq!((at, event), (20, EventKind::TaskEnded(TaskId(2), Ended::Dropped)));
    assert!(!lines(&trace).contains(&"newsletter: is sent"));
    assert_eq!(trace.end(), Instant(20_000_000));
}
