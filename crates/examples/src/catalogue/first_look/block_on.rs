//! Learn a song, sing it, and dance, each under a `block_on` of its own: one after the other.

use awaitscope::time::{Duration, sleep};
use awaitscope::{BlockOnError, block_on, println, traced};

struct Song(&'static str);

#[traced]
pub fn main() -> Result<(), BlockOnError> {
    let song = block_on(learn())?;
    block_on(sing(song))?;
    block_on(dance())?;

    let nested = block_on(async { block_on(dance()) })?;
    if let Err(error) = nested {
        println!("main: a block_on inside a block_on: {error:?}");
    }
    Ok(())
}

#[traced]
async fn learn() -> Song {
    println!("learn: listens to the record");
    sleep(Duration::from_millis(40)).await;
    Song("the river song")
}

#[traced]
async fn sing(Song(title): Song) {
    println!("sing: {title}");
    sleep(Duration::from_millis(20)).await;
}

#[traced]
async fn dance() {
    for step in ["left", "right", "turn"] {
        println!("dance: {step}");
        sleep(Duration::from_millis(15)).await;
    }
}
