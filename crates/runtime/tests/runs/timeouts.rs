//! `timeout`: a future has so long, and is dropped where it stands.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story};
use awaitscope::time::error::Elapsed;
use awaitscope::time::{sleep, timeout};
use awaitscope::{println, spawn, traced, work};
use expect_test::expect;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

#[traced]
async fn nap(millis: u64) -> u64 {
    sleep(ms(millis)).await;
    millis
}

#[test]
fn at_the_deadline_the_future_is_dropped_with_what_it_has_under_way() {
    #[traced]
    async fn main() {
        let late = timeout(ms(5), nap(9)).await;
        println!("{}", late.unwrap_err());
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      calls nap
        0    T0      asks for the sleep of 5 ms
        0    T0      enters nap
        0    T0      asks for the sleep of 9 ms
        0    T0      suspends nap at `sleep(ms(millis)).await;`
        0    T0      suspends main at `let late = timeout(ms(5), nap(9)).await;`
        0    T0      is pending
        5ms  reactor has the sleep of 5 ms
        5ms  reactor wakes T0 (the sleep of 5 ms, Queued)
        5ms  T0      is polled
        5ms  T0      enters main
        5ms  T0      enters nap
        5ms  T0      suspends nap at `sleep(ms(millis)).await;`
        5ms  T0      cancels the sleep of 9 ms
        5ms  T0      drops nap
        5ms  T0      prints “deadline has elapsed”
        5ms  T0      returns from main
        5ms  T0      is ready
        5ms  T0      ends T0: Completed
        5ms  reactor The run completed after 5 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("timeouts.rs")));
}

#[test]
fn a_future_in_time_answers_and_its_deadline_moves_no_clock() {
    let trace = run(|| async {
        assert_eq!(timeout(ms(50), nap(3)).await, Ok(3));
        assert_eq!(timeout(ms(0), async { 4 }).await, Ok(4), "ready at once");
    });
    assert_eq!(outcome(&trace), "The run completed after 3 ms.");
}

#[test]
fn if_both_are_ready_at_once_the_future_wins() {
    check(
        || async {
            println!("{:?}", timeout(ms(5), nap(5)).await);
            println!("{:?}", timeout(ms(5), async { work(ms(9)) }).await);
            println!("{:?}", timeout(ms(5), async { (nap(1).await, work(ms(9))).0 }).await);
        },
        &["5ms Ok(5)", "14ms Ok(())", "24ms Ok(1)"],
    );
}

#[test]
fn it_counts_from_its_creation_nests_and_can_be_sent() {
    check(
        || async {
            let early = timeout(ms(5), nap(6));
            work(ms(4));
            println!("{:?}", early.await);
            let nested = timeout(ms(9), timeout(ms(2), nap(6)));
            println!("{:?}", spawn(nested).await.unwrap().map(|inner| inner.is_err()));
        },
        &["5ms Err(Elapsed(()))", "7ms Ok(true)"],
    );
}

#[test]
fn elapsed_is_an_io_error_of_its_kind() {
    fn convert(elapsed: Elapsed) -> std::io::Error {
        elapsed.into()
    }
    run(|| async {
        let elapsed = timeout(ms(0), std::future::pending::<()>()).await.unwrap_err();
        assert_eq!(convert(elapsed).kind(), std::io::ErrorKind::TimedOut);
    });
}
