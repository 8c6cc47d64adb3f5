//! `block_on`: a thread drives a future to its end, and whatever that spawns meanwhile.
//!
//! The thread's own lane keeps the call of `block_on` on its stack all the time and is blocked
//! whenever nothing is ready; the polls stand on the lanes of the tasks.

use crate::current::{World, caller};
use crate::run::{ended, spent};
use executor::Step;
use std::fmt;
use std::pin::Pin;
use trace::{SourceSpan, WaitOn};

/// Runs a future, and what it spawns, until it is done; then tasks that are left are dropped, as
/// with a runtime of tokio's that goes out of scope.
///
/// # Errors
/// If this thread drives tasks already, or if nothing can ever wake the future.
#[track_caller]
pub fn block_on<F>(future: F) -> Result<F::Output, BlockOnError>
where
    F: Future + 'static,
    F::Output: 'static,
{
    drive(Box::pin(future), caller())
}

/// One for all futures with the same output: a page pays for every further one.
fn drive<T: 'static>(
    future: Pin<Box<dyn Future<Output = T>>>,
    span: Option<SourceSpan>,
) -> Result<T, BlockOnError> {
    let world = World::current();
    if world.is_over() {
        return Err(BlockOnError::Stalled);
    }
    if world.thread(|thread| thread.driving) {
        let call = world.record().enter_foreign("block_on", span);
        drop(future);
        world.record().leave_foreign(call, span);
        return Err(BlockOnError::Nested);
    }
    let outer = world.thread(|thread| {
        thread.driving = true;
        thread.executor.take()
    });
    let lane = world.record().lane;
    let number = world.open_executor();
    let executor = world.executor();
    let mut task = executor.spawn(future);
    let call = world.record().enter_foreign("block_on", span);
    loop {
        let goes_on = !task.is_finished() && !world.is_over();
        if !goes_on || !step(&world, lane, span) {
            break;
        }
    }
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let output = match Pin::new(&mut task).poll(&mut context) {
        std::task::Poll::Ready(output) => output.map_err(|_| BlockOnError::Stalled),
        std::task::Poll::Pending => Err(BlockOnError::Stalled),
    };
    drop(task);
    world.shut_down(number);
    world.record().lane = lane;
    world.record().leave_foreign(call, span);
    world.thread(|thread| (thread.driving, thread.executor) = (false, outer));
    output
}

/// Polls one task, or lets time pass; false if there is nothing to wait for.
fn step(world: &std::rc::Rc<World>, lane: trace::LaneId, span: Option<SourceSpan>) -> bool {
    let limits = world.record().limits;
    if let Some(outcome) = limits.and_then(|limits| spent(world, limits)) {
        world.record().stop(outcome);
        return false;
    }
    let step = world.executor().step();
    {
        let mut record = world.record();
        (record.acting, record.lane) = (None, lane);
    }
    if step != Step::Stalled || ended(world).is_some() {
        return true;
    }
    let on = WaitOn::Named(world.record().builder.name("a wake"));
    let wait = world.wait_for(on, span);
    let executor = world.executor();
    while executor.ready().is_empty() {
        let Some(next) = world.next_deadline() else {
            world.hang(on);
            return false;
        };
        world.pass_instant(next);
        if world.is_over() {
            return false;
        }
    }
    world.wait_over(wait, span);
    true
}

/// Why `block_on` has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockOnError {
    /// This thread drives tasks already. tokio panics here, in these words.
    Nested,
    /// The future waits for ever.
    Stalled,
}

impl fmt::Display for BlockOnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BlockOnError::Nested => {
                "Cannot start a runtime from within a runtime. This happens because a function \
                 (like `block_on`) attempted to block the current thread while the thread is \
                 being used to drive asynchronous tasks."
            }
            BlockOnError::Stalled => "nothing will ever wake the future",
        })
    }
}

impl std::error::Error for BlockOnError {}

impl From<BlockOnError> for std::io::Error {
    fn from(error: BlockOnError) -> std::io::Error {
        std::io::Error::other(error)
    }
}
