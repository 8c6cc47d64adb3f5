//! What `select!` asks of a run: where to begin, and what to do when nothing is left to choose.

use super::waiting::Waiting;
use crate::current::World;
use std::convert::Infallible;
use std::task::Poll;
use trace::WaitOn;

/// So many branches, in the order in which this poll asks them: from one that is drawn from the
/// run's seed; from the first one if that is 0, or if the branches are `biased`.
pub fn branches(count: usize, biased: bool) -> impl Iterator<Item = usize> {
    let world = World::try_current().filter(|_| !biased);
    let chance = world.filter(|world| world.record().builder.so_far().recipe.seed != 0);
    let first = chance.map_or(0, |world| {
        let bound = u32::try_from(count).unwrap_or(u32::MAX);
        world.reactor.borrow_mut().random().below(bound) as usize
    });
    (first..count).chain(0..first)
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
