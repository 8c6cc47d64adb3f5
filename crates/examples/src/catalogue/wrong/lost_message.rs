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
            () = sleep(Duration::from_millis(25)) => println!("careless: wipes the bar"),
        }
    }

    let (guests, mut orders) = channel(4);
    spawn(order(guests));
    loop {
        select! {
            drink = orders.recv() => match drink {
                Some(drink) => mix(drink).await, // nothing can drop this
                None => break,
            },
            () = sleep(Duration::from_millis(25)) => println!("careful: wipes the bar"),
        }
    }
}

/// Three guests.
#[traced]
async fn order(bar: Sender<&'static str>) {
    for (drink, millis) in [("cola", 10), ("punch", 30), ("water", 20)] {
        sleep(Duration::from_millis(millis)).await;
        println!("guest: {drink}, please");
        let _ = bar.send(drink).await;
    }
}

#[traced]
async fn take_and_mix(orders: &mut Receiver<&'static str>) -> Option<()> {
    let drink = orders.recv().await?;
    mix(drink).await;
    Some(())
}

#[traced]
async fn mix(drink: &str) {
    sleep(Duration::from_millis(knob!(mix_ms = 10, 1..=20))).await;
    println!("bar: here is your {drink}");
}
