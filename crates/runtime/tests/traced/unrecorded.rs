//! Calls that a run does not see to their end, and calls that no run records.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, ms, run, story_of};
use awaitscope::time::sleep;
use awaitscope::{println, spawn, traced};
use expect_test::{Expect, expect};
use std::cell::RefCell;
use std::pin::Pin;
use trace::{EventKind, Trace};

fn check(trace: &Trace, expected: Expect) {
    let wanted = |kind: &EventKind| calls(kind) || matches!(kind, EventKind::TaskEnded(..));
    expected.assert_eq(&story_of(trace, include_str!("unrecorded.rs"), wanted));
}

#[traced]
async fn nap(millis: u64) {
    sleep(ms(millis)).await;
}

#[test]
fn what_a_program_leaks_ends_with_the_run() {
    thread_local! {
        static KEPT: RefCell<Vec<Pin<Box<dyn Future<Output = ()>>>>> = RefCell::default();
    }

    #[traced]
    async fn main() {
        std::mem::forget(nap(1));
        let mut suspended = Box::pin(nap(2));
        assert!(futures::poll!(suspended.as_mut()).is_pending());
        KEPT.with_borrow_mut(|kept| kept.push(suspended));
        let mut handle = Box::pin(spawn(nap(3)));
        assert!(futures::poll!(handle.as_mut()).is_pending());
        std::mem::forget(handle);
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      calls nap
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      calls nap
            0    T0      returns from main
            0    T0      ends T0: Completed
            0    T0      drops nap
            0    T1      ends T1: Dropped
            0    T0      drops nap
            0    T0      drops nap
        "#]],
    );
    KEPT.take(); // after its run, a future is dropped in silence
}

#[test]
fn outside_a_run_calls_leave_no_record_and_answer_the_same() {
    #[traced]
    async fn sum(a: u32, b: u32) -> u32 {
        let block = async { a + b };
        block.await + plain(b)
    }

    #[traced]
    fn plain(n: u32) -> u32 {
        println!("printed as by std");
        n
    }
    let outside = futures::FutureExt::now_or_never(sum(1, 2));
    assert_eq!(outside, Some(5));
    let made_outside = sum(3, 4);
    let trace = run(|| async { assert_eq!(made_outside.await, 11) });
    check(
        &trace,
        expect![[r#"
            0    T0      calls async block
            0    T0      enters async block
            0    T0      returns from async block
            0    T0      enters plain
            0    T0      prints “printed as by std”
            0    T0      returns from plain
            0    T0      ends T0: Completed
        "#]],
    );
}
