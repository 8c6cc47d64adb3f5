//! Spans, with `tracing`'s names: whom they belong to, and what stands within what.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, run, run_blocking, valid};
use awaitscope::time::sleep;
use awaitscope::tracing::{Instrument, Span, info_span};
use awaitscope::{join, println, spawn, work};
use expect_test::{Expect, expect};
use std::cell::RefCell;
use trace::{EventKind, ScopeNode, Trace, scope_tree};

fn check(trace: &Trace, expected: Expect) {
    fn draw(out: &mut String, trace: &Trace, node: &ScopeNode, depth: usize) {
        let (label, indent) = (trace.scope_label(node.scope), "  ".repeat(depth));
        *out += &format!("{indent}{label} {} to {}\n", node.opened, node.closed);
        for line in &node.lines {
            let text = trace.log().find(|(index, ..)| index == line).map_or("", |(.., text)| text);
            *out += &format!("{indent}  “{text}”\n");
        }
        node.children.iter().for_each(|child| draw(out, trace, child, depth + 1));
    }
    let mut out = String::new();
    scope_tree(trace).iter().for_each(|node| draw(&mut out, trace, node, 0));
    expected.assert_eq(&out);
}

#[test]
fn a_span_of_a_future_is_left_while_the_future_waits() {
    let trace = run(|| async {
        let request = async {
            println!("asked");
            sleep(ms(20)).await;
            println!("answered");
        };
        let neighbour = async {
            sleep(ms(10)).await;
            println!("a neighbour");
        };
        join!(request.instrument(info_span!("request", path = "/menu")), neighbour);
    });
    check(
        &trace,
        expect![[r#"
            request{path=/menu} 0 to 20ms
              “asked”
              “answered”
        "#]],
    );
    let entered = trace.events.iter().filter(|e| matches!(e.kind, EventKind::ScopeEntered(_)));
    assert_eq!(entered.count(), 3, "once a poll, that for the neighbour's sake too");
}

#[test]
fn a_guard_held_across_an_await_lets_strangers_into_its_span() {
    let trace = run(|| async {
        let wrong = async {
            let span = info_span!("wrong");
            let _entered = span.enter();
            sleep(ms(20)).await;
        };
        let neighbour = async {
            println!("a neighbour");
            drop(info_span!("neighbour"));
        };
        join!(wrong, neighbour);
    });
    check(
        &trace,
        expect![[r#"
            wrong 0 to 20ms
              “a neighbour”
              neighbour 0 to 0
        "#]],
    );
}

#[test]
fn fields_are_written_as_their_sigils_say() {
    let trace = run(|| async {
        let (path, id) = ("/menu", Some(7));
        drop(info_span!("fields", path, %path, ?id, n = 1 + 1, shown = %path, bare = ?path));
        drop(info_span!("none"));
    });
    check(
        &trace,
        expect![[r#"
            fields{path=/menu path=/menu id=Some(7) n=2 shown=/menu bare="/menu"} 0 to 0
            none 0 to 0
        "#]],
    );
}

#[test]
fn a_span_within_another_keeps_it_open_and_may_be_handed_to_a_task() {
    let trace = run(|| async {
        let outer = info_span!("outer");
        let task = outer.in_scope(|| {
            let work = async {
                sleep(ms(10)).await;
                println!("in the task");
            };
            spawn(work.instrument(info_span!("inner")))
        });
        drop(outer);
        let _ = task.await;
    });
    check(
        &trace,
        expect![[r#"
            outer 0 to 10ms
              inner 0 to 10ms
                “in the task”
        "#]],
    );
}

#[test]
fn a_future_may_take_the_present_span_with_it() {
    let trace = run(|| async {
        let task = info_span!("present").in_scope(|| {
            let later = async {
                sleep(ms(5)).await;
                assert!(!Span::current().is_none());
                println!("later");
            };
            spawn(later.in_current_span())
        });
        assert!(Span::current().is_none());
        let _ = task.await;
    });
    check(
        &trace,
        expect![[r#"
            present 0 to 5ms
              “later”
        "#]],
    );
}

#[test]
fn a_thread_is_within_its_spans_while_it_blocks() {
    let trace = run_blocking(awaitscope::world::Network::default(), || {
        info_span!("outer").in_scope(|| {
            awaitscope::blocking::sleep(ms(10));
            info_span!("inner").in_scope(|| work(ms(5)));
        });
    });
    check(
        &trace,
        expect![[r#"
            outer 0 to 15ms
              inner 10ms to 15ms
        "#]],
    );
    assert_eq!(scope_tree(&trace)[0].busy, 15_000_000);
}

#[test]
fn spans_that_leak_are_closed_with_the_run() {
    thread_local! {
        static KEPT: RefCell<Vec<Span>> = const { RefCell::new(Vec::new()) };
    }
    let trace = run(|| async {
        let span = info_span!("kept");
        std::mem::forget(span.enter());
        KEPT.with_borrow_mut(|kept| kept.push(span.clone()));
        drop(info_span!("within"));
    });
    KEPT.with_borrow_mut(Vec::clear);
    check(
        &valid(trace),
        expect![[r#"
            kept 0 to 0
              within 0 to 0
        "#]],
    );
}

#[test]
fn outside_a_run_there_is_no_span() {
    let span = info_span!("nowhere", at = 1);
    assert!(span.is_none() && Span::current().is_none());
    assert_eq!(span.in_scope(|| 7), 7);
    assert_eq!(format!("{span:?}"), "Span(none)");
}
