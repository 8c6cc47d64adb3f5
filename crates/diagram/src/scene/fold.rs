//! Events → pieces, lines, bars and arrows: one pass, each event looked at once.
//!
//! What is open is kept as an index into the scene's lists and closed when its end comes; what is
//! still open at the end (never in a valid trace) is closed there, so that any trace has a picture.

use super::{Bar, Dot, Line, Link, Piece, Reach, Row, Scene, Source, Stretch, has_strip};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind, Timeline};
use trace::{
    CallId, CallKind, Cause, Ended, Event, EventKind, LaneId, LaneKind, Left, OpId, PollResult,
    TaskId, Trace, WaitId, WakeEffect,
};

pub(super) fn fold(trace: &Trace, timeline: &Timeline, which: usize) -> Scene {
    let lane = LaneFold::default();
    let mut fold = Fold {
        trace,
        scene: Scene {
            lanes: vec![],
            pieces: vec![],
            lines: vec![],
            bars: vec![],
            links: vec![],
            dots: vec![],
            work: vec![],
            blocked: vec![],
        },
        lanes: vec![lane; trace.lanes.len()],
        calls: vec![CallFold::default(); trace.calls.len()],
        tasks: vec![TaskFold::default(); trace.tasks.len()],
        bars: vec![None; trace.ops.len()],
        waits: vec![None; trace.waits.len()],
        now: 0,
        position: 0,
        last: timeline.steps(),
    };
    for (index, event) in trace.events.iter().enumerate() {
        fold.now = index;
        fold.position = timeline.position(which, index);
        fold.event(event);
    }
    fold.finish()
}

struct Fold<'a> {
    trace: &'a Trace,
    scene: Scene,
    lanes: Vec<LaneFold>,
    calls: Vec<CallFold>,
    tasks: Vec<TaskFold>,
    /// Per operation, its bar.
    bars: Vec<Option<usize>>,
    /// Per wait, the stretch that it blocks, while the stack beneath it stands still.
    waits: Vec<Option<Stretch>>,
    now: usize,
    position: usize,
    last: usize,
}

#[derive(Clone, Default)]
struct LaneFold {
    /// The calls on the stack, outermost first, with their open pieces.
    stack: Vec<(CallId, usize)>,
    turn: Option<usize>,
    turns: usize,
    work: Vec<usize>,
    blocking: Vec<WaitId>,
    /// The operation of this lane that ended last since its last turn.
    ended_op: Option<(OpId, Reach)>,
}

#[derive(Clone, Default)]
struct CallFold {
    pieces: Vec<usize>,
    line: Option<usize>,
}

#[derive(Clone, Default)]
struct TaskFold {
    poll: Option<usize>,
    polls: usize,
    line: Option<usize>,
    /// The arrow that its next poll will get.
    link: Option<Link>,
}

impl Fold<'_> {
    fn event(&mut self, event: &Event) {
        let lane = event.lane;
        match event.kind {
            EventKind::TaskSpawned(task) => self.task_spawned(task, lane),
            EventKind::PollStarted(task) => self.poll_started(task, lane),
            EventKind::PollEnded(task, result) => self.poll_ended(task, result),
            EventKind::TaskEnded(task, how) => self.task_ended(task, how),
            EventKind::Woken(task, cause, effect) => self.woken(task, cause, effect, lane),
            EventKind::CallCreated(call) => {
                let row = Row::Depth(self.depth(lane));
                let line = self.line(ThreadKind::NotStarted, lane, row, Some(call), None);
                self.calls[call.index()].line = Some(line);
            }
            EventKind::CallEntered(call) => self.call_entered(call, lane),
            EventKind::CallLeft(call, left) => self.call_left(call, left, lane),
            EventKind::CallDropped(call) => {
                let line = self.calls[call.index()].line.take();
                self.end_line(line, EndsIn::Dropped);
            }
            EventKind::OpStarted(op) => {
                self.bars[op.index()] = Some(self.scene.bars.len());
                let (name, title) = (String::new(), String::new());
                let reach = self.reach();
                self.scene.bars.push(Bar { op, row: 0, reach, end: None, name, title });
            }
            EventKind::OpEnded(op, end) => {
                self.lanes[self.trace.op(op).lane.index()].ended_op = Some((op, self.reach()));
                let (reach, bars) = (self.reach(), &mut self.scene.bars);
                if let Some(bar) = self.bars[op.index()].and_then(|bar| bars.get_mut(bar)) {
                    bar.reach.close(reach);
                    bar.end = Some(end);
                }
            }
            EventKind::WaitStarted(wait) => {
                if self.trace.lane(lane).kind != LaneKind::JavaScript {
                    self.waits[wait.index()] = self.stretch(lane);
                    self.lanes[lane.index()].blocking.push(wait);
                }
            }
            EventKind::WaitEnded(wait) => self.wait_ended(wait, event),
            EventKind::WorkStarted => {
                if let Some(stretch) = self.stretch(lane) {
                    self.lanes[lane.index()].work.push(self.scene.work.len());
                    self.scene.work.push(stretch);
                }
            }
            EventKind::WorkEnded => {
                if let Some(index) = self.lanes[lane.index()].work.pop() {
                    let reach = self.reach();
                    self.scene.work[index].reach.close(reach);
                }
            }
            EventKind::TurnStarted => self.turn_started(lane),
            EventKind::TurnEnded => {
                let turn = self.lanes[lane.index()].turn.take();
                self.end_piece(turn, BoxEnd::Turn);
                self.lanes[lane.index()].ended_op = None;
            }
            EventKind::Logged(_) => self.dot(MarkKind::Printed, lane),
            EventKind::RunEnded => {}
        }
    }

    fn wait_ended(&mut self, wait: WaitId, event: &Event) {
        self.lanes[event.lane.index()].blocking.retain(|open| *open != wait);
        if let Some(mut stretch) = self.waits[wait.index()].take() {
            let began = self.trace.events[stretch.reach.from_event].at;
            // A task whose wait is over within its poll, at the same instant, was never blocked.
            if began < event.at || self.trace.lane(event.lane).kind == LaneKind::Thread {
                stretch.reach.close(self.reach());
                self.scene.blocked.push(stretch);
            }
        }
    }

    /// What a lane waits for once the stack beneath has changed does not block it.
    fn unblock(&mut self, lane: LaneId) {
        for wait in std::mem::take(&mut self.lanes[lane.index()].blocking) {
            self.waits[wait.index()] = None;
        }
    }

    fn task_spawned(&mut self, task: TaskId, lane: LaneId) {
        let target = self.trace.task(task).lane;
        let line = self.line(ThreadKind::Queued, target, Row::Strip, None, Some(task));
        self.tasks[task.index()].line = Some(line);
        if lane != target && self.trace.lane(lane).kind != LaneKind::Reactor {
            let source = Source::Lane(lane, self.depth(lane));
            self.tasks[task.index()].link = Some(self.link(ArrowKind::Spawn, source, task));
        }
    }

    fn woken(&mut self, task: TaskId, cause: Cause, effect: WakeEffect, lane: LaneId) {
        let own = self.trace.task(task).lane;
        if effect == WakeEffect::AlreadyQueued {
            return self.dot(MarkKind::Wake, own);
        }
        let from_lane = |lane: LaneId| Source::Lane(lane, self.depth(lane));
        let source = match cause {
            Cause::Op(op) => self.bars[op.index()].map_or(from_lane(lane), Source::Bar),
            Cause::Task(other) => from_lane(self.trace.task(other).lane),
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

    fn poll_started(&mut self, task: TaskId, lane: LaneId) {
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

    fn poll_ended(&mut self, task: TaskId, result: PollResult) {
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

    fn task_ended(&mut self, task: TaskId, how: Ended) {
        let state = &mut self.tasks[task.index()];
        let (line, link) = (state.line.take(), state.link.take());
        let completed = how == Ended::Completed;
        self.end_line(line, if completed { EndsIn::Entered } else { EndsIn::Dropped });
        if let Some(Link { kind: ArrowKind::Wake, reach, .. }) = link {
            let lane = self.trace.task(task).lane;
            self.dot_at(MarkKind::Wake, lane, reach.from, reach.from_event);
        }
    }

    fn call_entered(&mut self, call: CallId, lane: LaneId) {
        let row = Row::Depth(self.depth(lane));
        if let Some(line) = self.calls[call.index()].line.take() {
            // A future waits in the row in which it will run, if it runs in this lane.
            let open = &mut self.scene.lines[line];
            if open.lane == lane && open.kind == ThreadKind::NotStarted {
                open.row = row;
            }
            open.next = Some((lane, row));
            self.end_line(Some(line), EndsIn::Entered);
        }
        let kind = match self.trace.call(call).kind {
            CallKind::Sync => BoxKind::Sync,
            CallKind::Async => BoxKind::Async,
            CallKind::Block => BoxKind::Block,
        };
        let number = self.calls[call.index()].pieces.len() + 1;
        let piece = self.piece(kind, lane, row, Some(call), number);
        self.calls[call.index()].pieces.push(piece);
        self.lanes[lane.index()].stack.push((call, piece));
    }

    fn call_left(&mut self, call: CallId, left: Left, lane: LaneId) {
        let Some((_, piece)) = self.lanes[lane.index()].stack.pop() else {
            return;
        };
        let returned = left == Left::Returned;
        self.end_piece(Some(piece), if returned { BoxEnd::Returned } else { BoxEnd::Suspended });
        if !returned {
            let row = Row::Depth(self.depth(lane));
            let line = self.line(ThreadKind::Suspended, lane, row, Some(call), None);
            self.calls[call.index()].line = Some(line);
        }
        self.unblock(lane);
    }

    fn turn_started(&mut self, lane: LaneId) {
        let state = &mut self.lanes[lane.index()];
        state.turns += 1;
        let (number, op) = (state.turns, state.ended_op.take());
        let piece = self.piece(BoxKind::Turn, lane, Row::Strip, None, number);
        self.lanes[lane.index()].turn = Some(piece);
        // A turn that begins after an operation of its lane has ended was brought by it.
        if let Some((op, mut reach)) = op
            && let Some(bar) = self.bars[op.index()]
        {
            reach.close(self.reach());
            let (kind, source, title) = (ArrowKind::Wake, Source::Bar(bar), String::new());
            self.scene.links.push(Link { kind, source, target: lane, task: None, reach, title });
        }
    }

    fn depth(&self, lane: LaneId) -> usize {
        self.lanes[lane.index()].stack.len()
    }

    /// From here to an end that is not known yet.
    fn reach(&self) -> Reach {
        let (from, from_event) = (self.position, self.now);
        Reach { from, to: self.last.max(from), from_event, to_event: None }
    }

    fn piece(
        &mut self,
        kind: BoxKind,
        lane: LaneId,
        row: Row,
        call: Option<CallId>,
        number: usize,
    ) -> usize {
        let (reach, end) = (self.reach(), BoxEnd::Open);
        let (name, title) = (String::new(), String::new());
        let of = number;
        self.scene.pieces.push(Piece {
            kind,
            lane,
            row,
            call,
            number,
            of,
            reach,
            end,
            name,
            title,
        });
        self.scene.pieces.len() - 1
    }

    fn end_piece(&mut self, piece: Option<usize>, end: BoxEnd) {
        let reach = self.reach();
        if let Some(piece) = piece.and_then(|piece| self.scene.pieces.get_mut(piece)) {
            piece.reach.close(reach);
            piece.end = end;
        }
    }

    fn line(
        &mut self,
        kind: ThreadKind,
        lane: LaneId,
        row: Row,
        call: Option<CallId>,
        task: Option<TaskId>,
    ) -> usize {
        let (reach, ends_in, title) = (self.reach(), EndsIn::Entered, String::new());
        self.scene.lines.push(Line {
            kind,
            lane,
            row,
            slot: 0,
            call,
            task,
            reach,
            ends_in,
            next: None,
            title,
        });
        self.scene.lines.len() - 1
    }

    fn end_line(&mut self, line: Option<usize>, ends_in: EndsIn) {
        let reach = self.reach();
        if let Some(line) = line.and_then(|line| self.scene.lines.get_mut(line)) {
            line.reach.close(reach);
            line.ends_in = ends_in;
        }
    }

    fn link(&self, kind: ArrowKind, source: Source, task: TaskId) -> Link {
        let (target, reach, title) = (self.trace.task(task).lane, self.reach(), String::new());
        Link { kind, source, target, task: Some(task), reach, title }
    }

    /// A stretch atop the lane's stack, or on its strip if no call is there.
    fn stretch(&self, lane: LaneId) -> Option<Stretch> {
        let row = match self.depth(lane).checked_sub(1) {
            Some(depth) => Row::Depth(depth),
            None if has_strip(self.trace.lane(lane).kind) => Row::Strip,
            None => return None,
        };
        Some(Stretch { lane, row, reach: self.reach(), title: String::new() })
    }

    fn dot(&mut self, kind: MarkKind, lane: LaneId) {
        self.dot_at(kind, lane, self.position, self.now);
    }

    fn dot_at(&mut self, kind: MarkKind, lane: LaneId, position: usize, event: usize) {
        let row = match (kind, self.depth(lane).checked_sub(1)) {
            (MarkKind::Printed, Some(depth)) => Row::Depth(depth),
            _ => Row::Strip,
        };
        self.scene.dots.push(Dot { kind, lane, row, position, event, title: String::new() });
    }

    fn finish(mut self) -> Scene {
        for call in &self.calls {
            for piece in &call.pieces {
                self.scene.pieces[*piece].of = call.pieces.len();
            }
        }
        // The run queue's line has no length when a task is woken and over at once.
        self.scene.lines.retain(|line| line.reach.from < line.reach.to);
        self.scene
    }
}

impl Reach {
    fn close(&mut self, end: Reach) {
        self.to = end.from;
        self.to_event = Some(end.from_event);
    }
}
