//! What the events of the file are called, and what a viewer shows when one is chosen.

use super::Writer;
use crate::stack::{Edge, Slice};
use crate::words::{call_kind, cause_words, left_words};
use trace::{Ended, EventKind, LaneKind, PollResult, ThreadEvent, WakeEffect};

impl Writer<'_> {
    pub(super) fn arrow_category(&self, cause: usize) -> &'static str {
        match self.run.trace.events[cause].kind {
            EventKind::TaskSpawned(_) | EventKind::Thread(ThreadEvent::Spawned(..)) => "spawn",
            _ => "wake",
        }
    }

    /// What an event does to somebody else.
    pub(super) fn cause_name(&self, index: usize, brought: Option<usize>) -> String {
        let trace = self.run.trace;
        match trace.events[index].kind {
            EventKind::TaskSpawned(task) => format!("spawns {}", trace.task_label(task)),
            EventKind::Thread(ThreadEvent::Spawned(lane, _)) => {
                format!("spawns {}", trace.thread_label(lane))
            }
            EventKind::Woken(task, ..) => format!("wakes {}", trace.task_label(task)),
            _ => match brought.map(|brought| trace.events[brought].lane) {
                Some(lane) if trace.lane(lane).kind == LaneKind::Thread => {
                    format!("wakes {}", trace.thread_label(lane))
                }
                _ => "brings a turn".to_owned(),
            },
        }
    }

    pub(super) fn cause_args(&mut self, index: usize) {
        let event = &self.run.trace.events[index];
        let line = self.run.line(event);
        if let EventKind::Woken(_, cause, effect) = event.kind {
            let effect = match effect {
                WakeEffect::Queued => "queued",
                WakeEffect::WhilePolling => "queued again while it is polled",
                WakeEffect::AlreadyQueued => "nothing: it was queued already",
            };
            let cause = cause_words(self.run.trace, cause);
            self.args(&[("cause", &cause), ("effect", effect)], line);
        } else {
            self.args(&[], line);
        }
        self.json.close('}');
    }

    /// What is known of a slice where it begins, or where it ends.
    pub(super) fn edge_args(&mut self, edge: Edge, index: Option<usize>) {
        let trace = self.run.trace;
        let event = index.map(|index| &trace.events[index]);
        let line = event.and_then(|event| self.run.line(event));
        match (edge, event.map(|event| event.kind)) {
            (Edge::Opens(Slice::Poll(task)), _) => {
                self.polls[task.index()] += 1;
                let poll = self.polls[task.index()];
                self.args(&[("task", &trace.task_label(task))], None);
                self.json.count("poll", poll);
            }
            (Edge::Closes(Slice::Poll(task)), Some(EventKind::PollEnded(of, result)))
                if of == task =>
            {
                let result = if result == PollResult::Ready { "ready" } else { "pending" };
                self.args(&[("result", result)], None);
            }
            (Edge::Opens(Slice::Call(call)), _) => {
                let kind = call_kind(trace, call);
                self.args(&[("call", &call.to_string()), ("kind", kind)], line);
            }
            (Edge::Closes(Slice::Call(call)), Some(EventKind::CallLeft(of, left)))
                if of == call =>
            {
                self.args(&[("left", &left_words(trace, left))], line);
            }
            (Edge::Opens(_), _) => self.args(&[], line),
            (Edge::Closes(_), _) => return,
        }
        self.json.close('}');
    }

    /// What happens at once: an instant on its track, or a step of a span of the program's own.
    pub(super) fn moment(&mut self, index: usize) {
        let trace = self.run.trace;
        let event = &trace.events[index];
        let call = |call, what| format!("{} {what}", trace.call_name(call));
        let (category, name) = match event.kind {
            EventKind::Logged(text) => ("print", trace.name(text).to_owned()),
            EventKind::CallCreated(id) => ("call", call(id, "created")),
            EventKind::CallDropped(id) => ("call", call(id, "dropped unfinished")),
            EventKind::TaskEnded(task, how) => {
                let how = match how {
                    Ended::Completed => "completed",
                    Ended::Aborted => "aborted",
                    Ended::Dropped => "dropped",
                };
                ("task", format!("{} {how}", trace.task_label(task)))
            }
            EventKind::MessageSent(id) => ("message", format!("sent: {}", trace.channel_label(id))),
            EventKind::MessageReceived(id) => {
                ("message", format!("received: {}", trace.channel_label(id)))
            }
            EventKind::WaitStarted(wait) if trace.lane(event.lane).kind != LaneKind::Thread => {
                ("wait", format!("waits for {}", trace.wait_label(trace.wait(wait).on)))
            }
            EventKind::ScopeOpened(scope) => {
                self.open_scopes.push((scope, event.lane));
                return self.scope("b", scope, event.lane);
            }
            EventKind::ScopeClosed(scope) => {
                let open = self.open_scopes.iter().position(|(other, _)| *other == scope);
                let Some(open) = open else { return };
                // On the track on which it began, wherever it was dropped.
                let (_, lane) = self.open_scopes.remove(open);
                return self.scope("e", scope, lane);
            }
            EventKind::RunEnded => ("run", trace.outcome.sentence(trace)),
            _ => return,
        };
        let line = self.run.line(event);
        let track = self.tracks.lane(event.lane);
        self.event("i", track, category, &name);
        self.json.field("s", if event.kind == EventKind::RunEnded { "p" } else { "t" });
        self.args(&[], line);
        self.json.close('}');
        self.json.close('}');
    }

    pub(super) fn scope(&mut self, phase: &str, scope: trace::ScopeId, lane: trace::LaneId) {
        let trace = self.run.trace;
        let row = trace.scope(scope);
        self.event(phase, self.tracks.lane(lane), "span", trace.name(row.name));
        self.json.field("id", &format!("{}.{scope}", self.tracks.process));
        self.json.key("args");
        self.json.open('{');
        if phase == "b" {
            for (key, value) in &row.fields {
                self.json.field(trace.name(*key), trace.name(*value));
            }
        }
        self.json.close('}');
        self.json.close('}');
    }
}
