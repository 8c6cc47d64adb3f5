//! Spans of the program's own tracing: what they may do, and the tree that they make.
//!
//! They stand apart from the rest because they are the program's own account of itself, which the
//! trace only writes down. A span belongs to nobody: whoever holds it may enter it, on any thread,
//! as often as it likes; while it is entered, what happens on that thread happens within it.

use crate::state::ScopeState;
use crate::validate::rule;
use crate::{Event, EventKind, Instant, LaneId, LaneKind, ScopeId, State, Trace, TraceBuilder};

/// One span with those that were opened within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeNode {
    /// Which.
    pub scope: ScopeId,
    /// When it was opened.
    pub opened: Instant,
    /// When nobody held it any more.
    pub closed: Instant,
    /// How often it was entered.
    pub entries: u32,
    /// For how long it was entered, in nanoseconds. What passes while it is open and not entered,
    /// it waits.
    pub busy: u64,
    /// The lines that were printed within it: the index of each event.
    pub lines: Vec<usize>,
    /// The spans within it, in the order in which they were opened.
    pub children: Vec<ScopeNode>,
}

/// The spans of a run that were opened within no other, in the order in which they were opened,
/// each with those within it.
pub fn scope_tree(trace: &Trace) -> Vec<ScopeNode> {
    let node = |number| ScopeNode {
        scope: ScopeId(number),
        opened: Instant::START,
        closed: trace.end(),
        entries: 0,
        busy: 0,
        lines: Vec::new(),
        children: Vec::new(),
    };
    let mut nodes: Vec<_> = (0..).zip(&trace.scopes).map(|(number, _)| node(number)).collect();
    let mut state = State::start(trace);
    let mut since = Instant::START;
    for (index, event) in trace.events.iter().enumerate() {
        let mut inside: Vec<_> = state.entered.iter().map(|(_, scope)| scope.index()).collect();
        inside.sort_unstable();
        inside.dedup();
        for scope in inside {
            nodes[scope].busy += event.at.0 - since.0;
        }
        since = event.at;
        match event.kind {
            EventKind::ScopeOpened(scope) => nodes[scope.index()].opened = event.at,
            EventKind::ScopeEntered(scope) => nodes[scope.index()].entries += 1,
            EventKind::ScopeClosed(scope) => nodes[scope.index()].closed = event.at,
            EventKind::Logged(_) => {
                if let Some(scope) = state.scope(trace, event.lane) {
                    nodes[scope.index()].lines.push(index);
                }
            }
            _ => {}
        }
        state.apply(trace, event);
    }
    // A span is opened after the one that it stands in, so the last ones have no more to come.
    let mut roots = Vec::new();
    while let Some(mut node) = nodes.pop() {
        node.children.reverse();
        match trace.scope(node.scope).parent {
            Some(parent) if parent.index() < nodes.len() => {
                nodes[parent.index()].children.push(node)
            }
            _ => roots.push(node),
        }
    }
    roots.reverse();
    roots
}

impl State {
    /// The spans that somebody holds, those within others first.
    pub fn open_scopes(&self) -> impl Iterator<Item = ScopeId> {
        let open = self.scopes.known().filter(|(_, scope)| **scope == ScopeState::Open);
        let open: Vec<_> = open.map(|(number, _)| ScopeId(number as u32)).collect();
        open.into_iter().rev()
    }
}

impl Trace {
    /// The row that stands for the thread on which a lane runs: its own, or, for all tasks of the
    /// executor, the reactor's.
    pub fn thread_of(&self, lane: LaneId) -> LaneId {
        if self.lane(lane).kind == LaneKind::Thread { lane } else { TraceBuilder::REACTOR }
    }

    /// Whether what happens to a span may happen in this state.
    pub(crate) fn scope_may_follow(&self, state: &State, event: &Event) -> Result<(), String> {
        let stands = |scope: ScopeId| state.scopes[scope.index()];
        let entered = |scope| state.entered.iter().any(|(_, other)| *other == scope);
        match event.kind {
            EventKind::ScopeOpened(scope) => {
                rule(stands(scope) == ScopeState::Unborn, || format!("{scope} is opened twice"))?;
                let parent = self.scope(scope).parent;
                rule(parent.is_none_or(|parent| stands(parent) == ScopeState::Open), || {
                    format!("{scope} is opened within a span that is not open")
                })
            }
            EventKind::ScopeEntered(scope) => rule(stands(scope) == ScopeState::Open, || {
                format!("{scope} is entered and is not open")
            }),
            EventKind::ScopeLeft(scope) => {
                let entry = (self.thread_of(event.lane), scope);
                rule(state.entered.contains(&entry), || {
                    format!("{scope} is left on a thread that has not entered it")
                })
            }
            EventKind::ScopeClosed(scope) => {
                rule(stands(scope) == ScopeState::Open && !entered(scope), || {
                    format!("{scope} is closed, which it cannot be now")
                })
            }
            _ => Ok(()),
        }
    }

    /// Whether no span is left open.
    pub(crate) fn scopes_closed(&self, state: &State) -> Result<(), String> {
        for (number, scope) in state.scopes.known() {
            rule(*scope == ScopeState::Closed, || format!("G{number} is left open: {scope:?}"))?;
        }
        Ok(())
    }

    /// Whether the rows point at rows that are there.
    pub(crate) fn scopes_exist(&self) -> bool {
        let name = |id: crate::NameId| id.index() < self.names.len();
        (0..).zip(&self.scopes).all(|(number, row)| {
            name(row.name)
                && row.parent.is_none_or(|parent| parent.0 < number)
                && row.fields.iter().all(|(key, value)| name(*key) && name(*value))
        })
    }
}
