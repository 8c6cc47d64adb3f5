//! One poll of one task, and the end of a task: what happens, and in which order.
//!
//! It stands apart because the order is a promise to observers. Both parts are guards: should
//! user code unwind, the executor is left in order, and the task has ended.

use std::rc::Rc;
use std::task::{Context, Poll};

use crate::engine::Engine;
use crate::join::Joining;
use crate::observer::{Ended, Observer, PollResult, TaskId};
use crate::table::Place;
use crate::tasks::Contents;
use crate::thread::with_table;
use crate::waker;

/// One poll of one task. Should it unwind, the task ends as dropped.
pub(crate) struct Turn<'a, O: Observer> {
    engine: &'a Engine<O>,
    place: Place,
    /// `None` once it is settled what becomes of them.
    contents: Option<Contents>,
    /// What was `current` before: another task, if this is a step within a poll.
    outer: Option<TaskId>,
}

impl<'a, O: Observer> Turn<'a, O> {
    pub(crate) fn new(engine: &'a Engine<O>, place: Place, contents: Contents) -> Self {
        let outer = engine.current.replace(Some(place.task));
        Turn { engine, place, contents: Some(contents), outer }
    }

    pub(crate) fn run(mut self) -> PollResult {
        let (engine, Place { task, entry, key }) = (self.engine, self.place);
        engine.tell(|observer| observer.poll_started(task));

        let contents = self.contents.as_mut().expect("a turn begins with a future");
        let waker = waker::lend(key);
        let mut cx = Context::from_waker(&waker);
        let poll = contents.future.as_mut().poll_into(&mut cx, &*contents.joint);

        let doomed = engine.tasks.borrow().doom(entry).is_some();
        let result = match poll {
            Poll::Ready(()) => PollResult::Ready,
            Poll::Pending if doomed => PollResult::Aborted,
            Poll::Pending => PollResult::Pending,
        };
        engine.tell(|observer| observer.poll_ended(task, result));

        let contents = self.contents.take().expect("nobody but this turn takes the future");
        if result == PollResult::Ready {
            engine.bury(task, Some(self.place), contents, Ended::Completed);
            return result;
        }
        // The observer may have aborted it even now, hence the second look.
        let doom = engine.tasks.borrow_mut().put_back(entry, contents);
        match doom {
            Ok(()) => {
                let first = with_table(|table| table.rest(key)) == Some(true);
                drop(self);
                engine.announce(first);
            }
            Err((contents, how)) => engine.bury(task, Some(self.place), contents, how),
        }
        result
    }
}

impl<O: Observer> Drop for Turn<'_, O> {
    fn drop(&mut self) {
        let task = self.place.task;
        if let Some(contents) = self.contents.take() {
            self.engine.tell(|observer| observer.poll_ended(task, PollResult::Aborted));
            self.engine.bury(task, Some(self.place), contents, Ended::Dropped);
        }
        self.engine.current.set(self.outer);
    }
}

impl<O: Observer> Engine<O> {
    /// The end of a task: drop the future, show the output, say so, wake whoever awaits it.
    /// Without a place, the task was refused from the start.
    pub(crate) fn bury(&self, task: TaskId, place: Option<Place>, contents: Contents, how: Ended) {
        if let Some(place) = place {
            with_table(|table| table.begin_end(place.key));
        }
        let Contents { future, joint } = contents;
        let outer = self.current.replace(Some(task));
        let _rites = LastRites { engine: self, task, place, joint, how, outer };
        drop(future);
    }
}

/// What remains to be done once a future is dropped, even if dropping it unwinds.
struct LastRites<'a, O: Observer> {
    engine: &'a Engine<O>,
    task: TaskId,
    place: Option<Place>,
    joint: Rc<dyn Joining>,
    how: Ended,
    outer: Option<TaskId>,
}

impl<O: Observer> Drop for LastRites<'_, O> {
    fn drop(&mut self) {
        let LastRites { engine, task, how, .. } = *self;
        self.joint.settle(how == Ended::Completed);
        let counts = self.place.and_then(|place| {
            engine.tasks.borrow_mut().remove(place.entry);
            with_table(|table| table.leave(place.key))
        });
        engine.current.set(self.outer);
        engine.tell(|observer| observer.ended(task, how, counts.unwrap_or_default()));
        if let Some(waiter) = self.joint.take_waiter() {
            waiter.wake();
        }
    }
}
