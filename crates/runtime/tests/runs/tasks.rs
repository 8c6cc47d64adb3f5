//! Tasks: spawned, joined, aborted, detached, dropped with their run; and fair to each other.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story, story_of};
use awaitscope::task::{AbortHandle, JoinHandle, yield_now};
use awaitscope::time::sleep;
use awaitscope::{println, spawn, traced};
use expect_test::{Expect, expect};
use std::sync::{Arc, Mutex};
use trace::EventKind;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: Expect) {
    expected.assert_eq(&story(&run(main), include_str!("tasks.rs")));
}

#[traced]
async fn nap(millis: u64) -> u64 {
    sleep(ms(millis)).await;
    millis
}

#[test]
fn a_handle_answers_what_its_task_answered() {
    check(
        || async { assert_eq!(spawn(nap(3)).await.unwrap(), 3) },
        expect![[r#"
            0    T0      spawns task 0 (main)
            0    T0      is polled
            0    T0      calls nap
            0    T0      spawns task 1 (nap)
            0    T0      waits for task 1 (nap)
            0    T0      is pending
            0    T1      is polled
            0    T1      enters nap
            0    T1      asks for the sleep of 3 ms
            0    T1      suspends nap at `sleep(ms(millis)).await;`
            0    T1      is pending
            3ms  reactor has the sleep of 3 ms
            3ms  reactor wakes T1 (the sleep of 3 ms, Queued)
            3ms  T1      is polled
            3ms  T1      enters nap
            3ms  T1      returns from nap
            3ms  T1      is ready
            3ms  T1      ends T1: Completed
            3ms  T1      wakes T0 (Task(TaskId(1)), Queued)
            3ms  T0      is polled
            3ms  T0      waits no more for task 1 (nap)
            3ms  T0      is ready
            3ms  T0      ends T0: Completed
            3ms  reactor The run completed after 3 ms.
        "#]],
    );
}

#[test]
fn a_handle_can_be_awaited_after_its_task_has_ended() {
    let trace = run(|| async {
        let handle = spawn(nap(1));
        sleep(ms(2)).await;
        assert!(handle.is_finished());
        handle.abort();
        assert_eq!(handle.await.unwrap(), 1, "too late to abort");
    });
    assert_eq!(outcome(&trace), "The run completed after 2 ms.");
    let waits = |kind: &EventKind| matches!(kind, EventKind::WaitStarted(_));
    assert_eq!(story_of(&trace, "", waits), "", "there was nothing to wait for");
}

#[test]
fn an_aborted_task_cancels_its_operations_and_drops_its_calls() {
    check(
        || async {
            let handle = spawn(nap(9));
            sleep(ms(2)).await;
            handle.abort();
            let error = handle.await.unwrap_err();
            assert!(error.is_cancelled());
            println!("{error}");
        },
        expect![[r#"
            0    T0      spawns task 0 (main)
            0    T0      is polled
            0    T0      calls nap
            0    T0      spawns task 1 (nap)
            0    T0      asks for the sleep of 2 ms
            0    T0      is pending
            0    T1      is polled
            0    T1      enters nap
            0    T1      asks for the sleep of 9 ms
            0    T1      suspends nap at `sleep(ms(millis)).await;`
            0    T1      is pending
            2ms  reactor has the sleep of 2 ms
            2ms  reactor wakes T0 (the sleep of 2 ms, Queued)
            2ms  T0      is polled
            2ms  T1      cancels the sleep of 9 ms
            2ms  T1      drops nap
            2ms  T1      ends T1: Aborted
            2ms  T0      prints “task 1 was cancelled”
            2ms  T0      is ready
            2ms  T0      ends T0: Completed
            2ms  reactor The run completed after 2 ms.
        "#]],
    );
}

#[test]
fn an_abort_handle_outlives_the_handle_and_its_task() {
    fn is_sendable<T: Send + Sync + Clone>(_: &T) {}

    let trace = run(|| async {
        let queued = spawn(nap(9));
        let abort = queued.abort_handle();
        is_sendable(&abort);
        assert!(!queued.is_finished());
        abort.abort();
        assert!(queued.is_finished(), "it was not being polled, and is gone at once");
        abort.clone().abort();
        assert!(queued.await.unwrap_err().is_cancelled());
        abort.abort();

        let detached = spawn(nap(5)).abort_handle();
        sleep(ms(1)).await;
        detached.abort();
    });
    assert_eq!(outcome(&trace), "The run completed after 1 ms.");
}

#[test]
fn a_task_may_abort_itself_and_ends_after_its_poll() {
    let trace = run(|| async {
        let own = Arc::new(Mutex::new(None::<AbortHandle>));
        let handle = spawn({
            let own = own.clone();
            async move {
                own.lock().unwrap().take().unwrap().abort();
                println!("still here");
                yield_now().await;
                println!("never");
            }
        });
        *own.lock().unwrap() = Some(handle.abort_handle());
        assert!(handle.await.unwrap_err().is_cancelled());
    });
    assert_eq!(lines(&trace), ["0 still here"]);
}

#[test]
fn a_task_that_owns_its_own_handle_can_be_aborted() {
    type Slot = Arc<Mutex<Option<JoinHandle<()>>>>;

    struct Asks(Slot);

    impl Drop for Asks {
        fn drop(&mut self) {
            let own = self.0.lock().unwrap().take();
            println!("its handle says it is over: {}", own.is_some_and(|own| own.is_finished()));
        }
    }

    let trace = run(|| async {
        let slot = Slot::default();
        let asks = Asks(slot.clone());
        let handle = spawn(async move {
            let _asks = asks;
            std::future::pending().await
        });
        let abort = handle.abort_handle();
        *slot.lock().unwrap() = Some(handle);
        yield_now().await;
        abort.abort();
    });
    assert_eq!(lines(&trace), ["0 its handle says it is over: false"]);
}

#[test]
fn dropping_a_handle_lets_its_task_go_on_and_the_end_of_main_drops_it() {
    let trace = run(|| async {
        drop(spawn(async {
            println!("{}", nap(1).await);
            println!("{}", nap(9).await);
        }));
        sleep(ms(5)).await;
    });
    assert_eq!(lines(&trace), ["1ms 1"]);
    let ends = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::TaskEnded(..) | EventKind::OpEnded(..) | EventKind::CallDropped(_)
        )
    };
    expect![[r#"
        1ms  reactor has the sleep of 1 ms
        5ms  reactor has the sleep of 5 ms
        5ms  T0      ends T0: Completed
        5ms  T1      cancels the sleep of 9 ms
        5ms  T1      drops nap
        5ms  T1      ends T1: Dropped
    "#]]
    .assert_eq(&story_of(&trace, "", ends));
}

#[test]
fn a_handle_awaited_by_two_tasks_in_turn_is_waited_for_on_both_lanes() {
    let main = || async {
        let mut handle = spawn(nap(5));
        assert!(futures::poll!(&mut handle).is_pending());
        spawn(async move { handle.await.unwrap() }).await.unwrap()
    };
    let waits =
        |kind: &EventKind| matches!(kind, EventKind::WaitStarted(_) | EventKind::WaitEnded(_));
    expect![[r#"
        0    T0      waits for task 1 (nap)
        0    T0      waits for task 2 (task)
        0    T0      waits no more for task 1 (nap)
        0    T2      waits for task 1 (nap)
        5ms  T2      waits no more for task 1 (nap)
        5ms  T0      waits no more for task 2 (task)
    "#]]
    .assert_eq(&story_of(&run(main), "", waits));
}

#[test]
fn whoever_yields_goes_to_the_back_of_the_queue() {
    #[traced]
    async fn counts(name: &'static str) {
        for n in 0..3 {
            println!("{name}{n}");
            yield_now().await;
        }
    }

    let trace = run(|| async {
        let (a, b) = (spawn(counts("a")), spawn(counts("b")));
        counts("main").await;
        let _ = (a.await, b.await);
    });
    let said: Vec<_> = trace.log().map(|(_, _, text)| text).collect();
    assert_eq!(said.join(" "), "main0 a0 b0 main1 a1 b1 main2 a2 b2");
}

#[test]
fn a_destructor_may_spawn_even_when_the_run_is_over() {
    struct Spawns;

    impl Drop for Spawns {
        fn drop(&mut self) {
            drop(spawn(nap(1)));
        }
    }

    let trace = run(|| async {
        spawn(async {
            let _spawns = Spawns;
            std::future::pending::<()>().await;
        });
        yield_now().await;
    });
    assert_eq!(trace.tasks.len(), 3);
}
