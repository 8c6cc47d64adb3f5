//! A server: one task accepts, and every connection has a task of its own.

use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::{TcpListener, TcpStream};
use awaitscope::{println, spawn, traced};
use std::io;
use std::net::SocketAddr;

#[traced]
pub async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("0.0.0.0:7").await?;
    loop {
        let (stream, from) = listener.accept().await?;
        println!("{from} connects");
        spawn(serve(stream, from));
    }
}

#[traced]
async fn serve(mut stream: TcpStream, from: SocketAddr) {
    match echo(&mut stream).await {
        Ok(total) => println!("{from} leaves, {total} bytes echoed"),
        Err(error) => println!("{from} is lost: {error}"),
    }
}

#[traced]
async fn echo(stream: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = [0; 64];
    let mut total = 0;
    loop {
        let count = stream.read(&mut buffer).await?;
        if count == 0 {
            return Ok(total);
        }
        stream.write_all(&buffer[..count]).await?;
        total += count;
    }
}
