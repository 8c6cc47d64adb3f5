//! Two traces of one scenario, Rust's and JavaScript's → what differs between them, in sentences.
//!
//! Every answer is computed from its trace and points at an event that shows it; none is written by
//! hand. It leaves out what is the same in both.

use crate::words::{call_noun, capital, list};
use trace::{
    Call, CallId, CallKind, EventKind, Instant, Left, OpEnd, OpId, OpKind, Outcome, TaskId, Trace,
};

/// How many things an answer names before it counts the rest.
const NAMED: usize = 4;

/// A question to which the two traces give different answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// The question.
    pub asks: String,
    /// Rust's answer.
    pub rust: Answer,
    /// JavaScript's answer.
    pub javascript: Answer,
}

/// What one trace answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In words.
    pub text: String,
    /// The event that shows it best.
    pub event: Option<usize>,
}

impl Answer {
    fn new(text: String, event: Option<usize>) -> Answer {
        Answer { text, event }
    }
}

/// The differences between a Rust trace and its twin's, the most telling first.
pub fn contrasts(rust: &Trace, javascript: &Trace) -> Vec<Contrast> {
    let both = |asks: &str, answer: fn(&Trace) -> Answer| Contrast {
        asks: asks.to_owned(),
        rust: answer(rust),
        javascript: answer(javascript),
    };
    let body = body_ran(rust, javascript);
    let rest = [
        both("When did each request or timer start?", started),
        both("When was main done?", done),
        both("What went on after main was done?", went_on),
        Contrast {
            asks: "What was cancelled?".to_owned(),
            rust: cancelled(rust),
            javascript: not_cancelled(rust, javascript),
        },
        both("How often did the program get its turn?", turns),
    ];
    body.into_iter().chain(rest).filter(|it| it.rust.text != it.javascript.text).collect()
}

/// When a function's body ran that Rust only called: the first one after whose call something else
/// happened before its body, if JavaScript calls one of the same name.
fn body_ran(rust: &Trace, javascript: &Trace) -> Option<Contrast> {
    let made = rust.events.iter().enumerate().filter_map(|(index, event)| match event.kind {
        EventKind::CallCreated(call) => Some((index, call)),
        _ => None,
    });
    let is_main = |call: CallId| rust.call_name(call) == "main";
    made.filter(|(_, call)| !is_main(*call)).find_map(|(made, call)| {
        let name = camel(rust.call_name(call));
        let entered = entry(rust, call);
        if entered == Some(made + 1) {
            return None;
        }
        let twin = (0..javascript.calls.len() as u32)
            .map(CallId)
            .find(|twin| javascript.call_name(*twin) == name && is_async(javascript.call(*twin)))?;
        let ran = entry(javascript, twin)?;
        let rust_text = match entered {
            Some(entered) => {
                format!("At {}, when it was first polled", rust.events[entered].at.words())
            }
            None => "Never: nobody polled it".to_owned(),
        };
        let at = javascript.events[ran].at.words();
        Some(Contrast {
            asks: format!("When did the body of {} run?", call_noun(rust, call)),
            rust: Answer::new(rust_text, entered.or(Some(made))),
            javascript: Answer::new(format!("At {at}, at the call"), Some(ran)),
        })
    })
}

fn entry(trace: &Trace, call: CallId) -> Option<usize> {
    trace.events.iter().position(|event| event.kind == EventKind::CallEntered(call))
}

fn is_async(call: &Call) -> bool {
    call.kind != CallKind::Sync
}

/// `fetch_menu` as JavaScript spells it: `fetchMenu`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let head = letters.next().map(|head| head.to_ascii_uppercase());
        name + &head.into_iter().chain(letters).collect::<String>()
    })
}

/// The operations that a program starts on its own account: what follows from a look-up or a
/// connection belongs to the request that began with it.
fn requests(trace: &Trace) -> impl Iterator<Item = (usize, OpId)> {
    let mut looked_up: Vec<&str> = Vec::new();
    trace.events.iter().enumerate().filter_map(move |(index, event)| {
        let EventKind::OpStarted(op) = event.kind else { return None };
        let label = trace.name(trace.op(op).label);
        let host = label.split(':').next().unwrap_or(label);
        let begins = match trace.op(op).kind {
            OpKind::Sleep | OpKind::Fetch | OpKind::Promise => true,
            OpKind::Lookup => {
                looked_up.push(host);
                true
            }
            OpKind::Connect => match looked_up.iter().position(|known| *known == host) {
                Some(known) => {
                    looked_up.remove(known);
                    false
                }
                None => true,
            },
            OpKind::Accept | OpKind::Read | OpKind::Write => false,
        };
        begins.then_some((index, op))
    })
}

fn started(trace: &Trace) -> Answer {
    let all: Vec<_> = requests(trace).collect();
    let times: Vec<_> = all.iter().map(|(index, _)| trace.events[*index].at.words()).collect();
    let text = match times.len() {
        0 => "There was none".to_owned(),
        _ => format!("At {}", some(&times)),
    };
    // The one that shows the difference is the last: the first starts at once in both.
    Answer::new(text, all.last().map(|(index, _)| *index))
}

/// The event with which the main function was over; none if it never was.
fn end_of_main(trace: &Trace) -> Option<usize> {
    let is_end = |kind: EventKind| match kind {
        EventKind::TaskEnded(TaskId(0), how) => how == trace::Ended::Completed,
        EventKind::CallLeft(CallId(0), left) => trace.is_javascript() && left.is_done(),
        _ => false,
    };
    let found = trace.events.iter().position(|event| is_end(event.kind));
    // The main function of a blocking program is over when its run is.
    let blocking = trace.tasks.is_empty() && !trace.is_javascript();
    let completed = blocking && trace.outcome == Outcome::Completed;
    found.or_else(|| completed.then_some(trace.events.len().saturating_sub(1)))
}

fn done(trace: &Trace) -> Answer {
    let Some(end) = end_of_main(trace) else { return Answer::new("Never".to_owned(), None) };
    let threw = matches!(trace.events[end].kind, EventKind::CallLeft(_, Left::Threw));
    let how = if threw { ": it threw" } else { "" };
    Answer::new(format!("At {}{how}", trace.events[end].at.words()), Some(end))
}

fn went_on(trace: &Trace) -> Answer {
    let end = end_of_main(trace).unwrap_or(trace.events.len());
    let after =
        trace.events.iter().enumerate().skip(end).filter_map(|(index, event)| match event.kind {
            EventKind::OpEnded(op, OpEnd::Done | OpEnd::Failed(_)) => Some((index, op, event.at)),
            _ => None,
        });
    named(
        after.map(|(index, op, at)| {
            (index, format!("{}, until {}", trace.op_label(op), at.words()))
        }),
    )
}

fn cancelled(trace: &Trace) -> Answer {
    let over = trace.events.last().map_or(Instant::START, |last| last.at);
    let cut = trace.events.iter().enumerate().filter_map(|(index, event)| match event.kind {
        // What the end of the run cuts off was not cancelled by the program.
        EventKind::OpEnded(op, OpEnd::Cancelled) if event.at < over || !trace.is_javascript() => {
            Some((index, op, event.at))
        }
        _ => None,
    });
    named(cut.map(|(index, op, at)| (index, format!("{} at {}", trace.op_label(op), at.words()))))
}

/// The names of what is found, as an answer that leads to the first of it.
fn named(found: impl Iterator<Item = (usize, String)>) -> Answer {
    let (events, names): (Vec<_>, Vec<_>) = found.unzip();
    let text = if names.is_empty() { "Nothing".to_owned() } else { capital(&some(&names)) };
    Answer::new(text, events.first().copied())
}

/// The same of JavaScript: what Rust has cancelled and went on here is the answer if there is any.
/// What went on for longer than main has an answer of its own.
fn not_cancelled(rust: &Trace, javascript: &Trace) -> Answer {
    let ended = |trace: &Trace, wanted: fn(OpEnd) -> bool| -> Vec<(usize, String, Instant)> {
        let events = trace.events.iter().enumerate();
        let ended = events.filter_map(|(index, event)| match event.kind {
            EventKind::OpEnded(op, end) if wanted(end) => {
                Some((index, trace.op_label(op), event.at))
            }
            _ => None,
        });
        ended.collect()
    };
    let answer = cancelled(javascript);
    let cut = ended(rust, |end| end == OpEnd::Cancelled);
    let mut went_on = ended(javascript, |end| end != OpEnd::Cancelled);
    // Only what was under way when Rust let go of it.
    let since = |index: usize| match javascript.events[index].kind {
        EventKind::OpEnded(op, _) => {
            let mut events = javascript.events.iter();
            events.find(|event| event.kind == EventKind::OpStarted(op)).map(|event| event.at)
        }
        _ => None,
    };
    let main_is_done = end_of_main(javascript).unwrap_or(javascript.events.len());
    went_on.retain(|(index, label, at)| {
        let was = |cut: Instant| *at > cut && since(*index).is_some_and(|since| since < cut);
        *index < main_is_done && cut.iter().any(|(_, same, cut)| same == label && was(*cut))
    });
    let Some((first, ..)) = went_on.first().filter(|_| answer.event.is_none()) else {
        return answer;
    };
    let names: Vec<_> =
        went_on.iter().map(|(_, label, at)| format!("{label} until {}", at.words())).collect();
    Answer::new(format!("Nothing; still under way: {}", some(&names)), Some(*first))
}

fn turns(trace: &Trace) -> Answer {
    let count = |is: &dyn Fn(usize, EventKind) -> bool| {
        let events = trace.events.iter().enumerate();
        events.filter(|(index, event)| is(*index, event.kind)).count()
    };
    if !trace.is_javascript() {
        let polls = count(&|_, kind| matches!(kind, EventKind::PollStarted(_)));
        if trace.tasks.is_empty() {
            return Answer::new("Its threads ran when the system let them".to_owned(), None);
        }
        return Answer::new(format!("{polls} {}, {}", plural(polls, "poll"), entries(trace)), None);
    }
    let turns = count(&|_, kind| kind == EventKind::TurnStarted);
    let resumed = count(&|index, kind| match kind {
        EventKind::CallEntered(call) => {
            let is_first = entry(trace, call) == Some(index);
            !is_first
        }
        _ => false,
    });
    let (continuations, of) = (plural(resumed, "continuation"), plural(turns, "turn"));
    let text = format!("{resumed} {continuations} in {turns} {of}, {}", entries(trace));
    Answer::new(text, None)
}

/// How often functions came onto the stack: in Rust a poll enters all of them anew.
fn entries(trace: &Trace) -> String {
    let is_entry = |kind| matches!(kind, EventKind::CallEntered(_));
    let count = trace.events.iter().filter(|event| is_entry(event.kind)).count();
    format!("functions entered {count} {}", plural(count, "time"))
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

/// The first few, and how many more.
fn some(names: &[String]) -> String {
    if names.len() <= NAMED {
        return list(names);
    }
    let (named, rest) = names.split_at(NAMED - 1);
    format!("{} and {} more", named.join(", "), rest.len())
}
