//! Every function of `twice!` exists plainly and traced, and is compared with itself.

use crate::support::run_blocking;
use std::cell::RefCell;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

thread_local! {
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Says something, to be compared.
pub(crate) fn say(text: impl Into<String>) {
    HEARD.with_borrow_mut(|heard| heard.push(text.into()));
}

/// Says its name when dropped.
#[derive(Debug)]
pub(crate) struct Noisy(pub(crate) &'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        say(self.0);
    }
}

/// Pending once.
#[derive(Default)]
pub(crate) struct Pause(bool);

pub(crate) fn pause() -> Pause {
    Pause::default()
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let paused = std::mem::replace(&mut self.0, true);
        if paused { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Each item twice: in `plain` as it stands, in `recorded` with `#[traced]`.
macro_rules! twice {
    ($($item:item)*) => {
        #[allow(unused_imports, unreachable_pub)]
        mod plain { use super::*; $( $item )* }
        #[allow(unused_imports, unreachable_pub)]
        mod recorded { use super::*; $( #[awaitscope::traced] $item )* }
    };
}

/// `same!(call(…) => "what is said")`: plainly, traced outside a run, and traced inside one.
macro_rules! same {
    ($call:ident($($argument:expr),*) => $expected:expr) => {
        $crate::twice::check(
            || { let _ = plain::$call($($argument),*); },
            || { let _ = recorded::$call($($argument),*); },
            $expected,
        )
    };
}

/// `polled!(call(…); 2 => "what is said")`: the future is polled twice at most, then dropped.
macro_rules! polled {
    ($call:ident($($argument:expr),*); $polls:expr => $expected:expr) => {
        $crate::twice::check(
            || $crate::twice::poll($polls, plain::$call($($argument),*)),
            || $crate::twice::poll($polls, recorded::$call($($argument),*)),
            $expected,
        )
    };
}

pub(crate) use {polled, same, twice};

/// Compares what a program says plainly, traced outside a run, and traced inside a run.
pub(crate) fn check(plain: fn(), recorded: fn(), expected: &str) {
    assert_eq!(heard(plain), expected, "plainly");
    assert_eq!(heard(recorded), expected, "traced, outside a run");
    let mut inside = String::new();
    run_blocking(Default::default(), || inside = heard(recorded));
    assert_eq!(inside, expected, "traced, inside a run");
}

fn heard(program: fn()) -> String {
    HEARD.take();
    program();
    HEARD.take().join(", ")
}

/// Polls a future so many times at most, and drops it.
pub(crate) fn poll<F: Future>(times: u32, future: F) {
    say("called");
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..times {
        if future.as_mut().poll(&mut context).is_ready() {
            return say("ready");
        }
        say("pending");
    }
    say("given up");
}
