//! An executor that a host drives: a browser's queue, imitated.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Executor, Silent, Step};

use crate::stock::{Gate, yield_now};

type Job = Box<dyn FnOnce()>;

/// A queue of jobs, as a browser has, and an executor that asks it for slices of three steps.
#[derive(Default)]
struct Page {
    jobs: RefCell<VecDeque<Job>>,
    slices: Cell<u32>,
    asked: Cell<bool>,
}

impl Page {
    fn ask_for_slice(self: &Rc<Self>, executor: &Executor) {
        if self.asked.replace(true) {
            return;
        }
        let (page, executor) = (self.clone(), executor.clone());
        let slice = move || {
            page.asked.set(false);
            page.slices.set(page.slices.get() + 1);
            let stalled = (0..3).any(|_| executor.step() == Step::Stalled);
            if !stalled {
                page.ask_for_slice(&executor);
            }
        };
        self.jobs.borrow_mut().push_back(Box::new(slice));
    }

    fn run(&self) {
        while let Some(job) = { self.jobs.borrow_mut().pop_front() } {
            job();
        }
    }
}

fn driven() -> (Rc<Page>, Executor) {
    let (page, executor) = (Rc::new(Page::default()), Executor::new(Silent));
    executor.on_ready({
        let (page, executor) = (page.clone(), executor.clone());
        move || page.ask_for_slice(&executor)
    });
    (page, executor)
}

#[test]
fn a_host_runs_tasks_in_slices_and_is_asked_again_after_a_wake() {
    let (page, executor) = driven();
    let gate = Gate::default();
    let task = executor.spawn({
        let gate = gate.clone();
        async move {
            for _ in 0..5 {
                yield_now().await;
            }
            gate.passed().await;
        }
    });
    page.run();
    // Six polls and one look that finds nothing: three slices of three steps.
    assert_eq!(page.slices.get(), 3);
    assert!(!task.is_finished());

    gate.open();
    assert_eq!(page.jobs.borrow().len(), 1);
    page.run();
    assert!(task.is_finished());
    executor.shut_down();
}

#[test]
fn a_shut_down_forgets_the_host_and_with_it_the_handle_that_the_host_holds() {
    let (page, executor) = driven();
    executor.shut_down();
    assert_eq!(Rc::strong_count(&page), 1);
}

#[test]
fn a_host_that_comes_late_is_told_that_something_is_ready() {
    let executor = Executor::new(Silent);
    executor.spawn(async {}).detach();
    let asked = Rc::new(Cell::new(0));
    let count = asked.clone();
    executor.on_ready(move || count.set(count.get() + 1));
    assert_eq!(asked.get(), 1);
    executor.spawn(async {}).detach();
    assert_eq!(asked.get(), 1);
    executor.run_until_stalled();
    executor.spawn(async {}).detach();
    assert_eq!(asked.get(), 2);
}
