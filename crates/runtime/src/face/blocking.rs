//! Code that holds its thread while it waits: `std`'s names over the same peers.
//!
//! A system call is a Call of its own, atop whoever made it, and stays on the stack until the
//! outside world has answered; the thread's clock moves meanwhile.

use crate::current::{World, caller};
use crate::operation::Operation;
use reactor::{Answer, Failure, OpKey, Reactor};
use std::time::Duration;
use trace::{OpKind, SourceSpan, WaitOn};

pub use super::lock::{Hung, Mutex, MutexGuard};

pub mod net;

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
    sleep_at(duration, caller());
}

pub(super) fn sleep_at(duration: Duration, span: Option<SourceSpan>) {
    let label = trace::Instant::START.after(duration).words();
    let ask = |reactor: &mut Reactor| {
        let until = reactor.now().after(duration);
        reactor.sleep(until)
    };
    let slept = system_call("nanosleep", OpKind::Sleep, &label, span, &ask);
    debug_assert!(slept.is_ok() || World::current().is_over(), "a deadline always comes");
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
    if world.is_over() {
        return Err(Failure::NeverAnswered.into());
    }
    let call = world.record().enter_foreign(name, span);
    let operation = Operation::start(kind, label, span, ask);
    let answer = if world.reactor.borrow().is_pending(operation.key) {
        let wait = world.wait_for(WaitOn::Op(operation.op), span);
        let answer = operation.block(kind == OpKind::Accept);
        world.wait_over(wait, span);
        answer
    } else {
        operation.block(false)
    };
    world.record().leave_foreign(call, span);
    Ok(answer?)
}
