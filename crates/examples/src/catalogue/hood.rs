//! Chapter 3: under the hood. What an executor, a waker and a future do, written out.

mod countdown_future;

use crate::example::{Example, Program};

pub(crate) static EXAMPLES: &[Example] = &[Example {
    id: "countdown-future",
    stem: "countdown_future",
    program: Program::Async(|| Box::pin(countdown_future::main())),
    ..Example::LESSON
}];
