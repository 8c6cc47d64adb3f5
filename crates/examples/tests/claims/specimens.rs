//! The specimens, and finding an example: what its traces must show.

use super::seen::run;
use examples::find;
use trace::Outcome;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

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
fn an_unknown_id_finds_the_nearest() {
    for (id, nearest) in
        [("lazy", "lazy-future"), ("Echo-Sever", "echo-server"), ("", "lazy-future")]
    {
        assert_eq!(find(id).expect_err("unknown").nearest, nearest, "{id}");
    }
    let long = "x".repeat(100_000);
    assert!(find(&long).expect_err("unknown").to_string().len() < 300);
}
