//! tokio under the names that examples import. What prints is kept with its virtual time.

use std::cell::RefCell;

#[path = "net.rs"]
pub mod net;

pub mod time {
    pub use std::time::Duration;
    pub use tokio::time::{Instant, Sleep, sleep, timeout};

    /// Computes for so long: the first poll of `advance` moves the clock.
    pub fn work(duration: Duration) {
        let advance = std::pin::pin!(tokio::time::advance(duration));
        let _ = advance.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
    }
}

pub mod task {
    pub use tokio::task::{JoinHandle, spawn, yield_now};
}

pub mod io {
    pub use tokio::io::{AsyncReadExt, AsyncWriteExt};
}

/// What `#[traced]` expands to, doing nothing.
pub mod __trace {
    pub use super::print;

    use std::ops::RangeInclusive;

    type Place = (u32, u32, u32, u32);

    pub fn method<T: ?Sized>(name: &str) -> String {
        name.to_owned()
    }

    pub fn enter(_: &str, _: Place) {}

    pub fn once<R>(body: impl FnOnce() -> R) -> R {
        body()
    }

    pub trait PollAnswer {}

    pub trait OtherAnswer {
        fn tell(&self, _: &mut ()) {}
    }

    impl<T> OtherAnswer for T {}

    pub fn created(_: &str, _: &str, _: Place) {}

    pub fn future<F>((): (), body: F) -> F {
        body
    }

    pub fn block<F>(_: Place, body: F) -> F {
        body
    }

    pub fn at<F>(_: Place, future: F) -> F {
        future
    }

    pub fn mark(_: Place) {}

    /// Every knob as its author left it.
    pub fn knob<T: TryFrom<i64>>(_: &str, default: i64, _: RangeInclusive<i64>) -> T {
        T::try_from(default).ok().expect("the type of a knob holds its default")
    }
}

#[macro_export]
macro_rules! println {
    ($($argument:tt)*) => {
        $crate::__trace::print(::core::format_args!($($argument)*))
    };
}

#[macro_export]
macro_rules! knob {
    ($name:ident = $default:literal, $range:expr) => {
        $crate::__trace::knob(::core::stringify!($name), $default, $range)
    };
}

struct Run {
    start: tokio::time::Instant,
    lines: Vec<(u64, String)>,
}

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

/// Starts the clock and lets the clients come.
pub fn begin(network: reactor::Network) {
    RUN.set(Some(Run { start: tokio::time::Instant::now(), lines: Vec::new() }));
    net::begin(network);
}

pub fn print(text: std::fmt::Arguments<'_>) {
    RUN.with_borrow_mut(|run| {
        let run = run.as_mut().expect("lines are printed inside a run");
        let millis = run.start.elapsed().as_millis();
        run.lines.push((u64::try_from(millis).expect("short"), text.to_string()));
    });
}

/// All that was printed since [`begin`].
pub fn printed() -> Vec<(u64, String)> {
    RUN.take().expect("a run has begun").lines
}
