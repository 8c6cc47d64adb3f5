//! What one thread does to another reaches it at its instant: unparks, and wakes of tasks.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, run_blocking, story_of};
use awaitscope::blocking::Mutex;
use awaitscope::thread::{self, Thread};
use awaitscope::{BlockOnError, block_on, join, println, spawn, time, traced, work};
use expect_test::expect;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use trace::{Cause, EventKind};

#[test]
fn a_parked_thread_goes_on_when_another_one_unparks_it() {
    let trace = run_blocking(Default::default(), || {
        let main = thread::current();
        drop(thread::spawn(move || {
            thread::sleep(ms(20));
            main.unpark();
            work(ms(5));
        }));
        thread::park();
        println!("unparked");
        thread::sleep(ms(10));
    });
    assert_eq!(lines(&trace), ["20ms unparked"]);
    let wanted = |kind: &EventKind| {
        matches!(kind, EventKind::Thread(_) | EventKind::WaitEnded(_) | EventKind::WaitStarted(_))
    };
    expect![[r#"
        0    thread  spawns thread 1 (2048 KiB)
        0    thread  waits for an unpark
        0            Started
        0            waits for the sleep of 20 ms
        20ms         waits no more for the sleep of 20 ms
        20ms         unparks thread main
        20ms thread  waits no more for an unpark
        20ms thread  waits for the sleep of 10 ms
        25ms         Ended
        30ms thread  waits no more for the sleep of 10 ms
    "#]]
    .assert_eq(&story_of(&trace, "", wanted));
}

#[test]
fn the_token_is_kept_and_does_not_add_up() {
    let trace = run_blocking(Default::default(), || {
        let main = thread::current();
        main.unpark();
        main.unpark();
        thread::park();
        println!("the token was there");
        let waker = thread::spawn(move || {
            thread::sleep(ms(2));
            main.unpark();
        });
        work(ms(5));
        thread::park();
        println!("a wake before the park is not lost");
        waker.join().unwrap();
    });
    let said = ["0 the token was there", "5ms a wake before the park is not lost"];
    assert_eq!(lines(&trace), said);
}

#[test]
fn a_thread_that_has_not_begun_can_be_unparked() {
    let trace = run_blocking(Default::default(), || {
        let parked = thread::spawn(|| {
            thread::park();
            println!("goes on");
        });
        parked.thread().unpark();
        parked.join().unwrap();
    });
    assert_eq!(lines(&trace), ["0 goes on"]);
}

/// The smallest executor: a waker that unparks a thread.
struct Unparker(Thread);

impl Wake for Unparker {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[traced]
fn drive<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unparker(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn a_block_on_by_hand_parks_until_the_reactor_wakes_it() {
    let trace = run_blocking(Default::default(), || {
        #[traced]
        async fn nap() -> u32 {
            time::sleep(ms(7)).await;
            println!("slept");
            time::sleep(ms(3)).await;
            5
        }
        println!("{}", drive(nap()));
    });
    assert_eq!(lines(&trace), ["7ms slept", "10ms 5"]);
    assert_eq!(trace.thread_costs().voluntary, 2);
}

/// A timer whose thread sets a flag and wakes whoever polled last.
#[derive(Default)]
struct Shared {
    done: bool,
    waker: Option<Waker>,
}

struct Timer(Arc<Mutex<Shared>>);

impl Timer {
    fn new(millis: u64) -> Timer {
        let shared = Arc::new(Mutex::new(Shared::default()));
        let there = shared.clone();
        drop(thread::spawn(move || {
            thread::sleep(ms(millis));
            let Ok(mut shared) = there.lock() else { return };
            shared.done = true;
            if let Some(waker) = shared.waker.take() {
                waker.wake();
            }
        }));
        Timer(shared)
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Ok(mut shared) = self.0.lock() else { return Poll::Pending };
        if shared.done {
            return Poll::Ready(());
        }
        shared.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

#[test]
fn a_thread_wakes_a_task_at_the_threads_instant_and_not_before() {
    let trace = run(|| async {
        let ticker = spawn(async {
            time::sleep(ms(10)).await;
            println!("ten");
        });
        Timer::new(25).await;
        println!("timer");
        ticker.await.unwrap();
    });
    assert_eq!(lines(&trace), ["10ms ten", "25ms timer"]);
    let causes = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::Woken(task, Cause::Thread(lane), _) => {
            Some((event.at.as_millis() as u64, task.0, trace.thread_label(lane)))
        }
        _ => None,
    });
    let causes: Vec<_> = causes.collect();
    assert_eq!(causes, [(25, 0, "thread 1".to_owned())]);
}

#[test]
fn so_it_does_in_a_block_on_and_in_a_drive_by_hand() {
    let trace = run_blocking(Default::default(), || {
        assert_eq!(block_on(Timer::new(4)), Ok(()));
        println!("driven by block_on");
        drive(Timer::new(6));
        println!("driven by hand");
    });
    assert_eq!(lines(&trace), ["4ms driven by block_on", "10ms driven by hand"]);
}

async fn says(millis: u64) {
    Timer::new(millis).await;
    println!("{millis}");
}

#[test]
fn two_timers_of_two_tasks_end_each_at_its_own_instant() {
    let trace = run(|| async {
        let (late, early) = (spawn(says(30)), spawn(says(20)));
        assert!(late.await.is_ok() && early.await.is_ok());
    });
    assert_eq!(lines(&trace), ["20ms 20", "30ms 30"]);
}

/// A wake of one polls the other, whose thread has been there already, in its future.
#[test]
fn two_timers_of_one_task_would_look_into_the_future_and_are_refused() {
    let trace = run(|| async {
        join!(says(30), says(20));
    });
    assert_eq!(lines(&trace), [""; 0]);
    assert!(outcome(&trace).contains("threads that share memory while both run"));
}

#[test]
fn block_ons_in_a_row_are_sequential_and_one_inside_another_is_an_error() {
    let trace = run_blocking(Default::default(), || {
        for name in ["learn", "sing", "dance"] {
            let done = block_on(async move {
                let inner = spawn(async move { time::sleep(ms(10)).await });
                inner.await.is_ok()
            });
            println!("{name} {done:?}");
        }
        let nested = block_on(async { block_on(async {}) });
        println!("{}", nested.unwrap().unwrap_err());
    });
    let said = lines(&trace);
    assert_eq!(said[..3], ["10ms learn Ok(true)", "20ms sing Ok(true)", "30ms dance Ok(true)"]);
    assert!(said[3].starts_with("30ms Cannot start a runtime from within a runtime."), "{said:?}");
}

#[test]
fn block_on_in_a_task_is_the_same_error_and_on_another_thread_is_none() {
    let trace = run(|| async {
        println!("{:?}", block_on(async {}));
        let other = thread::spawn(|| block_on(time::sleep(ms(3))));
        println!("{:?}", other.join());
    });
    assert_eq!(lines(&trace), ["0 Err(Nested)", "3ms Ok(Ok(()))"]);
    assert_eq!(outcome(&trace), "The run completed after 3 ms.");
    let _: BlockOnError = BlockOnError::Nested;
}

#[test]
fn block_on_drops_what_it_leaves_behind_and_the_next_one_begins_afresh() {
    let trace = run_blocking(Default::default(), || {
        block_on(async { drop(spawn(time::sleep(ms(50)))) }).unwrap();
        block_on(time::sleep(ms(2))).unwrap();
    });
    assert_eq!(outcome(&trace), "The run completed after 2 ms.");
    assert_eq!(trace.tasks.len(), 3);
}
