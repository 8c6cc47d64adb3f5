//! Samples, random runs, and traces that no run leaves: every file holds to its format.

use crate::check;
use crate::support::{random::random, samples};
use trace::{Instant, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn every_sample_alone_and_beside_a_twin() {
    let twin = samples::javascript();
    for trace in samples::all() {
        check(&[&trace]);
        check(&[&trace, &twin]);
    }
}

#[test]
fn random_runs_of_a_hundred_seeds() {
    for seed in 0..100 {
        check(&[&random(seed, 60)]);
    }
}

#[test]
fn no_trace_no_event_and_no_lane() {
    check(&[]);
    let mut trace = samples::empty();
    check(&[&trace]);
    trace.events.clear();
    check(&[&trace]);
    trace.lanes.clear();
    check(&[&trace]);
}

#[test]
fn a_run_that_was_cut_short_anywhere_is_closed() {
    for whole in samples::all() {
        for events in 0..whole.events.len() {
            let trace = Trace { events: whole.events[..events].to_vec(), ..whole.clone() };
            check(&[&trace]);
        }
    }
}

#[test]
fn a_run_without_its_beginning() {
    for whole in samples::all() {
        for events in 0..whole.events.len() {
            let trace = Trace { events: whole.events[events..].to_vec(), ..whole.clone() };
            check(&[&trace]);
        }
    }
}

#[test]
fn instants_at_the_end_of_time_and_time_that_steps_back() {
    for mut trace in samples::all() {
        for event in &mut trace.events {
            event.at = Instant(u64::MAX - 30_000_000 + event.at.0.min(30_000_000));
        }
        check(&[&trace]);
        for event in &mut trace.events {
            event.at = Instant(u64::MAX);
        }
        check(&[&trace]);
        for (index, event) in trace.events.iter_mut().enumerate() {
            event.at = Instant([7, 3, u64::MAX, 0][index % 4]);
        }
        check(&[&trace]);
    }
}

#[test]
fn the_recipe_is_in_the_file_and_another_has_another_trace_id() {
    let mut trace = samples::lazy();
    let plain = export::otel(&[crate::run(&trace)]);
    trace.recipe.seed = u64::MAX;
    trace.recipe.knobs.push(("cups".to_owned(), -4));
    trace.recipe.what_ifs.push(("t0.1".parse().expect("a name"), Instant(35_000_000)));
    trace.recipe.typed.push((0, Instant(30_000_000), b"hel\x07lo\n".to_vec()));
    check(&[&trace]);
    let recipe = "{\"example\":\"lazy-future\",\"seed\":\"18446744073709551615\",\
        \"knob cups\":\"-4\",\"operation t0.1 ends at\":\"35ms\",\
        \"typed 0\":\"client 0, 30ms: hel␇lo␊\"}";
    assert!(export::chrome(&[crate::run(&trace)]).contains(recipe));
    let trace_id = |file: &str| {
        let place = file.find("\"traceId\"").expect("there are spans");
        file[place..place + 46].to_owned()
    };
    assert_ne!(trace_id(&plain), trace_id(&export::otel(&[crate::run(&trace)])));
}

#[test]
fn ten_thousand_tasks_and_operations_at_once() {
    let mut s = crate::support::Script::new("many");
    for _ in 0..10_000 {
        let (task, lane) = s.spawn("task", None);
        s.poll(task);
        s.sleep(lane, "1 ms");
        s.complete(task);
    }
    check(&[&s.finish(trace::Outcome::Completed)]);
}
