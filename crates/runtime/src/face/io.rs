//! Reading and writing: the two extension traits that tokio's users import.

use crate::net::TcpStream;
pub use std::io::{Error, ErrorKind, Result};

/// Asynchronous reading.
pub trait AsyncReadExt {
    /// Reads what has come, at most a bufferful; 0 bytes mean the end of the stream.
    fn read(&mut self, buffer: &mut [u8]) -> impl Future<Output = Result<usize>> + Send;

    /// Reads until the end of the stream.
    fn read_to_end(&mut self, all: &mut Vec<u8>) -> impl Future<Output = Result<usize>> + Send;
}

/// Asynchronous writing.
pub trait AsyncWriteExt {
    /// Writes all of it.
    fn write_all(&mut self, bytes: &[u8]) -> impl Future<Output = Result<()>> + Send;
}

impl AsyncReadExt for TcpStream {
    async fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.receive(buffer).await
    }

    async fn read_to_end(&mut self, all: &mut Vec<u8>) -> Result<usize> {
        let before = all.len();
        let mut buffer = [0; 1024];
        loop {
            match self.receive(&mut buffer).await? {
                0 => return Ok(all.len() - before),
                count => all.extend_from_slice(&buffer[..count]),
            }
        }
    }
}

impl AsyncWriteExt for TcpStream {
    async fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        self.send(bytes).await
    }
}
