//! A connection of tokio's side: a stream in memory, and the way to the hosts of a network, which
//! takes as long as in our own world.

use super::net::talk;
use reactor::{Failure, Fault, Service};
use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::time::sleep;

thread_local! {
    static HOSTS: RefCell<Vec<Service>> = const { RefCell::new(Vec::new()) };
}

/// Lets every host be found.
pub fn begin(services: Vec<Service>) {
    HOSTS.set(services);
}

pub struct TcpStream(pub DuplexStream);

impl TcpStream {
    pub async fn connect(address: &str) -> io::Result<TcpStream> {
        let (name, port) = address.rsplit_once(':').expect("a host and a port");
        let port: u16 = port.parse().expect("a port");
        let found = HOSTS.with_borrow(|hosts| {
            let mut of_name = hosts.iter().filter(|host| host.name == name);
            let host = of_name.clone().find(|host| host.port == port).or(of_name.next())?;
            Some((host.lookup, host.latency, host.answers, host.port == port))
        });
        let Some((lookup, latency, answers, is_open)) = found else {
            sleep(std::time::Duration::from_millis(5)).await;
            return Err(Failure::UnknownName.into());
        };
        sleep(lookup).await;
        let peer = match answers {
            Err(Fault::Silent(patience)) => {
                sleep(patience).await;
                return Err(Failure::TimedOut.into());
            }
            Ok(peer) if is_open => peer,
            _ => {
                sleep(latency * 2).await;
                return Err(Failure::Refused.into());
            }
        };
        sleep(latency).await;
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        tokio::spawn(talk(peer(), latency, theirs));
        sleep(latency).await;
        Ok(TcpStream(ours))
    }
}

impl AsyncRead for TcpStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for TcpStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
