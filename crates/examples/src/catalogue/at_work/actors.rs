//! An actor: a task that owns its state, and a mailbox through which others ask it for things.

use awaitscope::sync::{mpsc, oneshot};
use awaitscope::task::JoinHandle;
use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{knob, println, spawn, traced};

enum Message {
    Fill(u32),
    Level(oneshot::Sender<u32>),
    Stop,
}

/// How others reach the actor.
struct Tank(mpsc::Sender<Message>);

impl Tank {
    fn open() -> (Tank, JoinHandle<()>) {
        let (mailbox, messages) = mpsc::channel(knob!(mailbox = 1, 1..=4));
        (Tank(mailbox), spawn(tend(messages)))
    }

    #[traced]
    async fn tell(&self, message: Message) -> bool {
        self.0.send(message).await.is_ok()
    }

    #[traced]
    async fn level(&self) -> Option<u32> {
        let (reply, answer) = oneshot::channel();
        self.0.send(Message::Level(reply)).await.ok()?;
        answer.await.ok()
    }
}

/// The actor's task: one message after the other, so its state needs no lock.
#[traced]
async fn tend(mut messages: mpsc::Receiver<Message>) {
    let mut level = 0;
    while let Some(message) = messages.recv().await {
        match message {
            Message::Fill(litres) => {
                sleep(Duration::from_millis(20)).await;
                level += litres;
            }
            Message::Level(reply) => {
                let heard = reply.send(level).is_ok();
                println!("level: {level} l, heard: {heard}");
            }
            Message::Stop => return,
        }
    }
}

#[traced]
pub async fn main() {
    let (tank, actor) = Tank::open();
    for litres in [5, 7] {
        tank.tell(Message::Fill(litres)).await;
        println!("{litres} l are ordered");
    }
    while let Err(elapsed) = timeout(Duration::from_millis(30), tank.level()).await {
        println!("level: {elapsed}, so once more");
    }

    tank.tell(Message::Stop).await;
    let _ = actor.await;
    println!("told when it is over: {}", tank.tell(Message::Fill(1)).await);
}
