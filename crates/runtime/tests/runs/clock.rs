//! Time passes by waiting and by working, and each deadline has its own instant.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story};
use awaitscope::task::yield_now;
use awaitscope::time::{Instant, sleep, sleep_until};
use awaitscope::{join, println, spawn, traced, work};
use expect_test::expect;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

#[traced]
async fn rings(millis: u64) {
    sleep(ms(millis)).await;
    println!("rang, due at {millis}");
}

#[test]
fn work_passes_through_each_deadline_and_the_woken_are_polled_afterwards() {
    let trace = run(|| async {
        let tasks = [spawn(rings(2)), spawn(rings(5)), spawn(rings(11))];
        yield_now().await;
        work(ms(10));
        for task in tasks {
            task.await.unwrap();
        }
    });
    expect![[r#"
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      calls rings
        0    T0      spawns task 1 (rings)
        0    T0      calls rings
        0    T0      spawns task 2 (rings)
        0    T0      calls rings
        0    T0      spawns task 3 (rings)
        0    T0      wakes T0 (Itself, WhilePolling)
        0    T0      is pending
        0    T1      is polled
        0    T1      enters rings
        0    T1      asks for the sleep of 2 ms
        0    T1      suspends rings at `sleep(ms(millis)).await;`
        0    T1      is pending
        0    T2      is polled
        0    T2      enters rings
        0    T2      asks for the sleep of 5 ms
        0    T2      suspends rings at `sleep(ms(millis)).await;`
        0    T2      is pending
        0    T3      is polled
        0    T3      enters rings
        0    T3      asks for the sleep of 11 ms
        0    T3      suspends rings at `sleep(ms(millis)).await;`
        0    T3      is pending
        0    T0      is polled
        0    T0      works
        2ms  reactor has the sleep of 2 ms
        2ms  reactor wakes T1 (the sleep of 2 ms, Queued)
        5ms  reactor has the sleep of 5 ms
        5ms  reactor wakes T2 (the sleep of 5 ms, Queued)
        10ms T0      has worked
        10ms T0      waits for task 1 (rings)
        10ms T0      is pending
        10ms T1      is polled
        10ms T1      enters rings
        10ms T1      prints “rang, due at 2”
        10ms T1      returns from rings
        10ms T1      is ready
        10ms T1      ends T1: Completed
        10ms T1      wakes T0 (Task(TaskId(1)), Queued)
        10ms T2      is polled
        10ms T2      enters rings
        10ms T2      prints “rang, due at 5”
        10ms T2      returns from rings
        10ms T2      is ready
        10ms T2      ends T2: Completed
        10ms T0      is polled
        10ms T0      waits no more for task 1 (rings)
        10ms T0      waits for task 3 (rings)
        10ms T0      is pending
        11ms reactor has the sleep of 11 ms
        11ms reactor wakes T3 (the sleep of 11 ms, Queued)
        11ms T3      is polled
        11ms T3      enters rings
        11ms T3      prints “rang, due at 11”
        11ms T3      returns from rings
        11ms T3      is ready
        11ms T3      ends T3: Completed
        11ms T3      wakes T0 (Task(TaskId(3)), Queued)
        11ms T0      is polled
        11ms T0      waits no more for task 3 (rings)
        11ms T0      is ready
        11ms T0      ends T0: Completed
        11ms reactor The run completed after 11 ms.
    "#]]
    .assert_eq(&story(&trace, include_str!("clock.rs")));
}

#[test]
fn a_sleep_counts_from_its_creation() {
    check(
        || async {
            let early = sleep(ms(10));
            work(ms(4));
            early.await;
            println!("at ten, not at fourteen");
            let past = sleep(ms(3));
            work(ms(5));
            past.await;
            println!("at once");
            sleep_until(Instant::now() + ms(5)).await;
            println!("{:?} later", Instant::now().elapsed());
        },
        &["10ms at ten, not at fourteen", "15ms at once", "20ms 0ns later"],
    );
}

#[test]
fn a_dropped_sleep_is_cancelled_and_moves_no_clock() {
    let trace = run(|| async {
        drop(sleep(ms(50)));
        let mut polled = Box::pin(sleep(ms(60)));
        assert!(futures::poll!(polled.as_mut()).is_pending());
        drop(polled);
        sleep(ms(1)).await;
    });
    assert_eq!(outcome(&trace), "The run completed after 1 ms.");
    assert_eq!(trace.to_text().matches("cancelled").count(), 2);
}

#[test]
fn a_sleep_that_has_rung_says_so_whenever_it_is_asked() {
    check(
        || async {
            let mut slept = Box::pin(sleep(ms(2)));
            assert!(!slept.is_elapsed());
            slept.as_mut().await;
            assert!(slept.is_elapsed());
            slept.await;
            println!("no later");
        },
        &["2ms no later"],
    );
}

#[test]
fn equal_deadlines_ring_in_the_order_in_which_they_were_set() {
    check(
        || async {
            let (b, a) = (sleep(ms(3)), sleep(ms(3)));
            let (a, b) = (
                spawn(async { (a.await, println!("second")).1 }),
                spawn(async { (b.await, println!("first")).1 }),
            );
            let _ = join!(a, b);
            sleep(ms(0)).await;
            println!("a sleep of nothing is over in the next poll");
        },
        &["3ms first", "3ms second", "3ms a sleep of nothing is over in the next poll"],
    );
}

#[test]
fn the_last_waker_counts() {
    check(
        || async {
            let mut shared = Box::pin(sleep(ms(4)));
            assert!(futures::poll!(shared.as_mut()).is_pending());
            spawn(async move { (shared.await, println!("the second one is woken")).1 })
                .await
                .unwrap();
        },
        &["4ms the second one is woken"],
    );
}

#[test]
fn several_lines_are_several_events_and_a_line_may_print_lines() {
    struct Prints;

    impl std::fmt::Display for Prints {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            println!("while formatting");
            f.write_str("one\ntwo")
        }
    }
    check(|| async { println!("{Prints}") }, &["0 while formatting", "0 one", "0 two"]);
}

#[test]
fn all_that_is_due_at_one_instant_happens_before_anybody_is_polled() {
    let trace = run(|| async { join!(sleep(ms(5)), sleep(ms(5)), rings(5)).2 });
    assert_eq!(trace.state_at(usize::MAX).tasks[0].polls, 2);
}

#[test]
fn a_waker_may_run_any_code_when_it_wakes_and_when_it_is_dropped() {
    struct Prints(&'static str);

    impl std::task::Wake for Prints {
        fn wake(self: std::sync::Arc<Self>) {
            println!("{} wakes", self.0);
            drop(sleep(ms(1)));
        }
    }

    impl Drop for Prints {
        fn drop(&mut self) {
            println!("{} is dropped", self.0);
            drop(sleep(ms(1)));
        }
    }

    let poll = |sleep: &mut awaitscope::time::Sleep, name| {
        let waker = std::sync::Arc::new(Prints(name)).into();
        let mut context = std::task::Context::from_waker(&waker);
        std::pin::Pin::new(sleep).poll(&mut context).is_pending()
    };
    check(
        move || async move {
            let (mut rings, mut never) = (sleep(ms(2)), sleep(ms(9)));
            assert!(poll(&mut rings, "a") && poll(&mut rings, "b") && poll(&mut never, "c"));
            work(ms(3));
            drop(never);
        },
        &["0 a is dropped", "2ms b wakes", "2ms b is dropped", "3ms c is dropped"],
    );
}
