//! The first answer wins: what the race owns is dropped, what it borrows is not.

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, select, spawn, traced};
use std::pin::pin;

struct Line(&'static str);

impl Drop for Line {
    #[traced]
    fn drop(&mut self) {
        println!("{}: hangs up", self.0);
    }
}

#[traced]
pub async fn main() {
    let florist_ms = knob!(florist_ms = 40, 10..=90);
    let mut notary = pin!(call("notary", 50));

    select! {
        answer = call("baker", 20) => println!("main: {answer} first"),
        answer = call("florist", florist_ms) => println!("main: {answer} first"),
        answer = &mut notary => return println!("main: {answer} first"),
    }

    let answer = notary.await;
    println!("main: {answer} too");
}

#[traced]
async fn call(shop: &'static str, millis: u64) -> &'static str {
    let _line = Line(shop);
    let _ = spawn(look_it_up(shop, millis)).await;
    shop
}

/// On the other side of the line: whoever hangs up does not stop it.
#[traced]
async fn look_it_up(shop: &'static str, millis: u64) {
    sleep(Duration::from_millis(millis)).await;
    println!("{shop}: has it");
}
