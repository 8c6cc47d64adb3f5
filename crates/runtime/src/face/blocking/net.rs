//! Blocking sockets: `std::net`'s names over the same peers as the async ones.

use super::{Read, Write, system_call};
use crate::current::caller;
use crate::face::net::{self, TcpListener as AsyncListener, TcpStream as AsyncStream};
use reactor::{Answer, Reactor};
use std::io;
use std::net::SocketAddr;
use trace::OpKind;

/// A connection whose reads and writes hold the thread.
#[derive(Debug)]
pub struct TcpStream(AsyncStream);

impl TcpStream {
    /// Looks up the host of `address` (`"tea.test:80"`) and connects to it.
    ///
    /// # Errors
    /// As real code sees them: unknown name, refused, timed out; a malformed address.
    #[track_caller]
    pub fn connect(address: &str) -> io::Result<TcpStream> {
        let span = caller();
        let (host, port) = net::split(address)?;
        let ask = |reactor: &mut Reactor| reactor.lookup(host);
        let answer = system_call("getaddrinfo", OpKind::Lookup, host, span, &ask)?;
        let Answer::Found(number) = answer else { return Err(net::mismatch()) };
        let ask = |reactor: &mut Reactor| reactor.connect(number, port);
        let answer = system_call("connect", OpKind::Connect, address, span, &ask)?;
        net::stream(answer).map(TcpStream)
    }
}

impl Read for TcpStream {
    #[track_caller]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (key, most) = (self.0.key, buffer.len());
        let ask = |reactor: &mut Reactor| reactor.read(key, most);
        let answer = system_call("read", OpKind::Read, &self.0.peer, caller(), &ask)?;
        net::into_buffer(answer, buffer)
    }
}

impl Write for TcpStream {
    #[track_caller]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (key, span) = (self.0.key, caller());
        let label = format!("{} bytes to {}", bytes.len(), self.0.peer);
        let ask = |reactor: &mut Reactor| reactor.write(key, bytes);
        system_call("write", OpKind::Write, &label, span, &ask).map(drop)
    }
}

/// Takes incoming connections, and holds the thread until one is there.
#[derive(Debug)]
pub struct TcpListener(AsyncListener);

impl TcpListener {
    /// Listens on the port of `address` (`"0.0.0.0:7"`).
    ///
    /// # Errors
    /// If the address is malformed or taken.
    pub fn bind(address: &str) -> io::Result<TcpListener> {
        AsyncListener::listen(address).map(TcpListener)
    }

    /// Waits for the next connection. If none will ever come, the run ends here, idle.
    ///
    /// # Errors
    /// Once the run is over: leave.
    #[track_caller]
    pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (span, key) = (caller(), self.0.key);
        let label = format!("port {}", self.0.port);
        let ask = |reactor: &mut Reactor| reactor.accept(key);
        let answer = system_call("accept", OpKind::Accept, &label, span, &ask)?;
        let stream = net::stream(answer)?;
        let address = net::address_of(stream.key);
        Ok((TcpStream(stream), address))
    }
}
