//! A blocking lock that is held across an await stops the only thread that could give it back.

use awaitscope::blocking::{Hung, Mutex};
use awaitscope::task::spawn_local;
use awaitscope::time::{Duration, sleep};
use awaitscope::{join, knob, println, traced};
use std::rc::Rc;

#[traced]
pub async fn main() {
    let stock = Rc::new(Mutex::new(10));
    let ida = spawn_local(sell("ida", stock.clone()));
    let jon = spawn_local(sell("jon", stock));
    let _ = join!(ida, jon);
    println!("main: all are served");
}

#[traced]
async fn sell(who: &str, stock: Rc<Mutex<u32>>) -> Result<(), Hung> {
    println!("{who}: asks for the lock");
    let mut cups = stock.lock()?; // blocks; it answers an error only where the run ends
    *cups -= 1;
    println!("{who}: {} cups are left", *cups);

    let unlock_first: u8 = knob!(unlock_first = 0, 0..=1);
    if unlock_first == 1 {
        drop(cups);
    }
    wrap().await;
    println!("{who}: here is your cup");
    Ok(())
}

#[traced]
async fn wrap() {
    sleep(Duration::from_millis(20)).await;
}
