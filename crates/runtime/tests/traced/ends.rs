//! How a call ends: finished, or dropped unstarted or suspended, by whomever.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, ms, run, story_of};
use awaitscope::task::yield_now;
use awaitscope::time::sleep;
use awaitscope::{println, spawn, traced};
use expect_test::{Expect, expect};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use trace::{EventKind, Trace};

type Parcel = Arc<Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>>;

fn check(trace: &Trace, expected: Expect) {
    let wanted = |kind: &EventKind| calls(kind) || matches!(kind, EventKind::TaskEnded(..));
    expected.assert_eq(&story_of(trace, include_str!("ends.rs"), wanted));
}

#[traced]
async fn nap(millis: u64) {
    let _says = Says("the nap is over");
    sleep(ms(millis)).await;
}

struct Says(&'static str);

impl Drop for Says {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

#[test]
fn a_future_may_be_dropped_unstarted_suspended_or_finished() {
    #[traced]
    async fn main() {
        let unstarted = nap(1);
        let mut suspended = Box::pin(nap(2));
        assert!(futures::poll!(suspended.as_mut()).is_pending());
        let mut finished = Box::pin(nap(3));
        finished.as_mut().await;
        println!("dropping");
        drop(unstarted);
        drop(suspended);
        drop(finished);
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
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      suspends main at `finished.as_mut().await;`
            2ms  T0      enters main
            2ms  T0      enters nap
            2ms  T0      suspends nap at `sleep(ms(millis)).await;`
            2ms  T0      suspends main at `finished.as_mut().await;`
            3ms  T0      enters main
            3ms  T0      enters nap
            3ms  T0      prints “the nap is over”
            3ms  T0      returns from nap
            3ms  T0      prints “dropping”
            3ms  T0      drops nap
            3ms  T0      prints “the nap is over”
            3ms  T0      drops nap
            3ms  T0      returns from main
            3ms  T0      ends T0: Completed
        "#]],
    );
}

#[test]
fn a_future_may_move_before_its_first_poll() {
    #[traced]
    async fn main() {
        let first = nap(1);
        let moved = [Some(first), None];
        for future in moved.into_iter().flatten() {
            Box::pin(future).await;
        }
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      suspends main at `Box::pin(future).await;`
            1ms  T0      enters main
            1ms  T0      enters nap
            1ms  T0      prints “the nap is over”
            1ms  T0      returns from nap
            1ms  T0      returns from main
            1ms  T0      ends T0: Completed
        "#]],
    );
}

#[test]
fn a_future_dropped_by_another_task_ends_on_the_lane_where_it_stood() {
    #[traced]
    async fn main() {
        let parcel = Parcel::default();
        let mut future: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(nap(5));
        assert!(futures::poll!(future.as_mut()).is_pending());
        *parcel.lock().unwrap() = Some(future);
        spawn(drops(parcel.clone())).await.unwrap();
    }

    #[traced]
    async fn drops(parcel: Parcel) {
        drop(parcel.lock().unwrap().take());
        println!("dropped");
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      calls drops
            0    T0      suspends main at `spawn(drops(parcel.clone())).await.unwrap();`
            0    T1      enters drops
            0    T1      prints “the nap is over”
            0    T0      drops nap
            0    T1      prints “dropped”
            0    T1      returns from drops
            0    T1      ends T1: Completed
            0    T0      enters main
            0    T0      returns from main
            0    T0      ends T0: Completed
        "#]],
    );
}

#[test]
fn a_future_polled_by_another_task_goes_on_there() {
    #[traced]
    async fn main() {
        let mut future: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(nap(5));
        assert!(futures::poll!(future.as_mut()).is_pending());
        spawn(future).await.unwrap();
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      enters nap
            0    T0      suspends nap at `sleep(ms(millis)).await;`
            0    T0      suspends main at `spawn(future).await.unwrap();`
            0    T1      enters nap
            0    T1      suspends nap at `sleep(ms(millis)).await;`
            5ms  T1      enters nap
            5ms  T1      prints “the nap is over”
            5ms  T1      returns from nap
            5ms  T1      ends T1: Completed
            5ms  T0      enters main
            5ms  T0      returns from main
            5ms  T0      ends T0: Completed
        "#]],
    );
}

#[test]
fn an_aborted_task_drops_its_calls_and_so_does_one_that_never_ran() {
    #[traced]
    async fn main() {
        let suspended = spawn(nap(5));
        yield_now().await;
        let queued = spawn(nap(6));
        queued.abort();
        suspended.abort();
        println!("aborted");
        assert!(queued.await.unwrap_err().is_cancelled());
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      suspends main at `yield_now().await;`
            0    T1      enters nap
            0    T1      suspends nap at `sleep(ms(millis)).await;`
            0    T0      enters main
            0    T0      calls nap
            0    T0      drops nap
            0    T2      ends T2: Aborted
            0    T0      prints “the nap is over”
            0    T1      drops nap
            0    T1      ends T1: Aborted
            0    T0      prints “aborted”
            0    T0      returns from main
            0    T0      ends T0: Completed
        "#]],
    );
}

#[test]
fn what_the_end_of_a_run_drops_speaks_on_its_own_lane() {
    #[traced]
    async fn main() {
        spawn(nap(5));
        spawn(nap(6));
        yield_now().await;
    }
    check(
        &run(main),
        expect![[r#"
            0    T0      calls main
            0    T0      enters main
            0    T0      calls nap
            0    T0      calls nap
            0    T0      suspends main at `yield_now().await;`
            0    T1      enters nap
            0    T1      suspends nap at `sleep(ms(millis)).await;`
            0    T2      enters nap
            0    T2      suspends nap at `sleep(ms(millis)).await;`
            0    T0      enters main
            0    T0      returns from main
            0    T0      ends T0: Completed
            0    T1      prints “the nap is over”
            0    T1      drops nap
            0    T1      ends T1: Dropped
            0    T2      prints “the nap is over”
            0    T2      drops nap
            0    T2      ends T2: Dropped
        "#]],
    );
}
