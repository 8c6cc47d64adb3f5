//! Events → slices that nest: what stands on each lane's stack, and when it comes and goes.
//!
//! It stands apart because a trace viewer and a flame graph want the same. Whatever is still open
//! where something below it is closed, is closed first; so a file nests also where a trace was cut
//! short. Operations are not here: those of one lane overlap.

use trace::{CallId, Event, EventKind, LaneId, LaneKind, TaskId, ThreadEvent, Trace, WaitId};

/// Something with a beginning and an end on a lane's stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slice {
    /// A spawned thread's closure.
    Thread(LaneId),
    /// One poll of a task.
    Poll(TaskId),
    /// One turn of JavaScript's event loop.
    Turn,
    /// A piece of a call: from an entry until it leaves the stack.
    Call(CallId),
    /// A thread blocks.
    Wait(WaitId),
    /// A thread could go on and has no core.
    Coreless,
    /// A call computes.
    Work,
}

impl Slice {
    pub(crate) fn name(self, trace: &Trace) -> String {
        match self {
            Slice::Thread(lane) => trace.thread_label(lane),
            Slice::Poll(_) => "poll".to_owned(),
            Slice::Turn => "turn".to_owned(),
            Slice::Call(call) => trace.call_name(call).to_owned(),
            Slice::Wait(wait) => format!("waits for {}", trace.wait_label(trace.wait(wait).on)),
            Slice::Coreless => "waits for a core".to_owned(),
            Slice::Work => "work".to_owned(),
        }
    }

    /// The kind of slice, by which a viewer can filter.
    pub(crate) fn category(self) -> &'static str {
        match self {
            Slice::Thread(_) => "thread",
            Slice::Poll(_) => "poll",
            Slice::Turn => "turn",
            Slice::Call(_) => "call",
            Slice::Wait(_) | Slice::Coreless => "wait",
            Slice::Work => "work",
        }
    }
}

/// A slice comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Opens(Slice),
    Closes(Slice),
}

/// The stacks of all lanes.
pub(crate) struct Stacks {
    open: Vec<Vec<Slice>>,
}

impl Stacks {
    pub(crate) fn new(trace: &Trace) -> Stacks {
        Stacks { open: vec![Vec::new(); trace.lanes.len()] }
    }

    /// What an event does to its lane's stack, in order; the end of the run is for [`Self::rest`].
    pub(crate) fn apply(&mut self, trace: &Trace, event: &Event) -> Vec<Edge> {
        let lane = event.lane;
        let waits = trace.lane(lane).kind == LaneKind::Thread;
        match event.kind {
            EventKind::PollStarted(task) => self.opens(lane, Slice::Poll(task)),
            EventKind::PollEnded(task, _) => self.closes(lane, Slice::Poll(task)),
            EventKind::TurnStarted => self.opens(lane, Slice::Turn),
            EventKind::TurnEnded => self.closes(lane, Slice::Turn),
            EventKind::CallEntered(call) => self.opens(lane, Slice::Call(call)),
            EventKind::CallLeft(call, _) => self.closes(lane, Slice::Call(call)),
            EventKind::WorkStarted => self.opens(lane, Slice::Work),
            EventKind::WorkEnded => self.closes(lane, Slice::Work),
            // A task's wait goes on after the poll that began it.
            EventKind::WaitStarted(wait) if waits => self.opens(lane, Slice::Wait(wait)),
            EventKind::WaitEnded(wait) if waits => self.closes(lane, Slice::Wait(wait)),
            EventKind::Thread(what) => match what {
                ThreadEvent::Started => self.opens(lane, Slice::Thread(lane)),
                ThreadEvent::CoreWanted | ThreadEvent::Preempted => {
                    self.opens(lane, Slice::Coreless)
                }
                ThreadEvent::CoreGot => self.closes(lane, Slice::Coreless),
                ThreadEvent::Ended | ThreadEvent::CutOff => self.rest(lane),
                ThreadEvent::Spawned(..) | ThreadEvent::Unparked(_) => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Closes what is left open on a lane.
    pub(crate) fn rest(&mut self, lane: LaneId) -> Vec<Edge> {
        let open = &mut self.open[lane.index()];
        open.drain(..).rev().map(Edge::Closes).collect()
    }

    fn opens(&mut self, lane: LaneId, slice: Slice) -> Vec<Edge> {
        self.open[lane.index()].push(slice);
        vec![Edge::Opens(slice)]
    }

    fn closes(&mut self, lane: LaneId, slice: Slice) -> Vec<Edge> {
        let open = &mut self.open[lane.index()];
        match open.iter().rposition(|other| *other == slice) {
            Some(place) => open.drain(place..).rev().map(Edge::Closes).collect(),
            None => Vec::new(),
        }
    }
}
