//! An operation of the outside world as a future: started when made, cancelled when dropped.

use crate::current::{RunId, World};
use reactor::{Answer, Failure, OpKey, Reactor};
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::{OpEnd, OpId, OpKind, SourceSpan, WaitOn};

#[must_use]
pub(crate) struct Operation {
    run: RunId,
    pub(crate) key: OpKey,
    pub(crate) op: OpId,
    answered: bool,
}

impl Operation {
    /// Asks for an operation on behalf of the acting lane.
    pub(crate) fn start(
        kind: OpKind,
        label: &str,
        span: Option<SourceSpan>,
        ask: &dyn Fn(&mut Reactor) -> OpKey,
    ) -> Operation {
        let world = World::current();
        let wished = world.record().wished();
        let key = {
            let mut reactor = world.reactor.borrow_mut();
            reactor.end_next_at(wished);
            let key = ask(&mut reactor);
            reactor.end_next_at(None);
            key
        };
        world.tell_news();
        let mut record = world.record();
        let op = record.start_op(Some(key), kind, label, span);
        let ended = world.reactor.borrow().ended(key);
        if let Some(failure) = ended {
            let end = failure.map_or(OpEnd::Done, |failure| record.failed(failure));
            record.end_op(op, end);
        }
        Operation { run: world.run, key, op, answered: false }
    }

    /// Holds the thread until the answer is there; the clock moves meanwhile. If there will never
    /// be one, that is a failure, unless the thread is `patient`: then it waits for ever.
    pub(crate) fn block(mut self, patient: bool) -> Result<Answer, Failure> {
        let world = World::current();
        loop {
            if let Some(answer) = self.take_answer(&world) {
                return answer;
            }
            if world.pass_idle().is_none() {
                match patient {
                    true => world.hang(WaitOn::Op(self.op)),
                    false => return Err(self.give_up(&world)),
                }
            }
            if world.is_over() {
                return Err(Failure::NeverAnswered);
            }
        }
    }

    /// Ends; whoever watched this watches `other` from now on.
    pub(crate) fn hand_watcher_to(&mut self, other: &Operation) {
        let Some(world) = World::of(self.run).filter(|_| !self.answered) else { return };
        self.answered = true;
        let cancelled = world.reactor.borrow_mut().cancel(self.key);
        if cancelled.was_pending {
            world.record().end_op(self.op, OpEnd::Cancelled);
        }
        if let Some(watcher) = cancelled.waker {
            let former = world.reactor.borrow_mut().watch(other.key, watcher);
            drop(former);
        }
    }

    /// Takes the answer, if it is there.
    pub(crate) fn take_answer(&mut self, world: &World) -> Option<Result<Answer, Failure>> {
        let answer = world.reactor.borrow_mut().take_answer(self.key);
        self.answered = answer.is_some();
        answer
    }

    /// Nobody will answer: a failure with a name, for the thread would wait for ever.
    fn give_up(&mut self, world: &World) -> Failure {
        world.cancel(self.key);
        self.answered = true;
        let mut record = world.record();
        let end = record.failed(Failure::NeverAnswered);
        record.end_op(self.op, end);
        Failure::NeverAnswered
    }
}

/// # Panics
/// Outside the run that started it, as tokio's do outside their runtime; and if polled once more
/// after it was ready, which the face never does.
impl Future for Operation {
    type Output = Result<Answer, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let world = World::of(self.run).expect("an operation is polled in the run that started it");
        if let Some(answer) = self.take_answer(&world) {
            return Poll::Ready(answer);
        }
        let is_known = world.reactor.borrow().is_watched_by(self.key, context.waker());
        if !is_known {
            let waker = context.waker().clone();
            let former = world.reactor.borrow_mut().watch(self.key, waker);
            drop(former);
        }
        Poll::Pending
    }
}

impl Drop for Operation {
    fn drop(&mut self) {
        let Some(world) = World::of(self.run).filter(|_| !self.answered) else { return };
        if world.cancel(self.key) {
            world.record().end_op(self.op, OpEnd::Cancelled);
        }
    }
}
