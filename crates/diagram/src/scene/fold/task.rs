//! Tasks: spawned, polled, woken, over. Their lines run on the strip, and arrows lead to polls.

use super::Fold;
use crate::scene::{Link, Row, Source};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{Cause, Ended, LaneId, LaneKind, PollResult, TaskId, WakeEffect};

impl Fold<'_> {
    pub(super) fn task_spawned(&mut self, task: TaskId, lane: LaneId) {
        let target = self.trace.task(task).lane;
        let line = self.line(ThreadKind::Queued, target, Row::Strip, None, Some(task));
        self.tasks[task.index()].line = Some(line);
        if lane != target && self.trace.lane(lane).kind != LaneKind::Reactor {
            let source = Source::Lane(lane, self.depth(lane));
            self.tasks[task.index()].link = Some(self.link(ArrowKind::Spawn, source, task));
        }
    }

    pub(super) fn woken(&mut self, task: TaskId, cause: Cause, effect: WakeEffect, lane: LaneId) {
        let own = self.trace.task(task).lane;
        if effect == WakeEffect::AlreadyQueued {
            return self.dot(MarkKind::Wake, own);
        }
        let from_lane = |lane: LaneId| Source::Lane(lane, self.depth(lane));
        let source = match cause {
            Cause::Op(op) => self.bars[op.index()].map_or(from_lane(lane), Source::Bar),
            Cause::Task(other) => from_lane(self.trace.task(other).lane),
            Cause::Thread(other) => from_lane(other),
            Cause::Itself => from_lane(own),
            Cause::Outside => from_lane(lane),
        };
        let link = self.link(ArrowKind::Wake, source, task);
        let waiting = self.tasks[task.index()].line.take();
        self.end_line(waiting, EndsIn::Entered);
        if effect == WakeEffect::Queued {
            let line = self.line(ThreadKind::Queued, own, Row::Strip, None, Some(task));
            self.tasks[task.index()].line = Some(line);
        }
        self.tasks[task.index()].link = Some(link);
    }

    pub(super) fn poll_started(&mut self, task: TaskId, lane: LaneId) {
        let state = &mut self.tasks[task.index()];
        state.polls += 1;
        let (number, line, link) = (state.polls, state.line.take(), state.link.take());
        self.end_line(line, EndsIn::Entered);
        if let Some(mut link) = link {
            link.reach.close(self.reach());
            self.scene.links.push(link);
        }
        let piece = self.piece(BoxKind::Poll, lane, Row::Strip, None, number);
        self.tasks[task.index()].poll = Some(piece);
    }

    pub(super) fn poll_ended(&mut self, task: TaskId, result: PollResult) {
        let poll = self.tasks[task.index()].poll.take();
        let ready = result == PollResult::Ready;
        self.end_piece(poll, if ready { BoxEnd::Ready } else { BoxEnd::Pending });
        let own = self.trace.task(task).lane;
        self.unblock(own);
        if !ready {
            // Woken during this poll, it goes to the back of the queue now.
            let woken = self.tasks[task.index()].link.is_some();
            let kind = if woken { ThreadKind::Queued } else { ThreadKind::Pending };
            let line = self.line(kind, own, Row::Strip, None, Some(task));
            self.tasks[task.index()].line = Some(line);
        }
    }

    pub(super) fn task_ended(&mut self, task: TaskId, how: Ended) {
        let state = &mut self.tasks[task.index()];
        let (line, link) = (state.line.take(), state.link.take());
        let completed = how == Ended::Completed;
        self.end_line(line, if completed { EndsIn::Entered } else { EndsIn::Dropped });
        if let Some(Link { kind: ArrowKind::Wake, reach, .. }) = link {
            let lane = self.trace.task(task).lane;
            self.dot_at(MarkKind::Wake, lane, reach.from, reach.from_event);
        }
    }
}
