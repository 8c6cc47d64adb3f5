//! A channel for one message: an answer, or word that none will come.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story};
use awaitscope::sync::oneshot::error::TryRecvError;
use awaitscope::sync::{mpsc, oneshot};
use awaitscope::time::sleep;
use awaitscope::{join, println, spawn, traced};
use expect_test::expect;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

type Question = (u32, oneshot::Sender<u32>);

#[traced]
async fn squares(mut questions: mpsc::Receiver<Question>) {
    while let Some(question) = questions.recv().await {
        let (number, answer) = question;
        sleep(ms(1)).await;
        answer.send(number * number).unwrap();
    }
}

#[test]
fn a_question_carries_the_way_to_its_answer() {
    #[traced]
    async fn main() {
        let (ask, questions) = mpsc::channel(1);
        spawn(squares(questions));
        let (answer, reply) = oneshot::channel();
        ask.send((7, answer)).await.unwrap();
        println!("{}", reply.await.unwrap());
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      calls squares
        0    T0      spawns task 1 (squares)
        0    T0      sends into channel 1 (u32, Sender<u32>)
        0    T0      waits for a message from channel 2 (u32)
        0    T0      suspends main at `println!("{}", reply.await.unwrap());`
        0    T0      is pending
        0    T1      is polled
        0    T1      enters squares
        0    T1      receives from channel 1 (u32, Sender<u32>)
        0    T1      asks for the sleep of 1 ms
        0    T1      suspends squares at `sleep(ms(1)).await;`
        0    T1      is pending
        1ms  reactor has the sleep of 1 ms
        1ms  reactor wakes T1 (the sleep of 1 ms, Queued)
        1ms  T1      is polled
        1ms  T1      enters squares
        1ms  T1      sends into channel 2 (u32)
        1ms  T1      wakes T0 (Task(TaskId(1)), Queued)
        1ms  T1      waits for a message from channel 1 (u32, Sender<u32>)
        1ms  T1      suspends squares at `while let Some(question) = questions.recv().await {`
        1ms  T1      is pending
        1ms  T0      is polled
        1ms  T0      enters main
        1ms  T0      waits no more for a message from channel 2 (u32)
        1ms  T0      receives from channel 2 (u32)
        1ms  T0      prints “49”
        1ms  T0      wakes T1 (Task(TaskId(0)), Queued)
        1ms  T0      returns from main
        1ms  T0      is ready
        1ms  T0      ends T0: Completed
        1ms  T1      waits no more for a message from channel 1 (u32, Sender<u32>)
        1ms  T1      drops squares
        1ms  T1      ends T1: Dropped
        1ms  reactor The run completed after 1 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("oneshots.rs")));
}

#[test]
fn a_sender_that_is_dropped_answers_that_none_will_come() {
    check(
        || async {
            let (sender, receiver) = oneshot::channel::<u8>();
            let drops = async {
                sleep(ms(4)).await;
                drop(sender);
            };
            let (answer, ()) = join!(receiver, drops);
            println!("{:?} {}", answer, answer.clone().unwrap_err());
        },
        &["4ms Err(RecvError(())) channel closed"],
    );
}

#[test]
fn nobody_listens_and_the_message_comes_back() {
    check(
        || async {
            let (sender, receiver) = oneshot::channel();
            assert!(!sender.is_closed());
            drop(receiver);
            println!("{:?}", sender.send("lost"));

            let (sender, mut receiver) = oneshot::channel();
            receiver.close();
            assert!(sender.is_closed());
            println!("{:?} {:?}", sender.send("late"), receiver.await);

            let (mut sender, receiver) = oneshot::channel::<()>();
            let gives_up = async move {
                sleep(ms(2)).await;
                drop(receiver);
            };
            join!(sender.closed(), gives_up);
            println!("the answer is not wanted");
        },
        &["0 Err(\"lost\")", "0 Err(\"late\") Err(RecvError(()))", "2ms the answer is not wanted"],
    );
}

#[test]
fn what_was_sent_before_closing_is_received_once() {
    check(
        || async {
            let (sender, mut receiver) = oneshot::channel();
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
            sender.send(1).unwrap();
            receiver.close();
            println!("{:?} {:?}", receiver.try_recv(), receiver.try_recv());
            println!("{:?}", (&mut receiver).await.is_err());
            println!("{:?}", receiver.await.is_err());
        },
        &["0 Ok(1) Err(Closed)", "0 true", "0 true"],
    );
}

#[test]
fn waiting_for_an_answer_that_cannot_come_is_a_deadlock_with_its_name() {
    let trace = run(|| async {
        let (sender, receiver) = oneshot::channel::<Result<u8, String>>();
        let answer = receiver.await;
        drop((sender, answer));
    });
    let words = outcome(&trace);
    assert!(words.ends_with("a message from channel 1 (Result<u8, String>)."), "{words}");
}
