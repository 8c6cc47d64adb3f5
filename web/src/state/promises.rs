//! What is known of a twin's Promises at a position: a browser shows none of it, the trace some.

use diagram::call_noun;
use trace::{Awaited, PromiseState, Promises, Trace};

/// How many are named before the rest is counted.
const NAMED: usize = 6;

/// What JavaScript's side of the page says besides its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The suspended functions: `brew() awaits the sleep of 30 ms`.
    pub suspended: Vec<String>,
    /// Those of them that are known to be queued to go on, the first first.
    pub queued: Vec<String>,
    /// The Promises of operations and of recorded functions, each with its state.
    pub promises: Vec<String>,
}

impl Known {
    /// What is known at a cursor.
    pub fn at(trace: &Trace, cursor: usize) -> Known {
        let known = Promises::at(trace, cursor);
        let suspended = known.awaiting.iter();
        let ops = known.ops.iter().map(|(op, state)| (Awaited::Op(*op), *state));
        let calls = known.calls.iter().map(|(call, state)| (Awaited::Call(*call), *state));
        Known {
            suspended: few(suspended
                .map(|(call, of)| {
                    format!("{} awaits {}", call_noun(trace, *call), named(trace, *of))
                })
                .collect()),
            queued: few(known.queued.iter().map(|call| call_noun(trace, *call)).collect()),
            promises: few(ops
                .chain(calls)
                .map(|(of, state)| format!("{}: {}", named(trace, of), word(trace, state)))
                .collect()),
        }
    }
}

fn named(trace: &Trace, of: Awaited) -> String {
    match of {
        Awaited::Op(op) => trace.op_label(op),
        Awaited::Call(call) => call_noun(trace, call),
        Awaited::Value => "a plain value".to_owned(),
        Awaited::Next => "whoever asks it for more".to_owned(),
        Awaited::Unobservable => "a Promise that is not observable".to_owned(),
    }
}

fn word(trace: &Trace, state: PromiseState) -> String {
    match state {
        PromiseState::Pending => "pending".to_owned(),
        PromiseState::Follows(of) => format!("follows {}", named(trace, of)),
        PromiseState::Fulfilled => "fulfilled".to_owned(),
        PromiseState::Rejected => "rejected".to_owned(),
    }
}

/// The last ones are the most interesting; of the others, their number.
fn few(mut all: Vec<String>) -> Vec<String> {
    if all.len() > NAMED {
        let rest = all.len() - NAMED;
        all.drain(..rest);
        all.insert(0, format!("{rest} more"));
    }
    all
}
