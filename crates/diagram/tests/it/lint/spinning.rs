//! `self-waking-poll`.

use super::{check, ms, only, run};
use awaitscope::task::{spawn, yield_now};
use awaitscope::time::{Instant, sleep};
use awaitscope::{Limits, join, println, traced, work};
use diagram::Lint;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use trace::{Cause, EventKind, Recipe};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Asks again and again whether it is time; every question costs.
struct Impatient(Instant);

impl Future for Impatient {
    type Output = ();

    #[traced]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        work(ms(2));
        if Instant::now() >= self.0 {
            return Poll::Ready(());
        }
        println!("not yet");
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

#[test]
fn a_future_that_asks_in_every_poll_is_found_at_its_first_wake() {
    #[traced]
    async fn main() {
        Impatient(Instant::now() + ms(20)).await;
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("spinning.rs"));
    let woken = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Itself, _));
    assert_eq!(trace.events.iter().position(|event| woken(&event.kind)), Some(finding.event));
    assert_eq!(line, "println!(\"not yet\");", "the last line before it");
    let expected = "Task 0 (main) wakes itself in each of 9 polls in a row, and nothing comes of \
                    any of them: it is polled for nothing.";
    assert_eq!((finding.lint, &finding.sentence[..]), (Lint::SelfWakingPoll, expected));
}

#[test]
fn an_async_function_that_spins_is_found_while_others_go_on() {
    let main = || async {
        let done = Arc::new(AtomicBool::new(false));
        let flag = done.clone();
        let other = spawn(async move {
            for _ in 0..10 {
                work(ms(1));
                yield_now().await;
            }
            flag.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            yield_now().await;
        }
        drop(other);
    };
    check(
        main,
        &["self-waking-poll: Task 0 (main) wakes itself in each of 10 polls in a row, and \
           nothing comes of any of them: it is polled for nothing."],
    );
}

#[test]
fn a_budget_that_ends_it_does_not_hide_it() {
    let limits = Limits { polls: 50, ..Limits::LESSON };
    let trace = awaitscope::run(Recipe::of("a test"), Default::default(), limits, || async {
        loop {
            yield_now().await;
        }
    });
    assert_eq!(diagram::lint(&trace).len(), 1);
}

#[test]
fn giving_way_is_no_finding() {
    check(|| async { yield_now().await }, &[]);
    let twice = || async {
        yield_now().await;
        yield_now().await;
    };
    check(twice, &[]);
    let cut_up = || async {
        for _ in 0..10 {
            work(ms(1));
            yield_now().await;
        }
    };
    check(cut_up, &[]);
    #[traced]
    fn chunk() {
        work(ms(1));
    }
    let by_a_function = || async {
        for _ in 0..10 {
            chunk();
            yield_now().await;
        }
    };
    check(by_a_function, &[]);
    let says_so = || async {
        for n in 0..10 {
            println!("{n}");
            yield_now().await;
        }
    };
    check(says_so, &[]);
}

#[test]
fn many_timers_in_one_task_are_no_finding() {
    let main = || async {
        let naps: Vec<_> = (0..100).map(|n| sleep(ms(n % 7))).collect();
        let naps = futures::future::join_all(naps);
        join!(naps, yield_now());
    };
    check(main, &[]);
}
