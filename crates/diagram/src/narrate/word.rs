//! The words of the sentences: what each name in a form stands for at this event.

use super::facts::{Facts, Host};
use crate::sentence::{digits, unknown};
use crate::words::{awaited, bytes, call_label, lane_label, line, list, promise};
use trace::{
    CallId, CallState, Cause, EventKind, Left, OpEnd, OpId, OpState, ScopeId, ThreadEvent, WaitOn,
    visible,
};

impl Facts<'_> {
    pub(super) fn word(&self, name: &str) -> String {
        match name {
            "who" => self.who(),
            "name" => self.name(),
            "op" => self.op().map_or_else(String::new, |op| self.trace.op_label(op)),
            "how" => self.how(),
            "host" => self.host().to_owned(),
            "since" => self.since(),
            "plain" => self.plain(),
            "number" => digits(self.polls().checked_add(1)),
            "other" => self.other(),
            "awaited" => self.awaited(),
            "caller" => self.caller().map_or_else(String::new, |caller| self.call(caller)),
            "line" => digits(self.line()),
            "held" => self.held(),
            "size" => self.size(),
            "long" => self.work().unwrap_or_default(),
            "parent" => self.parent(),
            "outer" => self.outer().map_or_else(String::new, |outer| self.trace.scope_label(outer)),
            "port" => self.port(),
            "bytes" => self.quoted(),
            "then" => self.then().to_owned(),
            "inside" => digits(self.inside()),
            "next" => self.next_call().map_or_else(String::new, |call| self.call(call)),
            _ => unknown(name),
        }
    }

    /// What comes of a wake during a poll.
    fn then(&self) -> &'static str {
        match self.event.kind {
            EventKind::Woken(task, ..) if self.completes(task) => {
                "which completes it: no poll follows"
            }
            _ => "so it is to be polled again",
        }
    }

    /// What the event is about.
    fn name(&self) -> String {
        let trace = self.trace;
        match self.event.kind {
            EventKind::TaskSpawned(task)
            | EventKind::PollStarted(task)
            | EventKind::PollEnded(task, _)
            | EventKind::TaskEnded(task, _)
            | EventKind::Woken(task, ..) => trace.task_label(task),
            EventKind::CallCreated(call)
            | EventKind::CallEntered(call)
            | EventKind::CallLeft(call, _)
            | EventKind::CallDropped(call) => self.call(call),
            EventKind::OpStarted(op) | EventKind::OpEnded(op, _) => {
                trace.name(trace.op(op).label).to_owned()
            }
            EventKind::WaitStarted(wait) | EventKind::WaitEnded(wait) => {
                awaited(trace, trace.wait(wait).on)
            }
            EventKind::MessageSent(channel) | EventKind::MessageReceived(channel) => {
                trace.channel_label(channel)
            }
            EventKind::ScopeOpened(scope)
            | EventKind::ScopeEntered(scope)
            | EventKind::ScopeLeft(scope)
            | EventKind::ScopeClosed(scope) => trace.scope_label(scope),
            EventKind::Connection(id, _) => trace.client_name(id).to_owned(),
            EventKind::Logged(text) => visible(trace.name(text).as_bytes(), false),
            EventKind::Thread(ThreadEvent::Spawned(lane, _) | ThreadEvent::Unparked(lane)) => {
                trace.thread_label(lane)
            }
            EventKind::Thread(_) => lane_label(trace, self.event.lane),
            _ => String::new(),
        }
    }

    /// What is reserved for a stack.
    fn size(&self) -> String {
        match self.event.kind {
            EventKind::Thread(ThreadEvent::Spawned(_, kib)) => bytes(u64::from(kib) * 1024),
            _ => String::new(),
        }
    }

    /// The operation that ends, or that brought a turn.
    fn op(&self) -> Option<OpId> {
        match self.event.kind {
            EventKind::OpEnded(op, _) => Some(op),
            _ => self.brought_by(),
        }
    }

    /// Who is asked for an operation.
    fn host(&self) -> &'static str {
        let op = match self.event.kind {
            EventKind::OpStarted(op) | EventKind::OpEnded(op, _) => op,
            _ => return "",
        };
        match self.asked_of(op) {
            Host::Reactor => "the reactor",
            Host::System => "the operating system",
            Host::JavaScript => "the host",
        }
    }

    /// The span within which one is opened.
    fn parent(&self) -> String {
        let parent = match self.event.kind {
            EventKind::ScopeOpened(scope) => self.trace.scope(scope).parent,
            _ => None,
        };
        parent.map_or_else(String::new, |parent| self.trace.scope_label(parent))
    }

    /// The span within which a thread acts when it has left this one.
    pub(super) fn outer(&self) -> Option<ScopeId> {
        let EventKind::ScopeLeft(left) = self.event.kind else { return None };
        self.before.scope_around(self.trace, self.event.lane, left)
    }

    /// How many messages are in the channel into which one is sent.
    fn inside(&self) -> Option<u32> {
        match self.event.kind {
            EventKind::MessageSent(channel) => Some(self.before.channels[channel.index()]),
            _ => None,
        }
    }

    /// When the operation that ends was asked for.
    fn since(&self) -> String {
        let state = self.op().map(|op| self.before.ops[op.index()]);
        match state {
            Some(OpState::Pending(since)) => since.words(),
            _ => String::new(),
        }
    }

    /// The call that is created, which needs no number yet.
    fn plain(&self) -> String {
        match self.event.kind {
            EventKind::CallCreated(call) => call_label(self.trace, call),
            _ => String::new(),
        }
    }

    /// How an operation fails.
    fn how(&self) -> String {
        match self.event.kind {
            EventKind::OpEnded(_, OpEnd::Failed(how)) => self.trace.name(how).to_owned(),
            _ => String::new(),
        }
    }

    /// How often the task that is polled was polled before.
    pub(super) fn polls(&self) -> u32 {
        match self.event.kind {
            EventKind::PollStarted(task) => self.before.tasks[task.index()].polls,
            _ => 0,
        }
    }

    /// The operation, or the task, that wakes, or woke whoever is polled now.
    fn other(&self) -> String {
        let cause = match self.event.kind {
            EventKind::Woken(_, cause, _) => Some(cause),
            EventKind::PollStarted(task) => self.before.tasks[task.index()].woken_by,
            _ => None,
        };
        match cause {
            Some(Cause::Op(op)) => self.trace.op_label(op),
            Some(Cause::Task(task)) => self.trace.task_label(task),
            Some(Cause::Thread(lane)) => self.trace.thread_label(lane),
            // A form that names somebody outside is about JavaScript.
            Some(Cause::Outside) => "JavaScript".to_owned(),
            _ => String::new(),
        }
    }

    /// What the task waits for whose poll is over.
    pub(super) fn awaits(&self) -> &[WaitOn] {
        match self.event.kind {
            EventKind::PollEnded(task, _) => self.before.awaited(self.trace.task(task).lane),
            _ => &[],
        }
    }

    fn awaited(&self) -> String {
        let items: Vec<_> = self.awaits().iter().map(|on| awaited(self.trace, *on)).collect();
        list(&items)
    }

    /// Whoever calls, or is returned to.
    pub(super) fn caller(&self) -> Option<CallId> {
        let above = usize::from(matches!(self.event.kind, EventKind::CallLeft(..)));
        let stack = &self.before.stacks[self.event.lane.index()];
        stack.iter().rev().nth(above).copied()
    }

    /// Where a call is suspended: from here on, or until now.
    pub(super) fn line(&self) -> Option<u32> {
        let span = match self.event.kind {
            EventKind::CallEntered(call) | EventKind::CallDropped(call) => {
                match self.before.calls[call.index()] {
                    CallState::Suspended(span) => span,
                    _ => None,
                }
            }
            _ => self.event.span,
        };
        line(self.trace, span)
    }

    fn held(&self) -> String {
        match self.event.kind {
            EventKind::CallLeft(_, Left::Awaits(of) | Left::Follows(of)) => {
                promise(self.trace, of.get())
            }
            EventKind::CallLeft(call, _) => list(&self.held_up_by(call).0),
            _ => String::new(),
        }
    }

    /// The call that this turn runs first.
    pub(super) fn next_call(&self) -> Option<CallId> {
        let next = self.trace.events[self.index + 1..].iter();
        let next = next.filter(|event| event.lane == self.event.lane).map(|event| event.kind);
        match { next }.find(|kind| !matches!(kind, EventKind::CallCreated(_))) {
            Some(EventKind::CallEntered(call)) => Some(call),
            _ => None,
        }
    }
}
