//! The record of a call: created, entered, suspended at which line, returned or dropped.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, ms, run, story, story_of};
use awaitscope::time::sleep;
use awaitscope::{println, traced};
use expect_test::{Expect, expect};

fn check<F: Future<Output: 'static> + 'static>(main: fn() -> F, expected: Expect) {
    expected.assert_eq(&story_of(&run(main), include_str!("awaits.rs"), calls));
}

#[traced]
async fn nap(millis: u64) {
    sleep(ms(millis)).await;
}

#[test]
fn a_call_is_entered_and_left_once_per_poll() {
    #[traced]
    async fn main() {
        nap(1).await;
        nap(2).await;
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      calls nap
        0    T0      enters nap
        0    T0      asks for the sleep of 1 ms
        0    T0      suspends nap at `sleep(ms(millis)).await;`
        0    T0      suspends main at `nap(1).await;`
        0    T0      is pending
        1ms  reactor has the sleep of 1 ms
        1ms  reactor wakes T0 (the sleep of 1 ms, Queued)
        1ms  T0      is polled
        1ms  T0      enters main
        1ms  T0      enters nap
        1ms  T0      returns from nap
        1ms  T0      calls nap
        1ms  T0      enters nap
        1ms  T0      asks for the sleep of 2 ms
        1ms  T0      suspends nap at `sleep(ms(millis)).await;`
        1ms  T0      suspends main at `nap(2).await;`
        1ms  T0      is pending
        3ms  reactor has the sleep of 2 ms
        3ms  reactor wakes T0 (the sleep of 2 ms, Queued)
        3ms  T0      is polled
        3ms  T0      enters main
        3ms  T0      enters nap
        3ms  T0      returns from nap
        3ms  T0      returns from main
        3ms  T0      is ready
        3ms  T0      ends T0: Completed
        3ms  reactor The run completed after 3 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("awaits.rs")));
}

#[test]
fn a_suspension_is_at_the_line_where_its_await_begins() {
    #[traced]
    async fn main() {
        sleep(ms(1)).await;
        if let () = nap(2).await {}
        match (nap(3).await, 1) {
            (_, one) => sleep(ms(one)).await,
        }
        for millis in 4..6 {
            nap(millis).await;
        }
        let mut pinned = Box::pin(sleep(ms(7)));
        pinned.as_mut().await;
    }
    check(
        main,
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      suspends main at `sleep(ms(1)).await;`
            1ms  T0      enters main
            1ms  T0      calls nap
            1ms  T0      enters nap
            1ms  T0      suspends nap at `sleep(ms(millis)).await;`
            1ms  T0      suspends main at `if let () = nap(2).await {}`
            3ms  T0      enters main
            3ms  T0      enters nap
            3ms  T0      returns from nap
            3ms  T0      calls nap
            3ms  T0      enters nap
            3ms  T0      suspends nap at `sleep(ms(millis)).await;`
            3ms  T0      suspends main at `match (nap(3).await, 1) {`
            6ms  T0      enters main
            6ms  T0      enters nap
            6ms  T0      returns from nap
            6ms  T0      suspends main at `(_, one) => sleep(ms(one)).await,`
            7ms  T0      enters main
            7ms  T0      calls nap
            7ms  T0      enters nap
            7ms  T0      suspends nap at `sleep(ms(millis)).await;`
            7ms  T0      suspends main at `nap(millis).await;`
            11ms T0      enters main
            11ms T0      enters nap
            11ms T0      returns from nap
            11ms T0      calls nap
            11ms T0      enters nap
            11ms T0      suspends nap at `sleep(ms(millis)).await;`
            11ms T0      suspends main at `nap(millis).await;`
            16ms T0      enters main
            16ms T0      enters nap
            16ms T0      returns from nap
            16ms T0      suspends main at `pinned.as_mut().await;`
            23ms T0      enters main
            23ms T0      returns from main
        "#]],
    );
}

#[test]
fn blocks_and_closures_are_calls_where_they_are_async_blocks() {
    #[traced]
    async fn main() {
        let name = "tea".to_owned();
        let borrowing = async { println!("{name}") };
        borrowing.await;
        let moving = async move {
            sleep(ms(1)).await;
            name
        };
        let closure = |n| async move { nap(n).await };
        let later = async |millis| {
            nap(millis).await;
        };
        moving.await;
        closure(2).await;
        later(3).await;
    }
    check(
        main,
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls async block
            0    T0      enters async block
            0    T0      prints “tea”
            0    T0      returns from async block
            0    T0      calls async block
            0    T0      enters async block
            0    T0      suspends async block at `sleep(ms(1)).await;`
            0    T0      suspends main at `moving.await;`
            1ms  T0      enters main
            1ms  T0      enters async block
            1ms  T0      returns from async block
            1ms  T0      calls async block
            1ms  T0      enters async block
            1ms  T0      calls nap
            1ms  T0      enters nap
            1ms  T0      suspends nap at `sleep(ms(millis)).await;`
            1ms  T0      suspends async block at `let closure = |n| async move { nap(n).await };`
            1ms  T0      suspends main at `closure(2).await;`
            3ms  T0      enters main
            3ms  T0      enters async block
            3ms  T0      enters nap
            3ms  T0      returns from nap
            3ms  T0      returns from async block
            3ms  T0      calls async closure
            3ms  T0      enters async closure
            3ms  T0      calls nap
            3ms  T0      enters nap
            3ms  T0      suspends nap at `sleep(ms(millis)).await;`
            3ms  T0      suspends async closure at `nap(millis).await;`
            3ms  T0      suspends main at `later(3).await;`
            6ms  T0      enters main
            6ms  T0      enters async closure
            6ms  T0      enters nap
            6ms  T0      returns from nap
            6ms  T0      returns from async closure
            6ms  T0      returns from main
        "#]],
    );
}

#[test]
fn a_function_inside_is_traced_only_if_it_says_so() {
    #[traced]
    async fn main() {
        async fn silent() {
            sleep(ms(1)).await;
        }
        silent().await;
        nap(2).await;
    }
    check(
        main,
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      suspends main at `silent().await;`
            1ms  T0      enters main
            1ms  T0      calls nap
            1ms  T0      enters nap
            1ms  T0      suspends nap at `sleep(ms(millis)).await;`
            1ms  T0      suspends main at `nap(2).await;`
            3ms  T0      enters main
            3ms  T0      enters nap
            3ms  T0      returns from nap
            3ms  T0      returns from main
        "#]],
    );
}
