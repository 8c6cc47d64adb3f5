//! What compiles without `#[traced]` compiles with it, and is as `Send` as it was.
#![deny(warnings)]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, outcome, run};
use awaitscope::time::sleep;
use awaitscope::{spawn, traced};
use std::cell::Cell;
use std::rc::Rc;

/// Documented, and told what to allow.
#[traced]
#[must_use]
#[allow(clippy::too_many_arguments)]
async fn attributes(
    #[allow(unused_variables)] unused: u8,
    #[cfg(any())] absent: Absent,
    #[allow(unused_mut)] mut kept: u8,
) -> u8 {
    kept
}

#[traced]
async fn documented_inside() -> u8 {
    //! It documents itself from inside.
    #![allow(unused_variables)]
    let unused = 5;
    6
}

#[traced]
async fn never() -> ! {
    loop {
        sleep(ms(1)).await;
    }
}

#[traced]
#[track_caller]
fn tracks() -> u32 {
    std::panic::Location::caller().line()
}

#[traced]
#[track_caller]
async fn tracks_async(expected: u32, tracked: u32) -> bool {
    expected == tracked
}

#[traced]
async fn r#match(r#type: u8) -> u8 {
    sleep(ms(1)).await;
    r#type
}

#[traced]
async fn tuple_of_impls() -> (impl Fn() -> u8, Option<impl std::fmt::Debug>) {
    (|| 3, Some(4))
}

struct Kettle<'a, T: ?Sized> {
    inside: &'a T,
}

impl<'a, T: ?Sized + ToString> Kettle<'a, T> {
    const MINUTE: u64 = 60;

    #[traced]
    async fn pour<'b, U>(&self, other: &'b U) -> (Self, &'b U)
    where
        U: ?Sized + 'b,
        'a: 'b,
    {
        sleep(ms(Self::MINUTE)).await;
        (Self { inside: self.inside }, other)
    }

    #[traced]
    fn words(&self) -> impl Iterator<Item = String> + use<'a, T> {
        std::iter::once(self.inside.to_string())
    }
}

trait Brew {
    #[traced]
    async fn brew(&self) -> String
    where
        Self: Sized,
    {
        self.leaf().await.to_owned()
    }

    async fn leaf(&self) -> &str;
}

impl Brew for &str {
    #[traced]
    async fn leaf(&self) -> &str {
        self
    }
}

/// Its locals can all be sent to another thread, so that it can be spawned.
#[traced]
async fn sendable(text: String) -> usize {
    let local = vec![text];
    sleep(ms(1)).await;
    let block = async { local.len() };
    block.await + helper(&local).await
}

#[traced]
async fn helper(texts: &[String]) -> usize {
    sleep(ms(1)).await;
    texts.len()
}

#[traced]
async fn unsendable(count: Rc<Cell<u32>>) {
    sleep(ms(1)).await;
    count.set(count.get() + 1);
}

#[traced]
async fn recursive_and_sendable(n: u32) -> u32 {
    sleep(ms(1)).await;
    if n == 0 { 0 } else { 1 + Box::pin(recursive_and_sendable(n - 1)).await }
}

#[test]
fn whatever_is_sendable_can_be_spawned_and_whatever_is_not_can_stay_here() {
    let trace = run(async || {
        let handle = spawn(sendable("tea".to_owned()));
        assert_eq!(handle.await.ok(), Some(2));
        assert_eq!(spawn(recursive_and_sendable(3)).await.ok(), Some(3));
        let count = Rc::new(Cell::new(0));
        let local = awaitscope::task::spawn_local(unsendable(count.clone()));
        assert!(local.await.is_ok() && count.get() == 1);
    });
    assert_eq!(outcome(&trace), "The run completed after 7 ms.");
    assert_eq!(trace.name(trace.tasks[1].name), "sendable", "a task is named after its call");
}

#[test]
fn attributes_generics_and_patterns_of_every_kind_are_kept() {
    let trace = run(async || {
        assert_eq!(attributes(1, 2).await + documented_inside().await, 8);
        assert_eq!(r#match(3).await, 3);
        let (three, four) = tuple_of_impls().await;
        assert_eq!(format!("{} {four:?}", three()), "3 Some(4)");
        let kettle = Kettle { inside: "tea" };
        let (other, word) = kettle.pour("mint").await;
        assert_eq!((other.words().next().as_deref(), word), (Some("tea"), "mint"));
        assert_eq!("green".brew().await, "green");
        let (line, tracked) = (line!(), tracks());
        assert!(tracks_async(line, tracked).await);
        let endless = awaitscope::time::timeout(ms(5), never());
        assert!(endless.await.is_err());
    });
    assert_eq!(outcome(&trace), "The run completed after 66 ms.");
    assert!(trace.names.iter().any(|name| name == "match"), "a raw name is shown plainly");
}
