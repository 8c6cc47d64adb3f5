//! What each shape says for itself: one whole sentence, for hovering and for assistive tech.
//!
//! Every sentence is one form, so that it can be translated as a whole.

use crate::sentence::{digits, fill, unknown};
use crate::words::{awaited, between, call_noun, dropping, grouped, lane_label, line};
use crate::{
    ArrowKind, ArrowView, BoxEnd, BoxKind, BoxView, EndsIn, Mark, MarkKind, OpView, Reach, Span,
    ThreadKind, ThreadView,
};
use trace::{
    CallId, Cause, EventKind, Instant, LaneId, OpEnd, ThreadEvent, Trace, WakeEffect, visible,
};

/// Says what the shapes of one trace's views stand for.
pub struct Titles<'a> {
    trace: &'a Trace,
    /// Per event that enters a call, the how-manieth piece of it begins.
    numbers: Vec<u32>,
    /// Per call, of how many pieces it is.
    pieces: Vec<u32>,
}

impl Titles<'_> {
    /// Counts the pieces of every call.
    pub fn new(trace: &Trace) -> Titles<'_> {
        let mut titles = Titles { trace, numbers: Vec::new(), pieces: vec![0; trace.calls.len()] };
        for event in &trace.events {
            let mut number = 0;
            if let EventKind::CallEntered(call) = event.kind {
                titles.pieces[call.index()] += 1;
                number = titles.pieces[call.index()];
            }
            titles.numbers.push(number);
        }
        titles
    }
}

/// What the words of every title are taken from.
struct Words<'a> {
    trace: &'a Trace,
    from: usize,
    to: Option<usize>,
    lane: LaneId,
    call: Option<CallId>,
    /// The how-manieth piece, and of how many.
    number: usize,
    of: usize,
    line: Option<u32>,
    /// Whatever else the sentence is about.
    other: String,
}

impl<'a> Words<'a> {
    fn new(trace: &'a Trace, reach: Reach, lane: LaneId) -> Words<'a> {
        let (from, to) = (reach.from_event(), reach.to_event());
        let (call, line, other) = (None, None, String::new());
        Words { trace, from, to, lane, call, number: 0, of: 0, line, other }
    }

    fn say(&self, form: &str) -> String {
        fill(form, &|name| self.word(name))
    }

    fn word(&self, name: &str) -> String {
        match name {
            "from" => self.trace.events[self.from].at.words(),
            "to" => self.end().words(),
            "long" => between(self.trace.events[self.from].at, self.end()),
            "lane" => lane_label(self.trace, self.lane),
            "name" => self.call.map_or_else(String::new, |call| call_noun(self.trace, call)),
            "number" => self.number.to_string(),
            "of" => self.of.to_string(),
            "line" => digits(self.line),
            "how" => self.how().to_owned(),
            "other" => self.other.clone(),
            _ => unknown(name),
        }
    }

    /// How an operation failed.
    fn how(&self) -> &str {
        match self.to.map(|event| self.trace.events[event].kind) {
            Some(EventKind::OpEnded(_, OpEnd::Failed(how))) => self.trace.name(how),
            _ => "",
        }
    }

    fn end(&self) -> Instant {
        let end = self.to.map(|event| self.trace.events[event].at);
        end.unwrap_or_else(|| self.trace.end())
    }
}

impl Titles<'_> {
    /// What a box stands for.
    pub fn of_box(&self, shape: &BoxView) -> String {
        let trace = self.trace;
        let mut words = Words::new(trace, shape.reach, shape.lane);
        (words.number, words.call) = (shape.number, shape.call);
        if let Some(call) = shape.call {
            words.number = self.numbers[words.from] as usize;
            words.of = self.pieces[call.index()] as usize;
        }
        words.line = words.to.and_then(|event| line(trace, trace.events[event].span));
        words.other = grouped(shape.count);
        words.say(box_form(shape, words.line.is_some()))
    }
}

fn box_form(shape: &BoxView, has_line: bool) -> &'static str {
    match (shape.call, shape.end) {
        _ if shape.count > 1 && shape.is_crowd => {
            "{other} polls of several tasks, from {from} to {to}, too close together to be told \
             apart."
        }
        _ if shape.count > 1 => {
            "{Lane}, from {from} to {to}: {other} boxes too close together to be told apart."
        }
        (None, BoxEnd::Ready) => {
            "Poll {number} of {lane}: begun at {from}, answered Ready at {to}."
        }
        (None, BoxEnd::Turn) => "Turn {number} of the event loop: begun at {from}, ended at {to}.",
        (None, BoxEnd::Open) => "{lane}, number {number}: begun at {from} and never ended.",
        (None, _) => "Poll {number} of {lane}: begun at {from}, answered Pending at {to}.",
        (Some(_), BoxEnd::Suspended) if has_line => {
            "{name}, piece {number} of {of}: entered at {from}, suspended at line {line} at {to}."
        }
        (Some(_), BoxEnd::Suspended) => {
            "{name}, piece {number} of {of}: entered at {from}, suspended at {to}."
        }
        (Some(_), BoxEnd::Ready) => "{name}: entered at {from}, answered Ready at {to}.",
        (Some(_), BoxEnd::Pending) => "{name}: entered at {from}, answered Pending at {to}.",
        (Some(_), BoxEnd::Threw) => "{name}: entered at {from}, threw at {to}.",
        (Some(_), BoxEnd::Open) => "{name}: entered at {from} and never left.",
        (Some(_), _) if shape.kind == BoxKind::Sync => {
            "{name}: entered at {from}, returned at {to}."
        }
        (Some(_), _) => "{name}, piece {number} of {of}: entered at {from}, returned at {to}.",
    }
}

/// What a thin line stands for.
pub fn thread(trace: &Trace, shape: &ThreadView) -> String {
    let mut words = Words::new(trace, shape.reach, shape.lane);
    words.call = shape.call;
    words.line = line(trace, trace.events[words.from].span);
    let form = match (shape.kind, shape.ends_in, words.line) {
        (ThreadKind::NotStarted, EndsIn::Entered, _) => {
            "The future of {name}: created at {from}, entered at {to}; until then nothing of its \
             body ran."
        }
        (ThreadKind::NotStarted, EndsIn::Dropped, _) => {
            "The future of {name}: created at {from}, dropped at {to}; its body never ran."
        }
        (ThreadKind::Suspended, EndsIn::Entered, Some(_)) => {
            "{name} is off the stack from {from} to {to}, suspended at line {line}."
        }
        (ThreadKind::Suspended, EndsIn::Entered, None) => {
            "{name} is off the stack from {from} to {to}, suspended."
        }
        (ThreadKind::Suspended, EndsIn::Dropped, Some(_)) => {
            "{name} is suspended at line {line} at {from} and dropped at {to}: the rest of its \
             body never runs."
        }
        (ThreadKind::Suspended, EndsIn::Dropped, None) => {
            "{name} is suspended at {from} and dropped at {to}: the rest of its body never runs."
        }
        (ThreadKind::Pending, ..) => "{Lane} is pending from {from} to {to}.",
        (ThreadKind::Queued, ..) => "{Lane} is on the run queue from {from} to {to}.",
    };
    words.say(form)
}

/// What an operation's bar stands for.
pub fn op(trace: &Trace, bar: &OpView) -> String {
    let mut words = Words::new(trace, bar.reach, trace.op(bar.op).lane);
    words.other = trace.op_label(bar.op);
    if bar.count > 1 {
        words.other = grouped(bar.count);
        return words
            .say("{other} operations, from {from} to {to}, too close together to be told apart.");
    }
    let form = match bar.end {
        Some(OpEnd::Done) => "{Other}, asked for by {lane}: from {from} to {to}, done.",
        Some(OpEnd::Failed(_)) => {
            "{Other}, asked for by {lane}: from {from} to {to}, failed: {how}."
        }
        Some(OpEnd::Cancelled) => {
            "{Other}, asked for by {lane}: from {from} to {to}, cancelled because its future was \
             dropped."
        }
        None => "{Other}, asked for by {lane}: from {from}, never ended.",
    };
    words.say(form)
}

/// What an arrow stands for.
pub fn arrow(trace: &Trace, link: &ArrowView) -> String {
    let kind = trace.events[link.reach.from_event()].kind;
    if let EventKind::Thread(what) = kind {
        return thread_arrow(trace, link, what);
    }
    let cause = match (link.kind, kind) {
        (ArrowKind::Wake, EventKind::Woken(_, cause, _)) => Some(cause),
        _ => None,
    };
    let (form, other) = match (link.kind, cause, link.source) {
        (ArrowKind::Wake, None, None) => (
            "A turn begins at {to}, brought by {other}.",
            link.op.map_or_else(String::new, |op| trace.op_label(op)),
        ),
        (ArrowKind::Wake, Some(Cause::Op(op)), _) => (
            "{Lane} is woken at {from} by what it waited for, {other}; polled at {to}.",
            trace.op_label(op),
        ),
        (ArrowKind::Wake, Some(Cause::Task(task)), _) => {
            ("{Lane} is woken at {from} by {other} and polled at {to}.", trace.task_label(task))
        }
        (ArrowKind::Wake, Some(Cause::Itself), _) => {
            ("{Lane} wakes itself at {from} and is polled at {to}.", String::new())
        }
        (ArrowKind::Wake, ..) => {
            ("{Lane} is woken at {from} from outside every task and polled at {to}.", String::new())
        }
        (ArrowKind::Spawn, _, Some(lane)) => (
            "{Lane} is spawned at {from} by {other} and first polled at {to}.",
            lane_label(trace, lane),
        ),
        (ArrowKind::Spawn, ..) => {
            ("{Lane} is spawned at {from}, first polled at {to}.", String::new())
        }
    };
    let words = Words { other, ..Words::new(trace, link.reach, link.target) };
    words.say(form)
}

fn thread_arrow(trace: &Trace, link: &ArrowView, what: ThreadEvent) -> String {
    let form = match what {
        ThreadEvent::Spawned(..) => "{Lane} is made at {from} by {other} and begins at {to}.",
        ThreadEvent::Unparked(_) => "{Lane} is unparked at {from} by {other} and goes on at {to}.",
        _ => "{Other} is over at {from}: {lane}, which joins it, goes on at {to}.",
    };
    let other = link.source.map_or_else(String::new, |lane| lane_label(trace, lane));
    Words { other, ..Words::new(trace, link.reach, link.target) }.say(form)
}

/// What a mark stands for; if it is several, the first of them and how many there are.
pub fn mark(trace: &Trace, mark: &Mark) -> String {
    let first = dot(trace, mark.kind, mark.lane, mark.event);
    if mark.count == 1 {
        return first;
    }
    let words = Words::new(trace, Reach::at(mark.event), mark.lane);
    Words { other: grouped(mark.count), ..words }
        .say("{other} marks of {lane}, from {from} on, too close together to be told apart.")
}

/// What a mark at an event stands for.
pub(crate) fn dot(trace: &Trace, mark: MarkKind, lane: LaneId, event: usize) -> String {
    let mut words = Words::new(trace, Reach::at(event), lane);
    let form = match (mark, trace.events[event].kind) {
        (MarkKind::Printed, EventKind::Logged(text)) => {
            words.other = visible(trace.name(text).as_bytes(), false);
            "At {from} {lane} prints “{other}”."
        }
        (MarkKind::Sent, EventKind::MessageSent(channel)) => {
            words.other = trace.channel_label(channel);
            "At {from} {lane} sends a message into {other}."
        }
        (MarkKind::Received, EventKind::MessageReceived(channel)) => {
            words.other = trace.channel_label(channel);
            "At {from} {lane} receives a message from {other}."
        }
        (MarkKind::Sent, EventKind::Connection(id, _)) => {
            words.other = trace.client_name(id).to_owned();
            "At {from} the reader types into the terminal “{other}”."
        }
        (_, EventKind::Connection(id, _)) => {
            words.other = trace.client_name(id).to_owned();
            "At {from} bytes of the program reach the terminal “{other}”."
        }
        (_, EventKind::Woken(_, _, WakeEffect::AlreadyQueued)) => {
            "At {from} {lane} is woken and on the run queue already: waking twice is waking once."
        }
        (_, EventKind::Woken(..)) if dropping(trace, event).is_some() => {
            words.other = lane_label(trace, trace.events[event].lane);
            "At {from} the drop of {other} wakes {lane}, which is over before it is polled again."
        }
        _ => "At {from} {lane} is woken, and over before it is polled again.",
    };
    words.say(form)
}

/// What a stretch of declared work stands for.
pub fn work(trace: &Trace, stretch: &Span) -> String {
    Words::new(trace, stretch.reach, stretch.lane)
        .say("Work of {long}, from {from} to {to}: nothing else runs on this thread meanwhile.")
}

/// What a stretch of waiting on the stack stands for.
pub fn blocked(trace: &Trace, stretch: &Span) -> String {
    let mut words = Words::new(trace, stretch.reach, stretch.lane);
    match trace.events[words.from].kind {
        EventKind::WaitStarted(wait) => words.other = awaited(trace, trace.wait(wait).on),
        EventKind::Thread(_) => {
            return words.say("Without a core from {from} to {to}: others have them all.");
        }
        _ => {}
    }
    words.say("Blocked from {from} to {to}: it waits for {other} and stays on the stack.")
}
