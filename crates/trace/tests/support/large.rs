//! Traces of a million events, of the shapes that are hardest to draw: one lane with all of them,
//! and ten thousand lanes. Tests ask for fewer events of the same shapes.

use super::Script;
use trace::{Cause, Ended, EventKind, Outcome, PollResult, Trace, TraceBuilder, WakeEffect};

/// How many events a poll of [`one_lane`] leaves.
pub const EVENTS_A_POLL: usize = 11;

/// One task that is polled again and again: in each poll it calls, calls again, and asks for an
/// operation, which ends later and wakes it.
pub fn one_lane(polls: u64) -> Trace {
    let mut s = Script::new("one-lane");
    let (task, lane) = s.spawn("main", None);
    let (outer, inner) = (s.call(lane, "serve", 3), s.call(lane, "read", 7));
    for poll in 1..=polls {
        s.poll(task);
        s.enter(lane, outer);
        s.enter(lane, inner);
        let step = s.enter_sync(lane, "step", 9);
        s.ret(lane, step);
        let op = s.sleep(lane, "sleep");
        s.suspend(lane, inner, 7);
        s.suspend(lane, outer, 3);
        s.pending(task);
        s.at(poll);
        s.done_for(op, task);
    }
    s.poll(task);
    for call in [outer, inner] {
        s.enter(lane, call);
    }
    for call in [inner, outer] {
        s.ret(lane, call);
    }
    s.complete(task);
    s.finish(Outcome::Completed)
}

/// So many tasks that take turns: each is polled, asks for an operation, and is woken.
pub fn many_lanes(lanes: usize, rounds: u64) -> Trace {
    let mut s = Script::new("many-lanes");
    let (first, main) = s.spawn("main", None);
    s.poll(first);
    let tasks: Vec<_> = (1..lanes).map(|_| s.spawn("task", Some(main))).collect();
    s.complete(first);
    // Events as such: a script looks through its run queue at each poll and wake.
    for round in 1..=rounds {
        for (task, lane) in tasks.iter().copied() {
            s.push(lane, EventKind::PollStarted(task));
            let step = s.enter_sync(lane, "step", 4);
            s.ret(lane, step);
            let op = s.sleep(lane, "sleep");
            s.push(lane, EventKind::PollEnded(task, PollResult::Pending));
            s.done(op);
            let woken = EventKind::Woken(task, Cause::Op(op), WakeEffect::Queued);
            s.push(TraceBuilder::REACTOR, woken);
        }
        s.at(round);
    }
    for (task, lane) in tasks {
        s.push(lane, EventKind::PollStarted(task));
        s.push(lane, EventKind::PollEnded(task, PollResult::Ready));
        s.push(lane, EventKind::TaskEnded(task, Ended::Completed));
    }
    s.finish(Outcome::Completed)
}
