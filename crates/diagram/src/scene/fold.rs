//! Events → pieces, lines, bars and arrows: one pass, each event looked at once.
//!
//! What is open is kept as an index into the scene's lists and closed when its end comes; what is
//! still open at the end (never in a valid trace) is closed there, so that any trace has a picture.

mod open;
mod task;
mod thread;

use super::pack::slots;
use super::{Bar, Dot, Grouped, Line, Link, OPEN, Piece, Reach, Row, Scene, Source, Spot};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{
    CallId, CallKind, ConnectionEvent, Event, EventKind, LaneId, LaneKind, Left, OpId, Trace,
    WaitId,
};

pub(super) fn fold(trace: &Trace) -> Scene {
    let mut fold = Fold {
        trace,
        pieces: List::default(),
        lines: List::default(),
        bars: Vec::new(),
        links: List::default(),
        dots: List::default(),
        work: List::default(),
        blocked: List::default(),
        lanes: vec![LaneFold::default(); trace.lanes.len()],
        calls: vec![None; trace.calls.len()],
        tasks: vec![TaskFold::default(); trace.tasks.len()],
        op_bars: vec![None; trace.ops.len()],
        waits: vec![None; trace.waits.len()],
        now: 0,
    };
    for (index, event) in trace.events.iter().enumerate() {
        fold.now = index;
        fold.event(event);
    }
    fold.finish()
}

struct Fold<'a> {
    trace: &'a Trace,
    pieces: List<Piece>,
    lines: List<Line>,
    bars: Vec<Bar>,
    links: List<Link>,
    dots: List<Dot>,
    work: List<Reach>,
    blocked: List<Reach>,
    lanes: Vec<LaneFold>,
    /// Per call, the line that is open.
    calls: Vec<Option<u32>>,
    tasks: Vec<TaskFold>,
    /// Per operation, its bar.
    op_bars: Vec<Option<u32>>,
    /// Per wait, the stretch that it blocks, while the stack beneath it stands still.
    waits: Vec<Option<(Spot, Reach)>>,
    now: usize,
}

/// Things in order of their beginning, each with its row.
struct List<T> {
    items: Vec<T>,
    spots: Vec<Spot>,
}

impl<T> Default for List<T> {
    fn default() -> List<T> {
        List { items: Vec::new(), spots: Vec::new() }
    }
}

impl<T: Copy> List<T> {
    /// Adds one; its place.
    fn push(&mut self, spot: Spot, item: T) -> u32 {
        self.items.push(item);
        self.spots.push(spot);
        self.items.len() as u32 - 1
    }

    fn grouped(self) -> Grouped<T> {
        Grouped::new(self.items, &self.spots)
    }
}

#[derive(Clone, Default)]
struct LaneFold {
    /// The open pieces of the calls on the stack, outermost first.
    stack: Vec<u32>,
    work: Vec<u32>,
    blocking: Vec<WaitId>,
    turn: Option<u32>,
    /// The operation of this lane that ended last since its last turn, and when.
    ended_op: Option<(OpId, u32)>,
    /// Of a thread: the arrow that will reach it.
    coming: Option<Link>,
    /// Of a thread: its end; and since when it has had no core.
    ended: Option<Reach>,
    coreless: Option<(Spot, Reach)>,
}

#[derive(Clone, Default)]
struct TaskFold {
    poll: Option<u32>,
    line: Option<u32>,
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
                let line = self.line(ThreadKind::NotStarted, lane, row, Some(call));
                self.calls[call.index()] = Some(line);
            }
            EventKind::CallEntered(call) => self.call_entered(call, lane),
            EventKind::CallLeft(call, left) => self.call_left(call, left, lane),
            EventKind::CallDropped(call) => {
                let line = self.calls[call.index()].take();
                self.end_line(line, EndsIn::Dropped);
            }
            EventKind::OpStarted(op) => {
                self.op_bars[op.index()] = Some(self.bars.len() as u32);
                self.bars.push(Bar { reach: self.reach(), op, row: OPEN, end: None });
            }
            EventKind::OpEnded(op, end) => {
                self.lanes[self.trace.op(op).lane.index()].ended_op = Some((op, self.now as u32));
                let bar = self.op_bars[op.index()];
                if let Some(bar) = bar.and_then(|bar| self.bars.get_mut(bar as usize)) {
                    bar.reach.close(self.now);
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
                if let Some((spot, reach)) = self.stretch(lane) {
                    let place = self.work.push(spot, reach);
                    self.lanes[lane.index()].work.push(place);
                }
            }
            EventKind::WorkEnded => {
                if let Some(place) = self.lanes[lane.index()].work.pop() {
                    self.work.items[place as usize].close(self.now);
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
        if let Some((spot, mut reach)) = self.waits[wait.index()].take() {
            let began = self.trace.events[reach.from_event()].at;
            // A task whose wait is over within its poll, at the same instant, was never blocked.
            if began < event.at || self.trace.lane(event.lane).kind == LaneKind::Thread {
                reach.close(self.now);
                self.blocked.push(spot, reach);
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
        let spot = Spot::new(lane, Row::Depth(self.depth(lane)));
        if let Some(line) = self.calls[call.index()].take() {
            // A future waits in the row in which it will run, if it runs in this lane.
            let (open, at) = (&mut self.lines.items[line as usize], &mut self.lines.spots);
            if at[line as usize].lane == lane && open.kind == ThreadKind::NotStarted {
                at[line as usize] = spot;
            }
            (open.next_lane, open.next_row) = (lane.0, spot.row);
            self.end_line(Some(line), EndsIn::Entered);
        }
        let kind = match self.trace.call(call).kind {
            CallKind::Sync => BoxKind::Sync,
            CallKind::Async => BoxKind::Async,
            CallKind::Block => BoxKind::Block,
        };
        let piece = self.piece(kind, spot, Some(call));
        self.lanes[lane.index()].stack.push(piece);
    }

    fn call_left(&mut self, call: CallId, left: Left, lane: LaneId) {
        let Some(piece) = self.lanes[lane.index()].stack.pop() else {
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
            let line = self.line(ThreadKind::Suspended, lane, row, Some(call));
            self.calls[call.index()] = Some(line);
        }
        self.unblock(lane);
    }

    fn turn_started(&mut self, lane: LaneId) {
        let op = self.lanes[lane.index()].ended_op.take();
        let piece = self.piece(BoxKind::Turn, Spot::new(lane, Row::Strip), None);
        self.lanes[lane.index()].turn = Some(piece);
        // A turn that begins after an operation of its lane has ended was brought by it.
        if let Some((op, ended)) = op
            && let Some(bar) = self.op_bars[op.index()]
        {
            let mut link = self.link(ArrowKind::Wake, Source::Bar(bar as usize));
            link.reach = Reach { from: ended, to: self.now as u32 };
            self.links.push(Spot::new(lane, Row::Strip), link);
        }
    }

    fn finish(mut self) -> Scene {
        slots(&self.lines.items, &mut self.lines.spots, self.trace.calls.len());
        Scene {
            lanes: Vec::new(),
            pieces: self.pieces.grouped(),
            lines: self.lines.grouped(),
            bar_rows: Grouped::default(),
            bars: self.bars,
            links: self.links.grouped(),
            dots: self.dots.grouped(),
            work: self.work.grouped(),
            blocked: self.blocked.grouped(),
            crowd: Vec::new(),
        }
    }
}
