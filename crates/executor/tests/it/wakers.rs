//! Wakers: whom they wake, whom they no longer wake, and how they are counted.

use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Ended, Executor, Observer, Park, Silent, TaskId, WakerCounts};
use futures::future::join_all;

use crate::stock::{own_waker, yield_now};

/// Spawns a task that never ends, polls it, and returns its waker.
fn idle_task<O: Observer>(executor: &Executor<O>) -> (executor::JoinHandle<()>, Waker) {
    let waker = Rc::new(RefCell::new(None));
    let sent = waker.clone();
    let handle = executor.spawn(async move {
        *sent.borrow_mut() = Some(own_waker().await);
        pending().await
    });
    executor.run_until_stalled();
    (handle, waker.take().unwrap())
}

#[test]
fn two_executors_on_one_thread_do_not_mistake_each_others_wakers() {
    let (left, right) = (Executor::new(Silent), Executor::new(Silent));
    let (_l, of_left) = idle_task(&left);
    let (_r, of_right) = idle_task(&right);
    assert!(!of_left.will_wake(&of_right));
    assert!(of_left.will_wake(&of_left.clone()));

    of_right.wake_by_ref();
    assert_eq!((left.ready().len(), right.ready().len()), (0, 1));
    of_left.wake();
    assert_eq!((left.run_until_stalled(), right.run_until_stalled()), (1, 1));
}

#[test]
fn an_executor_may_run_another_one_within_a_poll() {
    let outer = Executor::new(Silent);
    let sum = async {
        let inner = Executor::new(Silent);
        let one = inner.spawn(async {
            yield_now().await;
            1
        });
        let two = async move { one.await.unwrap() + 1 };
        yield_now().await;
        inner.block_on(two, || Park::GiveUp).unwrap() + 1
    };
    assert_eq!(outer.block_on(sum, || Park::GiveUp), Ok(3));
}

#[test]
fn a_waker_of_a_task_that_has_ended_does_nothing() {
    let executor = Executor::new(Silent);
    let (handle, waker) = idle_task(&executor);
    handle.abort();
    waker.wake_by_ref();
    assert!(executor.ready().is_empty());
    drop(executor);
    waker.wake_by_ref();
    waker.clone().wake();
}

#[test]
fn a_waker_does_not_wake_the_next_task_in_its_slot() {
    let executor = Executor::new(Silent);
    let (old_task, old) = idle_task(&executor);
    old_task.abort();
    // The slot that was given back last is used first.
    let (_new_task, new) = idle_task(&executor);
    assert!(!old.will_wake(&new));
    old.wake();
    assert!(executor.ready().is_empty());
    new.wake();
    assert_eq!(executor.ready(), [TaskId(1)]);
}

#[test]
fn of_many_tasks_one_after_the_other_no_two_have_the_same_waker() {
    // More than a slot of wasm has lives. Natively a slot has too many lives to use them up here:
    // `table` does that with a tiny layout.
    let lives = if cfg!(miri) { 50 } else { 5000 };
    let executor = Executor::new(Silent);
    let mut wakers: Vec<Waker> = Vec::new();
    for _ in 0..lives {
        let (task, waker) = idle_task(&executor);
        task.abort();
        wakers.push(waker);
    }
    let (_last, last) = idle_task(&executor);
    assert!(wakers.iter().all(|waker| !waker.will_wake(&last)));
    wakers.into_iter().for_each(Waker::wake);
    assert!(executor.ready().is_empty());
}

/// Keeps the counts of every task that has ended.
#[derive(Default)]
struct Counts(RefCell<Vec<WakerCounts>>);

impl Observer for Counts {
    fn ended(&self, _: TaskId, _: Ended, counts: WakerCounts) {
        self.0.borrow_mut().push(counts);
    }
}

#[test]
fn every_clone_drop_and_wake_is_counted_and_the_lent_waker_is_not() {
    let executor = Executor::new(Counts::default());
    let mut polls = 0;
    let task = poll_fn(move |cx| {
        polls += 1;
        match polls {
            // Consumed by the wake: a clone, a wake, a drop.
            1 => cx.waker().clone().wake(),
            // Kept for ever: a clone. By reference: a wake.
            2 => {
                std::mem::forget(cx.waker().clone());
                cx.waker().wake_by_ref();
            }
            // A clone and a drop.
            _ => {
                drop(cx.waker().clone());
                return Poll::Ready(());
            }
        }
        Poll::Pending
    });
    executor.spawn(task).detach();
    executor.run_until_stalled();
    let expected = WakerCounts { clones: 3, drops: 2, wakes: 2 };
    assert_eq!(*executor.observer().0.borrow(), [expected]);
}

#[test]
fn a_waker_that_the_future_itself_holds_is_dropped_before_the_counts_are_told() {
    let executor = Executor::new(Counts::default());
    let own = RefCell::new(None);
    let task = poll_fn(move |cx| {
        own.replace(Some(cx.waker().clone()));
        Poll::Ready(())
    });
    executor.spawn(task).detach();
    executor.run_until_stalled();
    let expected = WakerCounts { clones: 1, drops: 1, wakes: 0 };
    assert_eq!(*executor.observer().0.borrow(), [expected]);
}

#[test]
fn join_all_of_forty_brings_its_own_wakers_and_all_forty_finish() {
    let executor = Executor::new(Silent);
    let turns = |n: usize| async move {
        for _ in 0..n {
            yield_now().await;
        }
        n
    };
    let all = executor.block_on(join_all((0..40).map(turns)), || Park::GiveUp);
    assert_eq!(all, Ok((0..40).collect()));

    let handles: Vec<_> = (0..40).map(|n| executor.spawn(turns(n))).collect();
    let all = executor.block_on(join_all(handles), || Park::GiveUp).unwrap();
    assert_eq!(all.into_iter().collect::<Result<Vec<_>, _>>(), Ok((0..40).collect()));
    assert_eq!(executor.live(), 0);
}
