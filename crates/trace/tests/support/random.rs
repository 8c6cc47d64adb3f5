//! Random runs that are valid by construction, for properties over many seeds.
//!
//! A small world of its own: tasks are trees of calls that do random things when polled, a clock
//! that jumps to the next end of an operation, a thread and a JavaScript stack beside them.

use super::{Script, at_line};
use trace::{
    CallId, CallKind, Cause, ChannelId, Ended, EventKind, Instant, LaneId, Left, OpId, OpKind,
    Outcome, PollResult, TaskId, Trace, TraceBuilder, WaitId, WaitOn,
};

/// Numbers that look random and are the same everywhere.
pub struct Lcg(u64);

impl Lcg {
    pub fn new(seed: u64) -> Lcg {
        Lcg(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) % bound.max(1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// An async call: its futures hang below it.
struct Node {
    call: CallId,
    children: Vec<Node>,
    ops: Vec<OpId>,
}

struct World {
    s: Script,
    rng: Lcg,
    /// Per task, its root future while it lives.
    tasks: Vec<Option<Node>>,
    /// Operations under way, with their ends.
    ops: Vec<(Instant, OpId, TaskId)>,
    polling: Option<TaskId>,
    actions: u64,
    thread: Option<LaneId>,
    stack: Vec<CallId>,
    wait: Option<WaitId>,
    javascript: Option<LaneId>,
    promises: Vec<CallId>,
    /// With how many messages are inside.
    channels: Vec<(ChannelId, u32)>,
}

/// A random run; about `actions` things happen in it.
pub fn random(seed: u64, actions: u64) -> Trace {
    let mut rng = Lcg::new(seed);
    let mut s = Script::new("random");
    let thread = rng.chance(50).then(|| s.thread("worker"));
    let javascript = rng.chance(40).then(|| s.javascript());
    let mut world = World {
        s,
        rng,
        tasks: vec![],
        ops: vec![],
        polling: None,
        actions,
        thread,
        stack: vec![],
        wait: None,
        javascript,
        promises: vec![],
        channels: vec![],
    };
    world.spawn(None);
    world.run();
    world.finish()
}

impl World {
    fn run(&mut self) {
        while self.actions > 0 {
            self.actions -= 1;
            if self.rng.chance(30) {
                self.step_thread();
            }
            if self.rng.chance(15) {
                self.turn();
            }
            if let Some(task) = self.s.ready.front().copied() {
                self.poll(task);
            } else if let Some(next) = self.ops.iter().copied().min() {
                self.end_op(next);
            } else {
                match self.rng.below(3) {
                    0 => self.spawn(None),
                    _ => self.wake_any(),
                }
            }
        }
    }

    fn name(&mut self) -> &'static str {
        ["brew", "boil", "pour", "serve", "read_the_whole_request", "f"][self.rng.below(6) as usize]
    }

    fn line(&mut self) -> u32 {
        1 + self.rng.below(40) as u32
    }

    fn spawn(&mut self, by: Option<LaneId>) {
        if self.tasks.len() >= 6 {
            return;
        }
        let name = self.name();
        let (_, lane) = self.s.spawn(name, by);
        let node = self.node(by.unwrap_or(lane));
        self.tasks.push(Some(node));
    }

    fn node(&mut self, lane: LaneId) -> Node {
        let (name, line) = (self.name(), self.line());
        let kind = if self.rng.chance(20) { CallKind::Block } else { CallKind::Async };
        let name = if kind == CallKind::Block { "async block" } else { name };
        let call = self.s.builder.call(name, kind, Some(at_line(line)));
        self.s.push_at(lane, line, EventKind::CallCreated(call));
        Node { call, children: vec![], ops: vec![] }
    }

    fn poll(&mut self, task: TaskId) {
        let Some(mut root) = self.tasks[task.index()].take() else {
            self.s.ready.retain(|queued| *queued != task);
            return;
        };
        self.s.poll(task);
        self.polling = Some(task);
        let done = self.poll_node(task, &mut root, 0);
        self.polling = None;
        self.s.answer(task, if done { PollResult::Ready } else { PollResult::Pending });
        if done {
            self.s.end(task, Ended::Completed);
        } else {
            self.tasks[task.index()] = Some(root);
        }
    }

    /// Runs a call's body for a while; whether it is done.
    fn poll_node(&mut self, task: TaskId, node: &mut Node, depth: usize) -> bool {
        let lane = self.s.lane_of(task);
        self.s.enter(lane, node.call);
        for _ in 0..self.rng.below(5) {
            self.actions = self.actions.saturating_sub(1);
            match self.rng.below(12) {
                0 | 1 if depth < 4 => {
                    let child = self.node(lane);
                    node.children.push(child);
                }
                2..=4 if depth < 4 && !node.children.is_empty() => {
                    let which = self.rng.below(node.children.len() as u64) as usize;
                    if self.poll_node(task, &mut node.children[which], depth + 1) {
                        node.children.remove(which);
                    }
                }
                5 | 6 => self.start_op(task, node),
                7 => {
                    let line = self.line();
                    self.s.log(lane, line, "a line");
                }
                8 => self.sync_call(lane),
                9 => self.spawn(Some(lane)),
                10 => self.message(lane),
                _ => self.wake_any(),
            }
        }
        let done = self.actions == 0 || self.rng.chance(25);
        if done {
            self.clear(lane, node);
            self.s.ret(lane, node.call);
        } else {
            let line = self.line();
            self.s.push_at(lane, line, EventKind::CallLeft(node.call, Left::Suspended));
        }
        done
    }

    fn start_op(&mut self, task: TaskId, node: &mut Node) {
        let lane = self.s.lane_of(task);
        let kinds = [OpKind::Sleep, OpKind::Connect, OpKind::Read, OpKind::Write, OpKind::Accept];
        let kind = kinds[self.rng.below(5) as usize];
        let op = self.s.op(kind, lane, "something");
        let end = Instant(self.s.now.0 + self.rng.below(4) * 10_000_000);
        self.ops.push((end, op, task));
        node.ops.push(op);
    }

    fn sync_call(&mut self, lane: LaneId) {
        let (name, line) = (self.name(), self.line());
        let call = self.s.enter_sync(lane, name, line);
        if self.rng.chance(50) {
            self.s.push(lane, EventKind::WorkStarted);
            self.s.now.0 += self.rng.below(5_000_000);
            self.s.push(lane, EventKind::WorkEnded);
        }
        let left = [Left::Returned, Left::Ready, Left::Pending][self.rng.below(3) as usize];
        self.s.push(lane, EventKind::CallLeft(call, left));
    }

    /// Sends into one of two channels, or receives what one of them holds.
    fn message(&mut self, lane: LaneId) {
        while self.channels.len() < 2 {
            let channel = self.s.builder.channel(["Order", "String"][self.channels.len()]);
            self.channels.push((channel, 0));
        }
        let which = self.rng.below(2) as usize;
        let (channel, inside) = &mut self.channels[which];
        if *inside > 0 && self.rng.chance(50) {
            *inside -= 1;
            self.s.push(lane, EventKind::MessageReceived(*channel));
        } else {
            *inside += 1;
            self.s.push(lane, EventKind::MessageSent(*channel));
        }
    }

    fn wake_any(&mut self) {
        let live: Vec<_> = (0..self.tasks.len())
            .map(|number| TaskId(number as u32))
            .filter(|task| self.tasks[task.index()].is_some() || self.polling == Some(*task))
            .collect();
        if live.is_empty() {
            return;
        }
        let task = live[self.rng.below(live.len() as u64) as usize];
        match self.polling {
            Some(own) if own == task => self.s.wake(self.s.lane_of(own), task, Cause::Itself),
            Some(other) => self.s.wake(self.s.lane_of(other), task, Cause::Task(other)),
            None => self.s.wake(TraceBuilder::REACTOR, task, Cause::Outside),
        }
    }

    fn end_op(&mut self, next: (Instant, OpId, TaskId)) {
        let (at, op, task) = next;
        self.ops.retain(|known| known.1 != op);
        self.s.now = self.s.now.max(at);
        if self.rng.chance(15) {
            self.s.fail(op, "connection refused");
        } else {
            self.s.done(op);
        }
        if self.tasks[task.index()].is_some() {
            self.s.wake(TraceBuilder::REACTOR, task, Cause::Op(op));
        }
    }

    /// Drops all that hangs below a call.
    fn clear(&mut self, lane: LaneId, node: &mut Node) {
        for op in node.ops.drain(..) {
            if self.ops.iter().any(|known| known.1 == op) {
                self.ops.retain(|known| known.1 != op);
                self.s.cancel(lane, op);
            }
        }
        for mut child in std::mem::take(&mut node.children) {
            self.clear(lane, &mut child);
            self.s.drop(lane, child.call);
        }
    }

    fn step_thread(&mut self) {
        let Some(lane) = self.thread else { return };
        if let Some(wait) = self.wait.take() {
            return self.s.waited(lane, wait);
        }
        match self.rng.below(4) {
            0 | 1 if self.stack.len() < 5 => {
                let name = self.name();
                self.stack.push(self.s.enter_sync(lane, name, 3));
            }
            2 if !self.stack.is_empty() => {
                let lock = self.s.builder.name("a lock");
                self.wait = Some(self.s.wait(lane, WaitOn::Named(lock)));
            }
            _ => {
                if let Some(call) = self.stack.pop() {
                    self.s.ret(lane, call);
                }
            }
        }
    }

    fn turn(&mut self) {
        let Some(lane) = self.javascript else { return };
        self.s.push(lane, EventKind::TurnStarted);
        let call = match self.promises.pop() {
            Some(call) if self.rng.chance(70) => call,
            other => {
                self.promises.extend(other);
                let call = self.s.builder.call("main", CallKind::Async, None);
                self.s.push(lane, EventKind::CallCreated(call));
                call
            }
        };
        self.s.enter(lane, call);
        self.s.log(lane, 2, "from JavaScript");
        if self.rng.chance(50) {
            self.s.suspend(lane, call, 4);
            self.promises.push(call);
        } else {
            self.s.ret(lane, call);
        }
        self.s.push(lane, EventKind::TurnEnded);
    }

    fn finish(mut self) -> Trace {
        for number in 0..self.tasks.len() {
            let task = TaskId(number as u32);
            if let Some(mut root) = self.tasks[number].take() {
                let lane = self.s.lane_of(task);
                self.clear(lane, &mut root);
                self.s.drop(lane, root.call);
                self.s.end(task, if self.rng.chance(50) { Ended::Aborted } else { Ended::Dropped });
            }
        }
        if let Some(lane) = self.thread {
            if let Some(wait) = self.wait.take() {
                self.s.waited(lane, wait);
            }
            while let Some(call) = self.stack.pop() {
                self.s.ret(lane, call);
            }
        }
        if let Some(lane) = self.javascript {
            for call in std::mem::take(&mut self.promises) {
                self.s.drop(lane, call);
            }
        }
        self.s.finish(Outcome::Completed)
    }
}
