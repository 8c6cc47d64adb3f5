//! `lost-message`, on traces made by hand: what matters is the order of few events.

use super::told;
use crate::common::support::Script;
use trace::{ChannelId, Ended, EventKind, LaneId, Outcome, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// What happens between the receipt and the end of the branch.
enum Then {
    Nothing,
    Prints,
    ReceivesAnother,
    WaitsForAnother,
    Returns,
}

/// A branch receives a message at 10 ms, suspends, and is dropped at 20 ms, or its task with it.
fn branch(then: Then, end: Ended) -> Trace {
    let mut s = Script::new("lost-message");
    let (task, lane) = s.spawn("main", None);
    let channel = s.builder.channel("Order");
    s.poll(task);
    let main = s.call(lane, "main", 1);
    s.enter(lane, main);
    let branch = s.call(lane, "serve_one", 5);
    s.enter(lane, branch);
    s.suspend(lane, branch, 6);
    let tick = s.sleep(lane, "10 ms");
    pass(&mut s, (task, lane), main, 10);
    s.done_for(tick, task);
    let late = resume(&mut s, (task, lane), main, channel);
    s.enter(lane, branch);
    s.push(lane, EventKind::MessageReceived(channel));
    match then {
        Then::Prints => s.log(lane, 7, "an order"),
        Then::ReceivesAnother => s.push(lane, EventKind::MessageReceived(channel)),
        _ => {}
    }
    match then {
        Then::Returns => s.ret(lane, branch),
        Then::WaitsForAnother => s.suspend(lane, branch, 6),
        _ => s.suspend(lane, branch, 8),
    }
    pass(&mut s, (task, lane), main, 20);
    s.done_for(late, task);
    let dropped = |s: &mut Script| {
        if !matches!(then, Then::Returns) {
            s.drop(lane, branch);
        }
    };
    if end == Ended::Completed {
        s.poll(task);
        s.enter(lane, main);
        dropped(&mut s);
        s.ret(lane, main);
        s.complete(task);
    } else {
        dropped(&mut s);
        s.drop(lane, main);
        s.end(task, end);
    }
    let trace = s.finish(Outcome::Completed);
    assert_eq!(trace.validate(), Ok(()), "{}", trace.to_text());
    trace
}

fn pass(s: &mut Script, (task, lane): (TaskId, LaneId), main: trace::CallId, to: u64) {
    s.suspend(lane, main, 3);
    s.pending(task);
    s.at(to);
}

/// Polls the task again, with a timer for the next time; there are two messages now.
fn resume(
    s: &mut Script,
    (task, lane): (TaskId, LaneId),
    main: trace::CallId,
    channel: ChannelId,
) -> trace::OpId {
    s.poll(task);
    s.enter(lane, main);
    s.push(lane, EventKind::MessageSent(channel));
    s.push(lane, EventKind::MessageSent(channel));
    s.sleep(lane, "10 ms")
}

#[test]
fn a_message_goes_with_the_branch_that_received_it() {
    let trace = branch(Then::Nothing, Ended::Completed);
    let expected = "lost-message: serve_one() is dropped after it has received a message from \
                    channel 1 (Order), and before anything has come of it: the message is lost.";
    assert_eq!(told(&trace), [expected]);
    assert_eq!(diagram::lint(&trace)[0].line(&trace), Some(8), "where the branch was suspended");
}

#[test]
fn the_last_of_several_is_lost() {
    assert_eq!(told(&branch(Then::ReceivesAnother, Ended::Completed)).len(), 1);
}

#[test]
fn a_message_of_which_something_came_is_not_lost() {
    for then in [Then::Prints, Then::WaitsForAnother, Then::Returns] {
        assert_eq!(told(&branch(then, Ended::Completed)), [""; 0]);
    }
}

#[test]
fn a_task_that_is_dropped_whole_loses_what_it_had_and_that_is_known() {
    for end in [Ended::Aborted, Ended::Dropped] {
        assert_eq!(told(&branch(Then::Nothing, end)), [""; 0]);
    }
}

mod really {
    //! The same with real channels.

    use super::super::{check, ms};
    use awaitscope::sync::mpsc::{self, Receiver};
    use awaitscope::time::{sleep, timeout};
    use awaitscope::{println, spawn, traced};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[traced]
    async fn receive_then(awaits: bool, receiver: &mut Receiver<u32>) -> Option<u32> {
        let order = receiver.recv().await;
        if awaits {
            sleep(ms(20)).await;
        }
        order
    }

    #[traced]
    async fn sums(receiver: &mut Receiver<u32>, sum: &mut u32) {
        while let Some(order) = receiver.recv().await {
            *sum += order;
        }
    }

    async fn main(awaits: bool) {
        let (sender, mut receiver) = mpsc::channel(4);
        for order in 0..2 {
            sender.send(order).await.unwrap();
        }
        let other = sender.clone();
        let later = spawn(async move {
            sleep(ms(5)).await;
            other.send(2).await
        });
        let mut sum = 0;
        for _ in 0..4 {
            let order = timeout(ms(10), receive_then(awaits, &mut receiver)).await;
            println!("{order:?}");
        }
        let _ = timeout(ms(10), sums(&mut receiver, &mut sum)).await;
        let _ = later.await;
        drop(sender);
    }

    #[test]
    fn a_branch_that_awaits_after_it_has_received_loses_the_message_and_recv_alone_does_not() {
        check(|| main(false), &[]);
        check(
            || main(true),
            &["lost-message: receive_then() #1 is dropped after it has received a message from \
               channel 1 (u32), and before anything has come of it: the message is lost."],
        );
    }
}
