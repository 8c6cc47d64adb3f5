//! Virtual time: whole nanoseconds since the run began. Never the wall clock.

use std::fmt;
use std::time::Duration;

/// A point of virtual time, in nanoseconds since the run began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub u64);

impl Instant {
    /// The instant at which every run begins.
    pub const START: Instant = Instant(0);

    /// This instant, `duration` later; the end of time if that is beyond it.
    pub fn after(self, duration: Duration) -> Instant {
        let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        Instant(self.0.saturating_add(nanos))
    }

    /// How long ago `earlier` was; nothing if it lies ahead.
    pub fn since(self, earlier: Instant) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }

    /// Milliseconds since the run began, with their fraction.
    pub fn as_millis(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The inverse of `Display`: a whole number and one of `ns`, `us`, `ms`, `s`; a bare `0`.
    pub fn parse(text: &str) -> Option<Instant> {
        if text == "0" {
            return Some(Instant::START);
        }
        let unit_at = text.find(|c: char| !c.is_ascii_digit())?;
        let (digits, unit) = text.split_at(unit_at);
        let scale = UNITS.iter().find(|(name, _)| *name == unit)?.1;
        digits.parse::<u64>().ok()?.checked_mul(scale).map(Instant)
    }
}

const UNITS: [(&str, u64); 4] = [("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1)];

/// Exact: the largest unit in which the instant is a whole number (`1500ms`, `20us`, `0`).
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0");
        }
        let (unit, scale) =
            UNITS.into_iter().find(|(_, scale)| self.0.is_multiple_of(*scale)).unwrap_or(("ns", 1));
        write!(f, "{}{unit}", self.0 / scale)
    }
}

impl Instant {
    /// For people: `0 ms`, `1.5 ms`, `2 s`; at most three decimals, none that are zero.
    pub fn words(self) -> String {
        let (scale, unit) = match self.0 {
            0 => return "0 ms".to_owned(),
            n if n >= 1_000_000_000 => (1_000_000_000, "s"),
            n if n >= 1_000_000 => (1_000_000, "ms"),
            n if n >= 1_000 => (1_000, "µs"),
            n => return format!("{n} ns"),
        };
        // In whole numbers: what prints any `f64` would weigh more than all of this crate.
        let thousandths = self.0.saturating_add(scale / 2_000) / (scale / 1_000);
        let (whole, part) = (thousandths / 1_000, thousandths % 1_000);
        let fraction = format!("{part:03}");
        match fraction.trim_end_matches('0') {
            "" => format!("{whole} {unit}"),
            digits => format!("{whole}.{digits} {unit}"),
        }
    }
}
