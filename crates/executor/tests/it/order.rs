//! Fairness: who is polled, how often, and after whom.

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::task::Poll;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Executor, PollResult, Silent, Step, TaskId};

use crate::stock::{Gate, own_waker, yield_now};

fn ids(ids: &[u32]) -> Vec<TaskId> {
    ids.iter().copied().map(TaskId).collect()
}

#[test]
fn a_task_that_wakes_itself_goes_to_the_back() {
    let executor = Executor::new(Silent);
    let order = Rc::new(RefCell::new(String::new()));
    for name in ['a', 'b', 'c'] {
        let order = order.clone();
        let task = async move {
            for _ in 0..3 {
                order.borrow_mut().push(name);
                yield_now().await;
            }
        };
        executor.spawn(task).detach();
    }
    executor.run_until_stalled();
    assert_eq!(*order.borrow(), "abcabcabc");
}

#[test]
fn a_task_that_wakes_itself_and_then_another_comes_after_the_other() {
    let executor = Executor::new(Silent);
    let gate = Gate::default();
    let waiter = executor.spawn({
        let gate = gate.clone();
        async move { gate.passed().await }
    });
    assert_eq!(executor.run_until_stalled(), 1);
    let selfish = async move {
        let mut first = true;
        poll_fn(|cx| {
            if !std::mem::take(&mut first) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            gate.open();
            Poll::Pending
        })
        .await;
    };
    executor.spawn(selfish).detach();
    executor.step();
    assert_eq!(executor.ready(), ids(&[0, 1]));
    executor.run_until_stalled();
    assert!(waiter.is_finished());
}

#[test]
fn a_task_that_nobody_wakes_is_polled_once() {
    let executor = Executor::new(Silent);
    executor.spawn(pending::<()>()).detach();
    assert_eq!(executor.run_until_stalled(), 1);
    executor.spawn(async {}).detach();
    assert_eq!(executor.run_until_stalled(), 1);
    assert_eq!(executor.live(), 1);
}

#[test]
fn a_task_woken_many_times_is_polled_once_more() {
    let executor = Executor::new(Silent);
    let polls = Rc::new(Cell::new(0));
    let waker = Rc::new(RefCell::new(None));
    let task = {
        let (polls, waker) = (polls.clone(), waker.clone());
        poll_fn(move |cx| {
            polls.set(polls.get() + 1);
            *waker.borrow_mut() = Some(cx.waker().clone());
            Poll::<()>::Pending
        })
    };
    executor.spawn(task).detach();
    executor.run_until_stalled();
    let waker = waker.take().unwrap();
    for _ in 0..5 {
        waker.wake_by_ref();
    }
    assert_eq!(executor.ready(), ids(&[0]));
    executor.run_until_stalled();
    assert_eq!(polls.get(), 2);
}

#[test]
fn a_step_polls_one_task_once_and_says_how_it_came_out() {
    let executor = Executor::new(Silent);
    executor.spawn(yield_now()).detach();
    executor.spawn(async {}).detach();
    let task = TaskId;
    assert_eq!(executor.step(), Step::Polled { task: task(0), result: PollResult::Pending });
    assert_eq!(executor.ready(), ids(&[1, 0]));
    assert_eq!(executor.step(), Step::Polled { task: task(1), result: PollResult::Ready });
    assert_eq!(executor.step(), Step::Polled { task: task(0), result: PollResult::Ready });
    assert_eq!(executor.step(), Step::Stalled);
}

#[test]
fn a_task_may_spawn_and_step_within_its_poll_and_is_not_entered_again() {
    let executor = Executor::new(Silent);
    let inner = executor.clone();
    let outer = executor.spawn(async move {
        let own = own_waker().await;
        own.wake_by_ref();
        let child = inner.spawn({
            let inner = inner.clone();
            async move {
                yield_now().await;
                inner.current()
            }
        });
        let polls = inner.run_until_stalled();
        (polls, child.await.unwrap(), inner.current())
    });
    let result = executor.block_on(outer, || executor::Park::GiveUp).unwrap().unwrap();
    // Three polls: `block_on` is task 1, and the child's two.
    assert_eq!(result, (3, Some(TaskId(2)), Some(TaskId(0))));
    assert_eq!(executor.current(), None);
}

#[test]
fn numbers_of_tasks_are_never_used_again() {
    let executor = Executor::new(Silent);
    for number in 0..5 {
        let handle = executor.spawn(async {});
        assert_eq!(handle.id(), TaskId(number));
        executor.run_until_stalled();
        assert_eq!(executor.live(), 0);
    }
}
