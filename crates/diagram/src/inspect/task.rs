//! Details of a task and of a thread.

use super::eye::{Eye, is_cut};
use super::round::{waits_for, woken_by};
use super::{CauseKind, Details};
use crate::ledger::{Ledger, Reach};
use crate::words::lane_label;
use trace::{Ended, EventKind, Instant, LaneId, LaneKind, PollResult, TaskId, ThreadEvent, Trace};

pub(super) fn task(eye: &Eye, id: TaskId) -> Details {
    let mut details = Details::of(eye.trace.task_label(id));
    let lane = eye.lane(id);
    let ledger = eye.ledger(&[lane]);
    let row = &ledger.tasks[id.index()];
    details.fact("What", "a task: a future that the executor polls".to_owned(), None);
    let first = row.rounds.first().map(|round| ledger.rounds[*round].reach.from);
    if let Some(spawned) = row.spawned {
        details.fact("Spawned by", spawner(eye, lane, spawned), Some(spawned));
        details.fact("Spawned", eye.at(spawned), Some(spawned));
        details.causes.extend(eye.by(CauseKind::Created, spawned));
        if let Some(first) = first {
            details.causes.push(eye.cause(CauseKind::Spawned, spawned, first));
        }
    }
    details.fact("First polled", eye.ended(first), first);
    let cut = || eye.ahead(lane, 0, &|event| event.lane == lane && is_cut(event));
    let ended = row.ended.or_else(cut);
    let how = match ended.map(|event| eye.event(event).kind) {
        Some(EventKind::TaskEnded(_, Ended::Completed)) => "completed",
        Some(EventKind::TaskEnded(_, Ended::Aborted)) => "aborted",
        Some(EventKind::TaskEnded(_, Ended::Dropped)) => "dropped",
        Some(_) => "cut off in the middle of a poll",
        None => "it was not over when the run was",
    };
    details.fact("Ended", eye.ended(ended), ended);
    details.fact("How", how.to_owned(), ended);
    let rounds = || row.rounds.iter().map(|round| &ledger.rounds[*round]);
    details.fact("Polls", row.rounds.len().to_string(), first);
    if let Some(spawned) = row.spawned {
        let busy = rounds().map(|it| it.reach.long(eye.trace).saturating_sub(it.blocked)).sum();
        eye.times(&mut details, Reach { from: spawned, to: ended }, busy);
    }
    let work: u64 = rounds().map(|round| round.work).sum();
    if work > 0 {
        details.fact("Computing", Instant(work).words(), None);
    }
    let last = rounds().next_back();
    if let Some((last, wake)) = last.and_then(|last| Some((last, last.brought?)))
        && let EventKind::Woken(..) = eye.event(wake).kind
    {
        details.fact("Last woken by", woken_by(eye.trace, wake), Some(wake));
        details.causes.push(eye.cause(CauseKind::Woke, wake, last.reach.from));
    }
    let pending = last.filter(|last| last.answer == Some(PollResult::Pending));
    if let Some(end) = pending.and_then(|last| last.reach.to) {
        waits_for(eye, &mut details, &ledger, lane, end);
    }
    details
}

/// Who spawned a lane's task, for whoever has the trace alone.
pub(crate) fn spawned_by(trace: &Trace, lane: LaneId, spawned: usize) -> String {
    spawner(&Eye::new(trace, None), lane, spawned)
}

/// Who spawned a task; the first one is the executor's own.
pub(super) fn spawner(eye: &Eye, lane: LaneId, spawned: usize) -> String {
    let by = eye.event(spawned).lane;
    let nobody = by == lane || eye.trace.lane(by).kind == LaneKind::Reactor;
    if nobody { "the runtime".to_owned() } else { eye.doer(spawned) }
}

pub(super) fn thread(eye: &Eye, lane: LaneId) -> Details {
    let mut details = Details::of(lane_label(eye.trace, lane));
    if eye.trace.lane(lane).kind != LaneKind::Thread {
        return details;
    }
    let ledger: Ledger = eye.ledger(&[lane]);
    let row = ledger.threads[lane.index()];
    details.fact("What", "a thread of the operating system".to_owned(), None);
    if let Some(spawned) = row.spawned {
        details.fact("Spawned by", eye.doer(spawned), Some(spawned));
        details.fact("Spawned", eye.at(spawned), Some(spawned));
        details.causes.extend(eye.by(CauseKind::Created, spawned));
        if let Some(started) = row.started {
            details.causes.push(eye.cause(CauseKind::Spawned, spawned, started));
        }
    }
    if let Some(started) = row.started {
        details.fact("Begun", eye.at(started), Some(started));
    }
    if let Some(ended) = row.ended {
        let cut = eye.event(ended).kind == EventKind::Thread(ThreadEvent::CutOff);
        details.fact("Ended", eye.at(ended), Some(ended));
        let how = if cut { "cut off: the run was over" } else { "its closure returned" };
        details.fact("How", how.to_owned(), Some(ended));
    }
    let blocked = |kind: fn(&EventKind) -> bool| {
        let own = ledger.stretches.iter().filter(|stretch| stretch.lane == lane);
        own.filter(|stretch| kind(&eye.event(stretch.reach.from).kind)).count()
    };
    let waits = blocked(|kind| matches!(kind, EventKind::WaitStarted(_)));
    details.fact("Times that it was blocked", waits.to_string(), None);
    let lost = blocked(|kind| matches!(kind, EventKind::Thread(_)));
    if lost > 0 {
        details.fact("Times that it had no core", lost.to_string(), None);
    }
    details
}
