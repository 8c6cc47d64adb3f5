//! `awaitscope run --as spans`: the spans of a program's own tracing as a tree.

use trace::{ScopeNode, Trace, scope_tree, visible};

/// The spans with their times, each with the lines that were printed within it; then the lines
/// that were printed within none.
pub(crate) fn spans(trace: &Trace) -> String {
    let roots = scope_tree(trace);
    let mut out = String::new();
    for node in &roots {
        branch(&mut out, trace, node, 0);
    }
    let inside = |index: usize| roots.iter().any(|node| holds(node, index));
    let outside: Vec<_> = trace.log().filter(|(index, ..)| !inside(*index)).collect();
    if roots.is_empty() {
        out.push_str("This run opened no span.\n");
    } else if !outside.is_empty() {
        out.push_str("\nWithin no span:\n");
        for (_, event, text) in outside {
            let text = visible(text.as_bytes(), false);
            out.push_str(&format!("  {}  {text}\n", event.at.words()));
        }
    }
    out
}

fn branch(out: &mut String, trace: &Trace, node: &ScopeNode, depth: usize) {
    let (indent, label) = ("  ".repeat(depth), trace.scope_label(node.scope));
    let (from, to) = (node.opened.words(), node.closed.words());
    let open = node.closed.0 - node.opened.0;
    let busy = trace::Instant(node.busy).words();
    let idle = trace::Instant(open - node.busy.min(open)).words();
    let times = if node.entries == 1 { "once" } else { &format!("{} times", node.entries) };
    out.push_str(&format!(
        "{indent}{label}  {from} to {to}: busy {busy}, idle {idle}, entered {times}\n"
    ));
    for line in &node.lines {
        let text = trace.log().find(|(index, ..)| index == line).map_or("", |(_, _, text)| text);
        let text = visible(text.as_bytes(), false);
        out.push_str(&format!("{indent}  “{text}”\n"));
    }
    for child in &node.children {
        branch(out, trace, child, depth + 1);
    }
}

fn holds(node: &ScopeNode, line: usize) -> bool {
    node.lines.contains(&line) || node.children.iter().any(|child| holds(child, line))
}
