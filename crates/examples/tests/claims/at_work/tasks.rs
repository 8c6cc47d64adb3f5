//! What tasks of chapter 4 share, and how they make each other wait.

use super::{completed, waits_for, woken_by_tasks};
use crate::seen::{end_ms, entered, lines, run, run_with, timed_lines, when};
use trace::{Cause, Ended, EventKind, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn channels_suspend_a_producer_that_is_ahead_by_more_than_the_room() {
    let trace = run("channels");
    let queued = |trace: &Trace| {
        let lines = timed_lines(trace).into_iter().filter(|(_, line)| line.contains("queued"));
        lines.map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(queued(&trace), [0, 0, 20]);
    assert_eq!(
        waits_for(&trace, "room in channel 1")[..2],
        [0, 0],
        "at the second send and the third"
    );
    let by_printer = woken_by_tasks(&trace).into_iter().filter(|(.., by)| *by == TaskId(1));
    assert_eq!(by_printer.map(|(at, ..)| at).collect::<Vec<_>>()[..2], [0, 20]);
    let wide = run_with("channels", "room", 2);
    assert_eq!(queued(&wide), [0, 0, 0]);
    assert_eq!((end_ms(&trace), end_ms(&wide)), (60, 60), "the printer is no faster");
}

#[test]
fn channels_answer_once_through_a_oneshot_and_end_with_their_last_sender() {
    let trace = run("channels");
    assert_eq!(trace.channels.len(), 2);
    let through = |wanted: u32| {
        when(&trace, |kind| matches!(kind, EventKind::MessageSent(channel) if channel.0 == wanted))
    };
    assert_eq!((through(0), through(1)), (vec![0, 0, 20, 40], vec![60]));
    assert_eq!(completed(&trace), [60, 60], "the printer's loop is over, and then main");
}

#[test]
fn actors_suspend_whoever_sends_into_a_full_mailbox() {
    let trace = run("actors");
    assert_eq!(waits_for(&trace, "room in channel 1"), [0, 0, 30], "a tell, and each level");
    let wide = run_with("actors", "mailbox", 4);
    assert_eq!(waits_for(&wide, "room in channel 1"), [0; 0]);
}

#[test]
fn actors_fail_those_who_send_when_they_are_dead() {
    let trace = run("actors");
    assert_eq!(lines(&trace).last(), Some(&"told when it is over: false"));
    let over = trace
        .events
        .iter()
        .position(|event| event.kind == EventKind::TaskEnded(TaskId(1), Ended::Completed));
    let told = trace.log().last().map(|(index, ..)| index);
    assert!(over < told, "the actor is over before the last message");
}

#[test]
fn actors_answer_a_question_whose_asker_has_given_up() {
    let trace = run("actors");
    let dropped = |kind: &EventKind| matches!(kind, EventKind::CallDropped(_));
    assert_eq!(when(&trace, dropped), [30], "the first level(), by its timeout");
    let heard: Vec<_> =
        timed_lines(&trace).into_iter().filter(|(_, line)| line.contains("heard")).collect();
    assert_eq!(heard, [(40, "level: 12 l, heard: false"), (40, "level: 12 l, heard: true")]);
}

#[test]
fn async_mutex_makes_others_wait_for_their_turn_and_lets_the_thread_go_on() {
    let trace = run("async-mutex");
    assert_eq!(waits_for(&trace, "lock 1"), [0, 0], "jon and kit");
    assert_eq!(woken_by_tasks(&trace)[..1], [(20, TaskId(2), TaskId(1))], "ida wakes jon");
    let delivery = timed_lines(&trace).into_iter().find(|(_, line)| line.contains("delivery"));
    assert_eq!(delivery, Some((30, "the delivery is here")), "while a lock is held and waited for");
    let held = |kind: &EventKind| matches!(kind, EventKind::WorkStarted);
    assert_eq!(when(&trace, held), [0; 0], "nobody holds the thread");
}

#[test]
fn async_mutex_lets_nobody_read_between_a_reading_and_the_writing_that_depends_on_it() {
    let trace = run("async-mutex");
    let mut sums = timed_lines(&trace);
    sums.retain(|(_, line)| !line.contains("delivery"));
    let expected = [
        (0, "ida: reads 100"),
        (20, "ida: writes 105"),
        (20, "jon: reads 105"),
        (40, "jon: writes 108"),
        (40, "kit: reads 108"),
        (60, "kit: writes 116"),
    ];
    assert_eq!(sums, expected);
    assert_eq!(entered(&trace, "count_change"), [0, 20, 20, 40, 40, 60], "suspended in between");
}

#[test]
fn lost_update_loses_one_where_reads_and_writes_of_two_overlap() {
    let said = |trace: &Trace, start: &str| {
        let line = lines(trace).into_iter().find(|line| line.starts_with(start));
        line.expect("it is printed").to_owned()
    };
    let trace = run("lost-update");
    assert_eq!(trace.tasks.len(), 1, "one task, one thread");
    assert_eq!(said(&trace, "without"), "without a lock: 7 seats are free");
    assert_eq!(said(&trace, "with a"), "with a lock: 5 seats are free");
    assert_eq!(waits_for(&trace, "lock 1"), [40], "the second waits before it reads");
    let apart = run_with("lost-update", "later_ms", 30);
    assert_eq!(said(&apart, "without"), "without a lock: 5 seats are free");
}

#[test]
fn interval_ticks_at_once_and_makes_up_for_late_ticks_as_it_is_told() {
    let trace = run("interval");
    let ticks = |name: &str| {
        let of_it = lines(&trace).into_iter().filter_map(|line| line.strip_prefix(name));
        of_it
            .map(|rest| rest.trim_end_matches(" ms").parse().expect("a number"))
            .collect::<Vec<u32>>()
    };
    assert_eq!(ticks("burst: "), [0, 25, 25, 30]);
    assert_eq!(ticks("delay: "), [0, 25, 35, 45]);
    assert_eq!(ticks("skip: "), [0, 25, 30, 40]);
}

#[test]
fn cpu_hog_delays_its_neighbours_timer_until_its_poll_is_over() {
    let trace = run("cpu-hog");
    let late: Vec<_> =
        lines(&trace).into_iter().filter(|line| line.starts_with("heartbeat")).collect();
    let late_ms: Vec<_> = late.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(late_ms, ["35", "0", "5", "5"]);
    let woken = |kind: &EventKind| matches!(kind, EventKind::Woken(TaskId(1), Cause::Op(_), _));
    assert_eq!(when(&trace, woken)[0], 10, "its deadline passes in the middle of the other's poll");
    let polled = |kind: &EventKind| *kind == EventKind::PollStarted(TaskId(1));
    assert_eq!(when(&trace, polled)[..2], [0, 45], "and it is polled when that is over");
}

#[test]
fn cpu_hog_gives_way_between_two_computations_if_it_yields() {
    let trace = run("cpu-hog");
    let itself = |task| {
        when(&trace, |kind| matches!(kind, EventKind::Woken(who, Cause::Itself, _) if *who == task))
    };
    assert_eq!(itself(TaskId(2)), [0; 0], "the first render never yields");
    assert_eq!(itself(TaskId(4)), [70, 85, 100], "the second one after each tile");
}
