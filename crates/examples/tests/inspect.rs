//! What is said of every event of every kept trace is true: counts, sums and causes agree with the
//! events, and no word of one language is used of the other.

use diagram::{Cause, CauseKind, Details, Thing, What, inspect, next, search, thing_at, why};
use std::collections::BTreeSet;
use trace::{CallId, Event, EventKind, Index, LaneId, LaneKind, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[path = "twins/kept.rs"]
mod kept;
use kept::{GOLDEN, same};

/// Every trace that is kept, with the name of its file.
fn kept() -> impl Iterator<Item = (&'static str, Trace)> {
    let traces = GOLDEN.iter().filter(|(_, text)| text.starts_with("awaitscope trace"));
    traces.map(|(file, text)| (*file, Trace::parse(text).expect("it was written by us")))
}

/// All that is said of all things of a kept trace, as a person would read it.
fn told(file: &str) -> String {
    let (_, trace) = kept().find(|(other, _)| *other == file).expect("it is kept");
    let mut out = String::new();
    for thing in things(&trace) {
        let details = inspect(&trace, None, thing);
        out.push_str(&format!("{}\n", details.name));
        for fact in &details.facts {
            let event = fact.event.map_or_else(String::new, |event| format!("  [{event}]"));
            out.push_str(&format!("  {}: {}{event}\n", fact.label, fact.text));
        }
        for Cause { kind, from, to, sentence } in &details.causes {
            out.push_str(&format!("  {kind:?} [{from}] -> [{to}]: {sentence}\n"));
        }
        out.push('\n');
    }
    out.push_str("Why the last line was printed:\n");
    let last = trace.log().last().map_or(0, |(event, ..)| event);
    for step in why(&trace, None, last) {
        out.push_str(&format!("  [{}] {}\n", step.event, step.sentence));
    }
    out
}

/// `UPDATE_GOLDEN=1 cargo test -p examples --test inspect` writes them anew.
#[test]
fn what_is_said_of_some_runs_is_in_the_tree() {
    for id in ["async-sequential", "deadlock-specimen", "lazy-future.js", "echo-threads"] {
        same(&format!("{id}.details"), &told(&format!("{id}.txt")));
    }
}

/// The things of a trace, each once.
fn things(trace: &Trace) -> BTreeSet<Thing> {
    let events = 0..trace.events.len();
    events.map(|event| thing_at(trace, None, event).expect("every event is of a thing")).collect()
}

fn nanos(trace: &Trace, event: Option<usize>) -> u64 {
    event.map_or(trace.end(), |event| trace.events[event].at).0
}

fn count(trace: &Trace, is: impl Fn(&Event) -> bool) -> usize {
    trace.events.iter().filter(|event| is(event)).count()
}

/// Nanoseconds that a call was on the stack, by the events alone.
fn on_stack(trace: &Trace, call: CallId) -> u64 {
    let mut since = None;
    let mut sum = 0;
    for event in &trace.events {
        match event.kind {
            EventKind::CallEntered(other) if other == call => since = Some(event.at.0),
            EventKind::CallLeft(other, _) if other == call => {
                sum += event.at.0 - since.take().expect("it was entered");
            }
            _ => {}
        }
    }
    sum + since.map_or(0, |since| trace.end().0 - since)
}

fn fact<'a>(details: &'a Details, label: &str) -> Option<&'a str> {
    let found = details.facts.iter().find(|fact| fact.label == label);
    found.map(|fact| &fact.text[..])
}

#[test]
fn busy_and_waiting_are_as_long_as_a_things_life() {
    let mut timed = 0;
    for (file, trace) in kept() {
        for thing in things(&trace) {
            let details = inspect(&trace, None, thing);
            assert!(!details.name.is_empty(), "{file}: {thing:?}");
            let Some(times) = details.times else { continue };
            let long = nanos(&trace, times.to) - nanos(&trace, Some(times.from));
            assert_eq!(times.busy + times.waiting, long, "{file}: {details:#?}");
            let blocked = fact(&details, "Blocked, on the stack").is_some();
            if let (Thing::Call(call), false) = (thing, blocked) {
                assert_eq!(times.busy, on_stack(&trace, call), "{file}: {details:#?}");
            }
            timed += 1;
        }
    }
    assert!(timed > 1_000, "{timed}");
}

#[test]
fn polls_pieces_and_operations_are_counted_as_they_stand_in_the_trace() {
    for (file, trace) in kept() {
        for thing in things(&trace) {
            let details = inspect(&trace, None, thing);
            match thing {
                Thing::Task(task) => {
                    let polls = count(&trace, |e| e.kind == EventKind::PollStarted(task));
                    assert_eq!(fact(&details, "Polls"), Some(&polls.to_string()[..]), "{file}");
                }
                Thing::Call(call) => {
                    let entries = count(&trace, |e| e.kind == EventKind::CallEntered(call));
                    let told = fact(&details, "Polls that ran it");
                    assert!(told.is_none_or(|told| told == entries.to_string()), "{file}");
                    let continued = fact(&details, "Continuations");
                    let continued: usize = continued.map_or(0, |n| n.parse().expect("a number"));
                    let expected = if trace.is_javascript() { entries - 1 } else { 0 };
                    assert_eq!(continued, expected, "{file}: {details:#?}");
                }
                _ => {}
            }
        }
    }
}

/// Whether an event can begin a cause of this kind, and whether one can end it.
fn fits(kind: CauseKind, trace: &Trace, from: &Event, to: &Event) -> bool {
    use EventKind as E;
    let acts = matches!(from.kind, E::CallEntered(_) | E::PollStarted(_) | E::TurnStarted);
    match kind {
        CauseKind::Created => acts,
        CauseKind::Asked => acts && matches!(to.kind, E::OpStarted(_)),
        CauseKind::Spawned => match (from.kind, to.kind) {
            (E::TaskSpawned(one), E::PollStarted(other)) => one == other,
            (E::Thread(trace::ThreadEvent::Spawned(lane, _)), E::Thread(_)) => lane == to.lane,
            _ => false,
        },
        CauseKind::Woke => match (from.kind, to.kind) {
            (E::Woken(one, ..), E::PollStarted(other)) => one == other,
            (E::OpEnded(op, _), E::Woken(_, trace::Cause::Op(other), _)) => op == other,
            (E::OpEnded(..), E::TurnStarted | E::WaitEnded(_)) => true,
            (E::TaskEnded(..) | E::Thread(_), E::WaitEnded(_)) => true,
            (_, E::Woken(..)) => acts,
            _ => false,
        },
        CauseKind::Resumed => {
            matches!(from.kind, E::OpEnded(..) | E::CallLeft(..))
                && trace.lane(to.lane).kind == LaneKind::JavaScript
        }
        CauseKind::WaitsFor => {
            matches!(to.kind, E::CallLeft(..) | E::PollEnded(..) | E::WaitStarted(_))
        }
        CauseKind::Sent => matches!(from.kind, E::MessageSent(_)),
    }
}

#[test]
fn a_cause_is_never_later_than_what_it_caused_and_both_are_of_its_kind() {
    let mut seen = BTreeSet::new();
    for (file, trace) in kept() {
        for thing in things(&trace) {
            for cause in inspect(&trace, None, thing).causes {
                let (from, to) = (&trace.events[cause.from], &trace.events[cause.to]);
                assert!(cause.from <= cause.to, "{file}: {cause:?}");
                assert!(from.at <= to.at, "{file}: {cause:?}");
                assert!(fits(cause.kind, &trace, from, to), "{file}: {thing:?} {cause:?}");
                assert!(cause.sentence.ends_with('.'), "{file}: {cause:?}");
                seen.insert(cause.kind);
            }
        }
    }
    assert_eq!(seen.len(), 7, "{seen:?}");
}

#[test]
fn a_resumption_of_rust_has_a_wake_and_one_of_javascript_never_does() {
    for (file, trace) in kept() {
        for thing in things(&trace) {
            let details = inspect(&trace, None, thing);
            let mut words: Vec<&str> = details.facts.iter().map(|fact| fact.label).collect();
            words.extend(details.facts.iter().map(|fact| &fact.text[..]));
            let is_output = matches!(thing, Thing::Line(_) | Thing::Run);
            if trace.is_javascript() && !is_output {
                let text = words.join(" ").to_lowercase();
                for word in ["poll", "wake", "woke", "future", "waker"] {
                    assert!(!text.contains(word), "{file}: {word} in {details:#?}");
                }
            }
            let Thing::Poll(_, number) = thing else { continue };
            let brought = details.causes.iter().any(|cause| cause.kind == CauseKind::Woke);
            assert!(number == 1 || brought, "{file}: {details:#?}");
        }
    }
}

#[test]
fn facts_lead_to_events_and_none_is_empty() {
    for (file, trace) in kept() {
        for thing in things(&trace) {
            let details = inspect(&trace, None, thing);
            for fact in &details.facts {
                assert!(fact.event.is_none_or(|event| event < trace.events.len()), "{file}");
                assert!(!fact.text.is_empty() && !fact.label.is_empty(), "{file}: {fact:?}");
            }
        }
    }
}

#[test]
fn why_goes_back_step_by_step_and_ends() {
    let mut longest = 0;
    for (file, trace) in kept() {
        for event in 0..trace.events.len() {
            let steps = why(&trace, None, event);
            assert_eq!(steps[0].event, event, "{file}");
            assert!(steps.windows(2).all(|two| two[1].event < two[0].event), "{file}: {steps:?}");
            longest = longest.max(steps.len());
        }
    }
    assert_eq!(longest, 12);
}

/// A run with an index, as long ones have, is told of as one without.
#[test]
fn with_an_index_the_same_is_said() {
    for (file, trace) in kept().filter(|(_, trace)| trace.events.len() < 300) {
        let index = Index::new(&trace);
        for event in 0..trace.events.len() {
            let thing = thing_at(&trace, None, event);
            assert_eq!(thing_at(&trace, Some(&index), event), thing, "{file}, event {event}");
            if trace.is_javascript() {
                continue;
            }
            let thing = thing.expect("every event is of a thing");
            let (near, whole) =
                (inspect(&trace, Some(&index), thing), inspect(&trace, None, thing));
            let facts = |details: &Details| details.facts.clone();
            assert_eq!(facts(&near), facts(&whole), "{file}: {thing:?}");
            let links = |details: &Details| -> Vec<_> {
                details.causes.iter().map(|cause| (cause.kind, cause.from, cause.to)).collect()
            };
            assert_eq!(links(&near), links(&whole), "{file}: {thing:?}");
            let events = |index| -> Vec<_> {
                why(&trace, index, event).iter().map(|step| step.event).collect()
            };
            assert_eq!(events(Some(&index)), events(None), "{file}, event {event}");
        }
    }
}

#[test]
fn what_has_a_name_is_found_by_it() {
    for (file, trace) in kept() {
        for (number, _) in trace.calls.iter().enumerate() {
            let name = trace.call_name(CallId(number as u32)).to_uppercase();
            let found = search(&trace, &name, 0);
            let is_it = |hit: &diagram::Hit| hit.thing == Thing::Call(CallId(number as u32));
            assert!(found.count > 200 || found.hits.iter().any(is_it), "{file}: {name}");
        }
        for (number, _) in trace.tasks.iter().enumerate() {
            let found = search(&trace, &format!("task {number} "), 0);
            let is_it = |hit: &diagram::Hit| hit.thing == Thing::Task(TaskId(number as u32));
            assert!(found.hits.iter().any(is_it), "{file}: task {number}");
        }
        let all = search(&trace, "a", 0);
        assert!(all.hits.windows(2).all(|two| two[0].event <= two[1].event), "{file}");
        assert!(all.hits.len() <= 200 && all.hits.len() <= all.count);
        assert_eq!(search(&trace, "  ", 0).count, 0);
        assert_eq!(search(&trace, "no such thing anywhere", 0).count, 0);
    }
}

#[test]
fn the_next_poll_is_the_one_after_and_the_one_before_leads_back() {
    for (file, trace) in kept() {
        for lane in (0..trace.lanes.len() as u32).map(LaneId) {
            for what in [What::Poll, What::Wake, What::Op] {
                let mut met = Vec::new();
                let mut at = 0;
                while let Some(event) = next(&trace, None, lane, at, what, true) {
                    assert!(event > at, "{file}");
                    met.push(event);
                    at = event;
                }
                let mut back = Vec::new();
                let mut at = trace.events.len();
                while let Some(event) = next(&trace, None, lane, at, what, false) {
                    back.push(event);
                    at = event;
                }
                back.reverse();
                back.retain(|event| *event > 0);
                assert_eq!(met, back, "{file}: {what:?} of {lane}");
            }
        }
    }
}
