//! Chapter 5: what becomes of work that nobody waits for.
#![cfg(not(target_arch = "wasm32"))]

use super::node::{js, js_with};
use super::read::{cancelled, main_ended, sleeps};
use super::seen::{end_ms, run, run_with, timed_lines};

#[test]
fn detached_work_is_dropped_with_main_in_rust_and_goes_on_without_it_in_javascript() {
    let (rust, js) = (run("detached"), js("detached"));
    assert_eq!(cancelled(&rust), [(0, 20)]);
    assert_eq!(cancelled(&js), [(0, 0); 0]);
    assert_eq!((end_ms(&rust), main_ended(&js), end_ms(&js)), (20, 20, 40));
    assert!(!timed_lines(&rust).iter().any(|(_, line)| *line == "newsletter: is sent"));
    assert_eq!(timed_lines(&js).last(), Some(&(40, "newsletter: is sent")));
}

#[test]
fn detached_work_that_is_done_in_time_looks_alike() {
    let rust = run_with("detached", "newsletter_ms", 10);
    let js = js_with("detached", "newsletter_ms", 10);
    assert_eq!(sleeps(&rust), sleeps(&js));
    assert_eq!((end_ms(&rust), end_ms(&js)), (20, 20));
}
