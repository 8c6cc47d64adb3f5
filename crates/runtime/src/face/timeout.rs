//! `timeout`: a future with a deadline, after which it is dropped.

use super::instant::Instant;
use super::time::{Sleep, sleep, sleep_until};
use error::Elapsed;
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// What can go wrong with time.
pub mod error {
    use std::{fmt, io};

    /// The deadline came first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Elapsed(pub(super) ());

    impl fmt::Display for Elapsed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("deadline has elapsed")
        }
    }

    impl std::error::Error for Elapsed {}

    impl From<Elapsed> for io::Error {
        fn from(_: Elapsed) -> io::Error {
            io::ErrorKind::TimedOut.into()
        }
    }
}

pin_project! {
    /// A future that has so long, and no longer.
    #[must_use = "a timeout does nothing for whoever does not await it"]
    pub struct Timeout<F> {
        #[pin]
        future: Option<F>,
        #[pin]
        deadline: Sleep,
    }
}

/// Awaits `future` for at most `duration` from now. At the deadline the future is dropped where it
/// stands, and with it what it has under way. If both are ready at once, the future wins.
///
/// ```
/// use awaitscope::time::{Duration, sleep, timeout};
/// # use runtime as awaitscope;
/// # use trace::Recipe;
///
/// # let (recipe, network, limits) =
/// #     (Recipe::of("doc"), Default::default(), awaitscope::Limits::LESSON);
/// # awaitscope::run(recipe, network, limits, || async {
/// let slow = sleep(Duration::from_millis(30));
/// assert!(timeout(Duration::from_millis(20), slow).await.is_err());
/// # });
/// ```
#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    Timeout { future: Some(future.into_future()), deadline: sleep(duration) }
}

/// As [`timeout`], with a deadline instead of a duration.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    Timeout { future: Some(future.into_future()), deadline: sleep_until(deadline) }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        if let Some(future) = this.future.as_mut().as_pin_mut()
            && let Poll::Ready(output) = future.poll(context)
        {
            return Poll::Ready(Ok(output));
        }
        std::task::ready!(this.deadline.poll(context));
        this.future.set(None);
        Poll::Ready(Err(Elapsed(())))
    }
}
