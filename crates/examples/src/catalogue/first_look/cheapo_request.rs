//! One HTTP request over a blocking socket: the thread waits inside its system calls.

use awaitscope::blocking::net::TcpStream;
use awaitscope::blocking::{Read, Write};
use awaitscope::time::Duration;
use awaitscope::{println, traced, work};
use std::io;

#[traced]
pub fn main() -> io::Result<()> {
    let page = cheapo_request("tea.test", 80, "/menu")?;
    println!("{page}");
    Ok(())
}

#[traced]
fn cheapo_request(host: &str, port: u16, path: &str) -> io::Result<String> {
    let mut socket = TcpStream::connect(&format!("{host}:{port}"))?;

    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    socket.write_all(request.as_bytes())?;

    let mut response = Vec::new();
    socket.read_to_end(&mut response)?;
    Ok(parse(&response))
}

#[traced]
fn parse(response: &[u8]) -> String {
    work(Duration::from_millis(5));
    let text = String::from_utf8_lossy(response);
    let body = text.split("\r\n\r\n").nth(1).unwrap_or_default();
    body.trim().to_owned()
}
