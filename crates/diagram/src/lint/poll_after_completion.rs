//! `poll-after-completion`: a future that is polled again after it has answered `Ready`.
//!
//! The record says so of a `poll` written by hand where it is certain that the future is the same
//! (`loop { New.await }` polls another one each time). A future that takes further polls on purpose
//! says so by its type, as `Fuse` does, and is then not the one that is polled.

use super::{Findings, Lint, Place, Stacks};
use crate::sentence::unknown;
use crate::words::call_noun;
use trace::{Event, EventKind, Trace};

const ADVICE: &str = "Keep the branch out of the `select!` once it is done, with `, if !done` \
                      after its future, or put `.fuse()` behind the future.";

pub(super) fn see(
    trace: &Trace,
    findings: &mut Findings,
    stacks: &Stacks,
    at: usize,
    event: &Event,
) {
    let EventKind::CallEntered(call) = event.kind else { return };
    if trace.call(call).again.is_none() {
        return;
    }
    let poller = stacks.top(event.lane);
    let place = Place::of(trace.call(call).defined, call);
    let word = |name: &str| match name {
        "poller" => poller.map_or_else(String::new, |poller| call_noun(trace, poller)),
        "name" => call_noun(trace, call),
        _ => unknown(name),
    };
    let form = match poller {
        Some(_) => {
            "{Poller} polls a future again after it has answered Ready: no rule says what {name} \
             does now."
        }
        None => {
            "A future is polled again after it has answered Ready: no rule says what {name} does \
             now."
        }
    };
    findings.add((Lint::PollAfterCompletion, place, at), form, &word, ADVICE);
}
