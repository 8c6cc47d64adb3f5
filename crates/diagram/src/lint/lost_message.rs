//! `lost-message`: a message that was taken out of a channel by a call that was then dropped.
//!
//! `recv` itself loses nothing when it is dropped, but a branch that has received and then awaits
//! takes the message with it. It is lost if nothing came of it until then that a trace can tell:
//! no line, no computation, no write, no message and no task, and no wait for the next one. A task
//! that is aborted, or dropped at the end of the run, loses what it had, and that is no finding.

use super::{Findings, Lint, Place, Stacks};
use crate::sentence::unknown;
use crate::words::call_noun;
use trace::{
    CallId, CallKind, ChannelId, Ended, Event, EventKind, Left, OpEnd, OpKind, SpanId, Trace,
    WaitOn,
};

const ADVICE: &str = "Let the branch that may be dropped do nothing but receive, and do the rest \
                      after the `select!`, or receive in a task of its own.";

pub(super) struct Watch<'a> {
    trace: &'a Trace,
    /// Per call, what it has received and not used.
    holds: Vec<Option<Held>>,
    /// How many calls hold something.
    holding: usize,
    /// Calls that were dropped just now with a message, and where.
    going: Vec<(usize, CallId, Held)>,
    /// Per call, where it was last suspended.
    suspended: Vec<Option<SpanId>>,
}

#[derive(Clone, Copy)]
struct Held {
    channel: ChannelId,
    /// Where its call waited for it.
    awaited: Option<SpanId>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(trace: &'a Trace) -> Watch<'a> {
        let holds = trace.calls.iter().map(|_| None).collect();
        let suspended = trace.calls.iter().map(|_| None).collect();
        Watch { trace, holds, holding: 0, going: Vec::new(), suspended }
    }

    pub(super) fn see(
        &mut self,
        findings: &mut Findings,
        stacks: &Stacks,
        at: usize,
        event: &Event,
    ) {
        match event.kind {
            EventKind::TaskEnded(_, Ended::Aborted | Ended::Dropped) => self.going.clear(),
            EventKind::CallDropped(call) => {
                let held = self.let_go(call).map(|held| (at, call, held));
                self.going.extend(held);
                return;
            }
            // What happens while something is dropped.
            EventKind::OpEnded(_, OpEnd::Cancelled)
            | EventKind::WaitEnded(_)
            | EventKind::Woken(..)
            | EventKind::Connection(..)
            | EventKind::Logged(_) => {}
            _ => self.report(findings),
        }
        match event.kind {
            EventKind::MessageReceived(channel) => {
                let mut stack = stacks.0[event.lane.index()].iter().rev();
                if let Some(call) =
                    stack.find(|call| self.trace.call(**call).kind != CallKind::Sync)
                {
                    let awaited = self.suspended[call.index()];
                    self.let_go(*call);
                    self.holds[call.index()] = Some(Held { channel, awaited });
                    self.holding += 1;
                }
            }
            EventKind::CallLeft(call, Left::Suspended) => {
                self.suspended[call.index()] = event.span;
                let waits_again = |held: Held| held.awaited.is_some() && held.awaited == event.span;
                if self.holds[call.index()].is_some_and(waits_again) {
                    self.let_go(call);
                }
            }
            EventKind::CallLeft(call, _) => {
                self.let_go(call);
            }
            _ if self.holding > 0 && self.is_use(event) => {
                for call in &stacks.0[event.lane.index()] {
                    self.let_go(*call);
                }
            }
            _ => {}
        }
    }

    pub(super) fn report(&mut self, findings: &mut Findings) {
        for (event, call, held) in self.going.drain(..) {
            let place = Place::of(self.trace.call(call).defined, call);
            let word = |name: &str| match name {
                "name" => call_noun(self.trace, call),
                "channel" => self.trace.channel_label(held.channel),
                _ => unknown(name),
            };
            let form = "{Name} is dropped after it has received a message from {channel}, and \
                        before anything has come of it: the message is lost.";
            findings.add((Lint::LostMessage, place, event), form, &word, ADVICE);
        }
    }

    fn let_go(&mut self, call: CallId) -> Option<Held> {
        let held = self.holds[call.index()].take();
        self.holding -= usize::from(held.is_some());
        held
    }

    /// Whether something may have come of what the calls on the stack have received.
    fn is_use(&self, event: &Event) -> bool {
        match event.kind {
            EventKind::Logged(_)
            | EventKind::WorkStarted
            | EventKind::MessageSent(_)
            | EventKind::TaskSpawned(_) => true,
            EventKind::OpStarted(op) => self.trace.op(op).kind == OpKind::Write,
            EventKind::WaitStarted(wait) => {
                matches!(self.trace.wait(wait).on, WaitOn::Named(_))
            }
            _ => false,
        }
    }
}
