//! tokio's side of the simulated network: the same peers, behind an in-memory stream, driven by
//! tokio's own timers.

use reactor::{Client, Network, Outbox, Peer, Said};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

pub use super::stream::TcpStream;
use super::stream::{Broken, Disk};

thread_local! {
    static PORTS: RefCell<BTreeMap<u16, mpsc::UnboundedSender<TcpStream>>> =
        const { RefCell::new(BTreeMap::new()) };
}

pub struct TcpListener(tokio::sync::Mutex<(mpsc::UnboundedReceiver<TcpStream>, u16)>);

impl TcpListener {
    pub async fn bind(address: &str) -> io::Result<TcpListener> {
        let port = address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let (sender, receiver) = mpsc::unbounded_channel();
        PORTS.with_borrow_mut(|ports| ports.insert(port, sender));
        Ok(TcpListener(tokio::sync::Mutex::new((receiver, 0))))
    }

    pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let mut queue = self.0.lock().await;
        let stream = queue.0.recv().await.expect("the listener's port is open as long as it is");
        let number = queue.1;
        queue.1 += 1;
        let host = Ipv4Addr::new(10, 0, 0, u8::try_from(number).expect("few clients") + 1);
        Ok((stream, SocketAddr::from((host, 40_000 + number))))
    }
}

/// Lets every host be found, and every client come at its time.
pub fn begin(network: Network) {
    super::stream::begin(network.services);
    PORTS.with_borrow_mut(BTreeMap::clear);
    for client in network.clients {
        tokio::spawn(come(client, Instant::now()));
    }
}

async fn come(client: Client, start: Instant) {
    sleep_until(start + client.at + client.latency).await;
    let (ours, theirs) = tokio::io::duplex(1 << 16);
    let port = PORTS.with_borrow(|ports| ports.get(&client.port).cloned());
    let broken = Broken::default();
    let theirs = TcpStream(theirs, broken.clone());
    if port.is_some_and(|port| port.send(theirs).is_ok()) {
        talk(client.peer, client.latency, ours, broken, Disk::default()).await;
    }
}

enum Due {
    Heard(Vec<u8>),
    Said(Said),
}

/// Hears and says everything one latency late, in order.
pub async fn talk(
    mut peer: Box<dyn Peer>,
    latency: Duration,
    stream: DuplexStream,
    broken: Broken,
    disk: Disk,
) {
    let (mut incoming, outgoing) = tokio::io::split(stream);
    let mut outgoing = Some(outgoing);
    let mut due: VecDeque<(Instant, Due)> = VecDeque::new();
    let mut hears = true;
    let mut out = Outbox::default();
    tell(&disk, &mut out, |out| peer.on_connect(out));
    loop {
        for (after, said) in out.said.drain(..) {
            due.push_back((Instant::now() + after + latency, Due::Said(said)));
        }
        due.make_contiguous().sort_by_key(|(at, _)| *at);
        let next = due.front().map(|(at, _)| *at);
        if next.is_none() && !hears {
            return;
        }
        let mut buffer = [0; 1024];
        tokio::select! {
            biased;
            () = sleep_until(next.unwrap_or_else(Instant::now)), if next.is_some() => {
                match due.pop_front().expect("something is due").1 {
                    Due::Heard(bytes) => tell(&disk, &mut out, |out| peer.on_data(&bytes, out)),
                    Due::Said(Said::Bytes(bytes)) => {
                        if let Some(outgoing) = &mut outgoing {
                            let _ = outgoing.write_all(&bytes).await;
                        }
                    }
                    Due::Said(end @ (Said::End | Said::Reset)) => {
                        if end == Said::Reset {
                            broken.set();
                        }
                        if let Some(mut outgoing) = outgoing.take() {
                            let _ = outgoing.shutdown().await;
                        }
                    }
                }
            }
            count = incoming.read(&mut buffer), if hears => match count {
                Ok(0) | Err(_) => hears = false,
                Ok(count) => {
                    due.push_back((Instant::now() + latency, Due::Heard(buffer[..count].to_vec())));
                }
            }
        }
    }
}

/// Lets a peer hear or say something, with what its host keeps at hand.
fn tell(disk: &Disk, out: &mut Outbox, body: impl FnOnce(&mut Outbox)) {
    disk.lend(|kept| {
        std::mem::swap(kept, &mut out.kept);
        body(out);
        std::mem::swap(kept, &mut out.kept);
    });
}
