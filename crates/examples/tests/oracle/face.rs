//! tokio under the names that examples import. What prints is kept with its virtual time.

use std::cell::RefCell;

#[path = "net.rs"]
pub mod net;
#[path = "stream.rs"]
mod stream;

pub mod time {
    pub use std::time::Duration;
    pub use tokio::time::{
        Instant, Interval, MissedTickBehavior, Sleep, Timeout, error, interval, interval_at, sleep,
        sleep_until, timeout, timeout_at,
    };

    /// Moves tokio's clock while the task holds its thread. What is due meanwhile is due at its own
    /// instant, but tokio looks only once the task has given way.
    pub fn work(duration: Duration) {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let mut advance = std::pin::pin!(tokio::time::advance(duration));
        while advance.as_mut().poll(&mut context).is_pending() {}
    }
}

pub use tokio::sync;

pub mod thread {
    /// Holds the thread, whose clock moves meanwhile.
    pub fn sleep(duration: std::time::Duration) {
        super::time::work(duration);
    }
}

pub mod random {
    /// A number below `bound`, as a run with seed 0 draws it.
    pub fn below(bound: u32) -> u32 {
        super::RUN.with_borrow_mut(|run| {
            run.as_mut().expect("numbers are drawn inside a run").random.below(bound)
        })
    }
}

pub mod task {
    pub use tokio::task::{AbortHandle, JoinError, JoinHandle, spawn, yield_now};
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

    pub fn enter_poll<T: ?Sized>(_: &str, _: Place) {}

    #[derive(Default)]
    pub struct Watch;

    pub fn again<F>(_: &Watch, future: F) -> F {
        future
    }

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

    pub fn closure<F>(_: Place, body: F) -> F {
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
    random: reactor::Random,
}

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

/// Starts the clock and lets the clients come.
pub fn begin(network: reactor::Network) {
    let (start, random) = (tokio::time::Instant::now(), reactor::Random::from_seed(0));
    RUN.set(Some(Run { start, lines: Vec::new(), random }));
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
