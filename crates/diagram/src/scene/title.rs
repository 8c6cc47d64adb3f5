//! What each shape says for itself: one whole sentence, for hovering and for assistive tech.
//!
//! Every sentence is one form, so that it can be translated as a whole.

use super::{Bar, Dot, Line, Link, Piece, Reach, Scene, Source, Stretch};
use crate::sentence::{digits, fill, unknown};
use crate::words::{awaited, between, call_label, call_noun, grouped, lane_label, line};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{
    CallId, Cause, EventKind, Instant, LaneId, OpEnd, ThreadEvent, Trace, WakeEffect, visible,
};

impl Scene {
    pub(super) fn entitle(&mut self, trace: &Trace) {
        for piece in &mut self.pieces {
            piece.name = piece_name(trace, piece);
            piece.title = piece_title(trace, piece);
        }
        for line in &mut self.lines {
            line.title = line_title(trace, line);
        }
        for bar in &mut self.bars {
            bar.name = bar_name(trace, bar);
            bar.title = bar_title(trace, bar);
        }
        for at in 0..self.links.len() {
            self.links[at].title = link_title(trace, &self.links[at], &self.bars);
        }
        for dot in &mut self.dots {
            dot.title = dot_title(trace, dot);
        }
        for stretch in &mut self.work {
            stretch.title = work_title(trace, stretch);
        }
        for stretch in &mut self.blocked {
            stretch.title = blocked_title(trace, stretch);
        }
    }
}

/// What the words of every title are taken from.
struct Words<'a> {
    trace: &'a Trace,
    reach: Reach,
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
        let (call, line, other) = (None, None, String::new());
        Words { trace, reach, lane, call, number: 0, of: 0, line, other }
    }

    fn say(&self, form: &str) -> String {
        fill(form, &|name| self.word(name))
    }

    fn word(&self, name: &str) -> String {
        match name {
            "from" => self.trace.events[self.reach.from_event].at.words(),
            "to" => self.end().words(),
            "long" => between(self.trace.events[self.reach.from_event].at, self.end()),
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
        match self.reach.to_event.map(|event| self.trace.events[event].kind) {
            Some(EventKind::OpEnded(_, OpEnd::Failed(how))) => self.trace.name(how),
            _ => "",
        }
    }

    fn end(&self) -> Instant {
        let end = self.reach.to_event.map(|event| self.trace.events[event].at);
        end.unwrap_or_else(|| self.trace.end())
    }
}

fn piece_name(trace: &Trace, piece: &Piece) -> String {
    if piece.count > 1 {
        return grouped(piece.count);
    }
    let kind = match (piece.kind, piece.call) {
        (BoxKind::Turn, _) => "turn ",
        (_, Some(call)) => return call_label(trace, call),
        (_, None) => "poll ",
    };
    kind.to_owned() + &piece.number.to_string()
}

fn piece_title(trace: &Trace, piece: &Piece) -> String {
    let mut words = Words::new(trace, piece.reach, piece.lane);
    (words.number, words.of, words.call) = (piece.number, piece.of, piece.call);
    words.line = piece.reach.to_event.and_then(|event| line(trace, trace.events[event].span));
    let form = match (piece.call, piece.end) {
        _ if piece.count > 1 => {
            words.other = grouped(piece.count);
            "{Lane}, from {from} to {to}: {other} boxes too close together to be told apart."
        }
        (None, BoxEnd::Ready) => {
            "Poll {number} of {lane}: begun at {from}, answered Ready at {to}."
        }
        (None, BoxEnd::Turn) => "Turn {number} of the event loop: begun at {from}, ended at {to}.",
        (None, BoxEnd::Open) => "{lane}, number {number}: begun at {from} and never ended.",
        (None, _) => "Poll {number} of {lane}: begun at {from}, answered Pending at {to}.",
        (Some(_), BoxEnd::Suspended) if words.line.is_some() => {
            "{name}, piece {number} of {of}: entered at {from}, suspended at line {line} at {to}."
        }
        (Some(_), BoxEnd::Suspended) => {
            "{name}, piece {number} of {of}: entered at {from}, suspended at {to}."
        }
        (Some(_), BoxEnd::Ready) => "{name}: entered at {from}, answered Ready at {to}.",
        (Some(_), BoxEnd::Pending) => "{name}: entered at {from}, answered Pending at {to}.",
        (Some(_), BoxEnd::Threw) => "{name}: entered at {from}, threw at {to}.",
        (Some(_), BoxEnd::Open) => "{name}: entered at {from} and never left.",
        (Some(_), _) if piece.kind == BoxKind::Sync => {
            "{name}: entered at {from}, returned at {to}."
        }
        (Some(_), _) => "{name}, piece {number} of {of}: entered at {from}, returned at {to}.",
    };
    words.say(form)
}

fn line_title(trace: &Trace, shape: &Line) -> String {
    let mut words = Words::new(trace, shape.reach, shape.lane);
    words.call = shape.call;
    words.line = line(trace, trace.events[shape.reach.from_event].span);
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

fn bar_name(trace: &Trace, bar: &Bar) -> String {
    let label = trace.op_label(bar.op);
    ["the ", "a "].iter().find_map(|article| label.strip_prefix(article)).unwrap_or(&label).into()
}

fn bar_title(trace: &Trace, bar: &Bar) -> String {
    let mut words = Words::new(trace, bar.reach, trace.op(bar.op).lane);
    words.other = trace.op_label(bar.op);
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

fn link_title(trace: &Trace, link: &Link, bars: &[Bar]) -> String {
    if let EventKind::Thread(what) = trace.events[link.reach.from_event].kind {
        return thread_link_title(trace, link, what);
    }
    let cause = match (link.kind, trace.events[link.reach.from_event].kind) {
        (ArrowKind::Wake, EventKind::Woken(_, cause, _)) => Some(cause),
        _ => None,
    };
    let (form, other) = match (link.kind, cause, link.source) {
        (ArrowKind::Wake, None, Source::Bar(bar)) => {
            ("A turn begins at {to}, brought by {other}.", trace.op_label(bars[bar].op))
        }
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
        (ArrowKind::Spawn, _, Source::Lane(lane, _)) => (
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

fn thread_link_title(trace: &Trace, link: &Link, what: ThreadEvent) -> String {
    let form = match what {
        ThreadEvent::Spawned(..) => "{Lane} is made at {from} by {other} and begins at {to}.",
        ThreadEvent::Unparked(_) => "{Lane} is unparked at {from} by {other} and goes on at {to}.",
        _ => "{Other} is over at {from}: {lane}, which joins it, goes on at {to}.",
    };
    let other = match link.source {
        Source::Lane(lane, _) => lane_label(trace, lane),
        Source::Bar(_) => String::new(),
    };
    Words { other, ..Words::new(trace, link.reach, link.target) }.say(form)
}

fn dot_title(trace: &Trace, dot: &Dot) -> String {
    let kind = trace.events[dot.event].kind;
    let reach =
        Reach { from: dot.position, to: dot.position, from_event: dot.event, to_event: None };
    let mut words = Words::new(trace, reach, dot.lane);
    let form = match (dot.kind, kind) {
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
        _ => "At {from} {lane} is woken, and over before it is polled again.",
    };
    words.say(form)
}

fn work_title(trace: &Trace, stretch: &Stretch) -> String {
    Words::new(trace, stretch.reach, stretch.lane)
        .say("Work of {long}, from {from} to {to}: nothing else runs on this thread meanwhile.")
}

fn blocked_title(trace: &Trace, stretch: &Stretch) -> String {
    let mut words = Words::new(trace, stretch.reach, stretch.lane);
    match trace.events[stretch.reach.from_event].kind {
        EventKind::WaitStarted(wait) => words.other = awaited(trace, trace.wait(wait).on),
        EventKind::Thread(_) => {
            return words.say("Without a core from {from} to {to}: others have them all.");
        }
        _ => {}
    }
    words.say("Blocked from {from} to {to}: it waits for {other} and stays on the stack.")
}
