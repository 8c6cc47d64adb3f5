//! Which state machine a step is about, and in which of its states it is.

use super::{Language, Run};
use trace::{CallId, CallKind, CallState, Trace};

/// An `async fn` or `async` block as the compiler made it. `xtask generate` captured its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Machine {
    /// The name of its calls: `brew`, `Pot::boil`, `async block`.
    pub name: String,
    /// Where it is defined.
    pub line: u32,
    /// Bytes of the whole future, on the page's target.
    pub size: u32,
    /// Its states, in order.
    pub states: Vec<Stage>,
}

/// One state of a machine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// `start`, `suspended` or `done`.
    pub kind: String,
    /// The suspension point: the line it stands in; 0 for the other kinds.
    pub line: u32,
    /// Its source text.
    pub text: String,
    /// What lives across it.
    pub locals: Vec<Local>,
    /// The future that is awaited there.
    pub awaits: Option<Local>,
}

/// Something that a state keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Local {
    /// Its name; empty for the compiler's own.
    pub name: String,
    /// Its type, if it is known.
    pub of: String,
    /// Its bytes.
    pub size: u32,
}

/// Where one call's machine stands.
#[derive(Clone, Debug, PartialEq)]
pub struct MachineAt {
    /// Which of the example's machines.
    pub machine: usize,
    /// In which of its states; none while it is being polled, or if it was dropped.
    pub stage: Option<usize>,
    /// The same in a word or two: `being polled`.
    pub word: &'static str,
}

impl Run {
    /// The machine that a position is about: that of the async call with which the last event had
    /// to do, and otherwise of the nearest one before.
    pub fn machine(&self, machines: &[Machine], position: usize) -> Option<MachineAt> {
        let trace = self.trace(Language::Rust)?;
        let cursor = self.timeline.cursor(position, Language::Rust.which());
        let before = trace.events[..cursor].iter().rev();
        let calls = before.filter_map(|event| Some((event.lane, Trace::call_of(event)?)));
        // A plain call that an async one makes says nothing new about any machine.
        let (lane, call, machine) = calls
            .filter(|(_, call)| trace.call(*call).kind != CallKind::Sync)
            .find_map(|(lane, call)| Some((lane, call, machine_of(machines, trace, call)?)))?;
        let state = match &self.long {
            Some(long) => long.state(trace, &[lane], cursor),
            None => trace.state_at(cursor),
        };
        let stages = &machines[machine].states;
        let of_kind = |kind: &str| stages.iter().position(|stage| stage.kind == kind);
        let (stage, word) = match state.calls[call.index()] {
            CallState::Unborn | CallState::Created => (of_kind("start"), "not polled yet"),
            CallState::Active => (None, "being polled"),
            CallState::Suspended(span) => {
                let line = span.map(|span| trace.span(span).line);
                let at = |stage: &Stage| stage.kind == "suspended" && Some(stage.line) == line;
                (stages.iter().position(at), "suspended")
            }
            CallState::Returned => (of_kind("done"), "done"),
            CallState::Dropped => (None, "dropped unfinished"),
        };
        Some(MachineAt { machine, stage, word })
    }
}

fn machine_of(machines: &[Machine], trace: &Trace, call: CallId) -> Option<usize> {
    let (name, line) = (trace.call_name(call), trace.span(trace.call(call).defined?).line);
    machines.iter().position(|machine| machine.name == name && machine.line == line)
}
