//! How an index comes to be: twice through the events, once to count and once to file.
//!
//! It stands apart because only here the phase of every task is known at once.

use super::{EVERY, Index, Sum, Tally, task_of};
use crate::{CallKind, Ended, Event, EventKind, LaneId, PollResult, Trace, WakeEffect};

/// What an event does to the sums: from one phase to another, or a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effect(u8);

/// Where a task stands, as the sums count it.
const UNBORN: u8 = 0;
const QUEUED: u8 = 1;
const RUNNING: u8 = 2;
const WAITING: u8 = 3;
const DONE: u8 = 4;
const CUT: u8 = 5;
const PHASES: u8 = 6;
/// Running, and woken meanwhile: the sums do not tell it apart.
const WOKEN: u8 = 6;

impl Effect {
    const NONE: Effect = Effect(0);
    const CREATED: Effect = Effect(PHASES * PHASES);
    const FIRST_ENTERED: Effect = Effect(PHASES * PHASES + 1);
    const PRINTED: Effect = Effect(PHASES * PHASES + 2);

    fn between(from: u8, to: u8) -> Effect {
        let counted = |phase: u8| if phase == WOKEN { RUNNING } else { phase };
        match (counted(from), counted(to)) {
            (from, to) if from == to => Effect::NONE,
            (from, to) => Effect(from * PHASES + to),
        }
    }

    pub(super) fn takes_off_the_queue(self) -> bool {
        self.0 / PHASES == QUEUED && self.0 != Effect::NONE.0
    }

    fn puts_on_the_queue(self) -> bool {
        self.0 < PHASES * PHASES && self.0 % PHASES == QUEUED
    }
}

impl Tally {
    pub(super) fn take(&mut self, effect: Effect) {
        match effect {
            Effect::NONE => {}
            Effect::CREATED => self.unpolled += 1,
            Effect::FIRST_ENTERED => self.unpolled -= 1,
            Effect::PRINTED => self.lines += 1,
            Effect(moves) => {
                let (from, to) = (moves / PHASES, moves % PHASES);
                *self.phase(from) -= 1;
                *self.phase(to) += 1;
                self.polls += u32::from(to == RUNNING);
            }
        }
    }

    fn phase(&mut self, phase: u8) -> &mut u32 {
        match phase {
            UNBORN => &mut self.unborn,
            QUEUED => &mut self.queued,
            RUNNING => &mut self.running,
            WAITING => &mut self.waiting,
            DONE => &mut self.done,
            _ => &mut self.cut,
        }
    }
}

impl Index {
    /// Reads a valid trace twice.
    pub fn new(trace: &Trace) -> Index {
        let homes = Homes::of(trace);
        let mut starts = vec![0u32; trace.lanes.len() + 1];
        for event in &trace.events {
            starts[homes.home(trace, event).index() + 1] += 1;
        }
        for lane in 1..starts.len() {
            starts[lane] += starts[lane - 1];
        }
        let count = trace.events.len();
        let unborn = trace.tasks.len() as u32;
        let mut filing = Filing {
            places: starts.clone(),
            phases: vec![UNBORN; trace.tasks.len()],
            created: vec![false; trace.calls.len()],
            latest: vec![0; trace.tasks.len()],
            now: Sum { tally: Tally { unborn, ..Tally::default() }, front: 0 },
            index: Index {
                starts,
                events: vec![0; count],
                effects: Vec::with_capacity(count),
                sums: Vec::with_capacity(count / EVERY + 1),
                queued: Vec::new(),
                lines: Vec::new(),
                messages: [Vec::new(), Vec::new()],
            },
        };
        for (at, event) in trace.events.iter().enumerate() {
            filing.file(trace, homes.home(trace, event), at, event);
        }
        if count.is_multiple_of(EVERY) {
            filing.write_sum(trace);
        }
        filing.index
    }
}

/// Where a future belongs that one lane makes and another one runs: to the one that runs it.
struct Homes {
    /// Per call, the lane that entered it first.
    runs: Vec<Option<LaneId>>,
}

impl Homes {
    fn of(trace: &Trace) -> Homes {
        let mut runs = vec![None; trace.calls.len()];
        for event in &trace.events {
            if let EventKind::CallEntered(call) = event.kind {
                runs[call.index()].get_or_insert(event.lane);
            }
        }
        Homes { runs }
    }

    fn home(&self, trace: &Trace, event: &Event) -> LaneId {
        match event.kind {
            EventKind::CallCreated(call) => self.runs[call.index()].unwrap_or(event.lane),
            _ => trace.home(event),
        }
    }
}

struct Filing {
    index: Index,
    /// Per lane, where its next event goes.
    places: Vec<u32>,
    /// Per task.
    phases: Vec<u8>,
    /// Per call, whether its future exists and nothing of it has run.
    created: Vec<bool>,
    /// Per task, where in `queued` it stands that it was put on the queue last.
    latest: Vec<u32>,
    now: Sum,
}

impl Filing {
    fn file(&mut self, trace: &Trace, home: LaneId, at: usize, event: &Event) {
        if at.is_multiple_of(EVERY) {
            self.write_sum(trace);
        }
        let place = &mut self.places[home.index()];
        self.index.events[*place as usize] = at as u32;
        *place += 1;
        let effect = self.effect(trace, event);
        self.now.tally.take(effect);
        self.index.effects.push(effect);
        if effect.puts_on_the_queue()
            && let Some(task) = task_of(event)
        {
            self.latest[task.index()] = self.index.queued.len() as u32;
            self.index.queued.push(at as u32);
        }
        match event.kind {
            EventKind::Logged(_) => self.index.lines.push(at as u32),
            EventKind::MessageSent(_) => self.index.messages[0].push(at as u32),
            EventKind::MessageReceived(_) => self.index.messages[1].push(at as u32),
            _ => {}
        }
    }

    fn effect(&mut self, trace: &Trace, event: &Event) -> Effect {
        if let Some(task) = task_of(event) {
            let phase = &mut self.phases[task.index()];
            let to = match (event.kind, *phase) {
                (EventKind::TaskSpawned(_) | EventKind::Woken(_, _, WakeEffect::Queued), _) => {
                    QUEUED
                }
                (EventKind::Woken(_, _, WakeEffect::WhilePolling), _) => WOKEN,
                (EventKind::PollStarted(_), _) => RUNNING,
                (EventKind::PollEnded(_, PollResult::Pending), WOKEN) => QUEUED,
                (EventKind::PollEnded(_, PollResult::Pending), _) => WAITING,
                (EventKind::TaskEnded(_, Ended::Completed), _) => DONE,
                (EventKind::TaskEnded(..), _) => CUT,
                (_, phase) => phase,
            };
            return Effect::between(std::mem::replace(phase, to), to);
        }
        if let EventKind::Logged(_) = event.kind {
            return Effect::PRINTED;
        }
        let Some(call) = Trace::call_of(event) else { return Effect::NONE };
        let created = &mut self.created[call.index()];
        let now = matches!(event.kind, EventKind::CallCreated(_))
            && trace.call(call).kind != CallKind::Sync;
        match (std::mem::replace(created, now), now) {
            (false, true) => Effect::CREATED,
            (true, false) => Effect::FIRST_ENTERED,
            _ => Effect::NONE,
        }
    }

    /// Writes down what is so, and moves the front past those that have left the queue.
    fn write_sum(&mut self, trace: &Trace) {
        while let Some(event) = self.index.queued.get(self.now.front as usize) {
            let task = task_of(&trace.events[*event as usize]).map_or(0, |task| task.index());
            if self.phases[task] == QUEUED && self.latest[task] == self.now.front {
                break;
            }
            self.now.front += 1;
        }
        self.index.sums.push(self.now);
    }
}
