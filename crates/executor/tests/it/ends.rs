//! Ends: what a task leaves behind (nothing), and ends at awkward moments.

use std::cell::RefCell;
use std::future::pending;
#[cfg(panic = "unwind")]
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Executor, JoinHandle, Park, Silent, Step};

use crate::stock::{Alive, Gate, logging, own_waker, yield_now};

type Slot<T> = Rc<RefCell<Option<T>>>;

#[test]
fn a_finished_task_leaves_nothing_but_its_output() {
    let executor = Executor::new(Silent);
    let alive = Alive::default();
    let (held, output) = (alive.clone(), alive.clone());
    let handle = executor.spawn(async move {
        yield_now().await;
        drop(held);
        output
    });
    executor.run_until_stalled();
    assert_eq!(Rc::strong_count(&alive), 2);
    assert_eq!(executor.live(), 0);
    drop(handle);
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_detached_task_runs_on_and_its_output_is_dropped() {
    let executor = Executor::new(Silent);
    let alive = Alive::default();
    let output = alive.clone();
    executor
        .spawn(async move {
            yield_now().await;
            output
        })
        .detach();
    executor.step();
    assert_eq!(Rc::strong_count(&alive), 2);
    executor.step();
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn an_aborted_task_leaves_nothing_whether_it_is_new_queued_or_idle() {
    for polls in 0..3 {
        let executor = Executor::new(Silent);
        let alive = Alive::default();
        let held = alive.clone();
        let handle = executor.spawn(async move {
            let _held = held;
            yield_now().await;
            pending::<()>().await;
        });
        for _ in 0..polls {
            executor.step();
        }
        handle.abort();
        assert_eq!(Rc::strong_count(&alive), 1, "after {polls} polls");
        assert!(handle.is_finished() && executor.ready().is_empty() && executor.live() == 0);
        assert_eq!(executor.step(), Step::Stalled);
        assert!(executor.block_on(handle, || Park::GiveUp).unwrap().is_err());
    }
}

#[test]
fn an_abort_after_the_end_keeps_the_output() {
    let executor = Executor::new(Silent);
    let handle = executor.spawn(async { 7 });
    executor.run_until_stalled();
    handle.abort();
    executor.abort(handle.id());
    assert_eq!(executor.block_on(handle, || Park::GiveUp), Ok(Ok(7)));
}

#[test]
fn an_abort_of_an_ended_task_does_not_hit_the_next_in_its_place() {
    let executor = Executor::new(Silent);
    let first = executor.spawn(async {});
    executor.run_until_stalled();
    let second = executor.spawn(pending::<()>());
    first.abort();
    assert!(!second.is_finished());
}

#[test]
fn a_task_that_aborts_itself_and_returns_ready_has_completed() {
    let executor = Executor::new(Silent);
    let inner = executor.clone();
    let done = executor.block_on(
        async move {
            inner.abort(inner.current().unwrap());
            "done"
        },
        || Park::GiveUp,
    );
    assert_eq!(done, Ok("done"));
}

#[test]
fn a_task_may_drop_its_own_handle_during_its_poll() {
    let executor = Executor::new(Silent);
    let alive = Alive::default();
    let own: Slot<JoinHandle<Alive>> = Slot::default();
    let (inner, output) = (own.clone(), alive.clone());
    let handle = executor.spawn(async move {
        drop(inner.take());
        yield_now().await;
        output
    });
    *own.borrow_mut() = Some(handle);
    assert_eq!(executor.run_until_stalled(), 2);
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_task_may_abort_another_during_its_poll() {
    let executor = Executor::new(Silent);
    let alive = Alive::default();
    let held = alive.clone();
    let other = executor.spawn(async move {
        let _held = held;
        pending::<()>().await;
    });
    let seen = alive.clone();
    let judge = async move {
        other.abort();
        (Rc::strong_count(&seen), other.await.is_err())
    };
    assert_eq!(executor.block_on(judge, || Park::GiveUp), Ok((2, true)));
}

#[test]
fn a_destructor_may_abort_spawn_wake_and_step() {
    struct Busy(Executor, JoinHandle<()>, Gate);
    impl Drop for Busy {
        fn drop(&mut self) {
            self.2.open();
            self.1.abort();
            self.0.spawn(yield_now()).detach();
            assert_eq!(self.0.run_until_stalled(), 3);
        }
    }
    let executor = Executor::new(Silent);
    let gate = Gate::default();
    let waiter = executor.spawn({
        let gate = gate.clone();
        async move { gate.passed().await }
    });
    let idle = executor.spawn(pending());
    let busy = Busy(executor.clone(), idle, gate);
    let task = executor.spawn(async move {
        let _busy = busy;
        pending::<()>().await;
    });
    executor.run_until_stalled();
    task.abort();
    assert!(waiter.is_finished());
    assert_eq!(executor.live(), 0);
}

#[test]
fn a_task_that_wakes_itself_while_it_is_dropped_stays_ended() {
    struct Restless(Option<std::task::Waker>);
    impl Drop for Restless {
        fn drop(&mut self) {
            self.0.take().unwrap().wake();
        }
    }
    let (executor, log) = logging();
    let task = executor.spawn(async {
        let _restless = Restless(Some(own_waker().await));
        pending::<()>().await;
    });
    executor.run_until_stalled();
    task.abort();
    assert!(executor.ready().is_empty());
    assert!(log.text().ends_with("end 0 Aborted; +1 -1 wakers, 1 wakes\n"));
}

#[test]
fn a_shut_down_within_a_poll_drops_the_polled_task_last() {
    let executor = Executor::new(Silent);
    let alive = Alive::default();
    let idle = |held: Alive| async move {
        let _held = held;
        pending::<()>().await;
    };
    executor.spawn(idle(alive.clone())).detach();
    let (inner, held) = (executor.clone(), alive.clone());
    let task = executor.spawn(async move {
        inner.shut_down();
        let left = (inner.live(), Rc::strong_count(&held));
        assert_eq!(left, (1, 2));
        pending::<()>().await;
    });
    executor.run_until_stalled();
    assert!(task.is_finished());
    assert_eq!((executor.live(), Rc::strong_count(&alive)), (0, 1));
}

#[test]
fn dropping_the_last_handle_drops_every_task_and_ends_every_join() {
    let executor = Executor::new(Silent);
    let clone = executor.clone();
    let alive = Alive::default();
    let held = alive.clone();
    let handle = executor.spawn(async move {
        let _held = held;
        pending::<()>().await;
    });
    drop(executor);
    assert!(!handle.is_finished());
    drop(clone);
    assert!(handle.is_finished());
    assert_eq!(Rc::strong_count(&alive), 1);
    let elsewhere = Executor::new(Silent);
    assert!(elsewhere.block_on(handle, || Park::GiveUp).unwrap().is_err());
}

#[test]
fn a_task_that_owns_the_last_handle_can_be_aborted() {
    let executor = Executor::new(Silent);
    let alive = Alive::default();
    let (other, held) = (executor.spawn(pending::<()>()), alive.clone());
    let inner = executor.clone();
    let task = executor.spawn(async move {
        let _held = (inner, held);
        pending::<()>().await;
    });
    executor.run_until_stalled();
    drop(executor);
    assert!(!other.is_finished());
    task.abort();
    assert!(task.is_finished() && other.is_finished());
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[cfg(panic = "unwind")]
#[test]
fn a_poll_that_unwinds_ends_its_task_and_no_other() {
    let (executor, log) = logging();
    let other = executor.spawn(yield_now());
    let broken = executor.spawn(async { std::panic::resume_unwind(Box::new("broken")) });
    let joined = executor.spawn(async { broken.await.map(|never: ()| never) });
    executor.step();
    assert!(catch_unwind(AssertUnwindSafe(|| executor.step())).is_err());
    assert_eq!(executor.current(), None);
    assert!(log.text().ends_with("} poll 1 Aborted\nend 1 Dropped; +0 -0 wakers, 0 wakes\n"));
    executor.run_until_stalled();
    assert!(other.is_finished() && joined.is_finished());
    assert_eq!(executor.live(), 0);
}
