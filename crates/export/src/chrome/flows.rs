//! Who made whom go on: the arrows of a trace, from the event that causes to the event that begins.
//!
//! A wake brings the next poll of its task; of several before that poll, the one that put the task
//! on the run queue. A spawn brings the first poll, or a thread's start. The end of an operation
//! brings the turn in which JavaScript hears of it, or lets the thread go on that waits for it; so
//! does the end of a thread for whoever joins it, and `unpark` for whoever is parked.

use std::collections::{BTreeMap, VecDeque};
use trace::{EventKind, LaneKind, OpEnd, ThreadEvent, Trace, WaitOn, WakeEffect};

/// What an event of a trace has to do with arrows.
#[derive(Default)]
pub(super) struct Flows {
    /// By the event that causes: the arrows' numbers, from 1, and the event that each brings.
    pub(super) from: BTreeMap<usize, Vec<(u64, usize)>>,
    /// By the event that begins.
    pub(super) to: BTreeMap<usize, Vec<(u64, usize)>>,
    next: u64,
}

impl Flows {
    /// The arrows of a trace, numbered from `first`.
    pub(super) fn of(trace: &Trace, first: u64) -> Flows {
        let mut flows = Flows { next: first, ..Flows::default() };
        let mut causes = Causes {
            tasks: vec![None; trace.tasks.len()],
            threads: vec![None; trace.lanes.len()],
            ended: vec![None; trace.lanes.len()],
            ops: vec![None; trace.ops.len()],
            turns: VecDeque::new(),
        };
        for (index, event) in trace.events.iter().enumerate() {
            if let Some(cause) = causes.of(trace, index, event) {
                let arrow = flows.next;
                flows.next += 1;
                flows.from.entry(cause).or_default().push((arrow, index));
                flows.to.entry(index).or_default().push((arrow, cause));
            }
        }
        flows
    }

    /// The number after the last arrow's.
    pub(super) fn next(&self) -> u64 {
        self.next
    }
}

/// The events that may yet bring something, by whom it would be brought to.
struct Causes {
    tasks: Vec<Option<usize>>,
    threads: Vec<Option<usize>>,
    /// Where a thread ended.
    ended: Vec<Option<usize>>,
    /// Where an operation ended.
    ops: Vec<Option<usize>>,
    /// Operations whose Promises are settled one a turn.
    turns: VecDeque<usize>,
}

impl Causes {
    /// The event that brought this one.
    fn of(&mut self, trace: &Trace, index: usize, event: &trace::Event) -> Option<usize> {
        let lane = event.lane.index();
        match event.kind {
            EventKind::TaskSpawned(task) if trace.task(task).lane != event.lane => {
                self.tasks[task.index()] = Some(index);
            }
            EventKind::Woken(task, _, effect) if effect != WakeEffect::AlreadyQueued => {
                self.tasks[task.index()] = Some(index);
            }
            EventKind::PollStarted(task) => return self.tasks[task.index()].take(),
            EventKind::OpEnded(op, end) => {
                self.ops[op.index()] = Some(index);
                let javascript = trace.lane(trace.op(op).lane).kind == LaneKind::JavaScript;
                if javascript && end != OpEnd::Cancelled {
                    self.turns.push_back(index);
                }
            }
            EventKind::TurnStarted => return self.turns.pop_front(),
            EventKind::Thread(ThreadEvent::Spawned(new, _)) => {
                self.threads[new.index()] = Some(index);
            }
            EventKind::Thread(ThreadEvent::Unparked(other)) => {
                self.threads[other.index()] = Some(index);
            }
            EventKind::Thread(ThreadEvent::Started) => return self.threads[lane].take(),
            EventKind::Thread(ThreadEvent::Ended) => self.ended[lane] = Some(index),
            EventKind::WaitEnded(wait) if trace.lane(event.lane).kind == LaneKind::Thread => {
                return match trace.wait(wait).on {
                    WaitOn::Op(op) => self.ops[op.index()],
                    WaitOn::Thread(other) => self.ended[other.index()],
                    WaitOn::Named(_) => self.threads[lane].take(),
                    WaitOn::Task(_) => None,
                };
            }
            _ => {}
        }
        None
    }
}
