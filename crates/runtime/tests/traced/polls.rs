//! Plain functions that answer a `Poll` say which; nothing else about them is different.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{calls, ms, run, story_of};
use awaitscope::time::{Sleep, sleep};
use awaitscope::{println, traced};
use expect_test::expect;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

struct Nap(Pin<Box<Sleep>>, &'static str);

impl Drop for Nap {
    fn drop(&mut self) {
        println!("{} is dropped", self.1);
    }
}

impl Future for Nap {
    type Output = Result<u32, String>;

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let _said = self.1;
        if self.1 == "impatient" {
            return Poll::Ready(Ok(1));
        }
        ready!(self.0.as_mut().poll(context));
        let number: Poll<Result<u32, _>> = Poll::Ready("x".parse());
        let number = number.map_err(|error| error.to_string())?;
        number.map(Ok)
    }
}

#[test]
fn every_way_out_is_told_apart() {
    #[traced]
    async fn main() {
        for name in ["impatient", "patient"] {
            let answer = Nap(Box::pin(sleep(ms(1))), name).await;
            println!("{answer:?}");
        }
    }
    expect![[r#"
        0    T0      calls main
        0    T0      enters main
        0    T0      enters Nap::poll
        0    T0      answers Ready from Nap::poll
        0    T0      prints “impatient is dropped”
        0    T0      prints “Ok(1)”
        0    T0      enters Nap::poll
        0    T0      answers Pending from Nap::poll
        0    T0      suspends main at `let answer = Nap(Box::pin(sleep(ms(1))), name).await;`
        1ms  T0      enters main
        1ms  T0      enters Nap::poll
        1ms  T0      answers Ready from Nap::poll
        1ms  T0      prints “patient is dropped”
        1ms  T0      prints “Err("invalid digit found in string")”
        1ms  T0      returns from main
    "#]]
    .assert_eq(&story_of(&run(main), include_str!("polls.rs"), calls));
}

/// A buffer whose part is lent out of `self`.
struct Buffer(Vec<u8>);

impl Buffer {
    #[traced]
    fn poll_fill(&mut self, wanted: usize) -> Poll<Option<&mut [u8]>> {
        if self.0.len() < wanted { Poll::Pending } else { Poll::Ready(self.0.get_mut(..wanted)) }
    }

    #[traced]
    fn poll_named<'a, 'b: 'a>(self: Pin<&'a mut Self>, other: &'b str) -> Poll<&'a str> {
        let _ = self;
        Poll::Ready(other)
    }

    #[traced]
    fn poll_into(self, (a, _): (u8, Says)) -> Poll<impl Iterator<Item = u8>> {
        println!("body");
        Poll::Ready(self.0.into_iter().chain([a]))
    }
}

struct Says(&'static str);

impl Drop for Says {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

#[test]
fn what_is_borrowed_moved_or_hidden_comes_out_as_before() {
    let trace = run(|| async {
        let mut buffer = Buffer(vec![1, 2]);
        assert!(buffer.poll_fill(3).is_pending());
        let Poll::Ready(Some(part)) = buffer.poll_fill(1) else { return };
        part[0] = 7;
        assert_eq!(Pin::new(&mut buffer).poll_named("x"), Poll::Ready("x"));
        let all = buffer.poll_into((9, Says("what the pattern leaves out goes with the call")));
        assert_eq!(all.map(Iterator::collect::<Vec<_>>), Poll::Ready(vec![7, 2, 9]));
    });
    expect![[r#"
        0    T0      enters Buffer::poll_fill
        0    T0      answers Pending from Buffer::poll_fill
        0    T0      enters Buffer::poll_fill
        0    T0      answers Ready from Buffer::poll_fill
        0    T0      enters Buffer::poll_named
        0    T0      answers Ready from Buffer::poll_named
        0    T0      enters Buffer::poll_into
        0    T0      prints “body”
        0    T0      prints “what the pattern leaves out goes with the call”
        0    T0      answers Ready from Buffer::poll_into
    "#]]
    .assert_eq(&story_of(&trace, "", calls));
}

mod own {
    /// No `Poll` of `std`.
    #[derive(Debug, PartialEq)]
    pub(super) enum Poll {
        Closed,
    }
}

#[test]
fn what_only_has_the_name_returns_and_an_alias_answers() {
    type Answer = own::Poll;

    #[traced]
    fn opens() -> own::Poll {
        own::Poll::Closed
    }

    mod alias {
        pub(super) type Poll = std::task::Poll<()>;
    }

    #[traced]
    fn answers() -> alias::Poll {
        Poll::Pending
    }

    #[traced]
    fn other() -> Answer {
        own::Poll::Closed
    }

    #[traced]
    #[track_caller]
    fn tracks() -> Poll<u32> {
        Poll::Ready(Location::caller().line())
    }
    let trace = run(|| async {
        assert_eq!(opens(), own::Poll::Closed);
        assert!(answers().is_pending());
        assert_eq!(other(), own::Poll::Closed);
        assert_eq!(tracks(), Poll::Ready(line!()));
    });
    expect![[r#"
        0    T0      enters opens
        0    T0      returns from opens
        0    T0      enters answers
        0    T0      answers Pending from answers
        0    T0      enters other
        0    T0      returns from other
        0    T0      enters tracks
        0    T0      returns from tracks
    "#]]
    .assert_eq(&story_of(&trace, "", calls));
}
