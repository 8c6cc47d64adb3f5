//! Tasks: spawned, polled, woken, over. Their lines run on the strip, and arrows lead to polls.

use super::Fold;
use crate::scene::{Link, Row, Source, Spot};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{Cause, Ended, LaneId, LaneKind, PollResult, TaskId, WakeEffect};

impl Fold<'_> {
    pub(super) fn task_spawned(&mut self, task: TaskId, lane: LaneId) {
        let target = self.trace.task(task).lane;
        let line = self.line(ThreadKind::Queued, target, Row::Strip, None);
        self.tasks[task.index()].line = Some(line);
        if lane != target && self.trace.lane(lane).kind != LaneKind::Reactor {
            self.tasks[task.index()].link = Some(self.link(ArrowKind::Spawn, self.top(lane)));
        }
    }

    pub(super) fn woken(&mut self, task: TaskId, cause: Cause, effect: WakeEffect, lane: LaneId) {
        let own = self.trace.task(task).lane;
        if effect == WakeEffect::AlreadyQueued {
            return self.dot(MarkKind::Wake, own);
        }
        let source = match cause {
            Cause::Op(op) => {
                let bar = self.op_bars[op.index()];
                bar.map_or(self.top(lane), |bar| Source::Bar(bar as usize))
            }
            Cause::Task(other) => self.top(self.trace.task(other).lane),
            Cause::Thread(other) => self.top(other),
            Cause::Itself => self.top(own),
            Cause::Outside => self.top(lane),
        };
        let link = self.link(ArrowKind::Wake, source);
        let waiting = self.tasks[task.index()].line.take();
        self.end_line(waiting, EndsIn::Entered);
        if effect == WakeEffect::Queued {
            let line = self.line(ThreadKind::Queued, own, Row::Strip, None);
            self.tasks[task.index()].line = Some(line);
        }
        self.tasks[task.index()].link = Some(link);
    }

    pub(super) fn poll_started(&mut self, task: TaskId, lane: LaneId) {
        let state = &mut self.tasks[task.index()];
        let (line, link) = (state.line.take(), state.link.take());
        self.end_line(line, EndsIn::Entered);
        if let Some(mut link) = link {
            link.reach.close(self.now);
            let target = self.trace.task(task).lane;
            self.links.push(Spot::new(target, Row::Strip), link);
        }
        let piece = self.piece(BoxKind::Poll, Spot::new(lane, Row::Strip), None);
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
            let line = self.line(kind, own, Row::Strip, None);
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
            self.dot_at(MarkKind::Wake, lane, reach.from_event());
        }
    }
}
