//! The calls of `host.js`, carried across to the world that answers them.

use runtime::twin::Hosted;
use serde_json::{Value, json};

/// What the world answers to one call, as `node.mjs` reads it: the answer, or nothing and a
/// refusal.
pub(crate) fn answer(hosted: &mut Hosted, asked: &Value) -> Result<Value, String> {
    if tell(hosted, asked) {
        return Ok(json!([null]));
    }
    let done = |()| Value::Null;
    let answered = match text(asked, 0) {
        "knobs" => Ok(hosted.knobs().into()),
        "log" => hosted.log(text(asked, 1), whole(asked, 2)).map(done),
        "work" => hosted.work(number(asked, 1), whole(asked, 2)).map(done),
        "start" => {
            let (verb, subject) = (text(asked, 1), text(asked, 2));
            hosted.start(verb, subject, number(asked, 3), whole(asked, 4)).map(Value::from)
        }
        "now" => hosted.now().map(Value::from),
        "advance" => Ok(hosted.advance().into()),
        "operation" => Ok(hosted.operation().into()),
        "answer" => Ok(hosted.answer().into()),
        "failure" => Ok(hosted.failure().into()),
        other => return Err(format!("host.js asks its world for “{other}”")),
    };
    Ok(match answered {
        Ok(answer) => json!([answer]),
        Err(refusal) => json!([null, refusal]),
    })
}

/// Tells the world of something to which there is no answer; false if that was no such call.
fn tell(hosted: &mut Hosted, asked: &Value) -> bool {
    match text(asked, 0) {
        "start_turn" => hosted.start_turn(),
        "end_turn" => hosted.end_turn(),
        "entered" => hosted.entered(text(asked, 1), text(asked, 2), &place(asked, 3)),
        "suspended" => {
            let (call, number) = (whole(asked, 1), whole(asked, 4));
            hosted.suspended(call, &place(asked, 2), text(asked, 3), number);
        }
        "resumed" => hosted.resumed(whole(asked, 1), &place(asked, 2)),
        "left" => {
            let (call, number) = (whole(asked, 1), whole(asked, 4));
            hosted.left(call, text(asked, 2), text(asked, 3), number);
        }
        "settled" => hosted.settled(),
        "threw" => hosted.threw(text(asked, 1)),
        "report" => hosted.report(text(asked, 1), text(asked, 2), whole(asked, 3)),
        "cancel" => hosted.cancel(whole(asked, 1)),
        "close" => hosted.close(whole(asked, 1)),
        _ => return false,
    }
    true
}

/// Line, column, end line, end column.
fn place(asked: &Value, place: usize) -> Vec<u32> {
    let numbers = asked[place].as_array().into_iter().flatten();
    numbers.filter_map(|it| u32::try_from(it.as_u64()?).ok()).collect()
}

fn text(asked: &Value, place: usize) -> &str {
    asked[place].as_str().unwrap_or_default()
}

fn number(asked: &Value, place: usize) -> f64 {
    asked[place].as_f64().unwrap_or(f64::NAN)
}

/// A whole number; as in JavaScript's own conversions, what is none counts as 0.
fn whole(asked: &Value, place: usize) -> u32 {
    number(asked, place) as u32
}
