//! `never-awaited`: a future that was dropped before anybody had polled it.
//!
//! Not every such future is a mistake, and what tells them apart is why it was dropped: not so if
//! it went with the task or the call that held it, which was cut off before it came to the
//! `.await`; and not so if it was handed to an `.await` or a macro that awaits (`select!` need not
//! get to every branch), which its caller's suspension points show.

use super::{Findings, Lint, Place, Stacks};
use crate::sentence::{digits, unknown};
use crate::words::{call_noun, line};
use std::collections::BTreeSet;
use trace::{
    CallId, CallKind, Ended, Event, EventKind, LaneKind, Left, OpEnd, SourceSpan, SpanId, Trace,
};

const AWAIT: &str = "Write `.await` after the call, or spawn its future; to do without it, leave \
                     out the call.";
/// A function that is not async, on a thread that drives nothing.
const DRIVE: &str = "A function that is not async cannot await: hand the future to `block_on`; to \
                     do without it, leave out the call.";
/// A function that is not async, in the midst of a task.
const RETURN: &str = "A function that is not async cannot await: return the future to a caller who \
                      can, or spawn it; to do without it, leave out the call.";
/// A `block_on` in the midst of a task.
const NESTED: &str = "Await it where `block_on` stands, or return it to a caller who can: a task \
                      that waits gives its thread back to the others.";

pub(super) struct Watch<'a> {
    trace: &'a Trace,
    calls: Vec<Life>,
    /// Futures that were dropped unpolled just now, and by which `block_on`, if by one: whoever
    /// held them may go next.
    going: Vec<(CallId, Option<CallId>)>,
    /// Those of which it is certain that nobody else was to await them.
    gone: Vec<(CallId, Option<CallId>)>,
    /// Where functions, by the place of their definition, have been suspended.
    suspended: BTreeSet<(Option<SpanId>, SpanId)>,
}

#[derive(Clone, Copy, Default)]
struct Life {
    entered: bool,
    /// The event at which its future was made.
    created: Option<usize>,
    /// In whose body.
    by: Option<CallId>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(trace: &'a Trace) -> Watch<'a> {
        let calls = trace.calls.iter().map(|_| Life::default()).collect();
        let (going, gone) = (Vec::new(), Vec::new());
        Watch { trace, calls, going, gone, suspended: BTreeSet::new() }
    }

    pub(super) fn see(&mut self, stacks: &Stacks, at: usize, event: &Event) {
        match event.kind {
            EventKind::CallDropped(call) if self.calls[call.index()].entered => {
                let calls = &self.calls;
                // It made what goes before it, or may have been given it as an argument.
                self.going.retain(|(held, _)| calls[held.index()].by != Some(call) && *held > call);
                return;
            }
            EventKind::CallDropped(call) => {
                let by = stacks.top(event.lane).filter(|top| self.is_block_on(*top));
                return self.going.push((call, by));
            }
            EventKind::TaskEnded(_, Ended::Aborted | Ended::Dropped) => self.going.clear(),
            // What happens while something is dropped.
            EventKind::OpEnded(_, OpEnd::Cancelled)
            | EventKind::WaitEnded(_)
            | EventKind::Woken(..)
            | EventKind::Connection(..)
            | EventKind::Logged(_) => return,
            EventKind::CallCreated(call) => {
                let by = stacks.top(event.lane);
                self.calls[call.index()] = Life { entered: false, created: Some(at), by };
            }
            EventKind::CallEntered(call) => self.calls[call.index()].entered = true,
            EventKind::CallLeft(call, Left::Suspended) => {
                let function = self.trace.call(call).defined;
                self.suspended.extend(event.span.map(|span| (function, span)));
            }
            _ => {}
        }
        self.gone.append(&mut self.going);
    }

    pub(super) fn end(mut self, findings: &mut Findings) {
        self.gone.append(&mut self.going);
        for (call, block_on) in &self.gone {
            let life = self.calls[call.index()];
            let Some(event) = life.created else { continue };
            let span = self.trace.events[event].span;
            if self.is_handed_to_an_await(life, span) {
                continue;
            }
            let form = match (self.trace.call(*call).kind, span) {
                _ if block_on.is_some() => {
                    "{Block_on} refuses the future of {name}, because its thread drives tasks \
                     already: nobody has ever polled it, and nothing in it runs."
                }
                (CallKind::Block, _) => {
                    "The future of {name} is dropped and nobody has ever polled it, so that \
                     nothing in it runs."
                }
                (_, Some(_)) => {
                    "{name} is called in line {line}, but its future is dropped and nobody has \
                     ever polled it: nothing of its body runs."
                }
                (_, None) => {
                    "{name} is called, but its future is dropped and nobody has ever polled it: \
                     nothing of its body runs."
                }
            };
            let place = Place::of(span, *call);
            let word = |name: &str| match name {
                "name" => call_noun(self.trace, *call),
                "block_on" => block_on.map_or_else(String::new, |call| call_noun(self.trace, call)),
                "line" => digits(line(self.trace, span)),
                _ => unknown(name),
            };
            let advice = if block_on.is_some() { NESTED } else { self.advice(life, event) };
            findings.add((Lint::NeverAwaited, place, event), form, &word, advice);
        }
    }

    /// What whoever made a future can do, where he made it.
    fn advice(&self, life: Life, created: usize) -> &'static str {
        let lane = self.trace.events[created].lane;
        let is_task = matches!(self.trace.lane(lane).kind, LaneKind::Task(_));
        match life.by.map(|by| self.trace.call(by).kind) {
            Some(CallKind::Sync) if is_task => RETURN,
            Some(CallKind::Sync) => DRIVE,
            None if !is_task => DRIVE,
            _ => AWAIT,
        }
    }

    /// Whether this is the runtime's own `block_on`: one in the source would have a place.
    fn is_block_on(&self, call: CallId) -> bool {
        self.trace.call(call).defined.is_none() && self.trace.call_name(call) == "block_on"
    }

    /// Whether it was made inside a suspension point of the function that made it.
    fn is_handed_to_an_await(&self, life: Life, span: Option<SpanId>) -> bool {
        let (Some(by), Some(span)) = (life.by, span) else { return false };
        let (function, span) = (self.trace.call(by).defined, self.trace.span(span));
        let of_function = (function, SpanId(0))..=(function, SpanId(u32::MAX));
        let mut places = self.suspended.range(of_function);
        places.any(|(_, place)| encloses(self.trace.span(*place), span))
    }
}

fn encloses(outer: SourceSpan, inner: SourceSpan) -> bool {
    let from = |span: SourceSpan| (span.line, span.column);
    let to = |span: SourceSpan| (span.end_line, span.end_column);
    from(outer) <= from(inner) && to(inner) <= to(outer)
}
