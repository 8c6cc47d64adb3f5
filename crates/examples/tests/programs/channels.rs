//! Producers who must wait for room, a consumer with an answer for each, and an early end.

use awaitscope::sync::mpsc::error::TrySendError;
use awaitscope::sync::{mpsc, oneshot};
use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{join, println, spawn, traced, work};

struct Order(&'static str, u32, oneshot::Sender<u32>);

#[traced]
async fn guest(name: &'static str, orders: mpsc::Sender<Order>) {
    for number in 1..=3 {
        let (answer, served) = oneshot::channel();
        if orders.send(Order(name, number, answer)).await.is_err() {
            println!("{name}: the kitchen is closed");
            return;
        }
        println!("{name}: order {number} is taken");
        match served.await {
            Ok(minutes) => println!("{name}: order {number} came after {minutes}"),
            Err(error) => println!("{name}: order {number}: {error}"),
        }
    }
}

#[traced]
async fn kitchen(mut orders: mpsc::Receiver<Order>) -> usize {
    for count in 0..5 {
        let Some(Order(name, number, answer)) = orders.recv().await else { return count };
        println!("kitchen: {number} for {name}");
        sleep(Duration::from_millis(7)).await;
        work(Duration::from_millis(3));
        if answer.send(number * 10).is_err() {
            println!("kitchen: nobody wants it");
        }
    }
    orders.close();
    println!("kitchen: closing");
    while let Some(Order(name, ..)) = orders.recv().await {
        println!("kitchen: sends {name} home");
    }
    5
}

#[traced]
pub async fn main() {
    let (orders, kitchen_side) = mpsc::channel(1);
    let kitchen = spawn(kitchen(kitchen_side));
    let ada = spawn(guest("ada", orders.clone()));
    let bob = spawn(guest("bob", orders.clone()));
    let impatient = async {
        sleep(Duration::from_millis(2)).await;
        let (answer, _) = oneshot::channel();
        match orders.try_send(Order("cleo", 0, answer)) {
            Err(TrySendError::Full(_)) => println!("cleo: no room"),
            other => println!("cleo: {other:?}"),
        }
        let (answer, _) = oneshot::channel();
        let sends = timeout(Duration::from_millis(4), orders.send(Order("cleo", 1, answer)));
        println!("cleo: gives up {}", sends.await.is_err());
        orders.closed().await;
        println!("cleo: it is closed, {}", orders.is_closed());
    };
    let (ada, bob, kitchen, ()) = join!(ada, bob, kitchen, impatient);
    println!("{} {} {kitchen:?}", ada.is_ok(), bob.is_ok());

    let (numbers, mut received) = mpsc::unbounded_channel();
    (0..3).for_each(|n| assert!(numbers.send(n).is_ok()));
    drop(numbers);
    while let Some(n) = received.recv().await {
        println!("{n}, {} left", received.len());
    }
    println!("{:?}", received.try_recv());
}
