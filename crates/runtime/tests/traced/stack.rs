//! Calls nest as on a stack: under themselves, and down to the destructors of what they were given.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, ms, run, run_blocking, story_of};
use awaitscope::time::sleep;
use awaitscope::{println, traced};
use expect_test::{Expect, expect};
use trace::Trace;

fn check(trace: &Trace, expected: Expect) {
    expected.assert_eq(&story_of(trace, include_str!("stack.rs"), calls));
}

#[test]
fn recursion_nests() {
    #[traced]
    async fn main() {
        countdown(2).await;
        println!("{}", sum(2));
    }

    #[traced]
    async fn countdown(n: u64) {
        sleep(ms(1)).await;
        if n > 0 {
            Box::pin(countdown(n - 1)).await;
        }
    }

    #[traced]
    fn sum(n: u64) -> u64 {
        if n == 0 { 0 } else { n + sum(n - 1) }
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls countdown
            0    T0      enters countdown
            0    T0      suspends countdown at `sleep(ms(1)).await;`
            0    T0      suspends main at `countdown(2).await;`
            1ms  T0      enters main
            1ms  T0      enters countdown
            1ms  T0      calls countdown
            1ms  T0      enters countdown
            1ms  T0      suspends countdown at `sleep(ms(1)).await;`
            1ms  T0      suspends countdown at `Box::pin(countdown(n - 1)).await;`
            1ms  T0      suspends main at `countdown(2).await;`
            2ms  T0      enters main
            2ms  T0      enters countdown
            2ms  T0      enters countdown
            2ms  T0      calls countdown
            2ms  T0      enters countdown
            2ms  T0      suspends countdown at `sleep(ms(1)).await;`
            2ms  T0      suspends countdown at `Box::pin(countdown(n - 1)).await;`
            2ms  T0      suspends countdown at `Box::pin(countdown(n - 1)).await;`
            2ms  T0      suspends main at `countdown(2).await;`
            3ms  T0      enters main
            3ms  T0      enters countdown
            3ms  T0      enters countdown
            3ms  T0      enters countdown
            3ms  T0      returns from countdown
            3ms  T0      returns from countdown
            3ms  T0      returns from countdown
            3ms  T0      enters sum
            3ms  T0      enters sum
            3ms  T0      enters sum
            3ms  T0      returns from sum
            3ms  T0      returns from sum
            3ms  T0      returns from sum
            3ms  T0      prints “3”
            3ms  T0      returns from main
        "#]],
    );
}

#[test]
fn a_plain_call_lasts_until_its_parameters_are_gone() {
    struct Cup;

    impl Drop for Cup {
        #[traced]
        fn drop(&mut self) {
            println!("a cup breaks");
        }
    }

    #[traced]
    fn drinks(_: Cup, n: u32) -> u32 {
        println!("drinking {n}");
        n
    }

    let trace = run_blocking(Default::default(), || drinks(Cup, 3));
    expect![[r#"
        0    thread  enters drinks
        0    thread  prints “drinking 3”
        0    thread  enters Cup::drop
        0    thread  prints “a cup breaks”
        0    thread  returns from Cup::drop
        0    thread  returns from drinks
    "#]]
    .assert_eq(&story_of(&trace, include_str!("awaits.rs"), calls));
}
