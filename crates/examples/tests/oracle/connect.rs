//! Outgoing connections of tokio's side: look-up, connection and faults, each after its time.

use reactor::{Failure, Fault, Service};
use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::time::{Instant, sleep, sleep_until};

thread_local! {
    static SERVICES: RefCell<Vec<Service>> = const { RefCell::new(Vec::new()) };
}

pub fn open(services: Vec<Service>) {
    SERVICES.set(services);
}

/// One end of an in-memory stream.
#[derive(Debug)]
pub struct TcpStream(pub DuplexStream);

impl TcpStream {
    pub async fn connect(address: &str) -> io::Result<TcpStream> {
        let (host, port) = address.rsplit_once(':').expect("an address has a port");
        let found = SERVICES.with_borrow(|services| {
            let service = services.iter().find(|service| service.name == host)?;
            let is_open = port.parse() == Ok(service.port);
            let answers = if is_open { service.answers } else { Err(Fault::Refuse) };
            Some((service.lookup, service.latency, answers))
        });
        let Some((lookup, latency, answers)) = found else {
            sleep(Duration::from_millis(5)).await;
            return Err(Failure::UnknownName.into());
        };
        sleep(lookup).await;
        let there = Instant::now() + latency;
        match answers {
            Ok(peer) => {
                let (ours, theirs) = tokio::io::duplex(1 << 16);
                tokio::spawn(async move {
                    sleep_until(there).await;
                    super::talk(peer(), latency, theirs).await;
                });
                sleep_until(there + latency).await;
                Ok(TcpStream(ours))
            }
            Err(Fault::Refuse) => {
                sleep_until(there + latency).await;
                Err(Failure::Refused.into())
            }
            Err(Fault::Silent(patience)) => {
                sleep(patience).await;
                Err(Failure::TimedOut.into())
            }
        }
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
