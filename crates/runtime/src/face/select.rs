//! What `select!` asks of a run: where to begin, and what to do when nothing is left to choose.

use super::waiting::Waiting;
use crate::current::World;
use std::convert::Infallible;
use std::task::Poll;
use trace::WaitOn;

/// The branch that is polled first: drawn from the run's seed; the first one if that is 0, or if
/// the branches are `biased`.
pub fn first_branch(branches: usize, biased: bool) -> usize {
    let world = World::try_current().filter(|_| !biased);
    world.filter(|world| world.record().builder.so_far().recipe.seed != 0).map_or(0, |world| {
        let bound = u32::try_from(branches).unwrap_or(u32::MAX);
        world.reactor.borrow_mut().random().below(bound) as usize
    })
}

/// No branch is left that could be chosen, and there is no `else`: nothing ever happens, and the
/// record says who waits for it.
pub async fn nothing_to_select() -> Infallible {
    let mut waiting = Waiting::default();
    std::future::poll_fn(|_| {
        if let Some(world) = World::try_current() {
            let words = "a `select!` all of whose branches are disabled";
            waiting.begin(&world, &|record| WaitOn::Named(record.builder.name(words)));
        }
        Poll::Pending
    })
    .await
}
