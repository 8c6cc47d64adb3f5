//! What each example must show, as a claim about its trace.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use examples::find;
use trace::{CallState, EventKind, Instant, OpEnd, Outcome, Recipe, Trace};

fn run(id: &str) -> Trace {
    let example = find(id).expect("the tests name examples that exist");
    example.run(&Recipe::of(id))
}

/// The instants, in whole milliseconds, of the events for which `wanted` holds.
fn when(trace: &Trace, wanted: impl Fn(&EventKind) -> bool) -> Vec<u64> {
    let events = trace.events.iter().filter(|event| wanted(&event.kind));
    events.map(|event| event.at.0 / 1_000_000).collect()
}

fn entered(trace: &Trace, name: &str) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::CallEntered(c) if trace.call_name(*c) == name))
}

fn lines(trace: &Trace) -> Vec<&str> {
    trace.log().map(|(_, _, text)| text).collect()
}

fn end_ms(trace: &Trace) -> u64 {
    trace.end().0 / 1_000_000
}

#[test]
fn lazy_future_never_enters_the_body_that_nobody_awaits() {
    let trace = run("lazy-future");
    assert!(!lines(&trace).iter().any(|line| line.contains("mint goes into the pot")));
    assert_eq!(entered(&trace, "brew"), [0, 30], "the awaited call only: two polls");
    let never_entered = |kind: &EventKind| match kind {
        EventKind::CallDropped(call) => {
            let enters = EventKind::CallEntered(*call);
            trace.call_name(*call) == "brew" && !trace.events.iter().any(|e| e.kind == enters)
        }
        _ => false,
    };
    assert_eq!(when(&trace, never_entered), [30], "it is dropped as it was made");
}

#[test]
fn lazy_future_evaluates_arguments_at_the_call_and_the_body_at_the_await() {
    let trace = run("lazy-future");
    let place = |text| lines(&trace).iter().position(|line| *line == text).expect(text);
    assert!(place("favourite: green") < place("main: called brew for green"));
    assert!(place("main: called brew for green") < place("brew: green goes into the pot"));
}

#[test]
fn async_sequential_takes_the_sum() {
    let trace = run("async-sequential");
    assert_eq!(entered(&trace, "cook"), [0, 30, 30, 50]);
    assert_eq!(end_ms(&trace), 50);
    assert_eq!(lines(&trace)[1..3], ["soup: done", "rice: on the stove"]);
}

#[test]
fn async_concurrent_ends_at_the_later_wait_and_interleaves_on_one_thread() {
    let trace = run("async-concurrent");
    assert_eq!(end_ms(&trace), 30, "the later of 30 and 20, not their sum");
    assert_eq!(
        lines(&trace)[..4],
        ["soup: on the stove", "rice: on the stove", "rice: done", "soup: done"]
    );
    assert_eq!(trace.tasks.len(), 1, "one task polls both");
    assert_eq!(entered(&trace, "cook"), [0, 0, 20, 20, 30], "the wake at 20 polls the sibling too");
}

#[test]
fn countdown_alone_takes_n_plus_one_polls() {
    let trace = run("countdown-future");
    let split = lines(&trace).iter().position(|line| line.starts_with("alone")).expect("printed");
    assert_eq!(lines(&trace)[..split], ["naive: 3", "naive: 2", "naive: 1", "naive: 0"]);
    let (event, at, _) = trace.log().nth(split).map(|(i, e, t)| (i, e.at, t)).expect("printed");
    assert_eq!(at, Instant(30_000_000));
    let polls = |kind: &EventKind| matches!(kind, EventKind::PollStarted(_));
    assert_eq!(trace.events[..event].iter().filter(|e| polls(&e.kind)).count(), 4);
}

#[test]
fn countdown_beside_faster_siblings_ends_early_unless_it_checks_its_deadline() {
    let trace = run("countdown-future");
    let at = |text| {
        let mut log = trace.log().filter(|(_, _, line)| *line == text).map(|(_, e, _)| e.at);
        (log.next().expect(text), log.last())
    };
    let (alone, beside) = at("naive: 0");
    assert_eq!(alone, Instant(30_000_000));
    assert_eq!(beside, Some(Instant(40_000_000)), "10 ms after the start at 30, not 30");
    assert_eq!(at("careful: 0").0, Instant(60_000_000), "three ticks, whoever else is awake");
}

#[test]
fn cheapo_request_keeps_its_callers_on_the_stack_while_it_waits() {
    let trace = run("cheapo-request");
    let waits = trace.events.iter().enumerate().filter_map(|(index, event)| match event.kind {
        EventKind::WaitStarted(_) => Some((index, event.lane)),
        _ => None,
    });
    let mut seen = Vec::new();
    for (index, lane) in waits {
        let state = trace.state_at(index + 1);
        let stack = &state.stacks[lane.index()];
        let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
        assert_eq!(names[..2], ["main", "cheapo_request"]);
        assert!(stack.iter().all(|call| state.calls[call.index()] == CallState::Active));
        seen.push(names[2].to_owned());
    }
    assert_eq!(seen[..3], ["getaddrinfo", "connect", "read"]);
    assert_eq!(end_ms(&trace), 15 + 40 + 70 + 5, "look-up, connect, ask and answer, parse");
}

#[test]
fn echo_server_gives_every_connection_a_task_and_is_idle_when_all_have_gone() {
    let trace = run("echo-server");
    assert!(matches!(trace.outcome, Outcome::Idle(_)), "a listening server is no deadlock");
    assert_eq!(trace.tasks.len(), 1 + 3);
    let leaves: Vec<_> = lines(&trace).into_iter().filter(|l| l.contains("leaves")).collect();
    let totals = ["8 bytes", "24 bytes", "10 bytes"];
    assert_eq!(leaves.len(), 3);
    assert!(totals.iter().all(|total| leaves.iter().any(|line| line.contains(total))));
    assert!(trace.outcome.sentence(&trace).contains("a connection on port 7"));
}

#[test]
fn a_deadlock_names_its_tasks_and_what_each_waits_for() {
    let trace = run("deadlock-specimen");
    let Outcome::Deadlock(stuck) = &trace.outcome else { panic!("{:?}", trace.outcome) };
    assert_eq!(stuck.len(), 3, "main, hen and egg");
    let sentence = trace.outcome.sentence(&trace);
    assert!(sentence.contains("task 1 (hen), which waits for task 2 (egg)"), "{sentence}");
    assert!(sentence.contains("task 2 (egg), which waits for task 1 (hen)"), "{sentence}");
}

#[test]
fn a_task_that_wakes_itself_for_ever_ends_with_its_budget() {
    let trace = run("runaway-specimen");
    assert_eq!(trace.outcome, Outcome::BudgetSpent(trace::Budget::Polls(200)));
    assert!(trace.outcome.sentence(&trace).contains("budget of 200 polls"));
}

#[test]
fn what_a_finished_run_leaves_behind_is_cancelled_with_it() {
    let trace = run("echo-server");
    let cancelled = |kind: &EventKind| matches!(kind, EventKind::OpEnded(_, OpEnd::Cancelled));
    assert_eq!(when(&trace, cancelled).len(), 1, "the accept that the server still awaited");
}

#[test]
fn an_unknown_id_finds_the_nearest() {
    for (id, nearest) in
        [("lazy", "lazy-future"), ("Echo-Sever", "echo-server"), ("", "lazy-future")]
    {
        assert_eq!(find(id).expect_err("unknown").nearest, nearest, "{id}");
    }
    let long = "x".repeat(100_000);
    assert!(find(&long).expect_err("unknown").to_string().len() < 300);
}
