//! What is opened is closed, and time never steps back: what holds, and each refusal.

use crate::support::{Script, ms, random::random, samples};
use trace::{
    CallKind, Cause, ChannelId, Ended, EventKind as E, LaneId, Left, NameId, OpEnd, OpId, OpKind,
    Outcome, PollResult, ScopeId, TaskId, Trace, WaitId, WaitOn, WakeEffect,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn every_sample_is_valid() {
    for trace in samples::all() {
        assert_eq!(trace.validate(), Ok(()), "{}\n{}", trace.recipe.example, trace.to_text());
    }
}

#[test]
fn random_runs_are_valid_and_differ() {
    let mut texts = std::collections::BTreeSet::new();
    for seed in 0..100 {
        let trace = random(seed, 60);
        assert_eq!(trace.validate(), Ok(()), "seed {seed}\n{}", trace.to_text());
        assert_eq!(random(seed, 60), trace, "the same seed gives the same run");
        texts.insert(trace.to_text());
    }
    assert!(texts.len() > 90, "only {} different runs", texts.len());
}

/// Refuses the trace with a problem that contains `words`.
#[track_caller]
fn refuses(trace: &Trace, words: &str) {
    let invalid = trace.validate().expect_err(words);
    assert!(invalid.problem.contains(words), "{invalid}\n{}", trace.to_text());
}

/// Writes a run with one task being polled inside `main`, adds to it, and leaves it open.
#[track_caller]
fn refuses_after(words: &str, add: impl FnOnce(&mut Script, TaskId, LaneId)) {
    let mut s = Script::new("refused");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    add(&mut s, task, lane);
    refuses(&s.finish(Outcome::Completed), words);
}

#[test]
fn a_call_that_comes_again_comes_after_one_that_is_over() {
    refuses_after("C0 comes again after a call that is not over", |s, _, lane| {
        let poll = s.builder.call("poll", CallKind::Sync, None);
        s.builder.again(poll, poll);
        s.enter(lane, poll);
    });
}

#[test]
fn time_steps_back() {
    let mut trace = samples::lazy();
    let last = trace.events.len() - 1;
    trace.events[last].at = ms(1);
    refuses(&trace, "time steps back to 1ms");
    assert_eq!(trace.validate().expect_err("refused").event, last);
}

#[test]
fn something_after_the_end_and_no_end() {
    let mut trace = samples::lazy();
    trace.events.push(*trace.events.last().expect("it has an end"));
    refuses(&trace, "after the end of the run");
    let mut trace = samples::lazy();
    trace.events.pop();
    refuses(&trace, "the run has no end");
}

#[test]
fn numbers_outside_the_tables() {
    let mut trace = samples::lazy();
    trace.events[0].kind = E::TaskSpawned(TaskId(9));
    refuses(&trace, "points outside the tables");
    let mut trace = samples::lazy();
    trace.events[0].lane = LaneId(9);
    refuses(&trace, "points outside the tables");
    let mut trace = samples::lazy();
    trace.events[0].span = Some(trace::SpanId(99));
    refuses(&trace, "points outside the tables");
    let mut trace = samples::lazy();
    trace.lanes[0].name = NameId(99);
    refuses(&trace, "a table points outside another");
    let mut trace = samples::two_tasks();
    trace.waits[0].on = WaitOn::Op(OpId(99));
    refuses(&trace, "a table points outside another");
}

#[test]
fn tasks_that_do_what_they_cannot() {
    refuses_after("is spawned twice", |s, task, lane| s.push(lane, E::TaskSpawned(task)));
    refuses_after("is polled inside a poll", |s, task, lane| s.push(lane, E::PollStarted(task)));
    refuses_after("nobody asked for it", |s, task, _| {
        s.pending(task);
        s.poll(task);
    });
    refuses_after("is recorded on lane L0", |s, task, lane| {
        s.wake(lane, task, Cause::Itself);
        s.pending(task);
        s.push(LaneId(0), E::PollStarted(task));
    });
    refuses_after("was not being polled", |s, task, lane| {
        s.pending(task);
        s.push(lane, E::PollEnded(task, PollResult::Pending));
    });
    refuses_after("leaves calls on its stack", |s, task, lane| {
        s.enter_sync(lane, "f", 3);
        s.pending(task);
    });
    refuses_after("ends, which it cannot do now", |s, task, _| s.end(task, Ended::Completed));
    refuses_after("a poll is left open", |_, _, _| {});
    refuses_after("T0 is left open", |s, task, _| s.pending(task));
}

#[test]
fn wakes_that_do_not_fit() {
    let woken = |task, effect| E::Woken(task, Cause::Outside, effect);
    refuses_after("does not fit its state", move |s, task, lane| {
        s.push(lane, woken(task, WakeEffect::Queued));
    });
    refuses_after("does not fit its state", move |s, task, lane| {
        s.pending(task);
        s.push(lane, woken(task, WakeEffect::AlreadyQueued));
    });
    refuses_after("does not fit its state", move |s, task, lane| {
        s.complete(task);
        s.push(lane, woken(task, WakeEffect::Queued));
    });
}

#[test]
fn calls_that_do_what_they_cannot() {
    refuses_after("is created, which it cannot be", |s, _, lane| {
        let call = s.builder.call("f", CallKind::Sync, None);
        s.push(lane, E::CallCreated(call));
    });
    refuses_after("is entered, which it cannot be", |s, _, lane| {
        let call = s.builder.call("f", CallKind::Async, None);
        s.enter(lane, call);
    });
    refuses_after("is entered, which it cannot be", |s, _, lane| {
        let call = s.enter_sync(lane, "f", 3);
        s.ret(lane, call);
        s.enter(lane, call);
    });
    refuses_after("is not atop its stack", |s, _, lane| {
        let call = s.enter_sync(lane, "f", 3);
        s.enter_sync(lane, "g", 3);
        s.ret(lane, call);
    });
    refuses_after("cannot be suspended", |s, _, lane| {
        let call = s.enter_sync(lane, "f", 3);
        s.push(lane, E::CallLeft(call, Left::Suspended));
    });
    refuses_after("its polls answer for it", |s, _, lane| {
        let call = s.call(lane, "f", 3);
        s.enter(lane, call);
        s.push(lane, E::CallLeft(call, Left::Ready));
    });
    refuses_after("is dropped, which it cannot be", |s, _, lane| {
        let call = s.call(lane, "f", 3);
        s.enter(lane, call);
        s.drop(lane, call);
    });
    refuses_after("C0 is left open", |s, task, lane| {
        s.call(lane, "f", 3);
        s.complete(task);
    });
}

#[test]
fn operations_and_waits_that_do_what_they_cannot() {
    refuses_after("is started twice", |s, _, lane| {
        let op = s.sleep(lane, "1 ms");
        s.push(lane, E::OpStarted(op));
    });
    refuses_after("was not under way", |s, _, lane| {
        let op = s.builder.op(OpKind::Sleep, lane, "1 ms");
        s.push(lane, E::OpEnded(op, OpEnd::Done));
    });
    refuses_after("O0 is left open", |s, task, lane| {
        s.sleep(lane, "1 ms");
        s.complete(task);
    });
    refuses_after("ends and was not open", |s, task, lane| {
        let wait = s.wait(lane, WaitOn::Task(task));
        s.waited(lane, wait);
        s.waited(lane, wait);
    });
    refuses_after("is started twice", |s, task, lane| {
        s.wait(lane, WaitOn::Task(task));
        s.push(lane, E::WaitStarted(WaitId(0)));
    });
    refuses_after("W0 is left open", |s, task, lane| {
        s.wait(lane, WaitOn::Task(task));
        s.complete(task);
    });
}

#[test]
fn messages_that_nobody_sent() {
    refuses_after("points outside the tables", |s, _, lane| {
        s.push(lane, E::MessageSent(ChannelId(0)));
    });
    refuses_after("a message is received and none is in H0", |s, _, lane| {
        let channel = s.builder.channel("Order");
        s.push(lane, E::MessageSent(channel));
        s.push(lane, E::MessageReceived(channel));
        s.push(lane, E::MessageReceived(channel));
    });
}

#[test]
fn spans_that_do_not_pair() {
    let refuses = |problem, broken: fn(&mut Script, LaneId, ScopeId)| {
        refuses_after(problem, |s, _, lane| {
            let scope = s.builder.scope("request", None, &[]);
            broken(s, lane, scope);
        });
    };
    refuses("G0 is entered and is not open", |s, lane, scope| {
        s.push(lane, E::ScopeEntered(scope));
    });
    refuses("G0 is opened twice", |s, lane, scope| {
        s.push(lane, E::ScopeOpened(scope));
        s.push(lane, E::ScopeOpened(scope));
    });
    refuses("G0 is left on a thread that has not entered it", |s, lane, scope| {
        s.push(lane, E::ScopeOpened(scope));
        s.push(lane, E::ScopeEntered(scope));
        let other = s.thread("other");
        s.push(other, E::ScopeLeft(scope));
    });
    refuses("G0 is closed, which it cannot be now", |s, lane, scope| {
        s.push(lane, E::ScopeOpened(scope));
        s.push(lane, E::ScopeEntered(scope));
        s.push(lane, E::ScopeClosed(scope));
    });
    refuses("G1 is opened within a span that is not open", |s, lane, scope| {
        let inner = s.builder.scope("query", Some(scope), &[]);
        s.push(lane, E::ScopeOpened(inner));
    });
    refuses("a table points outside another", |s, lane, _| {
        let inner = s.builder.scope("query", Some(ScopeId(7)), &[]);
        s.push(lane, E::ScopeOpened(inner));
    });
    refuses("points outside the tables", |s, lane, _| s.push(lane, E::ScopeOpened(ScopeId(7))));
    refuses_after("G0 is left open", |s, task, lane| {
        let scope = s.builder.scope("request", None, &[]);
        s.push(lane, E::ScopeOpened(scope));
        s.complete(task);
    });
}

#[test]
fn turns_and_work_that_do_not_pair() {
    refuses_after("a turn opens inside a turn", |s, _, lane| {
        s.push(lane, E::TurnStarted);
        s.push(lane, E::TurnStarted);
    });
    refuses_after("or closes none", |s, _, lane| s.push(lane, E::TurnEnded));
    refuses_after("a turn is left open", |s, task, lane| {
        s.push(lane, E::TurnStarted);
        s.complete(task);
    });
    refuses_after("work ends that was not begun", |s, _, lane| s.push(lane, E::WorkEnded));
    refuses_after("some work is left open", |s, task, lane| {
        s.push(lane, E::WorkStarted);
        s.complete(task);
    });
}
