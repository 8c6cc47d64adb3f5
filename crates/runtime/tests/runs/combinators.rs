//! The combinators of `futures`, over our tasks: who is polled, who is woken, and by whom.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, lines, ms, outcome, run, story, story_of};
use awaitscope::future::{self, FutureExt, join_all, try_join_all};
use awaitscope::stream::{self, FuturesUnordered, StreamExt};
use awaitscope::time::sleep;
use awaitscope::{println, spawn, traced};
use expect_test::expect;
use trace::{Cause, EventKind, Trace};

#[traced]
async fn fetch(number: u64) -> u64 {
    sleep(ms(number)).await;
    number
}

fn count(trace: &Trace, wanted: impl Fn(&EventKind) -> bool) -> usize {
    trace.events.iter().filter(|event| wanted(&event.kind)).count()
}

fn entries(trace: &Trace) -> usize {
    count(trace, |kind| matches!(kind, EventKind::CallEntered(_)))
}

#[test]
fn join_all_of_a_few_polls_every_one_at_every_wake() {
    let trace = run(|| async { assert_eq!(join_all((1..=4).map(fetch)).await, [1, 2, 3, 4]) });
    assert_eq!(outcome(&trace), "The run completed after 4 ms.");
    assert_eq!(entries(&trace), 4 + 4 + 3 + 2 + 1, "all of those that are not done");
}

#[test]
fn join_all_of_many_has_wakers_of_its_own_and_polls_only_who_was_woken() {
    let trace = run(|| async { assert_eq!(join_all((1..=40).map(fetch)).await.len(), 40) });
    assert_eq!(outcome(&trace), "The run completed after 40 ms.");
    assert_eq!(entries(&trace), 2 * 40, "each once at first, and once when it was woken");
    let by_sleep = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Op(_), _));
    assert_eq!(count(&trace, by_sleep), 40);
    let itself = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Itself, _));
    assert_eq!(count(&trace, itself), 1, "having polled them all once, it gives way once");
    let polls = |kind: &EventKind| matches!(kind, EventKind::PollStarted(_));
    assert_eq!(count(&trace, polls), 1 + 1 + 40);
}

#[test]
fn what_a_waker_of_its_own_passes_on_names_the_task_that_woke() {
    let trace = run(|| async {
        let (sender, receivers): (Vec<_>, Vec<_>) =
            (0..40).map(|_| awaitscope::sync::oneshot::channel()).unzip();
        let answers = spawn(async move {
            sleep(ms(1)).await;
            sender.into_iter().rev().for_each(|sender| sender.send(()).unwrap());
        });
        join_all(receivers).await;
        answers.await.unwrap();
    });
    let by_task = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Task(_), _));
    assert!(count(&trace, by_task) >= 1);
    let outside = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Outside, _));
    assert_eq!(count(&trace, outside), 0);
}

#[test]
fn try_join_all_drops_the_rest_at_the_first_error() {
    #[traced]
    async fn fails(number: u64) -> Result<u64, String> {
        sleep(ms(number)).await;
        if number == 2 { Err(format!("{number} failed")) } else { Ok(number) }
    }
    let trace = run(|| async {
        println!("{:?}", try_join_all([fails(9), fails(2), fails(1)]).await);
    });
    assert_eq!(lines(&trace), ["2ms Err(\"2 failed\")"]);
    assert_eq!(count(&trace, |kind| matches!(kind, EventKind::CallDropped(_))), 1);
}

#[test]
fn shared_runs_once_for_two_awaiters_in_two_tasks() {
    let trace = run(|| async {
        let shared = fetch(5).shared();
        let other = spawn(shared.clone());
        let sum = shared.await + other.await.unwrap();
        println!("{sum}");
    });
    assert_eq!(lines(&trace), ["5ms 10"]);
    let created = |kind: &EventKind| matches!(kind, EventKind::CallCreated(_));
    assert_eq!(count(&trace, created), 1, "one run");
    assert_eq!(entries(&trace), 3, "which each of the two has polled at first");
}

#[test]
fn fuse_boxed_and_select_come_along() {
    let trace = run(|| async {
        let first = future::select(fetch(3).boxed(), fetch(1).boxed_local()).await;
        println!("{}", first.factor_first().0);
        let mut fused = Box::pin(fetch(2).fuse());
        println!("{}", (&mut fused).await);
        println!("{:?}", futures::poll!(fused.as_mut()));
    });
    assert_eq!(lines(&trace), ["1ms 1", "3ms 2", "3ms Pending"]);
}

#[test]
fn streams_are_buffered_mapped_unfolded_and_read_to_their_end() {
    #[traced]
    async fn main() {
        let counts = stream::unfold(3, |left| async move {
            sleep(ms(1)).await;
            (left > 0).then_some((left, left - 1))
        });
        let mut counts = std::pin::pin!(counts);
        while let Some(count) = counts.next().await {
            println!("{count}");
        }
        let fetches = stream::iter([30, 10, 20, 5]).map(fetch).buffer_unordered(2);
        println!("{:?}", fetches.collect::<Vec<_>>().await);
        let mut all: FuturesUnordered<_> = [3, 1, 2].map(fetch).into_iter().collect();
        while let Some(number) = all.next().await {
            println!("{number}");
        }
    }
    let trace = run(main);
    assert_eq!(
        lines(&trace),
        ["1ms 3", "2ms 2", "3ms 1", "39ms [10, 30, 20, 5]", "40ms 1", "41ms 2", "42ms 3"],
    );
}

#[test]
fn blocks_made_by_map_are_calls_with_lines_of_their_own() {
    #[traced]
    async fn main() {
        let naps = [2, 1].map(|millis| async move {
            sleep(ms(millis)).await;
            println!("{millis} are over");
        });
        join_all(naps).await;
    }
    expect![[r#"
        0    T0      calls main
        0    T0      enters main
        0    T0      calls async block
        0    T0      calls async block
        0    T0      enters async block
        0    T0      suspends async block at `sleep(ms(millis)).await;`
        0    T0      enters async block
        0    T0      suspends async block at `sleep(ms(millis)).await;`
        0    T0      suspends main at `join_all(naps).await;`
        1ms  T0      enters main
        1ms  T0      enters async block
        1ms  T0      suspends async block at `sleep(ms(millis)).await;`
        1ms  T0      enters async block
        1ms  T0      prints “1 are over”
        1ms  T0      returns from async block
        1ms  T0      suspends main at `join_all(naps).await;`
        2ms  T0      enters main
        2ms  T0      enters async block
        2ms  T0      prints “2 are over”
        2ms  T0      returns from async block
        2ms  T0      returns from main
    "#]]
    .assert_eq(&story_of(&run(main), include_str!("combinators.rs"), calls));
}

#[test]
fn an_async_closure_is_a_call_once_it_is_polled() {
    #[traced]
    async fn main() {
        let mut total = 0;
        let mut adds = async |millis: u64| -> Result<u64, String> {
            sleep(ms(millis)).await;
            total += millis;
            if total > 3 {
                Err("too long")?
            }
            Ok(total)
        };
        println!("{:?}", adds(3).await);
        println!("{:?}", adds(1).await);
        drop(adds(1));
        let moved = String::from("x");
        let twice = async move || moved.len();
        println!("{}", twice().await + twice().await);
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      calls async closure
        0    T0      enters async closure
        0    T0      asks for the sleep of 3 ms
        0    T0      suspends async closure at `sleep(ms(millis)).await;`
        0    T0      suspends main at `println!("{:?}", adds(3).await);`
        0    T0      is pending
        3ms  reactor has the sleep of 3 ms
        3ms  reactor wakes T0 (the sleep of 3 ms, Queued)
        3ms  T0      is polled
        3ms  T0      enters main
        3ms  T0      enters async closure
        3ms  T0      returns from async closure
        3ms  T0      prints “Ok(3)”
        3ms  T0      calls async closure
        3ms  T0      enters async closure
        3ms  T0      asks for the sleep of 1 ms
        3ms  T0      suspends async closure at `sleep(ms(millis)).await;`
        3ms  T0      suspends main at `println!("{:?}", adds(1).await);`
        3ms  T0      is pending
        4ms  reactor has the sleep of 1 ms
        4ms  reactor wakes T0 (the sleep of 1 ms, Queued)
        4ms  T0      is polled
        4ms  T0      enters main
        4ms  T0      enters async closure
        4ms  T0      returns from async closure
        4ms  T0      prints “Err("too long")”
        4ms  T0      calls async closure
        4ms  T0      enters async closure
        4ms  T0      returns from async closure
        4ms  T0      calls async closure
        4ms  T0      enters async closure
        4ms  T0      returns from async closure
        4ms  T0      prints “2”
        4ms  T0      returns from main
        4ms  T0      is ready
        4ms  T0      ends T0: Completed
        4ms  reactor The run completed after 4 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("combinators.rs")));
}
