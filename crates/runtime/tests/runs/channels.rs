//! Channels: room, order, fairness, closing, cancelling, and what the run says of them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story, story_of};
use awaitscope::sync::mpsc::error::{SendError, TryRecvError, TrySendError};
use awaitscope::sync::mpsc::{self, Receiver, Sender};
use awaitscope::task::yield_now;
use awaitscope::time::{sleep, timeout};
use awaitscope::{join, println, spawn, traced};
use expect_test::expect;
use std::sync::Arc;
use trace::EventKind;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

fn waits_and_messages(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::WaitStarted(_)
            | EventKind::WaitEnded(_)
            | EventKind::MessageSent(_)
            | EventKind::MessageReceived(_)
            | EventKind::Woken(..)
    )
}

struct Order(u32);

#[traced]
async fn cook(mut orders: Receiver<Order>) {
    while let Some(order) = orders.recv().await {
        sleep(ms(10)).await;
        println!("order {} is served", order.0);
    }
}

#[test]
fn a_full_channel_suspends_its_sender_until_there_is_room() {
    #[traced]
    async fn main() {
        let (orders, kitchen) = mpsc::channel(1);
        let cook = spawn(cook(kitchen));
        for number in 1..=3 {
            orders.send(Order(number)).await.unwrap();
            println!("order {number} is taken");
        }
        drop(orders);
        cook.await.unwrap();
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      calls cook
        0    T0      spawns task 1 (cook)
        0    T0      sends into channel 1 (Order)
        0    T0      prints “order 1 is taken”
        0    T0      waits for room in channel 1 (Order)
        0    T0      suspends main at `orders.send(Order(number)).await.unwrap();`
        0    T0      is pending
        0    T1      is polled
        0    T1      enters cook
        0    T1      receives from channel 1 (Order)
        0    T1      wakes T0 (Task(TaskId(1)), Queued)
        0    T1      asks for the sleep of 10 ms
        0    T1      suspends cook at `sleep(ms(10)).await;`
        0    T1      is pending
        0    T0      is polled
        0    T0      enters main
        0    T0      waits no more for room in channel 1 (Order)
        0    T0      sends into channel 1 (Order)
        0    T0      prints “order 2 is taken”
        0    T0      waits for room in channel 1 (Order)
        0    T0      suspends main at `orders.send(Order(number)).await.unwrap();`
        0    T0      is pending
        10ms reactor has the sleep of 10 ms
        10ms reactor wakes T1 (the sleep of 10 ms, Queued)
        10ms T1      is polled
        10ms T1      enters cook
        10ms T1      prints “order 1 is served”
        10ms T1      receives from channel 1 (Order)
        10ms T1      wakes T0 (Task(TaskId(1)), Queued)
        10ms T1      asks for the sleep of 10 ms
        10ms T1      suspends cook at `sleep(ms(10)).await;`
        10ms T1      is pending
        10ms T0      is polled
        10ms T0      enters main
        10ms T0      waits no more for room in channel 1 (Order)
        10ms T0      sends into channel 1 (Order)
        10ms T0      prints “order 3 is taken”
        10ms T0      waits for task 1 (cook)
        10ms T0      suspends main at `cook.await.unwrap();`
        10ms T0      is pending
        20ms reactor has the sleep of 10 ms
        20ms reactor wakes T1 (the sleep of 10 ms, Queued)
        20ms T1      is polled
        20ms T1      enters cook
        20ms T1      prints “order 2 is served”
        20ms T1      receives from channel 1 (Order)
        20ms T1      asks for the sleep of 10 ms
        20ms T1      suspends cook at `sleep(ms(10)).await;`
        20ms T1      is pending
        30ms reactor has the sleep of 10 ms
        30ms reactor wakes T1 (the sleep of 10 ms, Queued)
        30ms T1      is polled
        30ms T1      enters cook
        30ms T1      prints “order 3 is served”
        30ms T1      returns from cook
        30ms T1      is ready
        30ms T1      ends T1: Completed
        30ms T1      wakes T0 (Task(TaskId(1)), Queued)
        30ms T0      is polled
        30ms T0      enters main
        30ms T0      waits no more for task 1 (cook)
        30ms T0      returns from main
        30ms T0      is ready
        30ms T0      ends T0: Completed
        30ms reactor The run completed after 30 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("channels.rs")));
}

#[test]
fn messages_come_in_the_order_in_which_they_were_sent_and_then_none() {
    check(
        || async {
            let (sender, mut receiver) = mpsc::channel(2);
            let second = sender.clone();
            let sends = async move {
                for n in 0..4 {
                    sender.send(n).await.unwrap();
                }
            };
            let also_sends = async move { second.send(10).await.unwrap() };
            let receives = async {
                while let Some(n) = receiver.recv().await {
                    println!("{n}");
                }
                assert_eq!(receiver.recv().await, None, "and so it stays");
            };
            join!(sends, also_sends, receives);
        },
        &["0 0", "0 1", "0 2", "0 10", "0 3"],
    );
}

#[traced]
async fn sends(name: &'static str, into: Sender<&'static str>) {
    into.send(name).await.unwrap();
    println!("{name} has sent");
}

#[test]
fn whoever_waits_longest_gets_the_place_and_nobody_snatches_it() {
    let trace = run(|| async {
        let (sender, mut receiver) = mpsc::channel(1);
        sender.try_send("first").unwrap();
        let tasks = ["ada", "bob"].map(|name| spawn(sends(name, sender.clone())));
        yield_now().await;
        assert_eq!(receiver.try_recv(), Ok("first"));
        // The place is ada's, who has been woken and not polled.
        assert_eq!(sender.try_send("thief"), Err(TrySendError::Full("thief")));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        println!("{:?}", receiver.recv().await);
        println!("{:?}", receiver.recv().await);
        for task in tasks {
            task.await.unwrap();
        }
    });
    expect![[r#"
        0    T0      sends into channel 1 (&str)
        0    T0      wakes T0 (Itself, WhilePolling)
        0    T1      waits for room in channel 1 (&str)
        0    T2      waits for room in channel 1 (&str)
        0    T0      receives from channel 1 (&str)
        0    T0      wakes T1 (Task(TaskId(0)), Queued)
        0    T0      waits for a message from channel 1 (&str)
        0    T1      waits no more for room in channel 1 (&str)
        0    T1      sends into channel 1 (&str)
        0    T1      wakes T0 (Task(TaskId(1)), Queued)
        0    T1      prints “ada has sent”
        0    T0      waits no more for a message from channel 1 (&str)
        0    T0      receives from channel 1 (&str)
        0    T0      wakes T2 (Task(TaskId(0)), Queued)
        0    T0      prints “Some("ada")”
        0    T0      waits for a message from channel 1 (&str)
        0    T2      waits no more for room in channel 1 (&str)
        0    T2      sends into channel 1 (&str)
        0    T2      wakes T0 (Task(TaskId(2)), Queued)
        0    T2      prints “bob has sent”
        0    T0      waits no more for a message from channel 1 (&str)
        0    T0      receives from channel 1 (&str)
        0    T0      prints “Some("bob")”
    "#]]
    .assert_eq(&story_of(&trace, "", |kind| {
        waits_and_messages(kind) || matches!(kind, EventKind::Logged(_))
    }));
}

#[test]
fn a_sender_who_gives_up_hands_his_place_on() {
    check(
        || async {
            let (sender, mut receiver) = mpsc::channel(1);
            sender.try_send(0).unwrap();
            let late = timeout(ms(5), sender.send(1));
            let patient = sender.send(2);
            let frees = async {
                sleep(ms(9)).await;
                receiver.recv().await
            };
            let (late, patient, first) = join!(late, patient, frees);
            println!("{} {patient:?} {first:?}", late.is_err());

            // The place is given to a future that is dropped before it is polled again.
            let mut owner = Box::pin(sender.send(3));
            assert!(futures::poll!(owner.as_mut()).is_pending());
            let mut next = Box::pin(sender.send(4));
            assert!(futures::poll!(next.as_mut()).is_pending());
            assert_eq!(receiver.recv().await, Some(2));
            drop(owner);
            next.await.unwrap();
            println!("{:?}", receiver.recv().await);
        },
        &["9ms true Ok(()) Some(0)", "9ms Some(4)"],
    );
}

#[test]
fn a_recv_that_is_dropped_has_taken_nothing() {
    check(
        || async {
            let (sender, mut receiver) = mpsc::channel(4);
            let sends = async {
                sleep(ms(5)).await;
                sender.send("late").await.unwrap();
            };
            let receives = async {
                assert!(timeout(ms(2), receiver.recv()).await.is_err());
                println!("{:?}", receiver.recv().await);
            };
            join!(sends, receives);
        },
        &["5ms Some(\"late\")"],
    );
}

#[test]
fn a_closed_channel_gives_every_message_back_and_keeps_those_inside() {
    check(
        || async {
            let (sender, mut receiver) = mpsc::channel(1);
            sender.send(1).await.unwrap();
            let waits = sender.send(2);
            let closes = async {
                yield_now().await;
                receiver.close();
                assert!(sender.is_closed());
                println!("{:?} {:?}", receiver.recv().await, receiver.recv().await);
                assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
            };
            println!("{:?}", join!(waits, closes).0.map_err(|SendError(back)| back));
            let error = sender.try_send(3).unwrap_err();
            println!("{error:?} {error}");
            println!("{}", sender.send(4).await.unwrap_err());
        },
        &["0 Some(1) None", "0 Err(2)", "0 Closed(..) channel closed", "0 channel closed"],
    );
}

#[test]
fn a_dropped_receiver_drops_what_is_inside_and_tells_its_senders() {
    let counted = Arc::new(());
    let kept = counted.clone();
    check(
        || async move {
            let (sender, receiver) = mpsc::channel(1);
            sender.try_send(kept.clone()).unwrap();
            let drops = async {
                sleep(ms(3)).await;
                drop(receiver);
                assert_eq!(Arc::strong_count(&kept), 3, "ours, the test's, and one under way");
            };
            let (sent, (), ()) = join!(sender.send(kept.clone()), sender.closed(), drops);
            println!("{}", sent.is_err());
        },
        &["3ms true"],
    );
    assert_eq!(Arc::strong_count(&counted), 1);
}

#[test]
fn an_unbounded_channel_never_suspends_its_sender() {
    check(
        || async {
            let (sender, mut receiver) = mpsc::unbounded_channel();
            for n in 0..100 {
                sender.send(n).unwrap();
            }
            assert_eq!(receiver.len(), 100);
            drop(sender.clone());
            let mut sum = 0;
            while let Ok(n) = receiver.try_recv() {
                sum += n;
            }
            drop(sender);
            println!("{sum} {:?}", receiver.recv().await);
        },
        &["0 4950 None"],
    );
}

#[test]
fn a_channel_without_room_lets_nothing_through_and_the_run_says_so() {
    let trace = run(|| async {
        let (sender, _receiver) = mpsc::channel::<Option<String>>(0);
        assert!(matches!(sender.try_send(None), Err(TrySendError::Full(None))));
        sender.send(Some("never".to_owned())).await.unwrap();
    });
    let words = outcome(&trace);
    assert!(words.starts_with("The run ended in a deadlock"), "{words}");
    assert!(words.ends_with("waits for room in channel 1 (Option<String>)."), "{words}");
}

#[test]
fn a_deadlock_names_both_channels() {
    #[traced]
    async fn echoes(mut from: Receiver<u8>, to: Sender<u8>) {
        while let Some(byte) = from.recv().await {
            to.send(byte).await.unwrap();
        }
    }
    let trace = run(|| async {
        let (to_left, left) = mpsc::channel(1);
        let (to_right, right) = mpsc::channel(1);
        let left = spawn(echoes(left, to_right.clone()));
        let right = spawn(echoes(right, to_left));
        let _ = join!(left, right);
        drop(to_right);
    });
    let words = outcome(&trace);
    assert!(words.contains("(echoes), which waits for a message from channel 1 (u8)"), "{words}");
    assert!(words.contains("(echoes), which waits for a message from channel 2 (u8)"), "{words}");
}

#[test]
fn both_ends_can_be_sent_if_the_message_can_and_used_outside_a_run() {
    fn is_sendable<T: Send + Sync>(_: &T) {}

    let (sender, mut receiver) = mpsc::channel(1);
    is_sendable(&(&sender, &receiver));
    sender.try_send(7).unwrap();
    let trace = run(move || async move {
        assert_eq!(receiver.recv().await, Some(7));
        let never = receiver.recv().await;
        assert_eq!(never, None);
    });
    assert!(outcome(&trace).contains("waits for a message from a channel"), "{}", outcome(&trace));
    assert!(sender.try_send(8).is_err(), "the receiver went with its run");
    assert_eq!(story_of(&trace, "", |kind| matches!(kind, EventKind::MessageReceived(_))), "");
}
