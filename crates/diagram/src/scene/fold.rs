//! Events → pieces, lines, bars and arrows: one pass, each event looked at once.
//!
//! What is open is kept as an index into the scene's lists and closed when its end comes; what is
//! still open at the end (never in a valid trace) is closed there, so that any trace has a picture.

mod open;
mod task;
mod thread;

use super::{Bar, Link, Reach, Row, Scene, Source, Stretch};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind, Timeline};
use trace::{
    CallId, CallKind, ConnectionEvent, Event, EventKind, LaneId, LaneKind, Left, OpId, Rows, Trace,
    WaitId,
};

pub(super) fn fold(trace: &Trace, timeline: &Timeline, which: usize) -> Scene {
    let all = &mut (0..trace.events.len());
    fold_these(trace, timeline, which, all, false)
}

/// The same of some events only; of a `few`, what they do not touch takes no room.
pub(super) fn fold_these(
    trace: &Trace,
    timeline: &Timeline,
    which: usize,
    events: &mut dyn Iterator<Item = usize>,
    few: bool,
) -> Scene {
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
        lanes: fresh(trace.lanes.len(), few),
        calls: fresh(trace.calls.len(), few),
        tasks: fresh(trace.tasks.len(), few),
        bars: fresh(trace.ops.len(), few),
        waits: fresh(trace.waits.len(), few),
        now: 0,
        position: 0,
        last: timeline.steps(),
    };
    for index in events {
        fold.now = index;
        fold.position = timeline.position(which, index);
        fold.event(&trace.events[index]);
    }
    fold.finish()
}

/// So many of what has not begun.
fn fresh<T: Default + Clone>(count: usize, few: bool) -> Rows<T> {
    if few { Rows::few(T::default()) } else { Rows::all(count, T::default()) }
}

struct Fold<'a> {
    trace: &'a Trace,
    scene: Scene,
    lanes: Rows<LaneFold>,
    calls: Rows<CallFold>,
    tasks: Rows<TaskFold>,
    /// Per operation, its bar.
    bars: Rows<Option<usize>>,
    /// Per wait, the stretch that it blocks, while the stack beneath it stands still.
    waits: Rows<Option<Stretch>>,
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
    /// Of a thread: the arrow that will reach it.
    coming: Option<Link>,
    /// Of a thread: its end; and since when it has had no core.
    ended: Option<Reach>,
    coreless: Option<Stretch>,
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
            EventKind::WaitEnded(wait) => {
                self.wait_ended(wait, event);
                self.thread_goes_on(lane, self.trace.wait(wait).on);
            }
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
            EventKind::Thread(what) => self.thread(lane, what),
            EventKind::MessageSent(_) => self.dot(MarkKind::Sent, lane),
            EventKind::MessageReceived(_) => self.dot(MarkKind::Received, lane),
            EventKind::Logged(_) => self.dot(MarkKind::Printed, lane),
            EventKind::Connection(_, what) => match what {
                ConnectionEvent::Typed(_) => self.dot(MarkKind::Sent, lane),
                ConnectionEvent::Received(_) => self.dot(MarkKind::Received, lane),
                ConnectionEvent::Opened | ConnectionEvent::Closed(_) => {}
            },
            EventKind::ScopeOpened(_)
            | EventKind::ScopeEntered(_)
            | EventKind::ScopeLeft(_)
            | EventKind::ScopeClosed(_)
            | EventKind::RunEnded => {}
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
        let end = match left {
            Left::Returned | Left::Follows(_) => BoxEnd::Returned,
            Left::Ready => BoxEnd::Ready,
            Left::Pending => BoxEnd::Pending,
            Left::Suspended | Left::Awaits(_) => BoxEnd::Suspended,
            Left::Threw => BoxEnd::Threw,
        };
        self.end_piece(Some(piece), end);
        if !left.is_done() {
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

    fn finish(mut self) -> Scene {
        for (_, call) in self.calls.known() {
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
