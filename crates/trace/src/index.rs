//! What is so at a cursor, without looking at all that came before: for traces of a million events.
//!
//! A [`State`] of a hundred thousand tasks takes megabytes and a fold over the whole trace. Whoever
//! shows one shows a few lanes and some numbers, so this keeps, for each lane, its own events in
//! order, and for each event one byte that says whom it moves from which phase to which; the sums
//! of those are written down every [`EVERY`] events. It leaves out what only one lane knows: that
//! is a state of a few lanes, [`Index::state_at`]. See docs/adr/0014-large-runs.md.

mod build;

use crate::{CallId, Event, EventKind, LaneId, State, TaskId, Trace};
use build::Effect;

/// How many events lie between two sums.
const EVERY: usize = 128;

/// Where to find what in a trace. It belongs to the trace that it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Per lane, where its events begin in `events`; one more than there are lanes.
    starts: Vec<u32>,
    /// The events of the first lane, then those of the second, and so on.
    events: Vec<u32>,
    /// Per event, what it does to the sums.
    effects: Vec<Effect>,
    /// What is so before every [`EVERY`]th event.
    sums: Vec<Sum>,
    /// The events that put a task on the run queue.
    queued: Vec<u32>,
    /// The events that print a line.
    lines: Vec<u32>,
    /// The events that send a message, and those that receive one.
    messages: [Vec<u32>; 2],
}

/// How many are what at a cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tasks that are still to be spawned.
    pub unborn: u32,
    /// Tasks on a run queue.
    pub queued: u32,
    /// Tasks that are being polled, or have just answered `Ready`.
    pub running: u32,
    /// Tasks whose last poll answered `Pending`, and that nobody has woken since.
    pub waiting: u32,
    /// Tasks that have completed.
    pub done: u32,
    /// Tasks that were aborted or dropped.
    pub cut: u32,
    /// Futures of async calls that nobody has polled yet.
    pub unpolled: u32,
    /// Polls so far, those under way too.
    pub polls: u32,
    /// Lines printed so far.
    pub lines: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sum {
    tally: Tally,
    /// The first place in `queued` whose task is still on the queue.
    front: u32,
}

impl Index {
    /// The events that are a lane's own, in order: what happens on it, and what happens to its
    /// task, to its operations and to the futures that it runs.
    pub fn events_of(&self, lane: LaneId) -> &[u32] {
        let (from, to) = (self.starts[lane.index()], self.starts[lane.index() + 1]);
        &self.events[from as usize..to as usize]
    }

    /// The same before a cursor.
    pub fn events_before(&self, lane: LaneId, cursor: usize) -> &[u32] {
        before(self.events_of(lane), cursor)
    }

    /// How many are what after the first `cursor` events; past the end means the end.
    pub fn tally_at(&self, cursor: usize) -> Tally {
        let cursor = cursor.min(self.effects.len());
        let nearest = cursor / EVERY;
        let mut tally = self.sums[nearest].tally;
        self.effects[nearest * EVERY..cursor].iter().for_each(|effect| tally.take(*effect));
        tally
    }

    /// The front of the run queue, at most so many tasks.
    pub fn queue_at(&self, trace: &Trace, cursor: usize, most: usize) -> Vec<TaskId> {
        let cursor = cursor.min(self.effects.len());
        let front = self.sums[cursor / EVERY].front as usize;
        let entered = self.queued[front..].iter().take_while(|event| (**event as usize) < cursor);
        let still = entered.filter_map(|event| {
            let task = task_of(&trace.events[*event as usize])?;
            let own = self.events_before(trace.task(task).lane, cursor);
            let later = &own[own.partition_point(|other| other <= event)..];
            let leaves = |event: &u32| self.effects[*event as usize].takes_off_the_queue();
            (!later.iter().any(leaves)).then_some(task)
        });
        still.take(most.min(self.tally_at(cursor).queued as usize)).collect()
    }

    /// The events that print a line.
    pub fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// What is so after the first `cursor` events as far as these lanes are concerned; it costs as
    /// much as they have events. Nothing is known of the run queue, whose front [`Index::queue_at`]
    /// tells.
    pub fn state_at(&self, trace: &Trace, lanes: &[LaneId], cursor: usize) -> State {
        let cursor = cursor.min(trace.events.len());
        let mut state = State::of_few();
        let mut known: Vec<LaneId> = Vec::with_capacity(lanes.len());
        for lane in lanes {
            if !known.contains(lane) {
                known.push(*lane);
                for event in self.events_before(*lane, cursor) {
                    state.apply(trace, &trace.events[*event as usize]);
                }
            }
        }
        state.ready.clear();
        if let Some(last) = cursor.checked_sub(1).map(|last| &trace.events[last]) {
            state.at = last.at;
            state.ended = last.kind == EventKind::RunEnded;
        }
        state.lines = before(&self.lines, cursor).len();
        self.count_messages(trace, cursor, &mut state);
        state
    }

    /// The channel that the next event is about, if it is about one.
    fn count_messages(&self, trace: &Trace, cursor: usize, state: &mut State) {
        let kind = trace.events.get(cursor).map(|event| event.kind);
        let Some(EventKind::MessageSent(channel) | EventKind::MessageReceived(channel)) = kind
        else {
            return;
        };
        let count = |events: &[u32]| {
            let of_channel = |event: &&u32| match trace.events[**event as usize].kind {
                EventKind::MessageSent(other) | EventKind::MessageReceived(other) => {
                    other == channel
                }
                _ => false,
            };
            before(events, cursor).iter().filter(of_channel).count() as u32
        };
        let [sent, received] = &self.messages;
        state.channels[channel.index()] = count(sent).saturating_sub(count(received));
    }

    /// How many bytes this takes.
    pub fn bytes(&self) -> usize {
        let lists = [&self.starts, &self.events, &self.queued, &self.lines];
        let numbers: usize = lists.iter().map(|list| list.len()).sum();
        let messages: usize = self.messages.iter().map(Vec::len).sum();
        (numbers + messages) * size_of::<u32>()
            + self.effects.len() * size_of::<Effect>()
            + self.sums.len() * size_of::<Sum>()
    }
}

/// Those of an ascending list that are below a cursor.
fn before(events: &[u32], cursor: usize) -> &[u32] {
    &events[..events.partition_point(|event| (*event as usize) < cursor)]
}

/// The task to which something happens.
fn task_of(event: &Event) -> Option<TaskId> {
    match event.kind {
        EventKind::TaskSpawned(task)
        | EventKind::PollStarted(task)
        | EventKind::PollEnded(task, _)
        | EventKind::TaskEnded(task, _)
        | EventKind::Woken(task, ..) => Some(task),
        _ => None,
    }
}

impl Trace {
    /// The call that an event is about, if it is about one.
    pub fn call_of(event: &Event) -> Option<CallId> {
        match event.kind {
            EventKind::CallCreated(call)
            | EventKind::CallEntered(call)
            | EventKind::CallLeft(call, _)
            | EventKind::CallDropped(call) => Some(call),
            _ => None,
        }
    }

    /// The lane whose own an event is: that of the task or of the operation to which it happens,
    /// else the one on which it happens.
    pub fn home(&self, event: &Event) -> LaneId {
        match (task_of(event), event.kind) {
            (Some(task), _) => self.task(task).lane,
            (None, EventKind::OpStarted(op) | EventKind::OpEnded(op, _)) => self.op(op).lane,
            (None, EventKind::Thread(crate::ThreadEvent::Spawned(new, _))) => new,
            (None, _) => event.lane,
        }
    }
}
