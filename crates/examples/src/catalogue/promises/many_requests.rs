//! Many requests, only so many at once: `buffer_unordered`.

use awaitscope::net::TcpStream;
use awaitscope::stream::{self, StreamExt};
use awaitscope::time::Instant;
use awaitscope::{knob, println, traced};
use std::io;

const HOSTS: [&str; 5] = ["baku.test", "kyiv.test", "lima.test", "oslo.test", "suva.test"];

#[traced]
pub async fn main() -> io::Result<()> {
    let start = Instant::now();
    let at_once = knob!(at_once = 2, 1..=5);
    let mut answers = stream::iter(HOSTS).map(reach).buffer_unordered(at_once);

    while let Some(host) = answers.next().await {
        println!("main: {} after {:?}", host?, start.elapsed());
    }
    println!("main: all of them after {:?}", start.elapsed());
    Ok(())
}

#[traced]
async fn reach(host: &str) -> io::Result<&str> {
    println!("reach: {host}");
    TcpStream::connect(&format!("{host}:80")).await?;
    Ok(host)
}
