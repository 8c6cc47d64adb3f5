//! The words of the text form, each written and read in one place.

use crate::{
    Awaited, Budget, CallKind, Cause, Ended, EventKind, LaneId, LaneKind, Left, NameId, OpEnd,
    OpId, OpKind, PollResult, TaskId, ThreadEvent, WaitOn, Waiter, WakeEffect,
};

/// Something that is written as words separated by spaces, and read back from them.
pub(super) trait Words: Sized {
    fn write(&self) -> String;
    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self>;
}

/// Reads a number with its letter: `T3`.
pub(super) fn id(letter: char, word: Option<&str>) -> Option<u32> {
    word?.strip_prefix(letter)?.parse().ok()
}

macro_rules! plain_words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl Words for $type {
            fn write(&self) -> String {
                match self { $($type::$variant => $word),* }.to_owned()
            }

            fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
                match words.next()? { $($word => Some($type::$variant),)* _ => None }
            }
        }
    };
}

plain_words!(PollResult { Ready = "ready", Pending = "pending" });
plain_words!(Ended { Completed = "completed", Aborted = "aborted", Dropped = "dropped" });
plain_words!(WakeEffect {
    Queued = "queued",
    WhilePolling = "while-polling",
    AlreadyQueued = "already-queued",
});
plain_words!(CallKind { Sync = "sync", Async = "async", Block = "block" });
plain_words!(OpKind {
    Sleep = "sleep",
    Lookup = "lookup",
    Connect = "connect",
    Accept = "accept",
    Read = "read",
    Write = "write",
    Fetch = "fetch",
    Promise = "promise",
});

impl Words for Left {
    fn write(&self) -> String {
        match self {
            Left::Returned => "returned".to_owned(),
            Left::Ready => "ready".to_owned(),
            Left::Pending => "pending".to_owned(),
            Left::Suspended => "suspended".to_owned(),
            Left::Awaits(of) => format!("awaits {}", of.get().write()),
            Left::Follows(of) => format!("follows {}", of.get().write()),
            Left::Threw => "threw".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        match words.next()? {
            "returned" => Some(Left::Returned),
            "ready" => Some(Left::Ready),
            "pending" => Some(Left::Pending),
            "suspended" => Some(Left::Suspended),
            "awaits" => Some(Left::Awaits(Awaited::read(words)?.into())),
            "follows" => Some(Left::Follows(Awaited::read(words)?.into())),
            "threw" => Some(Left::Threw),
            _ => None,
        }
    }
}

impl Words for Awaited {
    fn write(&self) -> String {
        match self {
            Awaited::Op(op) => op.to_string(),
            Awaited::Call(call) => call.to_string(),
            Awaited::Value => "value".to_owned(),
            Awaited::Next => "next".to_owned(),
            Awaited::Unobservable => "unobservable".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        let word = words.next()?;
        match word {
            "value" => Some(Awaited::Value),
            "next" => Some(Awaited::Next),
            "unobservable" => Some(Awaited::Unobservable),
            _ => id('O', Some(word))
                .map(|op| Awaited::Op(OpId(op)))
                .or_else(|| Some(Awaited::Call(crate::CallId(id('C', Some(word))?)))),
        }
    }
}

impl Words for Cause {
    fn write(&self) -> String {
        match self {
            Cause::Op(op) => op.to_string(),
            Cause::Task(task) => task.to_string(),
            Cause::Thread(lane) => lane.to_string(),
            Cause::Itself => "itself".to_owned(),
            Cause::Outside => "outside".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        match words.next()? {
            "itself" => Some(Cause::Itself),
            "outside" => Some(Cause::Outside),
            word if word.starts_with('O') => Some(Cause::Op(OpId(id('O', Some(word))?))),
            word if word.starts_with('L') => Some(Cause::Thread(LaneId(id('L', Some(word))?))),
            word => Some(Cause::Task(TaskId(id('T', Some(word))?))),
        }
    }
}

impl Words for OpEnd {
    fn write(&self) -> String {
        match self {
            OpEnd::Done => "done".to_owned(),
            OpEnd::Failed(name) => format!("failed {name}"),
            OpEnd::Cancelled => "cancelled".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        match words.next()? {
            "done" => Some(OpEnd::Done),
            "failed" => Some(OpEnd::Failed(NameId(id('N', words.next())?))),
            "cancelled" => Some(OpEnd::Cancelled),
            _ => None,
        }
    }
}

impl Words for LaneKind {
    fn write(&self) -> String {
        match self {
            LaneKind::Reactor => "reactor".to_owned(),
            LaneKind::Task(task) => format!("task {task}"),
            LaneKind::Thread => "thread".to_owned(),
            LaneKind::JavaScript => "javascript".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        match words.next()? {
            "reactor" => Some(LaneKind::Reactor),
            "task" => Some(LaneKind::Task(TaskId(id('T', words.next())?))),
            "thread" => Some(LaneKind::Thread),
            "javascript" => Some(LaneKind::JavaScript),
            _ => None,
        }
    }
}

impl Words for WaitOn {
    fn write(&self) -> String {
        match self {
            WaitOn::Op(op) => op.to_string(),
            WaitOn::Task(task) => task.to_string(),
            WaitOn::Thread(lane) => lane.to_string(),
            WaitOn::Named(name) => name.to_string(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        let word = words.next()?;
        match word.chars().next()? {
            'O' => Some(WaitOn::Op(OpId(id('O', Some(word))?))),
            'T' => Some(WaitOn::Task(TaskId(id('T', Some(word))?))),
            'L' => Some(WaitOn::Thread(LaneId(id('L', Some(word))?))),
            _ => Some(WaitOn::Named(NameId(id('N', Some(word))?))),
        }
    }
}

impl Words for Waiter {
    fn write(&self) -> String {
        match self {
            Waiter::Task(task) => task.to_string(),
            Waiter::Thread(lane) => lane.to_string(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        let word = words.next()?;
        let task = id('T', Some(word)).map(|task| Waiter::Task(TaskId(task)));
        task.or_else(|| Some(Waiter::Thread(LaneId(id('L', Some(word))?))))
    }
}

impl Words for Budget {
    fn write(&self) -> String {
        match self {
            Budget::Events(n) => format!("events {n}"),
            Budget::Polls(n) => format!("polls {n}"),
            Budget::Time(n) => format!("nanoseconds {n}"),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        let (what, n) = (words.next()?, words.next()?.parse().ok()?);
        match what {
            "events" => Some(Budget::Events(n)),
            "polls" => Some(Budget::Polls(n)),
            "nanoseconds" => Some(Budget::Time(n)),
            _ => None,
        }
    }
}

impl Words for EventKind {
    fn write(&self) -> String {
        use EventKind as E;
        match self {
            E::TaskSpawned(task) => format!("task-spawned {task}"),
            E::PollStarted(task) => format!("poll-started {task}"),
            E::PollEnded(task, result) => format!("poll-ended {task} {}", result.write()),
            E::TaskEnded(task, how) => format!("task-ended {task} {}", how.write()),
            E::Woken(task, cause, effect) => {
                format!("woken {task} {} {}", cause.write(), effect.write())
            }
            E::CallCreated(call) => format!("call-created {call}"),
            E::CallEntered(call) => format!("call-entered {call}"),
            E::CallLeft(call, left) => format!("call-left {call} {}", left.write()),
            E::CallDropped(call) => format!("call-dropped {call}"),
            E::OpStarted(op) => format!("op-started {op}"),
            E::OpEnded(op, how) => format!("op-ended {op} {}", how.write()),
            E::WaitStarted(wait) => format!("wait-started {wait}"),
            E::WaitEnded(wait) => format!("wait-ended {wait}"),
            E::MessageSent(channel) => format!("message-sent {channel}"),
            E::MessageReceived(channel) => format!("message-received {channel}"),
            E::ScopeOpened(scope) => format!("scope-opened {scope}"),
            E::ScopeEntered(scope) => format!("scope-entered {scope}"),
            E::ScopeLeft(scope) => format!("scope-left {scope}"),
            E::ScopeClosed(scope) => format!("scope-closed {scope}"),
            E::WorkStarted => "work-started".to_owned(),
            E::WorkEnded => "work-ended".to_owned(),
            E::TurnStarted => "turn-started".to_owned(),
            E::TurnEnded => "turn-ended".to_owned(),
            E::Thread(event) => event.write(),
            E::Connection(id, event) => super::connection::write(*id, *event),
            E::Logged(name) => format!("logged {name}"),
            E::RunEnded => "run-ended".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        use EventKind as E;
        fn task(words: &mut dyn Iterator<Item = &str>) -> Option<TaskId> {
            id('T', words.next()).map(TaskId)
        }
        fn call(words: &mut dyn Iterator<Item = &str>) -> Option<crate::CallId> {
            id('C', words.next()).map(crate::CallId)
        }
        fn scope(words: &mut dyn Iterator<Item = &str>) -> Option<crate::ScopeId> {
            id('G', words.next()).map(crate::ScopeId)
        }
        Some(match words.next()? {
            "task-spawned" => E::TaskSpawned(task(words)?),
            "poll-started" => E::PollStarted(task(words)?),
            "poll-ended" => E::PollEnded(task(words)?, Words::read(words)?),
            "task-ended" => E::TaskEnded(task(words)?, Words::read(words)?),
            "woken" => E::Woken(task(words)?, Words::read(words)?, Words::read(words)?),
            "call-created" => E::CallCreated(call(words)?),
            "call-entered" => E::CallEntered(call(words)?),
            "call-left" => E::CallLeft(call(words)?, Words::read(words)?),
            "call-dropped" => E::CallDropped(call(words)?),
            "op-started" => E::OpStarted(OpId(id('O', words.next())?)),
            "op-ended" => E::OpEnded(OpId(id('O', words.next())?), Words::read(words)?),
            "wait-started" => E::WaitStarted(crate::WaitId(id('W', words.next())?)),
            "wait-ended" => E::WaitEnded(crate::WaitId(id('W', words.next())?)),
            "message-sent" => E::MessageSent(crate::ChannelId(id('H', words.next())?)),
            "message-received" => E::MessageReceived(crate::ChannelId(id('H', words.next())?)),
            "scope-opened" => E::ScopeOpened(scope(words)?),
            "scope-entered" => E::ScopeEntered(scope(words)?),
            "scope-left" => E::ScopeLeft(scope(words)?),
            "scope-closed" => E::ScopeClosed(scope(words)?),
            "work-started" => E::WorkStarted,
            "work-ended" => E::WorkEnded,
            "turn-started" => E::TurnStarted,
            "turn-ended" => E::TurnEnded,
            "logged" => E::Logged(NameId(id('N', words.next())?)),
            "run-ended" => E::RunEnded,
            word if word.starts_with("connection-") => {
                return super::connection::read(word, words)
                    .map(|(id, what)| E::Connection(id, what));
            }
            word => {
                return ThreadEvent::read(&mut std::iter::once(word).chain(words)).map(E::Thread);
            }
        })
    }
}
