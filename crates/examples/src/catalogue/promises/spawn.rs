//! A spawned task is queued: it starts when its spawner next gives way.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn, traced};

#[traced]
pub async fn main() {
    let film = spawn(develop("film", 30));
    println!("main: spawned film");

    drop(spawn(develop("slides", 20)));
    println!("main: dropped the handle of slides");

    match film.await {
        Ok(prints) => println!("main: {prints} prints"),
        Err(problem) => println!("main: {problem}"),
    }
}

#[traced]
async fn develop(what: &str, millis: u64) -> u32 {
    println!("{what}: into the bath");
    sleep(Duration::from_millis(millis)).await;
    println!("{what}: done");
    24
}
