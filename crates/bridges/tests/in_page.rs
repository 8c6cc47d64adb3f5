//! What the bridges claim to show, asked of their traces, in a real engine: these tests run as
//! WebAssembly in a browser (`cargo xtask test wasm`), and nowhere else.
#![cfg(target_arch = "wasm32")]

use awaitscope::Limits;
use awaitscope::outside::Pause;
use js_sys::{Function, Promise};
use trace::{Cause, Ended, EventKind, LaneKind, OpEnd, Outcome, Recipe, TaskId, Trace, WakeEffect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &Function, ms: i32);
}

/// Resolves in a task of its own: the microtasks before it have run dry.
async fn turn() {
    let promise = Promise::new(&mut |resolve, _| set_timeout(&resolve, 1));
    let _ = JsFuture::from(promise).await;
}

async fn run_by(recipe: Recipe) -> Trace {
    let mut run = bridges::start(recipe, Limits::LESSON).expect("it is one of these");
    for _ in 0..5_000 {
        if let Pause::Over(trace) = run.proceed() {
            assert_eq!(trace.validate(), Ok(()), "{}", trace.to_text());
            assert_eq!(Trace::parse(&trace.to_text()).as_ref(), Ok(&*trace));
            return *trace;
        }
        turn().await;
    }
    run.give_up("this test waits no longer.").expect("it was not over")
}

async fn run(id: &str) -> Trace {
    run_by(Recipe::of(id)).await
}

/// The printed lines, each with its instant in milliseconds.
fn lines(trace: &Trace) -> Vec<String> {
    trace.log().map(|(_, event, text)| format!("{} {text}", event.at.0 / 1_000_000)).collect()
}

fn polls(trace: &Trace, task: u32) -> Vec<u64> {
    let polled = |event: &trace::Event| match event.kind {
        EventKind::PollStarted(it) if it == TaskId(task) => Some(event.at.0 / 1_000_000),
        _ => None,
    };
    trace.events.iter().filter_map(polled).collect()
}

/// Who woke a task each time that it went to the back of a queue.
fn wakes(trace: &Trace, task: u32) -> Vec<String> {
    let woken = |event: &trace::Event| match event.kind {
        EventKind::Woken(it, Cause::Op(op), WakeEffect::Queued) if it == TaskId(task) => {
            Some(trace.op_label(op))
        }
        EventKind::Woken(it, _, WakeEffect::Queued) if it == TaskId(task) => Some("?".to_owned()),
        _ => None,
    };
    trace.events.iter().filter_map(woken).collect()
}

/// When an operation with this label ended, and how.
fn ended(trace: &Trace, label: &str) -> Option<(u64, OpEnd)> {
    trace.events.iter().find_map(|event| match event.kind {
        EventKind::OpEnded(op, end) if trace.op_label(op) == label => {
            Some((event.at.0 / 1_000_000, end))
        }
        _ => None,
    })
}

#[wasm_bindgen_test]
async fn promises_run_unawaited_and_are_printed_by_javascript() {
    let trace = run("promise-to-future").await;
    let expected = [
        "0 kiln: fires the vase",
        "0 kiln: fires the bowl",
        "0 kiln: fires the lid",
        "0 main: three Promises, and no await yet",
        "10 kiln: the lid is done",
        "20 kiln: the bowl is done",
        "30 kiln: the vase is done",
        "30 main: takes the vase",
        "30 main: takes the bowl",
        "30 main: closes the studio",
    ];
    assert_eq!(lines(&trace), expected, "{}", trace.to_text());
    for (_, event, text) in trace.log() {
        let by_javascript = trace.lane(event.lane).kind == LaneKind::JavaScript;
        assert_eq!(by_javascript, text.starts_with("kiln"), "{text}");
    }
    for (pot, at) in [("vase", 30), ("bowl", 20), ("lid", 10)] {
        let label = format!("the Promise of the {pot}");
        assert_eq!(ended(&trace, &label), Some((at, OpEnd::Done)), "{pot}");
    }
}

#[wasm_bindgen_test]
async fn settling_wakes_the_task_and_a_settled_promise_suspends_it_once_more() {
    let trace = run("promise-to-future").await;
    assert_eq!(polls(&trace, 0), [0, 30, 30]);
    assert_eq!(wakes(&trace, 0), ["the Promise of the vase", "?"]);
    assert_eq!(trace.outcome, Outcome::Completed);
}

#[wasm_bindgen_test]
async fn a_bridge_polls_a_future_in_a_microtask_and_goes_on_whoever_awaits() {
    let trace = run("future-to-promise").await;
    let expected = [
        "0 main: has handed both over",
        "0 main: drops the Promise of the soup",
        "0 guest: holds the Promise",
        "0 tea: on the fire",
        "0 soup: on the fire",
        "30 tea: ready",
        "40 soup: ready",
        "50 guest: awaits it",
        "50 guest: drinks the tea",
        "50 main: the guest has left",
    ];
    assert_eq!(lines(&trace), expected, "{}", trace.to_text());
    assert_eq!([polls(&trace, 0), polls(&trace, 1)], [[0, 50], [0, 30]]);
    assert_eq!(polls(&trace, 2), [0, 40], "the soup, whose Promise was dropped");
    let of = |kind| trace.events.iter().position(|event| event.kind == kind);
    let main_left = of(EventKind::PollEnded(TaskId(0), trace::PollResult::Pending));
    assert!(main_left < of(EventKind::PollStarted(TaskId(1))), "not within a poll of main");
    for task in [1, 2] {
        assert!(of(EventKind::TaskEnded(TaskId(task), Ended::Completed)).is_some());
    }
}

#[wasm_bindgen_test]
async fn the_simulated_ones_leave_the_same_bytes_again_whatever_the_seed() {
    for id in ["promise-to-future", "future-to-promise"] {
        let first = run(id).await;
        assert_eq!(run(id).await.to_text(), first.to_text(), "{id}");
        let seeded = run_by(Recipe::of(id).with_seed(7)).await;
        assert_eq!(seeded.events, first.events, "{id}");
    }
}

#[wasm_bindgen_test]
async fn their_knobs_run_at_both_ends() {
    let ends =
        [("promise-to-future", "vase_ms", [5, 90]), ("future-to-promise", "guest_ms", [0, 90])];
    for (id, knob, values) in ends {
        for value in values {
            let knobs = vec![(knob.to_owned(), value)];
            let trace = run_by(Recipe { knobs, ..Recipe::of(id) }).await;
            assert_eq!(trace.outcome, Outcome::Completed, "{id} with {knob} at {value}");
        }
    }
}

#[wasm_bindgen_test]
async fn turned_knobs_do_what_the_words_say() {
    let turned = async |id: &str, knob: &str, value: i64| {
        run_by(Recipe { knobs: vec![(knob.to_owned(), value)], ..Recipe::of(id) }).await
    };
    let early = turned("promise-to-future", "vase_ms", 5).await;
    assert_eq!(polls(&early, 0), [0, 5, 20]);
    let eager = turned("future-to-promise", "guest_ms", 0).await;
    let expected = [
        "0 guest: holds the Promise",
        "0 tea: on the fire",
        "0 soup: on the fire",
        "0 guest: awaits it",
        "30 tea: ready",
        "30 guest: drinks the tea",
        "30 main: the guest has left",
    ];
    assert_eq!(lines(&eager)[2..], expected, "{}", eager.to_text());
    assert_eq!(eager.task_label(TaskId(2)), "task 2 (bridge: brew)");
    assert_eq!(polls(&eager, 2), [0], "the run ended before the soup was ready");
}

#[wasm_bindgen_test]
async fn a_live_run_has_real_timers_and_a_real_fetch_whose_failure_is_a_line() {
    let trace = run("live").await;
    assert_eq!(trace.outcome, Outcome::Completed, "{}", trace.to_text());
    let printed: Vec<_> = trace.log().map(|(_, _, text)| text.to_owned()).collect();
    for number in 1..=3 {
        assert!(printed.contains(&format!("timer: {number}")), "{printed:?}");
    }
    // Beside this test lies no such file.
    let failed = "fetch: failed, there is no such file";
    assert!(printed.iter().any(|line| line == failed), "{printed:?}");
    // A browser's timers may be early by what it rounds off.
    assert!(trace.end().0 >= 145_000_000, "three timers of 50 ms, one after the other");
    let fetched = ended(&trace, "the Promise of fetch(texts/live.json)");
    assert!(matches!(fetched, Some((_, OpEnd::Done))), "{fetched:?}");
    let limit = ended(&trace, "the Promise of timer(5000)");
    assert!(matches!(limit, Some((_, OpEnd::Cancelled))), "it outlives the run: {limit:?}");
}

#[wasm_bindgen_test]
async fn a_run_that_was_dropped_reaches_no_other() {
    let limits = Limits::LESSON;
    let mut dropped = bridges::start(Recipe::of("future-to-promise"), limits).expect("it is");
    assert!(matches!(dropped.proceed(), Pause::Turn));
    drop(dropped);
    let mut live = bridges::start(Recipe::of("live"), limits).expect("it is");
    while matches!(live.proceed(), Pause::Turn) {
        turn().await;
    }
    drop(live);
    let next = run("promise-to-future").await;
    assert_eq!(next.to_text(), run("promise-to-future").await.to_text());
}

#[wasm_bindgen_test]
fn errors_go_by_their_names() {
    assert_eq!(bridges::words(&js_sys::TypeError::new("what").into()), "TypeError");
    assert_eq!(bridges::words(&"as it is".into()), "as it is");
    assert_eq!(bridges::words(&JsValue::UNDEFINED), "an error without a name");
}
