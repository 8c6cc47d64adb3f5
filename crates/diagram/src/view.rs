//! A scene at a width: final positions in pixels. Whoever draws it computes nothing.
//!
//! The types stand here, one list per kind of shape, in the order in which they are drawn. How they
//! are placed is in `view/`.

mod arrow;
mod floor;
mod folds;
mod hit;
mod level;
mod place;
mod search;

use crate::axis::Scale;
use crate::{Reach, Timeline, Window};
pub use folds::{Fold, Folds};
pub use hit::Shape;
use trace::{CallId, Instant, LaneId, LaneKind, OpEnd, OpId, TaskId};

/// Final positions of everything in the picture, in px from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Width of the picture, at least the width wanted.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Width of the gutter at the left, in which the lanes' labels stand.
    pub gutter: f64,
    /// Height of the ruler at the top; the first lane begins below it.
    pub ruler: f64,
    /// The lanes from top to bottom.
    pub lanes: Vec<LaneView>,
    /// The ruler's ticks, thinned so that labels never collide.
    pub ticks: Vec<Tick>,
    /// Story axis: compressed stretches in which nothing happens.
    pub waits: Vec<Break>,
    /// Polls, turns and pieces of calls.
    pub boxes: Vec<BoxView>,
    /// Thin lines: what is off the stack and not done.
    pub threads: Vec<ThreadView>,
    /// Operations, on the reactor's lane.
    pub ops: Vec<OpView>,
    /// Wakes and spawns.
    pub arrows: Vec<ArrowView>,
    /// Printed lines, and wakes that changed nothing.
    pub marks: Vec<Mark>,
    /// Stretches of declared CPU work, for hatching.
    pub work: Vec<Span>,
    /// Stretches in which a call waits and stays on the stack, drawn hollow.
    pub blocked: Vec<Span>,
    /// What part of the run is shown.
    pub window: Window,
    /// Where the window begins, px.
    start: f64,
    scale: Scale,
}

impl View {
    /// No view holds more boxes, thin lines and operations than about this.
    pub const MOST_BOXES: usize = 1_000;

    /// Where a place of the view's own timeline stands, px; it may be out of sight.
    pub fn x_at(&self, timeline: &Timeline, place: f64) -> f64 {
        self.start + self.scale.x(timeline.place(place))
    }

    /// Where the window begins, px.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// Px from the left end of the window to an x of the view.
    pub fn from_start(&self, x: f64) -> f64 {
        x - self.start
    }

    /// Where the cursor line stands at a position of the view's own timeline, px; past the end
    /// means the end. It may be out of sight.
    pub fn x(&self, timeline: &Timeline, position: usize) -> f64 {
        self.start + self.scale.x(timeline.right(position.min(timeline.steps())))
    }
}

/// A lane.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneView {
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// Its row in that trace's table.
    pub lane: LaneId,
    /// What it stands for.
    pub kind: LaneKind,
    /// What to write beside it, already shortened to the gutter.
    pub label: String,
    /// The smaller second line: `task 0`, `thread`.
    pub note: String,
    /// Its upper edge.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// Rows of calls that are not shown because the stack is too tall.
    pub deeper: usize,
    /// How many lanes it stands for, if it sums up those that are not shown.
    pub crowd: usize,
}

/// A tick of the ruler.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub x: f64,
    /// `20 ms`.
    pub label: String,
    /// The instant that it marks.
    pub at: Instant,
}

/// A compressed stretch in which nothing happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// How long nothing happens: `20 ms`.
    pub label: String,
    /// The position that it follows.
    pub after: usize,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxKind {
    /// One poll of a task.
    Poll,
    /// One turn of JavaScript's event loop.
    Turn,
    /// A piece of a call of an `async fn`.
    Async,
    /// A piece of an `async` block.
    Block,
    /// A call of an ordinary function.
    Sync,
}

/// How a box ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxEnd {
    /// The call is done.
    Returned,
    /// The call left the stack pending, and may come back.
    Suspended,
    /// JavaScript: the call threw.
    Threw,
    /// The poll answered `Ready`.
    Ready,
    /// The poll answered `Pending`.
    Pending,
    /// The turn's microtasks ran dry.
    Turn,
    /// The trace ends first (never in a valid trace).
    Open,
}

/// A poll, a turn or a piece of a call; or several, too close together to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxView {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// What it stands for; if it is several, the first of them.
    pub kind: BoxKind,
    /// Its name, shortened to what fits; may be empty.
    pub label: String,
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// On which lane.
    pub lane: LaneId,
    /// The call, unless it is a poll or a turn.
    pub call: Option<CallId>,
    /// The event that opens it, and the one that closes it.
    pub reach: Reach,
    /// The how-manieth poll or turn of its lane, from 1.
    pub number: usize,
    /// How many pieces it stands for.
    pub count: usize,
    /// Whether it stands in the row for all lanes that have none of their own.
    pub is_crowd: bool,
    /// Position of the event that opens it.
    pub from: usize,
    /// Position of the event that closes it.
    pub to: usize,
    /// How it ends.
    pub end: BoxEnd,
}

/// What a thin line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadKind {
    /// An async call between two of its pieces.
    Suspended,
    /// A future that exists and of which nothing has run.
    NotStarted,
    /// A task between a poll that answered `Pending` and the wake.
    Pending,
    /// A task on the run queue, between the wake and the poll.
    Queued,
}

/// What a thin line leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndsIn {
    /// It goes on: the next piece, poll or wake.
    Entered,
    /// It is dropped, or its task is aborted.
    Dropped,
}

/// A thin line.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadView {
    /// What it stands for.
    pub kind: ThreadKind,
    /// Left end.
    pub x1: f64,
    /// Right end.
    pub x2: f64,
    /// Height at which it runs.
    pub y: f64,
    /// Height at its right end: another than `y` if it goes on in another row or lane.
    pub y2: f64,
    /// The line as SVG path data.
    pub path: String,
    /// What it leads to.
    pub ends_in: EndsIn,
    /// Whether its hollow marker is drawn: it is not started, and there is room.
    pub marker: bool,
    /// For a future of which nothing has run, its name, if there is room above the line.
    pub label: String,
    /// For a future that was dropped before anything of it ran, which it was: to stand after the
    /// line's right end, if there is room.
    pub end_label: String,
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// On which lane.
    pub lane: LaneId,
    /// The call, unless it is a task's line.
    pub call: Option<CallId>,
    /// The event that begins it, and the one that ends it.
    pub reach: Reach,
    /// Position of the event that begins it.
    pub from: usize,
    /// Position of the event that ends it.
    pub to: usize,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OpView {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// What is asked, shortened to what fits; may be empty.
    pub label: String,
    /// How it ends; none if the trace ends first (never in a valid trace).
    pub end: Option<OpEnd>,
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// Its row in that trace's table; if it is several, that of the first.
    pub op: OpId,
    /// How many operations it stands for.
    pub count: usize,
    /// The event that begins it, and the one that ends it.
    pub reach: Reach,
    /// Position of its start.
    pub from: usize,
    /// Position of its end.
    pub to: usize,
}

/// What an arrow stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// From the cause of a wake to the poll that it brought.
    Wake,
    /// From whoever spawned a task to its first poll.
    Spawn,
}

/// An arrow between lanes.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrowView {
    /// What it stands for.
    pub kind: ArrowKind,
    /// Where it begins.
    pub x1: f64,
    /// Where it begins.
    pub y1: f64,
    /// Where its head is.
    pub x2: f64,
    /// Where its head is.
    pub y2: f64,
    /// The line as SVG path data, ending a little before the head.
    pub path: String,
    /// Whether it begins on a lane (draw a dot there), and not at the end of an operation.
    pub from_lane: bool,
    /// The head as SVG path data, closed, to be filled.
    pub head: String,
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// The task that is woken or spawned; none if it is a turn of JavaScript that is brought.
    pub task: Option<TaskId>,
    /// The lane to which it leads.
    pub target: LaneId,
    /// The operation at whose end it begins, if it does.
    pub op: Option<OpId>,
    /// The lane on which it begins, if it does.
    pub source: Option<LaneId>,
    /// The wake or spawn, and the start of the poll.
    pub reach: Reach,
    /// Position of the wake or spawn.
    pub from: usize,
    /// Position of the poll's start.
    pub to: usize,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A printed line.
    Printed,
    /// A message that went into a channel.
    Sent,
    /// A message that was taken out of one.
    Received,
    /// A wake that brought no poll: the task was on the run queue already, or ended first.
    Wake,
}

/// A mark at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub kind: MarkKind,
    /// Its middle.
    pub x: f64,
    /// Its foot.
    pub y: f64,
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// On which lane.
    pub lane: LaneId,
    /// The event.
    pub event: usize,
    /// How many marks it stands for.
    pub count: usize,
    /// The position right after it.
    pub position: usize,
}

/// A stretch of a box.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Which of the traces it belongs to.
    pub trace: usize,
    /// On which lane.
    pub lane: LaneId,
    /// The event that begins it, and the one that ends it.
    pub reach: Reach,
    /// Position of its start.
    pub from: usize,
    /// Position of its end.
    pub to: usize,
}
