//! Awaits and `async` blocks inside macros: found where the arguments are expressions.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, ms, run, story_of};
use crate::twice::{pause, polled, say, twice};
use awaitscope::time::sleep;
use awaitscope::{join, println, traced, try_join};
use expect_test::{Expect, expect};

async fn three() -> u32 {
    pause().await;
    3
}

async fn fails(fails: bool) -> Result<u32, String> {
    pause().await;
    if fails { Err("failed".to_owned()) } else { Ok(1) }
}

/// Its arguments are no expressions.
macro_rules! sum_of {
    ($($first:ident then $then:tt);* $(;)?) => { 0 $( + $first().await + $then )* };
}

twice! {
    pub async fn formats() {
        say(format!("{} {n} {n:?} {0}", three().await, n = three().await + 1));
        say(vec![three().await, 4].len().to_string());
        say(vec![three().await; 2].len().to_string());
        say(matches!(three().await, 3 | 4).to_string());
        assert!(three().await == 3);
        assert_eq!(three().await, 3, "three is {}", three().await);
        say(stringify!(three().await, async {}));
    }

    pub async fn foreign() {
        let answer = sum_of!(three then 4; three then (5));
        say(answer.to_string());
    }

    pub async fn joins() -> Result<(), String> {
        let (a, b) = join!(three(), async { three().await + 1 });
        say(format!("{a} {b}"));
        join!(three(), three()).0.checked_add(1).into_iter().for_each(|n| say(n.to_string()));
        try_join!(fails(false), fails(false))?;
        join!(three());
        let sum = join!(three(), three()).0 + try_join!(fails(false))?.0;
        say(sum.to_string());
        try_join! { fails(true), fails(false) }?;
        Ok(())
    }

    pub async fn tail() -> (u32, u32) {
        join!(three(), three())
    }

    pub async fn tail_in_braces() -> (u32, u32) {
        join! { three(), three() }
    }
}

#[test]
fn macros_answer_what_they_answered() {
    let said = "called, pending, pending, 3 4 4 3, pending, 2, pending, 2, pending, true, \
                pending, pending, three().await, async {}, ready";
    polled!(formats(); 9 => said);
    polled!(foreign(); 3 => "called, pending, pending, 15, ready");
    polled!(tail(); 2 => "called, pending, ready");
    polled!(tail_in_braces(); 2 => "called, pending, ready");
    let said = "called, pending, 3 4, pending, 4, pending, pending, pending, pending, 4, \
                pending, ready";
    polled!(joins(); 8 => said);
}

#[test]
#[cfg(not(target_arch = "wasm32"))]
fn a_failed_assertion_quotes_what_was_written() {
    #[traced]
    async fn asserts() {
        assert!(std::future::ready(3).await == 4);
    }
    let caught = std::panic::catch_unwind(|| run(asserts));
    let caught = caught.unwrap_err();
    let words = caught.downcast_ref::<&str>().expect("a message that is known beforehand");
    assert_eq!(words.replace(' ', ""), "assertionfailed:std::future::ready(3).await==4");
}

fn check<F: Future<Output: 'static> + 'static>(main: fn() -> F, expected: Expect) {
    expected.assert_eq(&story_of(&run(main), include_str!("macros.rs"), calls));
}

#[traced]
async fn nap(millis: u64) -> u64 {
    sleep(ms(millis)).await;
    millis
}

#[test]
fn a_suspension_inside_a_macro_is_that_macros_line() {
    #[traced]
    async fn main() {
        println!("{}", nap(1).await);
        let _ = vec![nap(2).await; 2];
    }
    check(
        main,
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      suspends main at `println!("{}", nap(1).await);`
            1ms  T0      enters main
            1ms  T0      enters nap
            1ms  T0      returns from nap
            1ms  T0      prints “1”
            1ms  T0      calls nap
            1ms  T0      enters nap
            1ms  T0      suspends nap at `sleep(ms(millis)).await;`
            1ms  T0      suspends main at `let _ = vec![nap(2).await; 2];`
            3ms  T0      enters main
            3ms  T0      enters nap
            3ms  T0      returns from nap
            3ms  T0      returns from main
        "#]],
    );
}

#[test]
fn a_join_is_the_line_even_if_its_arguments_awaited_before() {
    #[traced]
    async fn main() {
        join!(nap(1), async {
            sleep(ms(2)).await;
        });
        let both = try_join!(given(nap(3).await,), given(4),);
        assert!(both.is_ok());
    }

    #[traced]
    async fn given(millis: u64) -> Result<(), ()> {
        sleep(ms(millis)).await;
        Ok(())
    }
    check(
        main,
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      calls async block
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      enters async block
            0    T0      suspends async block at `sleep(ms(2)).await;`
            0    T0      suspends main at `join!(nap(1), async {`
            1ms  T0      enters main
            1ms  T0      enters nap
            1ms  T0      returns from nap
            1ms  T0      enters async block
            1ms  T0      suspends async block at `sleep(ms(2)).await;`
            1ms  T0      suspends main at `join!(nap(1), async {`
            2ms  T0      enters main
            2ms  T0      enters async block
            2ms  T0      returns from async block
            2ms  T0      calls nap
            2ms  T0      enters nap
            2ms  T0      suspends nap at `sleep(ms(millis)).await;`
            2ms  T0      suspends main at `let both = try_join!(given(nap(3).await,), given(4),);`
            5ms  T0      enters main
            5ms  T0      enters nap
            5ms  T0      returns from nap
            5ms  T0      calls given
            5ms  T0      calls given
            5ms  T0      enters given
            5ms  T0      suspends given at `sleep(ms(millis)).await;`
            5ms  T0      enters given
            5ms  T0      suspends given at `sleep(ms(millis)).await;`
            5ms  T0      suspends main at `let both = try_join!(given(nap(3).await,), given(4),);`
            8ms  T0      enters main
            8ms  T0      enters given
            8ms  T0      returns from given
            8ms  T0      enters given
            8ms  T0      suspends given at `sleep(ms(millis)).await;`
            8ms  T0      suspends main at `let both = try_join!(given(nap(3).await,), given(4),);`
            9ms  T0      enters main
            9ms  T0      enters given
            9ms  T0      returns from given
            9ms  T0      returns from main
        "#]],
    );
}
