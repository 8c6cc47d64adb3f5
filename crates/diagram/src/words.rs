//! Names of things for people, and text that fits a width.
//!
//! These are nouns and numbers to put into whole sentences; no sentence is made here.

use trace::{
    Awaited, CallId, CallKind, Cause, EventKind, Instant, LaneId, LaneKind, OpId, SpanId, TaskId,
    Trace, WaitOn,
};

/// The width of a character of a label, px.
pub(crate) const CHAR_PX: f64 = 7.2;

/// A length for SVG and CSS: at most one decimal, without the machinery that prints any `f64`.
pub fn px(value: f64) -> String {
    let mut out = String::new();
    write_px(&mut out, value);
    out
}

/// Path data, or a list of lengths, with these in the places of `$`.
pub fn pen(form: &str, lengths: &[f64]) -> String {
    let mut out = String::new();
    let mut lengths = lengths.iter();
    for each in form.bytes() {
        match each {
            b'$' => lengths.next().into_iter().for_each(|length| write_px(&mut out, *length)),
            _ => out.push(char::from(each)),
        }
    }
    out
}

/// A length at the end of a text: a picture holds thousands.
fn write_px(out: &mut String, value: f64) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    write_digits(out, tenths / 10);
    if !tenths.is_multiple_of(10) {
        out.push('.');
        write_digits(out, tenths % 10);
    }
}

fn write_digits(out: &mut String, number: u64) {
    if number >= 10 {
        write_digits(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// `brew()`, or `async block`.
pub(crate) fn call_label(trace: &Trace, call: CallId) -> String {
    let name = trace.call_name(call);
    let plain = trace.call(call).kind == CallKind::Block || name.as_bytes().ends_with(b")");
    if plain { name.to_owned() } else { format!("{name}()") }
}

/// What is asked of the outside world, without an article, to stand on its bar.
pub(crate) fn bar_name(trace: &Trace, op: OpId) -> String {
    let label = trace.op_label(op);
    ["the ", "a "].iter().find_map(|article| label.strip_prefix(article)).unwrap_or(&label).into()
}

/// A lane in a sentence: `task 1 (serve)`, `thread main`.
pub fn lane_label(trace: &Trace, lane: LaneId) -> String {
    let row = trace.lane(lane);
    match row.kind {
        LaneKind::Task(task) => trace.task_label(task),
        LaneKind::Thread => trace.thread_label(lane),
        LaneKind::JavaScript => "JavaScript".to_owned(),
        LaneKind::Reactor => "the outside world".to_owned(),
    }
}

/// A lane by itself: `task 1 (serve)`, `thread main`.
pub fn lane_name(trace: &Trace, lane: LaneId) -> String {
    capital(&lane_label(trace, lane))
}

/// A call in a sentence: `brew()`, or `the async block of line 12`. Of several futures of one
/// function it says which, in the order in which they were made: `brew() #2`.
pub fn call_noun(trace: &Trace, call: CallId) -> String {
    let name = call_label(trace, call);
    match (trace.call(call).kind, line(trace, trace.call(call).defined)) {
        (CallKind::Block, Some(line)) => format!("the {name} of line {line}"),
        (CallKind::Block, None) => format!("the {name}"),
        (CallKind::Sync, _) => name,
        (CallKind::Async, _) => match namesakes(trace, call) {
            (_, 1) => name,
            (number, _) => format!("{name} #{number}"),
        },
    }
}

/// The how-manieth future of its function a call is, from 1, and how many there are.
fn namesakes(trace: &Trace, call: CallId) -> (usize, usize) {
    let (mut number, mut count) = (0, 0);
    for (index, other) in trace.calls.iter().enumerate() {
        let same = other.name == trace.call(call).name && other.kind == CallKind::Async;
        count += usize::from(same);
        number += usize::from(same && index <= call.index());
    }
    (number, count)
}

/// A number whose digits stand in groups of three, as one word: `99 993`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// Whoever acts: the call atop the stack, else the lane itself.
pub(crate) fn who(trace: &Trace, top: Option<CallId>, lane: LaneId) -> String {
    top.map_or_else(|| lane_label(trace, lane), |call| call_noun(trace, call))
}

/// The task whose drop wakes another: nobody is polled, and the wake stands in its row.
pub(crate) fn dropping(trace: &Trace, wake: usize) -> Option<TaskId> {
    let event = &trace.events[wake];
    match (event.kind, trace.lane(event.lane).kind) {
        (EventKind::Woken(_, Cause::Outside, _), LaneKind::Task(task)) => Some(task),
        _ => None,
    }
}

/// What an `await` of JavaScript was given, as an object of a sentence.
pub(crate) fn promise(trace: &Trace, of: Awaited) -> String {
    match of {
        Awaited::Op(op) => format!("the Promise of {}", trace.op_label(op)),
        Awaited::Call(call) => format!("the Promise of {}", call_noun(trace, call)),
        Awaited::Value => "a plain value".to_owned(),
        Awaited::Next => "whoever asks it for more".to_owned(),
        Awaited::Unobservable => "a Promise that cannot be looked into".to_owned(),
    }
}

/// What a wait is for, in a sentence: of a task, its end.
pub(crate) fn awaited(trace: &Trace, on: WaitOn) -> String {
    match on {
        WaitOn::Task(task) => format!("the end of {}", trace.task_label(task)),
        WaitOn::Thread(lane) => format!("the end of {}", trace.thread_label(lane)),
        _ => trace.wait_label(on),
    }
}

/// The line of a place in the source.
pub(crate) fn line(trace: &Trace, span: Option<SpanId>) -> Option<u32> {
    span.map(|span| trace.span(span).line)
}

/// A stretch of time: `20 ms`.
pub(crate) fn between(from: Instant, to: Instant) -> String {
    Instant(to.0.saturating_sub(from.0)).words()
}

/// An amount of memory: `2 MiB`, `64 KiB`.
pub(crate) fn bytes(bytes: u64) -> String {
    match bytes {
        _ if bytes > 0 && bytes.is_multiple_of(1 << 20) => format!("{} MiB", bytes >> 20),
        _ if bytes.is_multiple_of(1 << 10) => format!("{} KiB", bytes >> 10),
        _ => format!("{bytes} bytes"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The same with its first letter large, to begin a sentence; a function's name stays as it is.
pub(crate) fn capital(text: &str) -> String {
    if text.split(' ').next().is_some_and(|word| word.ends_with("()")) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    // ASCII is all that we begin with, and the tables of the rest are large.
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// What fits into so many characters, with an ellipsis; nothing if fewer than two do.
pub(crate) fn shorten(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    if room < 2 {
        return String::new();
    }
    let mut short: String = text.chars().take(room - 1).collect();
    short.push('…');
    short
}

/// What fits into a shape of this width.
pub(crate) fn fit(text: &str, width_px: f64) -> String {
    let room = ((width_px - 6.0) / CHAR_PX).floor().max(0.0) as usize;
    if room < 2 { String::new() } else { shorten(text, room) }
}
