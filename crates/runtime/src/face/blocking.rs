//! Code that holds its thread while it waits: `std`'s names over the same peers.
//!
//! A system call is a Call of its own, atop whoever made it, and stays on the stack until the
//! outside world has answered; the thread's clock moves meanwhile.

use crate::current::{World, caller};
use crate::operation::Operation;
use reactor::{Answer, OpKey, Reactor};
use std::time::Duration;
use trace::{EventKind, OpKind, SourceSpan, WaitOn};

/// Blocking sockets.
pub mod net {
    use super::super::net::{self, TcpStream as Async};
    use super::{Read, Write, system_call};
    use crate::current::caller;
    use reactor::Answer;
    use std::io;
    use trace::OpKind;

    /// A connection whose reads and writes hold the thread.
    #[derive(Debug)]
    pub struct TcpStream(Async);

    impl TcpStream {
        /// Looks up the host of `address` (`"tea.test:80"`) and connects to it.
        ///
        /// # Errors
        /// As real code sees them: unknown name, refused, timed out; a malformed address.
        #[track_caller]
        pub fn connect(address: &str) -> io::Result<TcpStream> {
            let span = caller();
            let (host, port) = net::split(address)?;
            let ask = |reactor: &mut reactor::Reactor| reactor.lookup(host);
            let answer = system_call("getaddrinfo", OpKind::Lookup, host, span, &ask)?;
            let Answer::Found(number) = answer else { return Err(net::mismatch()) };
            let ask = |reactor: &mut reactor::Reactor| reactor.connect(number, port);
            let answer = system_call("connect", OpKind::Connect, address, span, &ask)?;
            net::stream(answer).map(TcpStream)
        }
    }

    impl Read for TcpStream {
        #[track_caller]
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (key, most) = (self.0.key, buffer.len());
            let ask = |reactor: &mut reactor::Reactor| reactor.read(key, most);
            let answer = system_call("read", OpKind::Read, &self.0.peer, caller(), &ask)?;
            net::into_buffer(answer, buffer)
        }
    }

    impl Write for TcpStream {
        #[track_caller]
        fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
            let (key, span) = (self.0.key, caller());
            let label = format!("{} bytes to {}", bytes.len(), self.0.peer);
            let ask = |reactor: &mut reactor::Reactor| reactor.write(key, bytes);
            system_call("write", OpKind::Write, &label, span, &ask).map(drop)
        }
    }
}

/// Blocking reading, with `std::io::Read`'s names.
pub trait Read {
    /// Waits for bytes, at most a bufferful; 0 bytes mean the end of the stream.
    ///
    /// # Errors
    /// If the connection breaks.
    #[track_caller]
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize>;

    /// Waits for all that will come.
    ///
    /// # Errors
    /// If the connection breaks.
    #[track_caller]
    fn read_to_end(&mut self, all: &mut Vec<u8>) -> std::io::Result<usize> {
        let before = all.len();
        let mut buffer = [0; 1024];
        loop {
            match self.read(&mut buffer)? {
                0 => return Ok(all.len() - before),
                count => all.extend_from_slice(&buffer[..count]),
            }
        }
    }
}

/// Blocking writing, with `std::io::Write`'s names.
pub trait Write {
    /// Writes all of it.
    ///
    /// # Errors
    /// If the connection is broken.
    #[track_caller]
    fn write_all(&mut self, bytes: &[u8]) -> std::io::Result<()>;
}

/// Holds the thread for so long.
#[track_caller]
pub fn sleep(duration: Duration) {
    let span = caller();
    let label = trace::Instant::START.after(duration).words();
    let ask = |reactor: &mut Reactor| {
        let until = reactor.now().after(duration);
        reactor.sleep(until)
    };
    let slept = system_call("nanosleep", OpKind::Sleep, &label, span, &ask);
    debug_assert!(slept.is_ok(), "a deadline always comes");
}

/// Enters the system call, asks, waits for the answer on the stack, and leaves it.
fn system_call(
    name: &str,
    kind: OpKind,
    label: &str,
    span: Option<SourceSpan>,
    ask: &dyn Fn(&mut Reactor) -> OpKey,
) -> std::io::Result<Answer> {
    let world = World::current();
    let call = world.record().enter_foreign(name, span);
    let operation = Operation::start(kind, label, span, ask);
    let answer = if world.reactor.borrow().is_pending(operation.key) {
        let (wait, lane) = world.record().start_wait(WaitOn::Op(operation.op), span);
        let answer = operation.block();
        world.record().event_on(lane, span, EventKind::WaitEnded(wait));
        answer
    } else {
        operation.block()
    };
    world.record().leave_foreign(call, span);
    Ok(answer?)
}
