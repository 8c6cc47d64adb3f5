//! Tasks that wait for each other's end in a ring.
//!
//! It stands apart because it is about a graph and not about a run.

use trace::{Stuck, TaskId, WaitOn};

/// The first ring of tasks that wait for each other's end, if there is one, from its lowest task.
/// With `surely`, each must wait for nothing else besides.
pub(super) fn ring(stuck: &[Stuck], tasks: usize, surely: bool) -> Option<Vec<TaskId>> {
    let mut waits: Vec<Vec<TaskId>> = vec![Vec::new(); tasks];
    for stuck in stuck.iter().filter(|stuck| !surely || stuck.on.len() == 1) {
        let on = stuck.on.iter().filter_map(|on| match on {
            WaitOn::Task(task) => Some(*task),
            _ => None,
        });
        if let Some(task) = stuck.task() {
            waits[task.index()].extend(on);
        }
    }
    // Depth first, without recursion: a trace may hold a chain of a hundred thousand tasks.
    let mut seen = vec![false; tasks];
    let mut place = vec![None; tasks];
    for start in stuck.iter().filter_map(Stuck::task) {
        let mut path: Vec<(TaskId, usize)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(task) = next.take()
                && !std::mem::replace(&mut seen[task.index()], true)
            {
                place[task.index()] = Some(path.len());
                path.push((task, 0));
            }
            let Some((task, tried)) = path.last_mut() else { break };
            let Some(other) = waits[task.index()].get(*tried).copied() else {
                place[task.index()] = None;
                path.pop();
                continue;
            };
            *tried += 1;
            if let Some(from) = place[other.index()] {
                let mut ring: Vec<_> = path[from..].iter().map(|(task, _)| *task).collect();
                let lowest = (0..ring.len()).min_by_key(|at| ring[*at]).unwrap_or(0);
                ring.rotate_left(lowest);
                return Some(ring);
            }
            next = Some(other);
        }
    }
    None
}
