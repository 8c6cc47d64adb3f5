//! A thread for each job: every one has a stack of its own, on which its calls wait.

use awaitscope::random;
use awaitscope::thread::{self, Lost};
use awaitscope::time::Duration;
use awaitscope::{println, traced, work};

#[traced]
pub fn main() -> Result<(), Lost> {
    let jobs = ["fish", "rice", "kale"].map(|dish| thread::spawn(move || deliver(dish)));
    println!("main: three riders are on their way");

    for job in jobs {
        job.join()?;
    }
    println!("main: dinner");
    Ok(())
}

#[traced]
fn deliver(dish: &str) {
    ride(dish);
    work(Duration::from_millis(2)); // counts the change
    println!("deliver: {dish} is here");
}

#[traced]
fn ride(dish: &str) {
    println!("ride: fetches the {dish}");
    let traffic = u64::from(random::below(30));
    thread::sleep(Duration::from_millis(20 + traffic));
}
