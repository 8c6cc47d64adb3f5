//! Chapter 5 against tokio. `std-mutex-hang` is missing: there the thread of the test would hang.
#![allow(clippy::let_underscore_future, reason = "never-awaited shows that mistake")]

agrees!(
    blocking_the_executor,
    "blocking-the-executor",
    "../../src/catalogue/wrong/blocking_the_executor.rs"
);
agrees!(busy_poll, "busy-poll", "../../src/catalogue/wrong/busy_poll.rs");
agrees!(deadlock, "deadlock", "../../src/catalogue/wrong/deadlock.rs");
agrees!(detached, "detached", "../../src/catalogue/wrong/detached.rs");
agrees!(forgotten_waker, "forgotten-waker", "../../src/catalogue/wrong/forgotten_waker.rs");
agrees!(lost_message, "lost-message", "../../src/catalogue/wrong/lost_message.rs");
agrees!(never_awaited, "never-awaited", "../../src/catalogue/wrong/never_awaited.rs");
agrees!(poll_after_ready, "poll-after-ready", "../../src/catalogue/wrong/poll_after_ready.rs");
