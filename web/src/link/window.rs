//! What a link says of the diagram's window: `t0.1.end~t0.4.end:500000`, from the end of one step
//! to half a step after that of another. A step is named by its place, so that the window stays
//! where it is when an example grows; what lies beyond is in millionths of a step, `0` the start.
//! It stands apart because it comes with what moves the window.

use crate::link::{percent, short};
use crate::state::{Place, Run};
use diagram::Window;

/// Parts of a step.
const PARTS: f64 = 1_000_000.0;

/// The window that a link names.
///
/// # Errors
/// If it is damaged or names a step that this run does not have: a sentence.
pub fn read(run: &Run, raw: &str) -> Result<Window, String> {
    let text = percent::decode(raw);
    let ends = text.as_deref().and_then(|text| text.split_once('~'));
    let window = ends.and_then(|(from, to)| {
        let (from, to) = (end(run, from)?, end(run, to)?);
        (from < to).then_some(Window { from, to })
    });
    window.ok_or_else(|| {
        format!(
            "In the link, “w={}” is no window of this run (one looks like “t0.1.end~t0.4.end”); \
             the diagram shows what it shows by itself.",
            short(raw)
        )
    })
}

fn end(run: &Run, text: &str) -> Option<f64> {
    let (place, parts) = text.split_once(':').unwrap_or((text, "0"));
    let position = match place {
        "0" => 0,
        place => run.find(place.parse::<Place>().ok()?).ok()?,
    };
    let is_number = (1..=12).contains(&parts.len()) && parts.bytes().all(|it| it.is_ascii_digit());
    let parts: u64 = if is_number { parts.parse().ok()? } else { return None };
    Some(position as f64 + parts as f64 / PARTS)
}

/// A window, for a link.
pub fn write(run: &Run, window: &Window) -> String {
    let [from, to] = [window.from, window.to].map(|end| written(run, end));
    format!("{from}~{to}")
}

fn written(run: &Run, end: f64) -> String {
    // What is not a number becomes 0.
    let parts = (end.max(0.0) * PARTS).round() as u64;
    let step = usize::try_from(parts / PARTS as u64).unwrap_or(usize::MAX).min(run.end());
    let (place, from) = match run.place(step) {
        Some(place) => (place.to_string(), step as u64),
        None => ("0".to_owned(), 0),
    };
    match parts - from * PARTS as u64 {
        0 => place,
        rest => format!("{place}:{rest}"),
    }
}
