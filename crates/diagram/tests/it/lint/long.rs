//! `long-poll`.

use super::{check, ms, only, run};
use awaitscope::task::{spawn, yield_now};
use awaitscope::time::sleep;
use awaitscope::{blocking, join, traced, work};
use diagram::Lint;
use trace::EventKind;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_computation_that_keeps_a_ready_task_waiting_is_found_where_it_begins() {
    #[traced]
    async fn main() {
        let other = spawn(sleep(ms(5)));
        yield_now().await;
        work(ms(30));
        let _ = other.await;
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("long.rs"));
    assert_eq!(line, "work(ms(30));");
    assert_eq!(trace.events[finding.event].kind, EventKind::WorkStarted);
    let expected = "One poll of task 0 (main) computes for 30 ms without coming to an await, and \
                    task 1 (task), which is ready, has to wait 25 ms for its end.";
    assert_eq!((finding.lint, &finding.sentence[..]), (Lint::LongPoll, expected));
    assert!(finding.advice.contains("yield_now"));
}

#[test]
fn a_blocking_sleep_is_found_as_such() {
    #[traced]
    async fn main() {
        let other = spawn(async {});
        work(ms(1));
        blocking::sleep(ms(20));
        let _ = other.await;
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("long.rs"));
    assert_eq!(line, "blocking::sleep(ms(20));");
    let expected = "One poll of task 0 (main) takes 21 ms because it blocks the thread, and \
                    task 1 (async block), which is ready, has to wait 21 ms for its end.";
    assert_eq!(finding.sentence, expected);
    assert!(finding.advice.contains("async version"));
}

#[test]
fn the_other_half_of_a_join_waits_too() {
    let main = || async { join!(sleep(ms(5)), async { work(ms(40)) }) };
    check(
        main,
        &["long-poll: One poll of task 0 (main) computes for 40 ms without coming to an await, \
           and the end of the sleep of 5 ms, which it awaits too, goes unnoticed for 35 ms."],
    );
}

#[test]
fn a_long_poll_that_keeps_nobody_waiting_for_long_is_no_finding() {
    check(|| async { work(ms(500)) }, &[]);
    let somebody_later = || async {
        let other = spawn(sleep(ms(25)));
        yield_now().await;
        work(ms(30));
        other.await.is_ok()
    };
    check(somebody_later, &[]);
    let cut_up = || async {
        let other = spawn(async {});
        for _ in 0..10 {
            work(ms(9));
            yield_now().await;
        }
        other.await.is_ok()
    };
    check(cut_up, &[]);
    let nobody_awaits = || async {
        let timer = sleep(ms(1));
        work(ms(30));
        timer.await;
    };
    check(nobody_awaits, &[]);
}
