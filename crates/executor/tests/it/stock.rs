//! What the tests share: an observer that writes a log, and small futures.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use executor::{Ended, Executor, Observer, PollResult, TaskId, WakeEffect, WakerCounts};

/// Writes one line for everything that happens; a test adds its own lines, indented.
#[derive(Clone, Default)]
pub(crate) struct Log(Rc<RefCell<String>>);

impl Log {
    pub(crate) fn say(&self, what: impl Display) {
        self.line(&format!("    {what}"));
    }

    pub(crate) fn text(&self) -> String {
        self.0.borrow().clone()
    }

    fn line(&self, line: &str) {
        let mut text = self.0.borrow_mut();
        text.push_str(line);
        text.push('\n');
    }
}

impl Observer for Log {
    fn spawned(&self, task: TaskId) {
        self.line(&format!("spawn {}", task.0));
    }

    fn poll_started(&self, task: TaskId) {
        self.line(&format!("poll {} {{", task.0));
    }

    fn poll_ended(&self, task: TaskId, result: PollResult) {
        self.line(&format!("}} poll {} {result:?}", task.0));
    }

    fn ended(&self, task: TaskId, how: Ended, counts: WakerCounts) {
        let WakerCounts { clones, drops, wakes } = counts;
        self.line(&format!("end {} {how:?}; +{clones} -{drops} wakers, {wakes} wakes", task.0));
    }

    fn woken(&self, task: TaskId, effect: WakeEffect) {
        self.line(&format!("wake {} {effect:?}", task.0));
    }
}

/// An executor that writes a log, and the log.
pub(crate) fn logging() -> (Executor<Log>, Log) {
    let log = Log::default();
    (Executor::new(log.clone()), log)
}

/// Says its name when it is dropped.
pub(crate) struct Bell(pub(crate) Log, pub(crate) &'static str);

impl Drop for Bell {
    fn drop(&mut self) {
        self.0.say(format_args!("drop {}", self.1));
    }
}

/// Counts how many of its clones are alive.
pub(crate) type Alive = Rc<()>;

/// Pending once, having woken itself.
///
/// The closure owns its flag. Were it to borrow a local of this function, Miri would object to
/// `join_all` of more than 30: neither of its models covers self-references seen through a
/// container's `&` (rust-lang/miri#3780; it objects to `futures`' own executor just the same).
pub(crate) async fn yield_now() {
    let mut yielded = false;
    poll_fn(move |cx| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Opened once by anybody; one task waits for it.
#[derive(Clone, Default)]
pub(crate) struct Gate(Rc<(Cell<bool>, Cell<Option<Waker>>)>);

impl Gate {
    pub(crate) fn open(&self) {
        self.0.0.set(true);
        if let Some(waker) = self.0.1.take() {
            waker.wake();
        }
    }

    pub(crate) async fn passed(&self) {
        poll_fn(|cx| {
            if self.0.0.get() {
                return Poll::Ready(());
            }
            self.0.1.set(Some(cx.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

/// A clone of the waker of the task that awaits this.
pub(crate) async fn own_waker() -> Waker {
    poll_fn(|cx| Poll::Ready(cx.waker().clone())).await
}
