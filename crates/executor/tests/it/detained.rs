//! A detained executor: wakes do nothing and are told, until its host passes them on.

use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Executor, Observer, TaskId, WakeEffect};

#[derive(Default)]
struct Told(RefCell<Vec<(TaskId, Option<WakeEffect>)>>);

impl Observer for Told {
    fn woken(&self, task: TaskId, effect: WakeEffect) {
        self.0.borrow_mut().push((task, Some(effect)));
    }

    fn detained(&self, task: TaskId) {
        self.0.borrow_mut().push((task, None));
    }
}

fn idle(executor: &Executor<Told>) -> (executor::JoinHandle<()>, Waker) {
    let kept = Rc::new(RefCell::new(None));
    let there = kept.clone();
    let handle = executor.spawn(async move {
        poll_fn(|context| {
            *there.borrow_mut() = Some(context.waker().clone());
            Poll::Ready(())
        })
        .await;
        pending::<()>().await;
    });
    executor.run_until_stalled();
    (handle, kept.take().unwrap())
}

#[test]
fn a_wake_waits_until_it_is_passed_on() {
    let (executor, other) = (Executor::new(Told::default()), Executor::new(Told::default()));
    let (_idle, waker) = idle(&executor);
    let (_other, of_other) = idle(&other);
    executor.detain(true);
    waker.wake_by_ref();
    waker.wake_by_ref();
    of_other.wake();
    assert_eq!((executor.ready().len(), other.ready().len()), (0, 1));
    executor.wake(TaskId(0));
    assert_eq!(executor.ready().len(), 0, "it is detained still");
    executor.detain(false);
    executor.wake(TaskId(0));
    executor.wake(TaskId(0));
    executor.wake(TaskId(7));
    assert_eq!(executor.ready(), [TaskId(0)]);
    let told = executor.observer().0.borrow();
    let task = TaskId(0);
    let expected = [
        (task, None),
        (task, None),
        (task, None),
        (task, Some(WakeEffect::Queued)),
        (task, Some(WakeEffect::AlreadyQueued)),
    ];
    assert_eq!(*told, expected);
}

#[test]
fn a_task_that_has_ended_is_not_told_of() {
    let executor = Executor::new(Told::default());
    let (handle, waker) = idle(&executor);
    handle.abort();
    executor.detain(true);
    waker.wake();
    assert!(executor.observer().0.borrow().is_empty());
}
