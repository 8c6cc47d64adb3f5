//! Trace → findings: what went wrong in a run, where, and what real code should do about it.
//!
//! A finding is a sentence about one event that the trace proves; where a trace cannot tell a
//! mistake from a choice, no lint speaks. All lints share one fold over the events, each with
//! small tables of its own (`lint/*.rs`), so that a trace of a million events is read once. A place
//! in the source is found fault with once, however often it errs: a loop that forgets an `.await` a
//! thousand times is one mistake. It leaves out how findings are shown.

mod cut_short;
mod long_poll;
mod lost_message;
mod never_awaited;
mod poll_after_completion;
mod ring;
mod self_waking;
mod stuck;

use crate::sentence::fill;
use crate::words;
use std::collections::BTreeSet;
use std::fmt;
use trace::{CallId, Event, EventKind, LaneId, Left, SpanId, TaskId, Trace};

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lint {
    /// A task is pending, and nobody can wake it.
    LostWaker,
    /// A task wakes itself poll after poll, and gets nowhere.
    SelfWakingPoll,
    /// One poll kept somebody waiting who was ready.
    LongPoll,
    /// A future was dropped before anybody had polled it.
    NeverAwaited,
    /// Tasks wait for each other, or for what nobody is left to give.
    Deadlock,
    /// A task was dropped at its work because the main task had ended.
    CutShort,
    /// A call was dropped with a message that it had received.
    LostMessage,
    /// A future was polled again after it had answered `Ready`.
    PollAfterCompletion,
}

impl Lint {
    /// Every lint.
    pub const ALL: [Lint; 8] = [
        Lint::LostWaker,
        Lint::SelfWakingPoll,
        Lint::LongPoll,
        Lint::NeverAwaited,
        Lint::Deadlock,
        Lint::CutShort,
        Lint::LostMessage,
        Lint::PollAfterCompletion,
    ];

    /// Its name: stable, in kebab case.
    pub fn name(self) -> &'static str {
        match self {
            Lint::LostWaker => "lost-waker",
            Lint::SelfWakingPoll => "self-waking-poll",
            Lint::LongPoll => "long-poll",
            Lint::NeverAwaited => "never-awaited",
            Lint::Deadlock => "deadlock",
            Lint::CutShort => "cut-short",
            Lint::LostMessage => "lost-message",
            Lint::PollAfterCompletion => "poll-after-completion",
        }
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something that went wrong in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub lint: Lint,
    /// The index of the event that it points at.
    pub event: usize,
    /// What happened: whole sentences.
    pub sentence: String,
    /// What to do in real code: one sentence.
    pub advice: String,
}

impl Finding {
    /// The line of the source that it is about: its event's; of a future that is dropped, where it
    /// was suspended; else that of the last event before it on the same lane that has one.
    pub fn line(&self, trace: &Trace) -> Option<u32> {
        let event = trace.events.get(self.event)?;
        let belongs = |other: &Event| match event.kind {
            EventKind::CallDropped(call) => {
                other.kind == EventKind::CallLeft(call, Left::Suspended)
            }
            _ => other.lane == event.lane,
        };
        let mut before = trace.events[..=self.event].iter().rev().filter(|other| belongs(other));
        words::line(trace, before.find_map(|other| other.span))
    }

    /// Its name and place, what happened, and what to do; `file` is the source's name.
    pub fn to_text(&self, trace: &Trace, file: &str) -> String {
        let Finding { lint, event, sentence, advice } = self;
        let at = trace.events[*event].at.words();
        let line = self.line(trace).map_or_else(String::new, |line| format!(" line {line}"));
        format!("{lint} at {at}, event {event} ({file}{line}): {sentence}\n    {advice}\n")
    }
}

/// Findings under a heading, as an account ends: a paragraph for each. Nothing, if there are none.
pub fn section(findings: &[Finding], trace: &Trace, file: &str) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let told: String = findings.iter().map(|finding| finding.to_text(trace, file)).collect();
    ["\n## Findings\n\n", &told].concat()
}

/// All findings about a trace, in the order of their events.
pub fn lint(trace: &Trace) -> Vec<Finding> {
    let mut findings = Findings::default();
    let mut stacks = Stacks(trace.lanes.iter().map(|_| Vec::new()).collect());
    let mut never_awaited = never_awaited::Watch::new(trace);
    let mut self_waking = self_waking::Watch::new(trace);
    let mut long_poll = long_poll::Watch::new(trace);
    let mut cut_short = cut_short::Watch::new(trace);
    let mut lost_message = lost_message::Watch::new(trace);
    let mut stuck = stuck::Watch::new(trace);
    for (at, event) in trace.events.iter().enumerate() {
        never_awaited.see(&stacks, at, event);
        self_waking.see(&mut findings, &stacks, at, event);
        long_poll.see(&mut findings, at, event);
        cut_short.see(&mut findings, at, event);
        lost_message.see(&mut findings, &stacks, at, event);
        poll_after_completion::see(trace, &mut findings, &stacks, at, event);
        stuck.see(&stacks, at, event);
        stacks.see(event);
    }
    never_awaited.end(&mut findings);
    self_waking.end(&mut findings);
    stuck.end(&mut findings);
    findings.list.sort_by_key(|finding| finding.event);
    findings.list
}

/// What has been found so far.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
    places: BTreeSet<(Lint, Place)>,
}

/// Where a mistake stands. Two of one lint at one place are the same mistake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Source(SpanId),
    Task(TaskId),
    Call(CallId),
}

impl Place {
    /// A place in the source if it is known, else the task or the call.
    fn of(span: Option<SpanId>, whose: impl Into<Place>) -> Place {
        span.map_or_else(|| whose.into(), Place::Source)
    }
}

impl From<TaskId> for Place {
    fn from(task: TaskId) -> Place {
        Place::Task(task)
    }
}

impl From<CallId> for Place {
    fn from(call: CallId) -> Place {
        Place::Call(call)
    }
}

impl Findings {
    /// Adds a finding, unless its place has one.
    fn add(
        &mut self,
        (lint, place, event): (Lint, Place, usize),
        form: &str,
        word: &dyn Fn(&str) -> String,
        advice: &str,
    ) {
        if self.places.insert((lint, place)) {
            let sentence = fill(form, word);
            self.list.push(Finding { lint, event, sentence, advice: advice.to_owned() });
        }
    }
}

/// Per lane, the calls on its stack.
struct Stacks(Vec<Vec<CallId>>);

impl Stacks {
    fn top(&self, lane: LaneId) -> Option<CallId> {
        self.0[lane.index()].last().copied()
    }

    fn see(&mut self, event: &Event) {
        match event.kind {
            EventKind::CallEntered(call) => self.0[event.lane.index()].push(call),
            EventKind::CallLeft(..) => {
                self.0[event.lane.index()].pop();
            }
            _ => {}
        }
    }
}
