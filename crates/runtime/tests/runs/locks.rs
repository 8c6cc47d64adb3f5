//! Locks that may be held across an await, and notifications: turns, wakes, giving up.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story_of};
use awaitscope::sync::{Mutex, Notify};
use awaitscope::task::yield_now;
use awaitscope::time::{sleep, timeout};
use awaitscope::{join, println, spawn, traced};
use expect_test::expect;
use std::sync::Arc;
use trace::EventKind;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

#[traced]
async fn adds(name: &'static str, total: Arc<Mutex<u32>>) {
    let mut total = total.lock().await;
    let before = *total;
    sleep(ms(10)).await;
    *total = before + 1;
    println!("{name}: {total}");
}

#[test]
fn whoever_asks_first_is_next_and_nothing_is_lost() {
    let trace = run(|| async {
        let total = Arc::new(Mutex::new(0));
        let tasks = ["ada", "bob", "cleo"].map(|name| spawn(adds(name, total.clone())));
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(Arc::into_inner(total).unwrap().into_inner(), 3);
    });
    assert_eq!(lines(&trace), ["10ms ada: 1", "20ms bob: 2", "30ms cleo: 3"]);
    let wanted = |kind: &EventKind| match kind {
        EventKind::WaitStarted(wait) | EventKind::WaitEnded(wait) => {
            trace.wait_label(trace.wait(*wait).on).starts_with("lock")
        }
        kind => matches!(kind, EventKind::Woken(..)),
    };
    expect![[r#"
        0    T2      waits for lock 1, made in line 31
        0    T3      waits for lock 1, made in line 31
        10ms reactor wakes T1 (the sleep of 10 ms, Queued)
        10ms T1      wakes T2 (Task(TaskId(1)), Queued)
        10ms T1      wakes T0 (Task(TaskId(1)), Queued)
        10ms T2      waits no more for lock 1, made in line 31
        20ms reactor wakes T2 (the sleep of 10 ms, Queued)
        20ms T2      wakes T3 (Task(TaskId(2)), Queued)
        20ms T2      wakes T0 (Task(TaskId(2)), Queued)
        20ms T3      waits no more for lock 1, made in line 31
        30ms reactor wakes T3 (the sleep of 10 ms, Queued)
        30ms T3      wakes T0 (Task(TaskId(3)), Queued)
    "#]]
    .assert_eq(&story_of(&trace, "", wanted));
}

#[test]
fn the_lock_is_handed_over_and_cannot_be_snatched() {
    check(
        || async {
            let lock = Arc::new(Mutex::new("mine"));
            let guard = lock.lock().await;
            assert!(lock.try_lock().is_err());
            let waits = spawn(async_take(lock.clone()));
            yield_now().await;
            drop(guard);
            assert!(lock.try_lock().is_err(), "it belongs to the task, which has not been polled");
            waits.await.unwrap();
            println!("{}", lock.try_lock().unwrap());
        },
        &["0 theirs"],
    );

    async fn async_take(lock: Arc<Mutex<&'static str>>) {
        *lock.lock_owned().await = "theirs";
    }
}

#[test]
fn whoever_stops_waiting_hands_the_lock_on() {
    check(
        || async {
            let lock = Mutex::new(0);
            let holds = async {
                let _held = lock.lock().await;
                sleep(ms(9)).await;
            };
            let gives_up = async { timeout(ms(5), lock.lock()).await.is_err() };
            let waits = async { *lock.lock().await += 1 };
            assert!(join!(holds, gives_up, waits).1);
            println!("{lock:?}");

            let guard = lock.lock().await;
            let mut owner = Box::pin(lock.lock());
            assert!(futures::poll!(owner.as_mut()).is_pending());
            let mut next = Box::pin(lock.lock());
            assert!(futures::poll!(next.as_mut()).is_pending());
            drop(guard);
            drop(owner);
            println!("{:?} {lock:?}", next.await);
        },
        &["9ms Mutex { data: 1 }", "9ms 1 Mutex { data: <locked> }"],
    );
}

#[test]
fn a_task_that_locks_twice_waits_for_itself() {
    let trace = run(|| async {
        let first = Mutex::new(0_u8);
        let cups = Mutex::new(vec!["cup".to_owned()]);
        let _held = (first.lock().await, cups.lock().await);
        drop(cups.lock().await);
    });
    let words = outcome(&trace);
    assert!(words.ends_with("task 0 (main), which waits for lock 2, made in line 115."), "{words}");
}

#[test]
fn a_guard_can_be_sent_and_a_lock_made_outside_a_run() {
    fn is_sendable<T: Send + Sync>(value: T) -> T {
        value
    }
    let mut lock = is_sendable(Mutex::<Vec<u8>>::default());
    lock.get_mut().push(1);
    run(move || async move {
        is_sendable(lock.lock().await).push(2);
        assert_eq!(lock.into_inner(), [1, 2]);
    });
}

#[test]
fn one_notification_is_stored_and_one_waiter_is_woken() {
    check(
        || async {
            let bell = Arc::new(Notify::new());
            bell.notify_one();
            bell.notify_one();
            bell.notified().await;
            println!("stored");
            assert!(timeout(ms(1), bell.notified()).await.is_err(), "only one was");
            let tasks = ["ada", "bob"].map(|name| spawn(hears(name, bell.clone())));
            yield_now().await;
            bell.notify_one();
            sleep(ms(1)).await;
            bell.notify_one();
            for task in tasks {
                task.await.unwrap();
            }
        },
        &["0 stored", "1ms ada hears it", "2ms bob hears it"],
    );
}

#[traced]
async fn hears(name: &'static str, bell: Arc<Notify>) {
    bell.notified().await;
    println!("{name} hears it");
}

#[test]
fn all_who_wait_are_woken_and_nothing_is_stored() {
    let trace = run(|| async {
        let bell = Arc::new(Notify::default());
        let heard = bell.notified();
        let tasks = ["ada", "bob"].map(|name| spawn(hears(name, bell.clone())));
        yield_now().await;
        bell.notify_waiters();
        heard.await;
        println!("even one that was made before and not polled");
        for task in tasks {
            task.await.unwrap();
        }
        bell.notified().await;
    });
    assert_eq!(lines(&trace).len(), 3);
    let words = outcome(&trace);
    assert!(words.ends_with("which waits for a notification from notify 1."), "{words}");
}

#[test]
fn whoever_was_notified_alone_and_is_dropped_hands_it_on() {
    check(
        || async {
            let bell = Notify::new();
            let mut first = Box::pin(bell.notified());
            let mut second = Box::pin(bell.notified());
            assert!(futures::poll!(first.as_mut()).is_pending());
            assert!(futures::poll!(second.as_mut()).is_pending());
            bell.notify_one();
            drop(first);
            second.await;
            let mut third = Box::pin(bell.notified());
            assert!(futures::poll!(third.as_mut()).is_pending());
            bell.notify_waiters();
            drop(third);
            println!("{}", futures::poll!(Box::pin(bell.notified())).is_pending());
        },
        &["0 true"],
    );
}
