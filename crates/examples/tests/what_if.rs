//! What-ifs, over the whole catalogue: an operation ends at another instant, every event before
//! stays as it was, byte for byte, and without the what-if the run is the one that it was.

use examples::{Example, anywhere, find};
use std::ops::ControlFlow;
use trace::{Instant, OpEnd, OpId, OpKind, OpName, Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[path = "what_if/moved.rs"]
mod moved;
use moved::{Move, check, ended_at, moves};

/// No more moves than this of one run; they are spread over it.
const MOST: usize = 40;

fn every_move(seeds: std::ops::Range<u64>, each: &mut dyn FnMut(&Example, &Trace, Move)) {
    for example in anywhere() {
        for seed in seeds.clone() {
            let before = example.run(&example.rehearsal().with_seed(seed));
            let all = moves(&before);
            let stride = all.len().div_ceil(MOST).max(1);
            // Another part of them with each seed.
            let some = all.into_iter().skip(seed as usize % stride).step_by(stride);
            some.for_each(|one| each(example, &before, one));
        }
    }
}

#[test]
fn whatever_is_moved_all_events_before_stay_as_they_were_byte_for_byte() {
    let (mut met, mut count) = (0, 0);
    every_move(0..3, &mut |example, before, one| {
        let again = example.run(&one.recipe(before));
        count += 1;
        met += usize::from(check(before, &again, one));
    });
    assert!(count > 1_500, "only {count} moves");
    assert!(met * 4 > count * 3, "only {met} of {count} ended where they were asked to");
}

#[test]
fn without_its_what_if_a_run_is_the_one_that_it_was() {
    every_move(0..1, &mut |example, before, one| {
        let recipe = one.recipe(before).with_what_if(one.name, None);
        assert_eq!(recipe, before.recipe);
        if one.to == Instant(u64::MAX) {
            assert_eq!(example.run(&recipe).to_text(), before.to_text());
        }
    });
}

#[test]
fn a_second_what_if_leaves_all_that_came_of_the_first_before_it() {
    for example in anywhere() {
        let alone = example.run(&example.rehearsal().with_seed(2));
        let all = moves(&alone);
        for first in all.iter().step_by(all.len().div_ceil(4).max(1)) {
            let before = example.run(&first.recipe(&alone));
            let then = moves(&before);
            for second in then.iter().step_by(then.len().div_ceil(4).max(1)) {
                check(&before, &example.run(&second.recipe(&before)), *second);
            }
        }
    }
}

#[test]
fn what_cannot_be_moved_changes_nothing_and_is_said() {
    for example in anywhere() {
        let before = example.run(&example.rehearsal());
        let ops = (0..before.ops.len() as u32).map(OpId);
        let named = ops.filter_map(|op| Some((op, before.op_name(op)?)));
        for (op, name) in named.take(30) {
            let span = before.op_span(op).expect("what begins ends");
            let to = match (before.op(op).kind.is_movable(), span.start.0.checked_sub(1)) {
                (false, _) => span.end.after(std::time::Duration::from_millis(1)),
                (true, Some(earlier)) => Instant(earlier),
                (true, None) => continue,
            };
            let again = example.run(&Move { name, to }.recipe(&before));
            assert!(again.events == before.events, "{}: {name}", example.id);
            let said = again.unmet();
            assert!(said.len() == 1 && said[0].starts_with(&name.to_string()), "{said:?}");
        }
    }
}

#[test]
fn what_is_not_there_changes_nothing_and_is_said() {
    for example in anywhere() {
        let before = example.run(&example.rehearsal());
        for name in ["t0.4294967295", "t4294967295.0", "m99.0", "js.0"] {
            let name: OpName = name.parse().expect("a name");
            let again = example.run(&Move { name, to: Instant(0) }.recipe(&before));
            assert!(again.events == before.events, "{}: {name}", example.id);
            // What is said of JavaScript is for the twin to answer.
            assert_eq!(again.unmet().len(), usize::from(name.to_string() != "js.0"));
        }
    }
}

#[test]
fn thousands_of_what_ifs_do_no_harm() {
    for id in ["echo-server", "interval", "threads", "many-requests", "three-tasks"] {
        let example = find(id).expect("the catalogue holds it");
        for to in [0, 1, 12_345_678, u64::MAX] {
            let names = ["t", "m"].into_iter().flat_map(|row| {
                (0..100).flat_map(move |n| (0..20).map(move |o| format!("{row}{n}.{o}")))
            });
            let what_ifs = names.map(|name| (name.parse().expect("a name"), Instant(to)));
            // In no order, as nobody should write them.
            let mut what_ifs: Vec<_> = what_ifs.collect();
            what_ifs.reverse();
            let trace = example.run(&Recipe { what_ifs, ..Recipe::of(id) });
            assert_eq!(trace.validate(), Ok(()), "{id} {to}");
            assert!(trace.unmet().len() > 3_000, "{id} {to}");
        }
    }
}

#[test]
fn every_name_leads_back_to_its_operation_and_reads_as_it_is_written() {
    for example in anywhere() {
        for seed in 0..3 {
            let trace = example.run(&example.rehearsal().with_seed(seed));
            for op in (0..trace.ops.len() as u32).map(OpId).take(100) {
                let name = trace.op_name(op).expect("every operation of the catalogue has a name");
                assert_eq!(trace.find_op(name), Some(op));
                assert_eq!(name.to_string().parse(), Ok(name));
            }
        }
    }
}

/// The first operation of this kind for whose label this holds.
fn op(trace: &Trace, kind: OpKind, wanted: impl Fn(&str) -> bool) -> OpName {
    let found = (0..trace.ops.len() as u32).map(OpId).try_for_each(|op| {
        let row = trace.op(op);
        let is_it = row.kind == kind && wanted(trace.name(row.label));
        if is_it { ControlFlow::Break(op) } else { ControlFlow::Continue(()) }
    });
    let op = found.break_value().expect("there is such an operation");
    trace.op_name(op).expect("it has a name")
}

fn run(id: &str) -> Trace {
    find(id).expect("the catalogue holds it").run(&Recipe::of(id))
}

fn run_moved(before: &Trace, name: OpName, millis: u64) -> Trace {
    let one = Move { name, to: Instant(millis * 1_000_000) };
    let example = find(&before.recipe.example).expect("the catalogue holds it");
    let again = example.run(&one.recipe(before));
    assert!(check(before, &again, one), "{:?}", again.unmet());
    again
}

fn lines(trace: &Trace) -> Vec<&str> {
    trace.log().map(|(.., line)| line).collect()
}

#[test]
fn a_loser_of_the_race_whose_answer_comes_first_wins_it() {
    let before = run("select-race");
    assert!(lines(&before).contains(&"main: baker first"));
    let florist = op(&before, OpKind::Sleep, |label| label == "40 ms");
    let after = run_moved(&before, florist, 10);
    assert!(lines(&after).contains(&"main: florist first"), "{:?}", lines(&after));
    let hangs_up = |trace: &Trace, who| lines(trace).iter().position(|line| *line == who);
    assert!(hangs_up(&after, "baker: hangs up") < hangs_up(&after, "main: florist first"));
    let notary = op(&before, OpKind::Sleep, |label| label == "50 ms");
    let after = run_moved(&before, notary, 10);
    assert!(lines(&after).contains(&"main: notary first"), "what was borrowed can win too");
    assert!(!lines(&after).iter().any(|line| line.ends_with(" too")));
}

#[test]
fn an_answer_before_the_deadline_makes_a_timeout_succeed() {
    let before = run("timeout");
    assert!(lines(&before).iter().any(|line| line.starts_with("main: no teapots")));
    let counting = op(&before, OpKind::Sleep, |label| label == "40 ms");
    assert_eq!(ended_at(&before, counting).1, OpEnd::Cancelled, "its future was dropped");
    let after = run_moved(&before, counting, 15);
    assert!(lines(&after).contains(&"main: 12 teapots"), "{:?}", lines(&after));
    let deadline = op(&before, OpKind::Sleep, |label| label == "20 ms");
    let one = Move { name: deadline, to: Instant(45_000_000) };
    let patient = find("timeout").expect("the catalogue holds it").run(&one.recipe(&before));
    assert!(!check(&before, &patient, one), "nobody waits for it any more");
    assert_eq!(
        patient.unmet(),
        ["t0.0, the sleep of 20 ms, does not end at 45 ms: it is given up at 40 ms."]
    );
    assert!(lines(&patient).contains(&"main: 12 teapots"), "a later deadline does as well");
}

#[test]
fn a_client_that_comes_later_keeps_the_next_ones_waiting_behind_it() {
    let before = run("echo-server");
    let accept = op(&before, OpKind::Accept, |_| true);
    let after = run_moved(&before, accept, 33);
    let connects = |trace: &Trace| {
        let said = trace.log().filter(|(.., line)| line.ends_with("connects"));
        said.map(|(_, event, line)| (event.at.words(), line.to_owned())).collect::<Vec<_>>()
    };
    let whom = |connects: Vec<(String, String)>| connects.into_iter().map(|(_, line)| line);
    assert!(whom(connects(&after)).eq(whom(connects(&before))), "in their order");
    assert_eq!(connects(&before)[1].0, "15 ms");
    assert!(connects(&after).iter().all(|(at, _)| at == "33 ms"), "{:?}", connects(&after));
}

#[test]
fn a_thread_that_blocks_on_an_answer_goes_on_when_that_has_come() {
    let before = run("cheapo-request");
    let read = op(&before, OpKind::Read, |_| true);
    let (comes, _) = ended_at(&before, read);
    let much = comes.0 / 1_000_000 + 100;
    let after = run_moved(&before, read, much);
    assert_eq!(after.outcome, before.outcome);
    assert!(after.end() > before.end());
    assert_eq!(lines(&after), lines(&before));
}
