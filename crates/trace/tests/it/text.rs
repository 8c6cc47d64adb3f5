//! The text form: what is written is read back, what is none is refused with its line.

use crate::support::{ms, random::random, samples};
use expect_test::expect;
use trace::{
    Budget, Instant, LaneId, Outcome, Recipe, Stuck, TaskId, Trace, TraceBuilder, WaitOn, Waiter,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[track_caller]
fn check_round_trip(trace: &Trace) {
    let text = trace.to_text();
    let read = Trace::parse(&text);
    assert_eq!(read.as_ref(), Ok(trace), "{text}");
    assert!(text.lines().all(|line| !line.starts_with(' ')), "each line begins in column 0");
}

#[test]
fn samples_and_random_runs_survive_the_round_trip() {
    samples::all().iter().for_each(check_round_trip);
    (0..100).for_each(|seed| check_round_trip(&random(seed, 60)));
}

#[test]
fn names_of_any_kind_survive() {
    let mut s = crate::support::Script::new("odd \"names\"");
    let lane = s.thread("tab\t, newline\n, quote \", backslash \\, nul \0, zero width \u{200b}");
    s.log(lane, 3, "a ; comment is not one, é ü 漢 \u{1F375} \r\n \u{7f}");
    s.log(lane, 4, "");
    check_round_trip(&s.finish(Outcome::Threw("a \"message\"\nof two lines".to_owned())));
}

#[test]
fn the_whole_recipe_survives() {
    let recipe = Recipe {
        example: "echo-server".to_owned(),
        seed: u64::MAX,
        knobs: vec![("a b".to_owned(), i64::MAX), ("clients".to_owned(), -3)],
        what_ifs: ["t0.3", "t4294967295.0", "m1.7", "js.2"]
            .map(|op| (op.parse().expect("a name"), Instant(u64::MAX)))
            .to_vec(),
        typed: vec![(0, ms(1), vec![0, 255, 10]), (1, ms(2), vec![])],
    };
    check_round_trip(&TraceBuilder::new(recipe).finish(Instant(u64::MAX), Outcome::Completed));
}

#[test]
fn every_outcome_survives() {
    let base = samples::two_tasks();
    let stuck = vec![
        Stuck { who: Waiter::Task(TaskId(0)), on: vec![WaitOn::Task(TaskId(1))] },
        Stuck { who: Waiter::Task(TaskId(1)), on: vec![] },
    ];
    for outcome in [
        Outcome::Completed,
        Outcome::Idle(stuck.clone()),
        Outcome::Idle(vec![]),
        Outcome::Deadlock(stuck),
        Outcome::BudgetSpent(Budget::Events(1)),
        Outcome::BudgetSpent(Budget::Polls(2)),
        Outcome::BudgetSpent(Budget::Time(u64::MAX)),
        Outcome::Refused("it cannot be done.".to_owned()),
        Outcome::Deadlock(vec![Stuck { who: Waiter::Thread(LaneId(1)), on: vec![] }]),
        Outcome::Threw(String::new()),
    ] {
        check_round_trip(&Trace { outcome, ..base.clone() });
    }
}

#[test]
fn a_small_run_reads_well() {
    expect![[r#"
        awaitscope trace v1
        recipe "deadlock" seed 0
        outcome deadlock
        stuck T0 N2
        name "reactor"
        name "main"
        name "the lock “cups”"
        lane reactor N0
        lane task T0 N1
        task N1 L1
        call async N1 S0
        wait N2
        span 3:5-3:12
        span 9:5-9:12
        0 L1 task-spawned T0 ; main
        0 L1 poll-started T0 ; main
        0 L1 call-created C0 @S0 ; main 3:5
        0 L1 call-entered C0 ; main
        0 L1 wait-started W0 ; the lock “cups”
        0 L1 call-left C0 suspended @S1 ; main 9:5
        0 L1 poll-ended T0 pending ; main
        1ms L1 wait-ended W0 ; the lock “cups”
        1ms L1 call-dropped C0 ; main
        1ms L1 task-ended T0 dropped ; main
        1ms L0 run-ended
    "#]]
    .assert_eq(&samples::deadlock().to_text());
}

#[test]
fn what_is_no_trace_is_refused_with_its_line() {
    let good = samples::lazy().to_text();
    let problem = |text: &str| Trace::parse(text).expect_err("it is refused").to_string();
    assert_eq!(problem(""), "line 1: a trace begins with the line “awaitscope trace v1”");
    assert_eq!(
        problem("awaitscope trace v1\nnonsense here\n"),
        "line 2: “nonsense here” is neither a table's row nor an event"
    );
    let lines = good.lines().count();
    for bad in [
        "20ms L1 call-left C0 bewildered",
        "20ms L1 poll-started",
        "20ms L1 run-ended P",
        "20ms L1 run-ended é",
        "20ms L1 run-ended @",
        "20 L1 run-ended",
        "99999999999999999999s L1 run-ended",
        "20ms X1 run-ended",
        "name unquoted",
        "name \"never closed",
        "name \"\\u{zz}\"",
        "span 1:2",
        "typed 0 0 xyz",
        "op dance L0 0 N0",
        "stuck T0",
        "recipe \"x\" seed many",
    ] {
        let text = format!("{good}{bad}\n");
        let error = Trace::parse(&text).expect_err(bad);
        assert_eq!(error.line, lines + 1, "{bad}");
        assert!(error.to_string().contains(bad), "{error}");
    }
}
