//! Small runs, one idea each.

use super::Script;
use trace::{
    CallKind, Cause, Ended, EventKind, Left, OpKind, Outcome, PollResult, Stuck, Trace,
    TraceBuilder, WaitOn, Waiter,
};

/// Every sample.
pub fn all() -> Vec<Trace> {
    vec![
        lazy(),
        sequential(),
        join(),
        blocking(),
        two_tasks(),
        javascript(),
        failures(),
        deadlock(),
        messages(),
        spans(),
        empty(),
        super::threads::threads(),
        super::threads::pool(),
    ]
}

/// `brew()` is called and never awaited.
pub fn lazy() -> Trace {
    let mut s = Script::new("lazy-future");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    s.log(lane, 4, "calling brew");
    let brew = s.call(lane, "brew", 5);
    s.log(lane, 6, "brew was called");
    let sleep = s.sleep(lane, "20 ms");
    s.suspend(lane, main, 7);
    s.pending(task);
    s.at(20);
    s.done_for(sleep, task);
    s.poll(task);
    s.enter(lane, main);
    s.log(lane, 8, "done");
    s.drop(lane, brew);
    s.ret(lane, main);
    s.complete(task);
    s.finish(Outcome::Completed)
}

/// Two awaits, one after the other.
pub fn sequential() -> Trace {
    let mut s = Script::new("async-sequential");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    let mut last = 0;
    for (name, line, label, long) in [("boil", 5, "30 ms", 30), ("pour", 6, "10 ms", 10)] {
        let call = s.call(lane, name, line);
        s.enter(lane, call);
        let sleep = s.sleep(lane, label);
        s.suspend(lane, call, line + 10);
        s.suspend(lane, main, line);
        s.pending(task);
        last += long;
        s.at(last);
        s.done_for(sleep, task);
        s.poll(task);
        s.enter(lane, main);
        s.enter(lane, call);
        s.ret(lane, call);
    }
    s.log(lane, 7, "tea");
    s.ret(lane, main);
    s.complete(task);
    s.finish(Outcome::Completed)
}

/// Two futures joined in one task.
pub fn join() -> Trace {
    let mut s = Script::new("async-concurrent");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    let a = s.call(lane, "boil", 5);
    let b = s.call(lane, "toast", 6);
    s.enter(lane, a);
    let op_a = s.sleep(lane, "30 ms");
    s.suspend(lane, a, 15);
    s.enter(lane, b);
    let op_b = s.sleep(lane, "20 ms");
    s.suspend(lane, b, 25);
    s.suspend(lane, main, 7);
    s.pending(task);
    s.at(20);
    s.done_for(op_b, task);
    s.poll(task);
    s.enter(lane, main);
    s.enter(lane, a);
    s.suspend(lane, a, 15);
    s.enter(lane, b);
    s.log(lane, 26, "toast is ready");
    s.ret(lane, b);
    s.suspend(lane, main, 7);
    s.pending(task);
    s.at(30);
    s.done_for(op_a, task);
    s.poll(task);
    s.enter(lane, main);
    s.enter(lane, a);
    s.ret(lane, a);
    s.ret(lane, main);
    s.complete(task);
    s.finish(Outcome::Completed)
}

/// A thread whose calls stay on the stack while they wait.
pub fn blocking() -> Trace {
    let mut s = Script::new("cheapo-request");
    let lane = s.thread("main");
    let main = s.enter_sync(lane, "main", 3);
    let request = s.enter_sync(lane, "request", 4);
    let connect = s.enter_sync(lane, "connect", 11);
    let op = s.op(OpKind::Connect, lane, "tea.test:80");
    let wait = s.wait(lane, WaitOn::Op(op));
    s.at(10);
    s.done(op);
    s.waited(lane, wait);
    s.ret(lane, connect);
    let read = s.enter_sync(lane, "read", 12);
    let op = s.op(OpKind::Read, lane, "tea.test:80");
    let wait = s.wait(lane, WaitOn::Op(op));
    s.at(35);
    s.done(op);
    s.waited(lane, wait);
    s.ret(lane, read);
    s.ret(lane, request);
    s.push_at(lane, 5, EventKind::WorkStarted);
    s.at(40);
    s.push_at(lane, 5, EventKind::WorkEnded);
    s.log(lane, 6, "200 OK <tea & \"milk\">");
    s.ret(lane, main);
    s.finish(Outcome::Completed)
}

/// A task spawns another; they wake each other and themselves.
pub fn two_tasks() -> Trace {
    let mut s = Script::new("two-tasks");
    let (one, lane_one) = s.spawn("main", None);
    s.poll(one);
    let main = s.call(lane_one, "main", 3);
    s.enter(lane_one, main);
    let serve = s.call(lane_one, "serve", 4);
    let (two, lane_two) = s.spawn("serve", Some(lane_one));
    s.wake(lane_one, one, Cause::Itself);
    s.suspend(lane_one, main, 5);
    s.pending(one);
    s.poll(two);
    s.enter(lane_two, serve);
    s.wake(lane_two, one, Cause::Task(two));
    let sleep = s.sleep(lane_two, "5 ms");
    s.suspend(lane_two, serve, 12);
    s.pending(two);
    s.poll(one);
    s.enter(lane_one, main);
    let wait = s.wait(lane_one, WaitOn::Task(two));
    s.suspend(lane_one, main, 6);
    s.pending(one);
    s.at(5);
    s.done_for(sleep, two);
    s.poll(two);
    s.enter(lane_two, serve);
    s.push(lane_two, EventKind::WorkStarted);
    s.at(8);
    s.push(lane_two, EventKind::WorkEnded);
    s.ret(lane_two, serve);
    s.answer(two, PollResult::Ready);
    s.wake(lane_two, one, Cause::Task(two));
    s.end(two, Ended::Completed);
    s.poll(one);
    s.enter(lane_one, main);
    s.waited(lane_one, wait);
    s.ret(lane_one, main);
    s.complete(one);
    s.finish(Outcome::Completed)
}

/// The twin of [`lazy`]: an async function that runs until its first await.
pub fn javascript() -> Trace {
    let mut s = Script::new("lazy-future");
    let lane = s.javascript();
    s.push(lane, EventKind::TurnStarted);
    let main = s.builder.call("main", CallKind::Async, None);
    s.push(lane, EventKind::CallCreated(main));
    s.enter(lane, main);
    s.log(lane, 2, "calling brew");
    let brew = s.builder.call("brew", CallKind::Async, None);
    s.push(lane, EventKind::CallCreated(brew));
    s.enter(lane, brew);
    s.log(lane, 9, "brewing");
    let op = s.sleep(lane, "10 ms");
    s.suspend(lane, brew, 10);
    s.log(lane, 3, "brew was called");
    let nap = s.sleep(lane, "20 ms");
    s.suspend(lane, main, 4);
    s.push(lane, EventKind::TurnEnded);
    s.at(10);
    s.done(op);
    s.push(lane, EventKind::TurnStarted);
    s.enter(lane, brew);
    s.log(lane, 11, "tea");
    s.ret(lane, brew);
    s.push(lane, EventKind::TurnEnded);
    s.at(20);
    s.done(nap);
    s.push(lane, EventKind::TurnStarted);
    s.enter(lane, main);
    s.ret(lane, main);
    s.push(lane, EventKind::TurnEnded);
    s.finish(Outcome::Completed)
}

/// Operations that fail or are cancelled, an aborted task, an async block.
pub fn failures() -> Trace {
    let mut s = Script::new("failures");
    let (task, lane) = s.spawn("main", None);
    let (other, other_lane) = s.spawn("watch", Some(lane));
    s.poll(task);
    let block = s.builder.call("async block", CallKind::Block, None);
    s.push_at(lane, 3, EventKind::CallCreated(block));
    s.enter(lane, block);
    let connect = s.op(OpKind::Connect, lane, "tea.test:81");
    let timeout = s.sleep(lane, "50 ms");
    s.suspend(lane, block, 4);
    s.pending(task);
    s.at(7);
    s.fail(connect, "connection refused");
    s.wake(TraceBuilder::REACTOR, task, Cause::Op(connect));
    s.poll(task);
    s.enter(lane, block);
    s.cancel(lane, timeout);
    s.log(lane, 6, "connection refused");
    s.ret(lane, block);
    s.answer(task, PollResult::Ready);
    s.end(other, Ended::Aborted);
    s.end(task, Ended::Completed);
    let _ = other_lane;
    s.finish(Outcome::Completed)
}

/// Two tasks of which one waits for a lock that nobody gives back.
pub fn deadlock() -> Trace {
    let mut s = Script::new("deadlock");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    let lock = s.builder.name("the lock “cups”");
    let wait = s.wait(lane, WaitOn::Named(lock));
    s.suspend(lane, main, 9);
    s.pending(task);
    s.at(1);
    s.waited(lane, wait);
    s.drop(lane, main);
    s.end(task, Ended::Dropped);
    s.finish(Outcome::Deadlock(vec![Stuck {
        who: Waiter::Task(task),
        on: vec![WaitOn::Named(lock)],
    }]))
}

/// A task sends three messages to another; one is never received.
pub fn messages() -> Trace {
    let mut s = Script::new("messages");
    let (main, lane) = s.spawn("main", None);
    let orders = s.builder.channel("Order");
    let (cook, other) = s.spawn("cook", Some(lane));
    s.poll(main);
    s.push_at(lane, 4, EventKind::MessageSent(orders));
    s.push_at(lane, 5, EventKind::MessageSent(orders));
    let room = s.builder.name("room in channel 1 (Order)");
    let wait = s.wait(lane, WaitOn::Named(room));
    s.pending(main);
    s.poll(cook);
    let poll = s.enter_sync(other, "Next::poll", 11);
    s.push_at(other, 12, EventKind::MessageReceived(orders));
    s.wake(other, main, Cause::Task(cook));
    s.push(other, EventKind::CallLeft(poll, Left::Ready));
    let poll = s.enter_sync(other, "Next::poll", 11);
    s.push(other, EventKind::CallLeft(poll, Left::Pending));
    s.pending(cook);
    s.poll(main);
    s.waited(lane, wait);
    s.push_at(lane, 6, EventKind::MessageSent(orders));
    s.complete(main);
    s.end(cook, Ended::Dropped);
    s.finish(Outcome::Completed)
}

/// A request within a span, and a query within that; the request waits for the query.
pub fn spans() -> Trace {
    let mut s = Script::new("spans");
    let (main, lane) = s.spawn("main", None);
    s.poll(main);
    let path = [("path", "/menu".to_owned()), ("attempt", "1".to_owned())];
    let request = s.builder.scope("request", None, &path);
    s.push_at(lane, 4, EventKind::ScopeOpened(request));
    s.push(lane, EventKind::ScopeEntered(request));
    s.log(lane, 5, "asked for the menu");
    let query = s.builder.scope("query", Some(request), &[]);
    s.push_at(lane, 6, EventKind::ScopeOpened(query));
    s.push(lane, EventKind::ScopeEntered(query));
    s.push(lane, EventKind::WorkStarted);
    s.at(10);
    s.push(lane, EventKind::WorkEnded);
    let sleep = s.sleep(lane, "20 ms");
    s.push(lane, EventKind::ScopeLeft(query));
    s.push(lane, EventKind::ScopeLeft(request));
    s.pending(main);
    s.at(30);
    s.done_for(sleep, main);
    s.poll(main);
    s.log(lane, 7, "meanwhile");
    s.push(lane, EventKind::ScopeEntered(request));
    s.push(lane, EventKind::ScopeEntered(query));
    s.push(lane, EventKind::ScopeLeft(query));
    s.push(lane, EventKind::ScopeClosed(query));
    s.push(lane, EventKind::ScopeLeft(request));
    s.push(lane, EventKind::ScopeClosed(request));
    s.complete(main);
    s.finish(Outcome::Completed)
}

/// Nothing but its end.
pub fn empty() -> Trace {
    Script::new("empty").finish(Outcome::Completed)
}
