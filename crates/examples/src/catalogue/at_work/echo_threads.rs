//! The echo server with a thread for each connection: the same structure, at another cost.

use awaitscope::blocking::net::{TcpListener, TcpStream};
use awaitscope::blocking::{Read, Write};
use awaitscope::{println, thread, traced};
use std::io;
use std::net::SocketAddr;

#[traced]
pub fn main() -> io::Result<()> {
    let listener = TcpListener::bind("0.0.0.0:7")?;
    loop {
        let (stream, from) = listener.accept()?;
        println!("{from} connects");
        thread::spawn(move || serve(stream, from));
    }
}

#[traced]
fn serve(mut stream: TcpStream, from: SocketAddr) {
    match echo(&mut stream) {
        Ok(total) => println!("{from} leaves, {total} bytes echoed"),
        Err(error) => println!("{from} is lost: {error}"),
    }
}

#[traced]
fn echo(stream: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = [0; 64];
    let mut total = 0;
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Ok(total);
        }
        stream.write_all(&buffer[..count])?;
        total += count;
    }
}
