//! A connection of tokio's side: a stream in memory, and the way to the hosts of a network, which
//! takes as long as in our own world.

use super::net::talk;
use reactor::{Failure, Fault, Kept, Service};
use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::time::sleep;

thread_local! {
    static HOSTS: RefCell<Vec<(Service, Disk)>> = const { RefCell::new(Vec::new()) };
}

/// Lets every host be found.
pub fn begin(services: Vec<Service>) {
    HOSTS.set(services.into_iter().map(|service| (service, Disk::default())).collect());
}

pub struct TcpStream(pub DuplexStream, pub Broken);

/// What a host keeps between its connections.
#[derive(Clone, Default)]
pub struct Disk(Arc<Mutex<Kept>>);

impl Disk {
    /// Lends what is kept to a peer for a moment.
    pub fn lend<T>(&self, body: impl FnOnce(&mut Kept) -> T) -> T {
        body(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Whether the peer has broken the connection.
#[derive(Clone, Debug, Default)]
pub struct Broken(Arc<AtomicBool>);

impl Broken {
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn check(&self) -> io::Result<()> {
        let broken = self.0.load(Ordering::Relaxed);
        if broken { Err(Failure::Reset.into()) } else { Ok(()) }
    }
}

impl TcpStream {
    pub async fn connect(address: &str) -> io::Result<TcpStream> {
        let (name, port) = address.rsplit_once(':').expect("a host and a port");
        let port: u16 = port.parse().expect("a port");
        let found = HOSTS.with_borrow(|hosts| {
            let mut of_name = hosts.iter().filter(|(host, _)| host.name == name);
            let host = of_name.clone().find(|(host, _)| host.port == port);
            let (host, disk) = host.or(of_name.next())?;
            Some((host.lookup, host.latency, host.answers, host.port == port, disk.clone()))
        });
        let Some((lookup, latency, answers, is_open, disk)) = found else {
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
        let broken = Broken::default();
        tokio::spawn(talk(peer(), latency, theirs, broken.clone(), disk));
        sleep(latency).await;
        Ok(TcpStream(ours, broken))
    }
}

impl AsyncRead for TcpStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.1.check()?;
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for TcpStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.1.check()?;
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
