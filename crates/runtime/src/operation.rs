//! An operation of the outside world as a future: started when made, cancelled when dropped.

use crate::current::{RunId, World};
use reactor::{Answer, Failure, OpKey, Reactor};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use trace::{OpEnd, OpId, OpKind, SourceSpan};

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
        ask: impl FnOnce(&mut Reactor) -> OpKey,
    ) -> Operation {
        let world = World::current();
        let key = ask(&mut world.reactor.borrow_mut());
        let op = world.record().start_op(key, kind, label, span);
        let ended = world.reactor.borrow().ended(key);
        if let Some(failure) = ended {
            let mut record = world.record();
            let end = failure.map_or(OpEnd::Done, |failure| record.failed(failure));
            record.end_op(op, end);
        }
        Operation { run: world.run, key, op, answered: false }
    }

    /// Holds the thread until the answer is there; the clock moves meanwhile.
    pub(crate) fn block(mut self) -> Result<Answer, Failure> {
        let world = World::current();
        loop {
            if let Poll::Ready(answer) = self.poll_answer(Waker::noop()) {
                return answer;
            }
            let next = world.reactor.borrow().next_deadline();
            match next {
                Some(at) => drop(world.pass(at)),
                None => return Err(Failure::NeverAnswered),
            };
        }
    }

    fn poll_answer(&mut self, waker: &Waker) -> Poll<Result<Answer, Failure>> {
        let world = World::of(self.run).expect("an operation is polled in the run that started it");
        let answer = world.reactor.borrow_mut().poll(self.key, waker);
        self.answered = answer.is_ready();
        answer
    }
}

impl Future for Operation {
    type Output = Result<Answer, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_answer(context.waker())
    }
}

impl Drop for Operation {
    fn drop(&mut self) {
        let Some(world) = World::of(self.run).filter(|_| !self.answered) else { return };
        let was_pending = world.reactor.borrow_mut().cancel(self.key);
        if was_pending {
            world.record().end_op(self.op, OpEnd::Cancelled);
        }
    }
}
