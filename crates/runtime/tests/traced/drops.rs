//! Parameters and locals are dropped in rustc's order: unstarted, suspended and finished.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::twice::{Noisy, pause, polled, same, say, twice};

#[derive(Debug)]
struct Pair {
    #[allow(dead_code, reason = "it is there to be dropped")]
    left: Noisy,
    right: Noisy,
}

fn pair() -> Pair {
    Pair { left: Noisy("left"), right: Noisy("right") }
}

twice! {
    #[allow(unused_variables)]
    pub fn plain_names(a: Noisy, b: Noisy) {
        let local = Noisy("local");
        say("body");
    }

    #[allow(unused_variables)]
    pub async fn plain_names_async(a: Noisy, b: Noisy) {
        let local = Noisy("local");
        pause().await;
        say("body");
    }

    pub fn blanks(_: Noisy, _b: Noisy) {
        say("body");
    }

    pub async fn blanks_async(_: Noisy, _b: Noisy) {
        pause().await;
        say("body");
    }

    #[allow(unused_variables)]
    pub fn patterns((a, _): (Noisy, Noisy), Pair { right, .. }: Pair, last: Noisy) {
        let local = Noisy("local");
        say("body");
    }

    #[allow(unused_variables)]
    pub async fn patterns_async((a, _): (Noisy, Noisy), Pair { right, .. }: Pair, last: Noisy) {
        let local = Noisy("local");
        pause().await;
        say("body");
    }

    #[allow(unused_variables, clippy::toplevel_ref_arg)]
    pub async fn by_reference(ref a: Noisy, b: Noisy, ref mut c: Noisy) {
        pause().await;
        say("body");
    }

    #[allow(unused_variables)]
    pub async fn whole_and_part(whole @ Pair { .. }: Pair, b: Noisy) {
        pause().await;
        say("body");
    }

    #[allow(unused_assignments, unused_variables)]
    pub async fn changed(mut a: Noisy, b: Noisy) {
        a = Noisy("new a");
        pause().await;
        drop(b);
        say("body");
    }

    pub async fn shadowed(a: Noisy) {
        let a = (Noisy("inner"), a);
        pause().await;
        drop(a);
        say("body");
    }

    pub async fn returned(a: Noisy, b: Noisy) -> Noisy {
        let _kept = b;
        pause().await;
        a
    }

    pub fn early(a: Noisy, goes: bool) -> Option<Noisy> {
        let _local = Noisy("local");
        if goes {
            return None;
        }
        Some(a)
    }

    pub async fn early_async(a: Noisy, goes: bool) -> Option<Noisy> {
        let _local = Noisy("local");
        if goes {
            return None;
        }
        pause().await;
        Some(a)
    }

    pub async fn temporaries(a: Noisy) -> usize {
        name_of(&Noisy("temporary"), later().await).len() + a.0.len()
    }
}

fn name_of(noisy: &Noisy, _: u32) -> &'static str {
    noisy.0
}

async fn later() -> u32 {
    pause().await;
    1
}

macro_rules! abc {
    () => {
        (Noisy("a"), Noisy("b"))
    };
}

#[test]
fn a_function_drops_its_locals_and_then_its_parameters_backwards() {
    same!(plain_names(Noisy("a"), Noisy("b")) => "body, local, b, a");
    same!(blanks(Noisy("a"), Noisy("b")) => "body, b, a");
    same!(patterns(abc!(), pair(), Noisy("last")) => "body, local, last, right, left, a, b");
}

#[test]
fn an_async_function_does_so_when_it_finishes() {
    let finished = "called, pending, body, local, b, a, ready";
    polled!(plain_names_async(Noisy("a"), Noisy("b")); 2 => finished);
    polled!(blanks_async(Noisy("a"), Noisy("b")); 2 => "called, pending, body, b, a, ready");
    let finished = "called, pending, body, local, last, right, left, a, b, ready";
    polled!(patterns_async(abc!(), pair(), Noisy("last")); 2 => finished);
}

#[test]
fn an_async_function_does_so_when_it_is_dropped_suspended() {
    let dropped = "called, pending, given up, local, b, a";
    polled!(plain_names_async(Noisy("a"), Noisy("b")); 1 => dropped);
    polled!(blanks_async(Noisy("a"), Noisy("b")); 1 => "called, pending, given up, b, a");
    let dropped = "called, pending, given up, local, last, right, left, a, b";
    polled!(patterns_async(abc!(), pair(), Noisy("last")); 1 => dropped);
}

#[test]
fn an_async_function_dropped_unstarted_drops_its_parameters_first_to_last() {
    polled!(plain_names_async(Noisy("a"), Noisy("b")); 0 => "called, given up, a, b");
    polled!(blanks_async(Noisy("a"), Noisy("b")); 0 => "called, given up, a, b");
    let dropped = "called, given up, a, b, left, right, last";
    polled!(patterns_async(abc!(), pair(), Noisy("last")); 0 => dropped);
}

#[test]
fn bindings_by_reference_and_whole_patterns_keep_their_place() {
    let finished = "called, pending, body, c, b, a, ready";
    polled!(by_reference(Noisy("a"), Noisy("b"), Noisy("c")); 2 => finished);
    let dropped = "called, pending, given up, c, b, a";
    polled!(by_reference(Noisy("a"), Noisy("b"), Noisy("c")); 1 => dropped);
    let finished = "called, pending, body, b, left, right, ready";
    polled!(whole_and_part(pair(), Noisy("b")); 2 => finished);
}

#[test]
fn what_the_body_does_with_its_parameters_is_its_own_affair() {
    polled!(changed(Noisy("a"), Noisy("b")); 2 => "called, a, pending, b, body, new a, ready");
    polled!(changed(Noisy("a"), Noisy("b")); 1 => "called, a, pending, given up, b, new a");
    polled!(shadowed(Noisy("a")); 2 => "called, pending, inner, a, body, ready");
    polled!(returned(Noisy("a"), Noisy("b")); 2 => "called, pending, b, a, ready");
}

#[test]
fn an_early_return_drops_what_there_is() {
    same!(early(Noisy("a"), true) => "local, a");
    same!(early(Noisy("a"), false) => "local, a");
    polled!(early_async(Noisy("a"), true); 1 => "called, local, a, ready");
    polled!(early_async(Noisy("a"), false); 2 => "called, pending, local, a, ready");
}

#[test]
fn temporaries_live_across_an_await_as_long_as_they_did() {
    polled!(temporaries(Noisy("a")); 2 => "called, pending, temporary, a, ready");
    polled!(temporaries(Noisy("a")); 1 => "called, pending, given up, temporary, a");
}
