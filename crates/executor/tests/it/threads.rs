//! Wakers on other threads than their task's.

use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Executor, Park, Silent};

use crate::stock::{Log, logging, own_waker};

/// Ready once the flag is set; sends its waker away first.
fn flagged(flag: Arc<AtomicBool>, wakers: mpsc::Sender<Waker>) -> impl Future<Output = ()> {
    poll_fn(move |cx| {
        if flag.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        wakers.send(cx.waker().clone()).unwrap();
        Poll::Pending
    })
}

#[test]
fn a_wake_from_another_thread_unparks_the_executor() {
    let executor = Executor::new(Silent);
    let (sender, wakers) = mpsc::channel::<Waker>();
    let flag = Arc::new(AtomicBool::new(false));
    let setter = thread::spawn({
        let flag = flag.clone();
        move || {
            let waker = wakers.recv().unwrap();
            flag.store(true, Ordering::Release);
            waker.wake();
        }
    });
    let done = executor.block_on(flagged(flag, sender), || executor.park_thread(None));
    assert_eq!(done, Ok(()));
    setter.join().unwrap();
}

#[test]
fn a_wake_before_the_park_is_not_lost() {
    let executor = Executor::new(Silent);
    let (sender, wakers) = mpsc::channel::<Waker>();
    let flag = Arc::new(AtomicBool::new(false));
    let done = executor.block_on(flagged(flag.clone(), sender), || {
        // The other thread has come and gone before this one parks.
        let (waker, flag) = (wakers.recv().unwrap(), flag.clone());
        let setter = thread::spawn(move || {
            flag.store(true, Ordering::Release);
            waker.wake();
        });
        setter.join().unwrap();
        executor.park_thread(None)
    });
    assert_eq!(done, Ok(()));
}

#[test]
fn a_park_that_nobody_ends_gives_up_when_its_time_is_over() {
    let executor = Executor::new(Silent);
    assert_eq!(executor.park_thread(Some(Duration::ZERO)), Park::GiveUp);
    executor.spawn(async {}).detach();
    assert_eq!(executor.park_thread(None), Park::Retry);
}

#[test]
fn what_another_thread_does_to_a_waker_is_told_and_counted_with_the_next_step() {
    let (executor, log) = logging();
    let (sender, wakers) = mpsc::channel::<Waker>();
    let flag = Arc::new(AtomicBool::new(false));
    executor.spawn(flagged(flag.clone(), sender)).detach();
    executor.run_until_stalled();
    flag.store(true, Ordering::Release);
    let waker = wakers.recv().unwrap();
    let other = thread::spawn(move || {
        waker.clone().wake();
        waker.wake();
    });
    other.join().unwrap();
    log.say("other thread gone");
    assert!(executor.ready().is_empty());
    executor.run_until_stalled();
    expect_test::expect![[r#"
        spawn 0
        poll 0 {
        } poll 0 Pending
            other thread gone
        wake 0 Queued
        wake 0 AlreadyQueued
        poll 0 {
        } poll 0 Ready
        end 0 Completed; +2 -2 wakers, 2 wakes
    "#]]
    .assert_eq(&log.text());
}

#[test]
fn wakes_of_many_threads_all_arrive() {
    let (threads, rounds) = if cfg!(miri) { (3, 5) } else { (8, 200) };
    let executor = Executor::new(Silent);
    let mut tasks = Vec::new();
    let mut setters = Vec::new();
    for _ in 0..threads {
        let (sender, wakers) = mpsc::channel::<Waker>();
        let turn = Arc::new(AtomicBool::new(false));
        let theirs = turn.clone();
        tasks.push(executor.spawn(async move {
            for _ in 0..rounds {
                flagged(turn.clone(), sender.clone()).await;
                turn.store(false, Ordering::Release);
            }
        }));
        setters.push(thread::spawn(move || {
            // Ends when the task has dropped its sender.
            for waker in wakers {
                theirs.store(true, Ordering::Release);
                waker.wake();
            }
        }));
    }
    let all = futures::future::join_all(tasks);
    let all = executor.block_on(all, || executor.park_thread(None)).unwrap();
    assert!(all.into_iter().all(|joined| joined.is_ok()));
    for setter in setters {
        setter.join().unwrap();
    }
}

/// The waker of a task that idles in an executor of another thread, which then ends.
fn waker_of_a_dead_thread() -> Waker {
    let there = thread::spawn(|| {
        let executor = Executor::new(Silent);
        let (sender, wakers) = mpsc::channel();
        let task = async move {
            sender.send(own_waker().await).unwrap();
            pending::<()>().await;
        };
        executor.spawn(task).detach();
        executor.run_until_stalled();
        wakers.recv().unwrap()
    });
    there.join().unwrap()
}

#[test]
fn a_waker_outlives_its_thread_and_wakes_nobody_of_the_next() {
    let old = waker_of_a_dead_thread();
    old.wake_by_ref();
    // The next threads go on with the tables of those that ended.
    let newer: Vec<_> = (0..4).map(|_| waker_of_a_dead_thread()).collect();
    assert!(newer.iter().all(|newer| !newer.will_wake(&old)));
    let there = thread::spawn(move || {
        let (executor, log) = logging();
        executor.spawn(pending::<()>()).detach();
        executor.run_until_stalled();
        old.wake();
        newer.into_iter().for_each(Waker::wake);
        assert_eq!(executor.run_until_stalled(), 0);
        log.text()
    });
    expect_test::expect![[r#"
        spawn 0
        poll 0 {
        } poll 0 Pending
    "#]]
    .assert_eq(&there.join().unwrap());
}

thread_local! {
    static EARLY: RefCell<Option<Executor<Log>>> = const { RefCell::new(None) };
    static LATE: RefCell<Option<Executor<Log>>> = const { RefCell::new(None) };
}

#[test]
fn an_executor_in_thread_local_storage_ends_with_its_thread_in_whatever_order() {
    let alive = Arc::new(());
    let there = alive.clone();
    let idle = move || {
        let (executor, log) = logging();
        let held = there.clone();
        let task = async move {
            let _held = (held, own_waker().await);
            pending::<()>().await;
        };
        executor.spawn(task).detach();
        executor.run_until_stalled();
        log.say("idle");
        executor
    };
    let there = thread::spawn(move || {
        // The storage of EARLY exists before that of the executors' table, that of LATE after it,
        // so that one of them is dropped when the table is gone.
        EARLY.set(None);
        EARLY.set(Some(idle()));
        LATE.set(Some(idle()));
    });
    there.join().unwrap();
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn where_thread_local_storage_is_gone_an_executor_refuses_its_tasks() {
    /// Makes an executor when the thread is almost gone.
    struct Late(mpsc::Sender<bool>);
    impl Drop for Late {
        fn drop(&mut self) {
            let executor = Executor::new(Silent);
            let refused = executor.spawn(pending::<()>()).is_finished();
            let stalled = executor.run_until_stalled() == 0;
            self.0.send(refused && stalled).unwrap();
        }
    }
    thread_local! {
        static LAST: RefCell<Option<Late>> = const { RefCell::new(None) };
    }
    let (sender, receiver) = mpsc::channel();
    let there = thread::spawn(move || {
        LAST.set(Some(Late(sender)));
        // Its storage is newer than LAST, and goes first.
        drop(Executor::new(Silent));
    });
    there.join().unwrap();
    assert_eq!(receiver.recv(), Ok(true));
}
