//! A call to a table service: a deadline for each attempt, and a longer pause after each failure.

use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::TcpStream;
use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{knob, println, traced};
use std::io;

#[traced]
pub async fn main() -> io::Result<()> {
    let (_, config) = request("config.test:80", "GET /shop", "").await?;
    let tables = config.trim().trim_start_matches("table=");
    println!("orders are kept at {tables}");
    save(tables, "/orders/7", "two cups of mint").await
}

/// Tries until the row is stored, or four attempts have failed.
#[traced]
async fn save(host: &str, row: &str, text: &str) -> io::Result<()> {
    let deadline = Duration::from_millis(knob!(deadline_ms = 40, 10..=300));
    let mut pause = Duration::from_millis(10);
    for attempt in 1..=4 {
        match timeout(deadline, request(host, &format!("PUT {row}"), text)).await {
            Ok(Ok((status, _))) => {
                println!("attempt {attempt}: {status}");
                return Ok(());
            }
            Ok(Err(error)) => println!("attempt {attempt}: {error}"),
            Err(elapsed) => println!("attempt {attempt}: {elapsed}"),
        }
        sleep(pause).await;
        pause *= 2;
    }
    println!("given up");
    Err(io::ErrorKind::TimedOut.into())
}

/// The status and the body of an answer that is a success.
#[traced]
async fn request(host: &str, line: &str, body: &str) -> io::Result<(String, String)> {
    let mut stream = TcpStream::connect(host).await?;
    let length = body.len();
    let head = format!("{line} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all((head + body).as_bytes()).await?;

    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = head.lines().next().unwrap_or_default().trim_start_matches("HTTP/1.1 ");
    if status.starts_with('2') {
        Ok((status.to_owned(), body.to_owned()))
    } else {
        Err(io::Error::other(status))
    }
}
