//! Trace → text.

use super::word::Words;
use crate::{Connection, Event, EventKind, Outcome, Stuck, ThreadEvent, Trace};
use std::fmt::Write;

impl Trace {
    /// The text form of this trace; [`Trace::parse`] is its inverse.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).expect("writing to a string cannot fail");
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{}", super::FIRST_LINE)?;
        self.write_recipe(out)?;
        write_outcome(out, &self.outcome)?;
        for name in &self.names {
            writeln!(out, "name {name:?}")?;
        }
        for lane in &self.lanes {
            writeln!(out, "lane {} {}", lane.kind.write(), lane.name)?;
        }
        for task in &self.tasks {
            writeln!(out, "task {} {}", task.name, task.lane)?;
        }
        for call in &self.calls {
            let defined = call.defined.map_or("-".to_owned(), |span| span.to_string());
            let again = call.again.map_or(String::new(), |ready| format!(" {ready}"));
            writeln!(out, "call {} {} {defined}{again}", call.kind.write(), call.name)?;
        }
        for op in &self.ops {
            writeln!(out, "op {} {} {} {}", op.kind.write(), op.lane, op.ordinal, op.label)?;
        }
        for wait in &self.waits {
            writeln!(out, "wait {}", wait.on.write())?;
        }
        for channel in &self.channels {
            writeln!(out, "channel {}", channel.message)?;
        }
        for scope in &self.scopes {
            let parent = scope.parent.map_or("-".to_owned(), |parent| parent.to_string());
            write!(out, "scope {} {parent}", scope.name)?;
            for (key, value) in &scope.fields {
                write!(out, " {key} {value}")?;
            }
            writeln!(out)?;
        }
        for Connection { client, name, port } in &self.connections {
            writeln!(out, "connection {client} {name} {port}")?;
        }
        for bytes in &self.bytes {
            write!(out, "bytes ")?;
            write_hex(out, bytes)?;
            writeln!(out)?;
        }
        for span in &self.spans {
            let (line, column) = (span.line, span.column);
            writeln!(out, "span {line}:{column}-{}:{}", span.end_line, span.end_column)?;
        }
        self.events.iter().try_for_each(|event| self.write_event(out, event))
    }

    fn write_recipe(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "recipe {:?} seed {}", self.recipe.example, self.recipe.seed)?;
        for (name, value) in &self.recipe.knobs {
            writeln!(out, "knob {name:?} {value}")?;
        }
        for (op, at) in &self.recipe.what_ifs {
            writeln!(out, "what-if {op} {at}")?;
        }
        for (connection, at, bytes) in &self.recipe.typed {
            write!(out, "typed {connection} {at} ")?;
            write_hex(out, bytes)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_event(&self, out: &mut String, event: &Event) -> std::fmt::Result {
        write!(out, "{} {} {}", event.at, event.lane, event.kind.write())?;
        if event.worker.0 != 0 {
            write!(out, " {}", event.worker)?;
        }
        if let Some(span) = event.span {
            write!(out, " @{span}")?;
        }
        let subject = self.subject(event.kind).replace(char::is_control, " ");
        match self.event_span(event) {
            Some(span) => writeln!(out, " ; {subject} {}:{}", span.line, span.column),
            None if subject.is_empty() => writeln!(out),
            None => writeln!(out, " ; {subject}"),
        }
    }

    /// The name of what an event is about, for people.
    fn subject(&self, kind: EventKind) -> String {
        match kind {
            EventKind::TaskSpawned(task)
            | EventKind::PollStarted(task)
            | EventKind::PollEnded(task, _)
            | EventKind::TaskEnded(task, _)
            | EventKind::Woken(task, ..) => self.name(self.task(task).name).to_owned(),
            EventKind::CallCreated(call)
            | EventKind::CallEntered(call)
            | EventKind::CallLeft(call, _)
            | EventKind::CallDropped(call) => self.call_name(call).to_owned(),
            EventKind::OpStarted(op) | EventKind::OpEnded(op, _) => self.op_label(op),
            EventKind::WaitStarted(wait) | EventKind::WaitEnded(wait) => {
                self.wait_label(self.wait(wait).on)
            }
            EventKind::Thread(ThreadEvent::Spawned(lane, _) | ThreadEvent::Unparked(lane)) => {
                self.thread_label(lane)
            }
            EventKind::MessageSent(channel) | EventKind::MessageReceived(channel) => {
                self.channel_label(channel)
            }
            EventKind::ScopeOpened(scope)
            | EventKind::ScopeEntered(scope)
            | EventKind::ScopeLeft(scope)
            | EventKind::ScopeClosed(scope) => self.scope_label(scope),
            EventKind::Connection(connection, _) => self.client_name(connection).to_owned(),
            EventKind::Logged(name) => format!("{:?}", self.name(name)),
            _ => String::new(),
        }
    }
}

/// `x` and two digits for each byte.
fn write_hex(out: &mut String, bytes: &[u8]) -> std::fmt::Result {
    out.push('x');
    bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
}

fn write_outcome(out: &mut String, outcome: &Outcome) -> std::fmt::Result {
    match outcome {
        Outcome::Completed => writeln!(out, "outcome completed"),
        Outcome::Idle(stuck) => {
            writeln!(out, "outcome idle")?;
            write_stuck(out, stuck)
        }
        Outcome::Deadlock(stuck) => {
            writeln!(out, "outcome deadlock")?;
            write_stuck(out, stuck)
        }
        Outcome::BudgetSpent(budget) => writeln!(out, "outcome budget-spent {}", budget.write()),
        Outcome::Refused(message) => writeln!(out, "outcome refused {message:?}"),
        Outcome::Threw(message) => writeln!(out, "outcome threw {message:?}"),
    }
}

fn write_stuck(out: &mut String, stuck: &[Stuck]) -> std::fmt::Result {
    for stuck in stuck {
        let on: Vec<_> = stuck.on.iter().map(Words::write).collect();
        writeln!(out, "{}", format!("stuck {} {}", stuck.who.write(), on.join(" ")).trim_end())?;
    }
    Ok(())
}
