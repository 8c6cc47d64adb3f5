//! Simulated TCP, async: look-up, connect, listen, accept, read and write as operations.

use crate::current::{RunId, World};
use crate::operation::Operation;
use reactor::{Answer, ListenerKey, OpKey, Reactor, StreamKey};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use trace::OpKind;

/// A connection.
#[derive(Debug)]
pub struct TcpStream {
    pub(super) run: RunId,
    pub(super) key: StreamKey,
    pub(super) peer: String,
}

/// Takes incoming connections.
#[derive(Debug)]
pub struct TcpListener {
    run: RunId,
    pub(super) key: ListenerKey,
    pub(super) port: u16,
}

impl TcpStream {
    /// Looks up the host of `address` (`"tea.test:80"`) and connects to it.
    ///
    /// # Errors
    /// As real code sees them: unknown name, refused, timed out; a malformed address.
    pub async fn connect(address: &str) -> io::Result<TcpStream> {
        let (host, port) = split(address)?;
        let found = start(OpKind::Lookup, host, |reactor| reactor.lookup(host)).await?;
        let Answer::Found(number) = found else { return Err(mismatch()) };
        let ask = |reactor: &mut Reactor| reactor.connect(number, port);
        stream(start(OpKind::Connect, address, ask).await?)
    }

    pub(crate) async fn receive(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (key, most) = (self.key, buffer.len());
        let answer = start(OpKind::Read, &self.peer, |reactor| reactor.read(key, most)).await?;
        into_buffer(answer, buffer)
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let label = format!("{} bytes to {}", bytes.len(), self.peer);
        let key = self.key;
        start(OpKind::Write, &label, |reactor| reactor.write(key, bytes)).await?;
        Ok(())
    }
}

impl Drop for TcpStream {
    fn drop(&mut self) {
        if let Some(world) = World::of(self.run) {
            world.reactor.borrow_mut().close(self.key);
        }
    }
}

impl TcpListener {
    /// Listens on the port of `address` (`"0.0.0.0:7"`).
    ///
    /// # Errors
    /// If the address is malformed or taken.
    pub async fn bind(address: &str) -> io::Result<TcpListener> {
        TcpListener::listen(address)
    }

    pub(super) fn listen(address: &str) -> io::Result<TcpListener> {
        let (_, port) = split(address)?;
        let world = World::current();
        let key = world.reactor.borrow_mut().listen(port)?;
        Ok(TcpListener { run: world.run, key, port })
    }

    /// Waits for the next connection.
    ///
    /// # Errors
    /// None in this world; the signature is tokio's.
    pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (key, label) = (self.key, format!("port {}", self.port));
        let answer = start(OpKind::Accept, &label, |reactor| reactor.accept(key)).await?;
        let stream = stream(answer)?;
        let address = address_of(stream.key);
        Ok((stream, address))
    }
}

impl Drop for TcpListener {
    fn drop(&mut self) {
        if let Some(world) = World::of(self.run) {
            world.reactor.borrow_mut().unlisten(self.key);
        }
    }
}

/// Starts an operation at the place where the innermost call awaits.
fn start(kind: OpKind, label: &str, ask: impl Fn(&mut Reactor) -> OpKey) -> Operation {
    let span = World::current().record().awaits();
    Operation::start(kind, label, span, &ask)
}

pub(super) fn split(address: &str) -> io::Result<(&str, u16)> {
    let parts = address.rsplit_once(':');
    parts.and_then(|(host, port)| Some((host, port.parse().ok()?))).ok_or_else(|| {
        let problem = format!("“{address}” is no address; one looks like tea.test:80");
        io::Error::new(io::ErrorKind::InvalidInput, problem)
    })
}

pub(super) fn stream(answer: Answer) -> io::Result<TcpStream> {
    let Answer::Stream(key) = answer else { return Err(mismatch()) };
    let world = World::current();
    let peer = world.reactor.borrow().peer_name(key).to_owned();
    Ok(TcpStream { run: world.run, key, peer })
}

pub(super) fn into_buffer(answer: Answer, buffer: &mut [u8]) -> io::Result<usize> {
    let Answer::Bytes(bytes) = answer else { return Err(mismatch()) };
    buffer[..bytes.len()].copy_from_slice(&bytes);
    Ok(bytes.len())
}

pub(super) fn mismatch() -> io::Error {
    io::Error::other("the reactor answered something else than was asked")
}

/// An address for the program to print: one host a stream.
pub(super) fn address_of(stream: StreamKey) -> SocketAddr {
    let number = stream.number();
    let host = Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 1).to_bits() + u32::from(number));
    SocketAddr::from((host, 40_000 + number % 25_000))
}
