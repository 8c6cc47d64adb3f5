//! Events → rows: one pass, each event looked at once.

mod calls;
mod time;

use super::{CallRow, Ledger, OpRow, Reach, Round, TaskRow, ThreadRow, WaitRow};
use std::collections::VecDeque;
use trace::{CallId, Event, EventKind, LaneId, OpId, Rows, TaskId, Trace, WaitId, WakeEffect};

/// The rows of these events; of a `few`, what they do not touch takes no room.
pub(super) fn fold(trace: &Trace, events: &mut dyn Iterator<Item = usize>, few: bool) -> Ledger {
    let ledger = Ledger {
        rounds: Vec::new(),
        tasks: fresh(trace.tasks.len(), few, TaskRow::default()),
        calls: fresh(trace.calls.len(), few, CallRow::default()),
        ops: fresh(trace.ops.len(), few, OpRow::default()),
        waits: fresh(trace.waits.len(), few, WaitRow::default()),
        threads: fresh(trace.lanes.len(), few, ThreadRow::default()),
        stretches: Vec::new(),
        idle_wakes: Vec::new(),
        messages: Vec::new(),
    };
    let lanes = fresh(trace.lanes.len(), few, LaneFold::default());
    let tasks = fresh(trace.tasks.len(), few, None);
    let channels = trace.channels.iter().map(|_| VecDeque::new()).collect();
    let mut fold = Fold { trace, ledger, lanes, brought: tasks, channels, now: 0 };
    for index in events {
        fold.now = index;
        fold.event(&trace.events[index]);
    }
    fold.ledger
}

fn fresh<T: Clone>(count: usize, few: bool, value: T) -> Rows<T> {
    if few { Rows::few(value) } else { Rows::all(count, value) }
}

struct Fold<'a> {
    trace: &'a Trace,
    ledger: Ledger,
    lanes: Rows<LaneFold>,
    /// Per task, the event that brings its next poll.
    brought: Rows<Option<usize>>,
    /// Per channel, the messages in it.
    channels: Vec<VecDeque<usize>>,
    now: usize,
}

/// A lane so far.
#[derive(Clone, Default)]
struct LaneFold {
    stack: Vec<CallId>,
    round: Option<usize>,
    turns: usize,
    /// The operation of this lane that ended last since its last turn, and the event.
    ended: Option<(OpId, usize)>,
    /// Operations under way, with whoever asked.
    ops: Vec<(OpId, Option<CallId>)>,
    /// Calls that were suspended in this round, in whose body, and when.
    suspended: Vec<(CallId, Option<CallId>, usize)>,
    /// Waits that are open, and those of them beneath which the stack has not changed since.
    waits: Vec<WaitId>,
    blocking: Vec<(WaitId, Passed)>,
    working: Option<(usize, Passed)>,
    coreless: Option<(usize, Passed)>,
    passed: Passed,
}

/// How long a lane has computed, been blocked and been without a core, and when that was counted.
#[derive(Clone, Copy, Default)]
struct Passed {
    at: u64,
    work: u64,
    blocked: u64,
}

impl Fold<'_> {
    fn event(&mut self, event: &Event) {
        let lane = event.lane;
        match event.kind {
            EventKind::CallCreated(call) => {
                let maker = self.top(lane);
                let row = &mut self.ledger.calls[call.index()];
                (row.created, row.maker, row.lane) = (Some(self.now), maker, Some(lane));
            }
            EventKind::CallEntered(call) => self.entered(call, lane),
            EventKind::CallLeft(call, left) => self.left(call, left, lane),
            EventKind::CallDropped(call) => {
                self.ledger.calls[call.index()].over = Some(self.now);
            }
            EventKind::OpStarted(op) => {
                let asker = self.top(lane);
                let row = &mut self.ledger.ops[op.index()];
                (row.started, row.asker) = (Some(self.now), asker);
                self.lanes[self.trace.op(op).lane.index()].ops.push((op, asker));
            }
            EventKind::OpEnded(op, end) => self.op_ended(op, end),
            EventKind::WaitStarted(wait) => self.wait_started(wait, lane),
            EventKind::WaitEnded(wait) => self.wait_ended(wait, lane, event),
            EventKind::WorkStarted => {
                let passed = self.pass(lane, event);
                self.lanes[lane.index()].working = Some((self.now, passed));
            }
            EventKind::WorkEnded => self.work_ended(lane, event),
            EventKind::MessageSent(channel) => {
                self.channels[channel.index()].push_back(self.ledger.messages.len());
                self.ledger.messages.push((Some(self.now), None));
            }
            EventKind::MessageReceived(channel) => {
                match self.channels[channel.index()].pop_front() {
                    Some(message) => self.ledger.messages[message].1 = Some(self.now),
                    None => self.ledger.messages.push((None, Some(self.now))),
                }
            }
            EventKind::Thread(what) => self.thread(lane, what, event),
            _ => self.round_event(event),
        }
    }

    /// Of tasks and of their polls, and of turns.
    fn round_event(&mut self, event: &Event) {
        let lane = event.lane;
        match event.kind {
            EventKind::TaskSpawned(task) => {
                let spawner = self.top(lane);
                let row = &mut self.ledger.tasks[task.index()];
                (row.spawned, row.spawner) = (Some(self.now), spawner);
                self.brought[task.index()] = Some(self.now);
            }
            EventKind::PollStarted(task) => {
                let number = self.ledger.tasks[task.index()].rounds.len() + 1;
                let brought = self.brought[task.index()].take();
                let round = self.round(lane, Some(task), number, brought);
                self.ledger.tasks[task.index()].rounds.push(round);
            }
            EventKind::PollEnded(_, answer) => {
                let round = self.end_round(lane);
                if let Some(round) = round {
                    self.ledger.rounds[round].answer = Some(answer);
                }
            }
            EventKind::TaskEnded(task, _) => {
                self.ledger.tasks[task.index()].ended = Some(self.now);
                self.end_wake(task);
            }
            EventKind::Woken(_, _, WakeEffect::AlreadyQueued) => {
                self.ledger.idle_wakes.push(self.now);
            }
            EventKind::Woken(task, ..) => self.brought[task.index()] = Some(self.now),
            EventKind::TurnStarted => {
                let state = &mut self.lanes[lane.index()];
                state.turns += 1;
                let (number, ended) = (state.turns, state.ended.take());
                let round = self.round(lane, None, number, ended.map(|(_, event)| event));
                if let Some((op, _)) = ended {
                    self.ledger.ops[op.index()].turn = Some(round);
                }
            }
            EventKind::TurnEnded => {
                self.end_round(lane);
                self.lanes[lane.index()].ended = None;
            }
            _ => {}
        }
    }

    fn top(&self, lane: LaneId) -> Option<CallId> {
        self.lanes[lane.index()].stack.last().copied()
    }

    fn round(
        &mut self,
        lane: LaneId,
        task: Option<TaskId>,
        number: usize,
        brought: Option<usize>,
    ) -> usize {
        let place = self.ledger.rounds.len();
        let reach = Reach::open(self.now);
        let (answer, work, blocked) = (None, 0, 0);
        self.ledger.rounds.push(Round {
            lane,
            task,
            number,
            reach,
            answer,
            brought,
            work,
            blocked,
        });
        let state = &mut self.lanes[lane.index()];
        state.round = Some(place);
        state.suspended.clear();
        place
    }

    fn end_round(&mut self, lane: LaneId) -> Option<usize> {
        let state = &mut self.lanes[lane.index()];
        state.blocking.clear();
        let round = state.round.take()?;
        self.ledger.rounds[round].reach.to = Some(self.now);
        Some(round)
    }

    /// A wake that was to bring a poll, and the task is over before that.
    fn end_wake(&mut self, task: TaskId) {
        let Some(event) = self.brought[task.index()].take() else { return };
        if matches!(self.trace.events[event].kind, EventKind::Woken(..)) {
            self.ledger.idle_wakes.push(event);
        }
    }
}
