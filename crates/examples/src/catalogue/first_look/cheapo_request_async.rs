//! One HTTP request over an async socket: while it waits, its calls are off the stack.

use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::TcpStream;
use awaitscope::time::Duration;
use awaitscope::{println, traced, work};
use std::io;

#[traced]
pub async fn main() -> io::Result<()> {
    let page = cheapo_request("tea.test", 80, "/menu").await?;
    println!("{page}");
    Ok(())
}

#[traced]
async fn cheapo_request(host: &str, port: u16, path: &str) -> io::Result<String> {
    let mut socket = TcpStream::connect(&format!("{host}:{port}")).await?;

    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    socket.write_all(request.as_bytes()).await?;

    let mut response = Vec::new();
    socket.read_to_end(&mut response).await?;
    Ok(parse(&response))
}

#[traced]
fn parse(response: &[u8]) -> String {
    work(Duration::from_millis(5));
    let text = String::from_utf8_lossy(response);
    let body = text.split("\r\n\r\n").nth(1).unwrap_or_default();
    body.trim().to_owned()
}
