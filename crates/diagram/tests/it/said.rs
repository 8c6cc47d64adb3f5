//! Sentences that are true of one case and not of its neighbour: who ends what, who is blocked, who
//! woke whom, and what comes of it.

use crate::common::samples;
use crate::common::support::Script;
use diagram::{account, inspect, narrate, thing_at};
use trace::{Cause, Ended, LaneId, Outcome, Trace, WaitOn};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Everything that is said of a run, one sentence a line, after an empty line.
fn narration(trace: &Trace) -> String {
    let said: Vec<_> = (0..trace.events.len()).map(|event| narrate(trace, event)).collect();
    ["\n", &said.join("\n"), "\n"].concat()
}

fn check(trace: &Trace, sentences: &[&str]) {
    assert_eq!(trace.validate(), Ok(()));
    let text = narration(trace);
    for sentence in sentences {
        assert!(text.contains(&["\n", sentence, "\n"].concat()), "“{sentence}” is not in:{text}");
    }
}

/// A call that blocks its thread for so long.
fn nanosleep(s: &mut Script, lane: LaneId, ms: u64) {
    let call = s.enter_sync(lane, "nanosleep", 4);
    let sleep = s.sleep(lane, &format!("{ms} ms"));
    let wait = s.wait(lane, WaitOn::Op(sleep));
    s.at(ms);
    s.done(sleep);
    s.waited(lane, wait);
    s.ret(lane, call);
}

#[test]
fn a_thread_that_blocks_in_a_poll_is_said_to_be_blocked_with_its_executor() {
    let mut s = Script::new("blocks");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    nanosleep(&mut s, lane, 40);
    s.ret(lane, main);
    s.complete(task);
    check(
        &s.finish(Outcome::Completed),
        &[
            "nanosleep() starts a sleep of 40 ms: the operating system sets a timer.",
            "nanosleep() waits for the sleep of 40 ms: its thread is blocked, stack and all, and \
             with it every task of its executor.",
            "The sleep of 40 ms is over: the operating system ends it.",
            "nanosleep() has stopped waiting for the sleep of 40 ms: its thread goes on.",
        ],
    );
    let text = narration(&samples::messages());
    assert!(!text.contains("blocked"), "what is left pending blocks no thread:{text}");
}

#[test]
fn a_sleep_is_ended_by_whoever_set_its_timer() {
    check(&samples::javascript(), &["The sleep of 10 ms is over: the host ends it."]);
    check(&samples::two_tasks(), &["The sleep of 5 ms is over: the reactor ends it."]);
    let mut s = Script::new("threads");
    let lane = s.thread("main");
    nanosleep(&mut s, lane, 7);
    let ended = "The sleep of 7 ms is over: the operating system ends it.";
    check(&s.finish(Outcome::Completed), &[ended]);
}

/// Two tasks wait for locks; as the first is dropped, so is the guard for which the second waits.
fn dropped_with_a_guard() -> Trace {
    let mut s = Script::new("deadlock");
    let (one, paint) = s.spawn("paint", None);
    let (two, fit) = s.spawn("fit", None);
    let (mut waits, mut calls) = (Vec::new(), Vec::new());
    for (task, lane, name, lock) in [(one, paint, "paint", "lock 2"), (two, fit, "fit", "lock 1")] {
        s.poll(task);
        let call = s.call(lane, name, 3);
        s.enter(lane, call);
        let lock = s.builder.name(lock);
        waits.push(s.wait(lane, WaitOn::Named(lock)));
        s.suspend(lane, call, 4);
        s.pending(task);
        calls.push(call);
    }
    s.waited(paint, waits[0]);
    s.wake(paint, two, Cause::Outside);
    s.drop(paint, calls[0]);
    s.end(one, Ended::Dropped);
    s.waited(fit, waits[1]);
    s.drop(fit, calls[1]);
    s.end(two, Ended::Dropped);
    s.finish(Outcome::Deadlock(Vec::new()))
}

#[test]
fn what_is_dropped_at_the_end_of_a_run_is_said_to_be_and_whom_it_wakes_in_vain() {
    let trace = dropped_with_a_guard();
    check(
        &trace,
        &[
            "The run ends here and drops what is left, so that task 0 (paint) no longer waits for \
             lock 2.",
            "What is dropped with task 0 (paint) wakes task 1 (fit); but the run is over, and \
             nobody polls it any more.",
            "The run ends here and drops the future of paint() at its suspension point in line 4: \
             the rest of its body never runs.",
        ],
    );
    let account = account(&trace).to_text();
    assert!(account.contains("| by the drop of task 0 (paint) | 0 ms |"), "{account}");
    let woken = |event: &trace::Event| matches!(event.kind, trace::EventKind::Woken(..));
    let wake = trace.events.iter().position(woken).expect("there is one");
    let thing = thing_at(&trace, None, wake).expect("a wake is a thing");
    let facts = inspect(&trace, None, thing).facts;
    assert!(facts.iter().any(|fact| fact.text == "the drop of task 0 (paint)"), "{facts:?}");
}

#[test]
fn a_wake_during_a_poll_that_completes_the_task_comes_to_nothing() {
    let of = |completes: bool| {
        let mut s = Script::new("await-twice");
        let (task, lane) = s.spawn("show", None);
        s.poll(task);
        let show = s.call(lane, "show", 3);
        s.enter(lane, show);
        s.wake(lane, task, Cause::Itself);
        if !completes {
            s.suspend(lane, show, 4);
            s.pending(task);
            s.poll(task);
            s.enter(lane, show);
        }
        s.ret(lane, show);
        s.complete(task);
        s.finish(Outcome::Completed)
    };
    let again = "Task 0 (show) wakes itself during its own poll, so it is to be polled again.";
    check(&of(false), &[again]);
    let in_vain =
        "Task 0 (show) wakes itself during its own poll, which completes it: no poll follows.";
    check(&of(true), &[in_vain]);
}

#[test]
fn what_javascript_wakes_is_not_woken_by_something() {
    let mut s = Script::new("promise-to-future");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    s.pending(task);
    let javascript = s.javascript();
    s.wake(javascript, task, Cause::Outside);
    s.poll(task);
    s.complete(task);
    let trace = s.finish(Outcome::Completed);
    let sentences = [
        "JavaScript wakes task 0 (main), which goes to the back of the run queue.",
        "The executor polls task 0 (main) again (poll 2), because JavaScript woke it.",
    ];
    check(&trace, &sentences);
    assert!(account(&trace).to_text().contains("| JavaScript |"));
    assert_eq!(lane, trace.task(task).lane);
}
