//! `--what-if t0.1=20ms`: an operation that shall end at another instant; and `--as ops`, which
//! lists what there is to move.

use crate::show::Problem;
use trace::{Actor, Instant, OpEnd, OpId, OpName, Recipe, Trace};

/// Reads `t0.1=20ms`.
pub(crate) fn what_if(text: &str) -> Result<(OpName, Instant), String> {
    let wrong = || format!("“{text}” is not of the form OPERATION=TIME, such as t0.1=20ms");
    let (name, time) = text.split_once('=').ok_or_else(wrong)?;
    let op = name.parse().map_err(|none| format!("“{name}” is no operation: {none}"))?;
    let at = Instant::parse(time)
        .ok_or_else(|| format!("“{time}” is not a time; one looks like 20ms, 1500us or 2s"))?;
    Ok((op, at))
}

/// Adds to a recipe what shall end elsewhere; of one that is named twice, the last counts. What is
/// JavaScript's needs its twin to run.
pub(crate) fn add(
    recipe: &mut Recipe,
    what_ifs: &[(OpName, Instant)],
    with_twin: bool,
) -> Result<(), Problem> {
    for (op, at) in what_ifs {
        if op.actor == Actor::JavaScript && !with_twin {
            let id = &recipe.example;
            let says = format!("“{op}” is JavaScript’s, which runs with --twin only");
            let instead = format!("awaitscope run {id} --twin --what-if {op}={at}");
            return Err(Problem { says, instead });
        }
        *recipe = std::mem::take(recipe).with_what_if(*op, Some(*at));
    }
    Ok(())
}

/// Each operation with its name, when it begins and ends, and why it cannot be moved if it cannot.
pub(crate) fn ops(trace: &Trace) -> String {
    let mut out = String::new();
    let rows = (0..).map(OpId).zip(trace.op_names()).zip(trace.op_spans());
    for ((op, name), span) in rows {
        let why_fixed = trace.op(op).kind.why_fixed();
        let nameless = "a thread that another one started has operations without names";
        let why_fixed = why_fixed.or(if name.is_some() { None } else { Some(nameless) });
        let name = name.map_or_else(|| "-".to_owned(), |name| name.to_string());
        let how = match span.how {
            OpEnd::Done => "",
            OpEnd::Failed(_) => ", failed",
            OpEnd::Cancelled => ", given up",
        };
        let (label, from, to) = (trace.op_label(op), span.start.words(), span.end.words());
        let fixed = why_fixed.map_or_else(String::new, |why| format!(" (fixed: {why})"));
        out.push_str(&format!("{name:<6}  {from} to {to}{how}  {label}{fixed}\n"));
    }
    if out.is_empty() { "This run asked for no operation.\n".to_owned() } else { out }
}
