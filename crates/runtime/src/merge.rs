//! The events of several threads, in one order.
//!
//! By instant; at one instant in the order in which they were recorded, for then a cause comes
//! before its effect: a thread's closure runs before its spawner goes on. Where cores are limited,
//! that is not enough: a thread that was executed first may get its core only when one that was
//! executed later has left it, at the same instant. So the threads' events of an instant are taken
//! one by one, each when it may happen.

use std::collections::VecDeque;
use trace::{Event, EventKind, Instant, LaneKind, ThreadEvent, Trace, TraceBuilder};

/// What the merge must know of an event beside itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// The thread on whose clock it happened.
    pub(crate) thread: usize,
    /// An event of another thread that comes first, by its place in the order of recording.
    pub(crate) after: Option<usize>,
}

/// The places of the events in the order in which they happened, without those after `end`.
pub(crate) fn order(trace: &Trace, marks: &[Mark], end: Instant) -> Vec<usize> {
    let events = &trace.events;
    let mut places: Vec<usize> = (0..events.len()).filter(|at| events[*at].at <= end).collect();
    places.sort_by_key(|place| events[*place].at);
    let threads = marks.iter().map(|mark| mark.thread + 1).max().unwrap_or(0);
    let cores = events.iter().map(|event| usize::from(event.worker.0) + 1).max().unwrap_or(0);
    let mut merge = Merge {
        trace,
        marks,
        queues: (0..threads).map(|_| VecDeque::new()).collect(),
        holders: vec![None; cores],
        done: vec![false; events.len()],
        order: Vec::with_capacity(places.len()),
    };
    for together in places.chunk_by(|one, other| events[*one].at == events[*other].at) {
        merge.instant(together);
    }
    merge.order
}

struct Merge<'a> {
    trace: &'a Trace,
    marks: &'a [Mark],
    /// Per thread, its events of this instant that are still to come.
    queues: Vec<VecDeque<usize>>,
    /// Per core, the thread that has it.
    holders: Vec<Option<usize>>,
    done: Vec<bool>,
    order: Vec<usize>,
}

impl Merge<'_> {
    fn instant(&mut self, places: &[usize]) {
        for place in places {
            self.queues[self.marks[*place].thread].push_back(*place);
        }
        loop {
            let fronts = || self.queues.iter().filter_map(|queue| queue.front().copied());
            // Nothing may happen only if a plan was not the right one; then the order is a guess.
            let next = fronts().filter(|place| self.may(*place)).min().or_else(|| fronts().min());
            let Some(next) = next else { break };
            self.happens(next);
        }
    }

    fn may(&self, place: usize) -> bool {
        let (event, mark) = (&self.trace.events[place], self.marks[place]);
        let caused = mark.after.is_none_or(|cause| self.done[cause]);
        let holder = self.holders[usize::from(event.worker.0)];
        caused && (!needs_core(event) || holder.is_none_or(|holder| holder == mark.thread))
    }

    fn happens(&mut self, place: usize) {
        let (event, thread) = (self.trace.events[place], self.marks[place].thread);
        self.queues[thread].pop_front();
        self.done[place] = true;
        self.order.push(place);
        if needs_core(&event) {
            self.leave(thread);
            self.holders[usize::from(event.worker.0)] = Some(thread);
        }
        let leaves = match event.kind {
            EventKind::Thread(what) => matches!(what, ThreadEvent::Preempted | ThreadEvent::Ended),
            EventKind::WaitStarted(_) => self.trace.lane(event.lane).kind == LaneKind::Thread,
            _ => false,
        };
        if leaves {
            self.leave(thread);
        }
    }

    fn leave(&mut self, thread: usize) {
        for holder in &mut self.holders {
            *holder = holder.filter(|holder| *holder != thread);
        }
    }
}

/// Whether a thread must run for this to happen.
fn needs_core(event: &Event) -> bool {
    let passive = matches!(
        event.kind,
        EventKind::WaitEnded(_)
            | EventKind::OpEnded(..)
            | EventKind::Woken(..)
            | EventKind::Thread(ThreadEvent::CoreWanted | ThreadEvent::Preempted)
    );
    !passive && event.lane != TraceBuilder::REACTOR
}
