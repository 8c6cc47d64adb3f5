//! The blocking lock: taken in the order of instants, or refused; and the hang on one thread.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, run_blocking, story};
use awaitscope::blocking::{Hung, Mutex};
use awaitscope::{join, println, thread, time, traced, work};
use std::sync::Arc;

#[test]
fn a_lock_held_across_an_await_hangs_the_only_thread() {
    #[traced]
    async fn transfer(name: &'static str, account: Arc<Mutex<u32>>) -> Result<(), Hung> {
        let mut balance = account.lock()?;
        time::sleep(ms(10)).await;
        *balance += 1;
        println!("{name}");
        Ok(())
    }
    let trace = run(|| async {
        let account = Arc::new(Mutex::new(0));
        let both = join!(transfer("one", account.clone()), transfer("two", account));
        println!("{both:?}");
    });
    let words = "The run ended in a deadlock: nothing can ever wake task 0 (main), which waits for \
                 the lock that it has held since line 15.";
    assert_eq!(outcome(&trace), words);
    assert_eq!(lines(&trace), [""; 0]);
    assert!(
        story(&trace, "").contains("T0      waits for the lock that it has held since line 15")
    );
}

#[test]
fn a_main_that_hangs_and_ends_in_the_same_poll_has_not_completed() {
    let trace = run(|| async {
        let lock = Mutex::new(0);
        let _first = lock.lock();
        let second = lock.lock();
        println!("{}", second.is_err());
    });
    assert!(outcome(&trace).starts_with("The run ended in a deadlock"), "{}", outcome(&trace));
    assert_eq!(lines(&trace), [""; 0]);
}

#[test]
fn a_thread_waits_for_a_lock_that_another_one_has() {
    let trace = run_blocking(Default::default(), || {
        let total = Arc::new(Mutex::new(0));
        let add = |late: u64, hold: u64, total: Arc<Mutex<u32>>| {
            thread::spawn(move || {
                thread::sleep(ms(late));
                let mut total = total.lock().unwrap();
                work(ms(hold));
                *total += 1;
                println!("{total:?}");
            })
        };
        let jobs = [add(1, 10, total.clone()), add(3, 4, total.clone())];
        jobs.into_iter().for_each(|job| job.join().unwrap());
        println!("{:?}", total.lock().unwrap());
    });
    assert_eq!(lines(&trace), ["11ms 1", "15ms 2", "15ms 2"]);
    let story = story(&trace, "");
    assert!(story.contains("waits for a lock\n"), "{story}");
}

#[test]
fn a_thread_that_would_see_the_future_of_another_is_refused() {
    let trace = run_blocking(Default::default(), || {
        let shared = Arc::new(Mutex::new(0));
        let writes = |late: u64, shared: Arc<Mutex<u32>>| {
            thread::spawn(move || {
                thread::sleep(ms(late));
                shared.lock().map(|mut shared| *shared += 1)
            })
        };
        let jobs = [writes(20, shared.clone()), writes(10, shared)];
        println!("{:?}", jobs.map(thread::JoinHandle::join));
    });
    assert_eq!(trace.outcome.name(), "refused");
    assert!(outcome(&trace).contains("threads that share memory while both run"));
}

#[test]
fn a_lock_that_is_free_again_is_taken_without_a_wait() {
    let trace = run_blocking(Default::default(), || {
        let value = Mutex::new(3);
        *value.lock().unwrap() += 1;
        let locked = value.lock().unwrap();
        println!("{}", *locked);
        drop(locked);
        assert_eq!(value.into_inner(), 4);
    });
    assert_eq!(lines(&trace), ["0 4"]);
    assert_eq!(Mutex::new(1).lock().map(|value| *value), Ok(1), "outside of every run");
}
