//! Small runs with several threads.

use super::Script;
use trace::{Cause, EventKind, Outcome, ThreadEvent as Of, Trace, WaitOn};

/// Two threads on one core: one is preempted, unparks, ends and is joined; one is cut off.
pub fn threads() -> Trace {
    let mut s = Script::new("threads");
    let main = s.thread("main");
    let root = s.enter_sync(main, "main", 3);
    let (worker, late) = (s.thread("worker"), s.thread(""));
    s.push_at(main, 4, EventKind::Thread(Of::Spawned(worker, 2048)));
    s.push_at(main, 5, EventKind::Thread(Of::Spawned(late, 64)));
    let park = s.enter_sync(main, "park", 6);
    let unpark = s.builder.name("an unpark");
    let parked = s.wait(main, WaitOn::Named(unpark));
    s.push(worker, EventKind::Thread(Of::Started));
    let job = s.enter_sync(worker, "job", 12);
    s.push_at(worker, 13, EventKind::WorkStarted);
    s.at(3);
    s.push(worker, EventKind::Thread(Of::Preempted));
    s.push(late, EventKind::Thread(Of::Started));
    let nap = s.enter_sync(late, "nap", 20);
    let sleep = s.sleep(late, "50 ms");
    let sleeping = s.wait(late, WaitOn::Op(sleep));
    s.push(worker, EventKind::Thread(Of::CoreGot));
    s.at(5);
    s.push_at(worker, 13, EventKind::WorkEnded);
    s.push_at(worker, 14, EventKind::Thread(Of::Unparked(main)));
    s.waited(main, parked);
    s.push(main, EventKind::Thread(Of::CoreWanted));
    s.push_at(worker, 15, EventKind::WorkStarted);
    s.at(8);
    s.push(worker, EventKind::Thread(Of::Preempted));
    s.push(main, EventKind::Thread(Of::CoreGot));
    s.ret(main, park);
    let join = s.enter_sync(main, "join", 7);
    let joining = s.wait(main, WaitOn::Thread(worker));
    s.push(worker, EventKind::Thread(Of::CoreGot));
    s.at(9);
    s.push_at(worker, 15, EventKind::WorkEnded);
    s.ret(worker, job);
    s.push(worker, EventKind::Thread(Of::Ended));
    s.waited(main, joining);
    s.ret(main, join);
    s.log(main, 8, "joined");
    s.ret(main, root);
    s.waited(late, sleeping);
    s.cancel(late, sleep);
    s.push(late, EventKind::Thread(Of::CutOff));
    let _ = nap;
    s.finish(Outcome::Completed)
}

/// A task that a thread of the blocking pool wakes.
pub fn pool() -> Trace {
    let mut s = Script::new("spawn-blocking");
    let (task, lane) = s.spawn("main", None);
    let worker = s.thread("sum");
    s.poll(task);
    s.push_at(lane, 4, EventKind::Thread(Of::Spawned(worker, 2048)));
    let wait = s.wait(lane, WaitOn::Thread(worker));
    s.pending(task);
    s.push(worker, EventKind::Thread(Of::Started));
    let sum = s.enter_sync(worker, "sum", 9);
    s.push_at(worker, 10, EventKind::WorkStarted);
    s.at(25);
    s.push_at(worker, 10, EventKind::WorkEnded);
    s.ret(worker, sum);
    s.push(worker, EventKind::Thread(Of::Ended));
    s.wake(worker, task, Cause::Thread(worker));
    s.poll(task);
    s.waited(lane, wait);
    s.complete(task);
    s.finish(Outcome::Completed)
}
