//! `select!` in a loop, with borrowed futures, conditions, patterns and an `else`.

use awaitscope::sync::{mpsc, oneshot};
use awaitscope::time::{Duration, interval, sleep};
use awaitscope::{println, select, spawn, traced};
use std::pin::pin;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

struct Says(&'static str);

impl Drop for Says {
    fn drop(&mut self) {
        println!("{} is dropped", self.0);
    }
}

#[traced]
async fn runs(name: &'static str, millis: u64) -> &'static str {
    let _says = Says(name);
    sleep(ms(millis)).await;
    name
}

#[traced]
async fn sends(into: mpsc::Sender<u32>, stop: oneshot::Sender<()>) {
    for number in 0..3 {
        sleep(ms(7)).await;
        let _ = into.send(number).await;
    }
    sleep(ms(30)).await;
    let _ = stop.send(());
}

#[traced]
async fn first_of(number: u32) -> Result<u32, std::num::ParseIntError> {
    loop {
        let answer = select! {
            biased;
            text = async { "x" }, if number == 1 => text.parse()?,
            _ = sleep(ms(3)), if number == 2 => return Ok(20),
            _ = sleep(ms(4)), if number == 3 => break,
            n = async { number } => {
                sleep(ms(1)).await;
                n * 100
            }
        };
        if number > 1 {
            return Ok(answer);
        }
    }
    Ok(0)
}

#[traced]
pub async fn main() {
    let mut kept = pin!(runs("kept", 9));
    select! {
        winner = runs("hare", 2) => {
            println!("{winner} wins");
            sleep(ms(1)).await;
        }
        _ = runs("tortoise", 5) => println!("not reached"),
        _ = &mut kept => println!("not reached"),
    }
    println!("{}", kept.await);

    let (sender, mut receiver) = mpsc::channel(1);
    let (stop, mut stopped) = oneshot::channel();
    spawn(sends(sender, stop));
    let mut ticks = interval(ms(12));
    let mut open = true;
    loop {
        select! {
            biased;
            _ = &mut stopped => {
                println!("stopped");
                break;
            }
            message = receiver.recv(), if open => match message {
                Some(number) => println!("got {number}"),
                None => {
                    println!("no more");
                    open = false;
                }
            },
            _ = ticks.tick() => println!("tick"),
        }
    }
    for number in 1..=4 {
        println!("{:?}", first_of(number).await);
    }
    let mut rest = [Some(1), None, Some(3)].into_iter();
    let mut next = || std::future::ready(rest.next().flatten());
    for _ in 0..3 {
        let which = select! {
            Some(number) = next() => number,
            else => 0,
        };
        println!("{which}");
    }
}
