//! `lost-waker` and `deadlock`.

use super::{check, ms, only, run, told};
use awaitscope::net::TcpListener;
use awaitscope::sync::mpsc;
use awaitscope::task::{JoinHandle, spawn, spawn_local};
use awaitscope::time::{sleep, timeout};
use awaitscope::traced;
use diagram::Lint;
use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use trace::{EventKind, PollResult, TaskId, WaitOn};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Answers `Pending` and forgets the waker.
struct Forgetful;

impl Future for Forgetful {
    type Output = ();

    #[traced]
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

#[test]
fn a_waker_that_nobody_kept_is_lost_at_the_last_poll() {
    #[traced]
    async fn hopes() {
        sleep(ms(5)).await;
        Forgetful.await; // for ever
    }
    let trace = run(hopes);
    let (finding, line) = only(&trace, include_str!("stuck.rs"));
    let pending = EventKind::PollEnded(TaskId(0), PollResult::Pending);
    assert_eq!(trace.events[finding.event].kind, pending);
    assert_eq!(trace.events.iter().rposition(|event| event.kind == pending), Some(finding.event));
    assert_eq!(line, "Forgetful.await; // for ever");
    let expected = "Task 0 (main) answered Pending and waits for nothing that can wake it: it \
                    will never be polled again.";
    assert_eq!(finding.sentence, expected);
}

#[test]
fn whoever_awaits_a_task_with_a_lost_waker_is_not_accused_as_well() {
    let main = || async { spawn(Forgetful).await.is_ok() };
    check(
        main,
        &["lost-waker: Task 1 (task) answered Pending and waits for nothing that can wake it: it \
           will never be polled again."],
    );
}

#[test]
fn a_timer_beside_it_can_wake_a_forgetful_future() {
    check(|| async { timeout(ms(5), Forgetful).await.is_ok() }, &[]);
}

#[test]
fn in_an_idle_run_a_task_that_another_has_woken_before_may_be_woken_again() {
    let main = |wakes: bool| {
        move || async move {
            let waker = Rc::new(RefCell::new(None::<Waker>));
            let kept = waker.clone();
            let waits = poll_fn(move |context| {
                kept.replace(Some(context.waker().clone()));
                Poll::<()>::Pending
            });
            let _waits = spawn_local(waits);
            sleep(ms(1)).await;
            if wakes {
                waker.take().into_iter().for_each(Waker::wake);
            }
            let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
            let _ = listener.accept().await;
        }
    };
    check(main(true), &[]);
    check(
        main(false),
        &["lost-waker: Task 1 (task) answered Pending and waits for nothing that can wake it: it \
           will never be polled again."],
    );
}

type Lock = awaitscope::sync::Mutex<u32>;
type Slot = Arc<Mutex<Option<JoinHandle<()>>>>;

#[traced]
async fn waits(slot: Slot) {
    sleep(ms(1)).await;
    let other = slot.lock().unwrap().take();
    if let Some(other) = other {
        let _ = other.await; // the next one
    }
}

/// So many tasks, each with the handle of the next one.
fn make_ring(tasks: usize) {
    let slots: Vec<_> = (0..tasks).map(|_| Slot::default()).collect();
    let mut handles: Vec<_> = slots.iter().map(|slot| spawn(waits(slot.clone()))).collect();
    handles.rotate_left(1);
    for (slot, handle) in slots.iter().zip(handles) {
        *slot.lock().unwrap() = Some(handle);
    }
}

#[test]
fn a_ring_is_named_from_its_lowest_task_at_the_wait_that_closed_it() {
    let expected = [
        "Task 1 (waits) waits for its own end: it can never go on.",
        "Task 1 (waits) and task 2 (waits) wait for each other's end: neither can ever go on.",
        "Task 1 (waits), task 2 (waits) and task 3 (waits) wait in a ring, each for the end of \
         the next and the last for that of the first: none of them can ever go on.",
    ];
    for (tasks, expected) in (1..).zip(expected) {
        let trace = run(|| async move {
            make_ring(tasks);
            // Somebody from outside still comes: the ring is stuck all the same.
            let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
            let _ = listener.accept().await;
        });
        let (finding, line) = only(&trace, include_str!("stuck.rs"));
        assert_eq!((finding.lint, &finding.sentence[..]), (Lint::Deadlock, expected));
        assert_eq!(line, "let _ = other.await; // the next one");
        let waits = trace.events.iter().rposition(|event| {
            matches!(event.kind, EventKind::WaitStarted(wait)
                if matches!(trace.wait(wait).on, WaitOn::Task(_)))
        });
        assert_eq!(waits, Some(finding.event));
    }
}

#[test]
fn whoever_waits_for_a_ring_is_not_part_of_it() {
    let main = || async {
        let slot = Slot::default();
        let [hen, egg] = [spawn(waits(slot.clone())), spawn(waits(Slot::default()))];
        *slot.lock().unwrap() = Some(egg);
        let _ = hen.await;
        make_ring(2);
        let after = Slot::default();
        let waits_too = spawn(waits(after));
        drop(waits_too);
        pending::<()>().await;
    };
    let found = told(&run(main));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|told| told.starts_with("deadlock: Task 3 (waits) and task 4")));
}

#[test]
fn a_ring_with_a_way_out_is_none() {
    let main = || async {
        let slot = Slot::default();
        let with_a_way_out = waits(slot.clone());
        let first = spawn(async { timeout(ms(50), with_a_way_out).await.is_ok() });
        let second = spawn(async {
            let _ = first.await;
        });
        *slot.lock().unwrap() = Some(second);
        sleep(ms(100)).await;
    };
    check(main, &[]);
}

#[test]
fn a_chain_of_many_tasks_is_no_ring() {
    let main = || async {
        let mut last = spawn(sleep(ms(1)));
        for _ in 0..500 {
            last = spawn(async {
                let _ = last.await;
            });
        }
        last.await.is_ok()
    };
    check(main, &[]);
}

/// The number of the first line that ends like this.
fn line(end: &str) -> usize {
    let lines = include_str!("stuck.rs").lines();
    1 + lines.take_while(|line| !line.ends_with(end)).count()
}

#[test]
fn locks_taken_crosswise_are_a_deadlock_that_says_what_each_waits_for() {
    #[traced]
    async fn both(first: Arc<Lock>, second: Arc<Lock>) {
        let _first = first.lock().await;
        sleep(ms(1)).await;
        let _second = second.lock().await; // crosswise
    }
    let main = || async {
        let one = Arc::new(Lock::new(1)); // the first
        let two = Arc::new(Lock::new(2)); // the second
        let other = spawn(both(two.clone(), one.clone()));
        both(one, two).await;
        let _ = other.await;
    };
    let [first, second, waits] = ["// the first", "// the second", "// crosswise"].map(line);
    let expected = format!(
        "deadlock: Nobody is left who could wake task 0 (main) and task 1 (both). Task 0 (main) \
         waits in line {waits} for lock 2, made in line {second}. Task 1 (both) waits in line \
         {waits} for lock 1, made in line {first}."
    );
    check(main, &[&expected]);
}

#[test]
fn a_thread_that_blocks_for_its_own_lock_is_told_who_holds_it_and_since_which_line() {
    type Blocking = awaitscope::blocking::Mutex<u32>;
    #[traced]
    async fn holds(lock: Rc<Blocking>) {
        let guard = lock.lock(); // is held
        sleep(ms(1)).await;
        drop(guard);
    }
    #[traced]
    async fn wants(lock: Rc<Blocking>) {
        let _guard = lock.lock(); // is wanted
    }
    let crossed = || async {
        let lock = Rc::new(Blocking::new(1));
        let _holds = spawn_local(holds(lock.clone()));
        let _wants = spawn_local(wants(lock)).await;
    };
    let (held, wanted) = (line("// is held"), line("// is wanted"));
    let trace = run(crossed);
    let expected = format!(
        "deadlock: Task 2 (wants) waits in line {wanted} for the lock that task 1 (holds) has \
         held since line {held}, and nobody is left who could give it."
    );
    assert_eq!(told(&trace), [expected]);
    let advice = &only(&trace, include_str!("stuck.rs")).0.advice;
    assert!(advice.starts_with("Block no thread"), "{advice}");

    let alone = || async {
        let lock = Rc::new(Blocking::new(1));
        let _first = lock.lock(); // is held alone
        wants(lock.clone()).await;
        pending::<()>().await;
    };
    let held = line("// is held alone");
    let expected = format!(
        "deadlock: Task 0 (main) waits in line {wanted} for the lock that it has held since line \
         {held}, and nobody is left who could give it."
    );
    check(alone, &[&expected]);
}

#[test]
fn a_receiver_whose_sender_nobody_uses_is_a_deadlock() {
    let main = || async {
        let (sender, mut receiver) = mpsc::channel::<u32>(1);
        let _ = receiver.recv().await;
        drop(sender);
    };
    check(
        main,
        &["deadlock: Task 0 (main) waits for a message from channel 1 (u32), and nobody is left \
           who could give it."],
    );
}
