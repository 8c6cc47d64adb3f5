//! A branch that has received and then awaits takes the message with it when it is dropped.

use awaitscope::sync::mpsc::{Receiver, Sender, channel};
use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, select, spawn, traced};

#[traced]
pub async fn main() {
    let (guests, mut orders) = channel(4);
    spawn(order(guests));
    loop {
        select! {
            served = take_and_mix(&mut orders) => if served.is_none() { break },
            () = sleep(Duration::from_millis(25)) => println!("bar: wipes the counter"),
        }
    }

    println!("and now with the mixing after the race");
    let (guests, mut orders) = channel(4);
    spawn(order(guests));
    loop {
        select! {
            drink = orders.recv() => match drink {
                Some(drink) => mix(drink).await, // nobody drops this
                None => break,
            },
            () = sleep(Duration::from_millis(25)) => println!("bar: wipes the counter"),
        }
    }
}

#[traced]
async fn order(bar: Sender<&'static str>) {
    sleep(Duration::from_millis(40)).await;
    println!("guest: a punch, please");
    let _ = bar.send("punch").await;
}

#[traced]
async fn take_and_mix(orders: &mut Receiver<&'static str>) -> Option<()> {
    let drink = orders.recv().await?;
    mix(drink).await;
    Some(())
}

#[traced]
async fn mix(drink: &str) {
    sleep(Duration::from_millis(knob!(mix_ms = 15, 1..=30))).await;
    println!("bar: here is your {drink}");
}
