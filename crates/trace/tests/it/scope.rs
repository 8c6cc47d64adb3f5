//! Spans of the program's own tracing: their text form, the state at a cursor, their tree.

use crate::support::samples;
use expect_test::expect;
use std::fmt::Write;
use trace::{EventKind, ScopeId, ScopeNode, Trace, scope_tree};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn draw(out: &mut String, trace: &Trace, node: &ScopeNode, depth: usize) {
    let (label, indent) = (trace.scope_label(node.scope), "  ".repeat(depth));
    let (from, to, busy) = (node.opened, node.closed, node.busy / 1_000_000);
    writeln!(out, "{indent}{label} {from}–{to}, busy {busy}ms, {} entries", node.entries)
        .expect("writing to a string cannot fail");
    for line in &node.lines {
        let text = trace.log().find(|(index, ..)| index == line).map(|(_, _, text)| text);
        writeln!(out, "{indent}  {text:?}").expect("writing to a string cannot fail");
    }
    node.children.iter().for_each(|child| draw(out, trace, child, depth + 1));
}

#[test]
fn a_tree_tells_what_stands_within_what_and_for_how_long() {
    let trace = samples::spans();
    assert_eq!(trace.validate(), Ok(()));
    let mut out = String::new();
    scope_tree(&trace).iter().for_each(|node| draw(&mut out, &trace, node, 0));
    expect![[r#"
        request{path=/menu attempt=1} 0–30ms, busy 10ms, 2 entries
          Some("asked for the menu")
          query 0–30ms, busy 10ms, 2 entries
    "#]]
    .assert_eq(&out);
}

#[test]
fn siblings_stand_in_the_order_in_which_they_were_opened() {
    let mut s = crate::support::Script::new("siblings");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let names = [("a", None), ("b", None), ("c", Some(ScopeId(0))), ("d", Some(ScopeId(0)))];
    for (name, parent) in names {
        let scope = s.builder.scope(name, parent, &[]);
        s.push(lane, EventKind::ScopeOpened(scope));
    }
    (0..4).rev().for_each(|number| s.push(lane, EventKind::ScopeClosed(ScopeId(number))));
    s.complete(task);
    let trace = s.finish(trace::Outcome::Completed);
    assert_eq!(trace.validate(), Ok(()));
    let tree = scope_tree(&trace);
    let ids = |nodes: &[ScopeNode]| nodes.iter().map(|node| node.scope.0).collect::<Vec<_>>();
    assert_eq!((ids(&tree), ids(&tree[0].children)), (vec![0, 1], vec![2, 3]));
}

#[test]
fn a_thread_is_within_the_span_that_it_entered_last() {
    let trace = samples::spans();
    let mut within = Vec::new();
    for (index, event) in trace.events.iter().enumerate() {
        if let EventKind::ScopeEntered(_) | EventKind::ScopeLeft(_) = event.kind {
            let scope = trace.state_at(index + 1).scope(&trace, event.lane);
            within.push(scope.map_or("none".to_owned(), |scope| trace.scope_label(scope)));
        }
    }
    let request = "request{path=/menu attempt=1}";
    let once = [request, "query", request, "none"];
    assert_eq!(within, [once, once].concat());
}

#[test]
fn the_text_form_has_a_row_a_span_and_an_event_each() {
    let text = samples::spans().to_text();
    assert_eq!(Trace::parse(&text), Ok(samples::spans()));
    let rows: Vec<_> = text.lines().filter(|line| line.contains("scope")).skip(1).take(4).collect();
    expect![[r#"
        scope N2 - N3 N4 N5 N6
        scope N8 G0
        0 L1 scope-opened G0 @S0 ; request{path=/menu attempt=1} 4:5
        0 L1 scope-entered G0 ; request{path=/menu attempt=1}
    "#]]
    .assert_eq(&(rows.join("\n") + "\n"));
}

#[test]
fn the_span_around_one_is_where_the_thread_is_once_that_is_left() {
    let mut s = crate::support::Script::new("around");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let [a, b] = ["a", "b"].map(|name| s.builder.scope(name, None, &[]));
    for scope in [a, b] {
        s.push(lane, EventKind::ScopeOpened(scope));
    }
    // Entered twice, and left in another order than entered.
    let entered = [a, b, b, a].map(EventKind::ScopeEntered);
    let left = [b, a, b, a].map(EventKind::ScopeLeft);
    entered.into_iter().chain(left).for_each(|kind| s.push(lane, kind));
    for scope in [a, b] {
        s.push(lane, EventKind::ScopeClosed(scope));
    }
    s.complete(task);
    let trace = s.finish(trace::Outcome::Completed);
    let mut seen = Vec::new();
    for (index, event) in trace.events.iter().enumerate() {
        if let EventKind::ScopeLeft(scope) = event.kind {
            let around = trace.state_at(index).scope_around(&trace, event.lane, scope);
            assert_eq!(around, trace.state_at(index + 1).scope(&trace, event.lane));
            seen.push(around);
        }
    }
    assert_eq!(seen, [Some(a), Some(b), Some(a), None]);
}
