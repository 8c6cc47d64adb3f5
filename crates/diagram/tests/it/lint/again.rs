//! `poll-after-completion`.

use super::{check, ms, run, told};
use awaitscope::future::FutureExt;
use awaitscope::time::sleep;
use awaitscope::{println, select, traced};
use diagram::{Lint, lint};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use trace::{EventKind, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Ready in the poll of this number, and in each that comes after it.
#[derive(Clone, Copy)]
struct Turnstile(u32);

impl Future for Turnstile {
    type Output = u32;

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        self.0 = self.0.saturating_sub(1);
        if self.0 == 0 {
            return Poll::Ready(7);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

const FOUND: &str = "poll-after-completion: main() polls a future again after it has answered \
                     Ready: no rule says what Turnstile::poll() does now.";

/// The calls of `poll`, and which of them come again after which.
fn again(trace: &Trace) -> Vec<Option<u32>> {
    let polls = trace.calls.iter().filter(|call| trace.name(call.name) == "Turnstile::poll");
    polls.map(|call| call.again.map(|ready| ready.0)).collect()
}

#[test]
fn a_finished_branch_behind_a_borrow_is_found_when_it_is_polled_once_more() {
    #[traced]
    async fn main() {
        let mut gate = Turnstile(2);
        for _ in 0..3 {
            select! {
                number = &mut gate => println!("{number}"),
                () = sleep(ms(5)) => {}
            }
        }
    }
    let trace = run(main);
    assert_eq!(told(&trace), [FOUND], "one mistake, though it is made twice");
    let found = lint(&trace).remove(0);
    let EventKind::CallEntered(call) = trace.events[found.event].kind else { panic!("{found:?}") };
    assert_eq!(found.lint, Lint::PollAfterCompletion);
    assert_eq!(trace.call(call).again.map(|ready| trace.call_name(ready)), Some("Turnstile::poll"));
    let polls = again(&trace);
    assert_eq!(polls.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true, true]);
}

#[test]
fn it_is_found_behind_pins_and_boxes_and_in_awaits_too() {
    #[traced]
    async fn pinned() {
        let mut gate = pin!(Turnstile(2));
        let _ = gate.as_mut().await;
        let _ = (&mut gate).await;
    }
    #[traced]
    async fn boxed() {
        let mut gate = Box::pin(Turnstile(2));
        let _ = (&mut gate).await;
        let _ = gate.await;
    }
    check(pinned, &[&FOUND.replace("main", "pinned")]);
    check(boxed, &[&FOUND.replace("main", "boxed")]);
}

#[test]
fn a_new_future_in_the_same_place_is_none_that_is_polled_again() {
    #[traced]
    async fn awaited() {
        for _ in 0..3 {
            Turnstile(2).await;
        }
    }
    #[traced]
    async fn bound_anew() {
        for _ in 0..3 {
            let mut gate = Turnstile(2);
            select! {
                _ = &mut gate => {}
                () = sleep(ms(5)) => {}
            }
        }
        let mut gate = Turnstile(2);
        (&mut gate).await;
        let mut gate = Turnstile(2);
        (&mut gate).await;
    }
    #[traced]
    async fn set() {
        let mut gate = pin!(Turnstile(2));
        for _ in 0..3 {
            gate.as_mut().await;
            gate.set(Turnstile(2));
        }
    }
    #[traced]
    async fn assigned() {
        let mut gate = Turnstile(2);
        for _ in 0..3 {
            select! { _ = &mut gate => gate = Turnstile(2) }
        }
    }
    #[traced]
    async fn mended_elsewhere() {
        let mut gate = Turnstile(2);
        for _ in 0..3 {
            (&mut gate).await;
            let mut next = Turnstile(2);
            std::mem::swap(&mut gate, &mut next);
        }
    }
    for polls in [run(awaited), run(bound_anew), run(set), run(assigned), run(mended_elsewhere)] {
        assert_eq!(told(&polls), [""; 0]);
        assert!(again(&polls).iter().all(Option::is_none) && again(&polls).len() >= 6);
    }
}

#[test]
fn a_fuse_and_a_condition_keep_a_finished_branch_from_being_polled() {
    #[traced]
    async fn fused() {
        let mut gate = pin!(Turnstile(2).fuse());
        for _ in 0..3 {
            select! {
                _ = &mut gate => {}
                () = sleep(ms(5)) => {}
            }
        }
    }
    #[traced]
    async fn asked() {
        let mut gate = Turnstile(2);
        let mut done = false;
        for _ in 0..3 {
            select! {
                _ = &mut gate, if !done => done = true,
                () = sleep(ms(5)) => {}
            }
        }
    }
    check(fused, &[]);
    check(asked, &[]);
}

#[test]
fn two_futures_of_one_type_are_not_taken_for_each_other() {
    #[traced]
    async fn main() {
        let mut left = Turnstile(1);
        let mut right = Turnstile(3);
        let mut open = true;
        for _ in 0..2 {
            select! {
                biased;
                _ = &mut left, if open => open = false,
                _ = &mut right => {}
            }
        }
    }
    let trace = run(main);
    assert_eq!(told(&trace), [""; 0]);
    assert_eq!(again(&trace).len(), 4);
}
