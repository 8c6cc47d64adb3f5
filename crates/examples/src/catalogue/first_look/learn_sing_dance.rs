//! Learn a song, sing it, and dance all the while: `.await` puts in order, `join!` does not.

use awaitscope::time::{Duration, sleep};
use awaitscope::{join, println, traced};

struct Song(&'static str);

#[traced]
pub async fn main() {
    join!(learn_and_sing(), dance());
    println!("main: applause");
}

#[traced]
async fn learn_and_sing() {
    let song = learn().await; // nobody can sing what is not learned
    sing(song).await;
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
