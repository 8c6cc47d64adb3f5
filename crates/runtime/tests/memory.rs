//! How much memory a task takes, measured where readers meet it: as WebAssembly, whose memory tells
//! its size. The words of the example `hundred-thousand` name these numbers.
//!
//! Natively the allocator would have to count, which takes `unsafe` code; so there is no such test.
#![cfg(target_arch = "wasm32")]

use executor::{Executor, Silent};
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen_test::wasm_bindgen_test as test;

const TASKS: usize = 100_000;
const PAGE: usize = 65_536;

/// Bytes by which the memory grows for each of the tasks that `work` makes, in whole numbers.
fn bytes_per_task<T>(work: impl FnOnce() -> T) -> usize {
    let before = core::arch::wasm32::memory_size(0);
    let made = work();
    let after = core::arch::wasm32::memory_size(0);
    drop(made);
    (after - before) * PAGE / TASKS
}

#[test]
fn a_task_costs_the_executor_about_as_many_bytes_as_its_words_say() {
    let bytes = bytes_per_task(|| {
        let executor = Executor::new(Silent);
        for _ in 0..TASKS {
            executor.spawn(Asleep([0; FUTURE])).detach();
        }
        executor.run_until_stalled();
        assert_eq!(executor.live(), TASKS);
        executor
    });
    let own = bytes - FUTURE;
    assert!(own.abs_diff(OWN) <= OWN / 10, "{own} bytes beside a future of {FUTURE}");
}

/// The size of the future of the example's `sensor`; the page says so beside its states.
const FUTURE: usize = 64;

/// What the executor adds to a future: the box, what is shared with the handle, the slot with its
/// place on the run queue, and the entry in the arena.
const OWN: usize = 160;

/// A future that is never ready.
struct Asleep([u8; FUTURE]);

impl Future for Asleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        assert_eq!(self.0[0], 0);
        Poll::Pending
    }
}
