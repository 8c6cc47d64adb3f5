//! Clients: one with a script, which says a line, waits for the answer, thinks, says the next, and
//! goes; one that speaks by the clock; one that says nothing; and the reader.

use super::peer::{Outbox, Peer};
use std::time::Duration;

/// Says its lines one after the other, each a while after the last one was answered in full. An
/// empty line is a pause.
#[derive(Debug)]
pub struct ScriptedClient {
    lines: std::vec::IntoIter<(Duration, &'static str)>,
    awaited: usize,
    patience: Duration,
    breaks: bool,
}

impl ScriptedClient {
    /// What it says, each line after so much thought; it closes `patience` after the last answer.
    /// An answer is as long as the line that it answers, as an echo is.
    pub fn new(lines: Vec<(Duration, &'static str)>, patience: Duration) -> ScriptedClient {
        ScriptedClient { lines: lines.into_iter(), awaited: 0, patience, breaks: false }
    }

    /// At the end of its script it breaks the connection instead of closing it.
    #[must_use]
    pub fn breaks(self) -> ScriptedClient {
        ScriptedClient { breaks: true, ..self }
    }

    fn next_line(&mut self, out: &mut Outbox) {
        let mut so_far = Duration::ZERO;
        for (thought, line) in self.lines.by_ref() {
            so_far = so_far.saturating_add(thought);
            if !line.is_empty() {
                self.awaited = line.len();
                return out.send(so_far, line);
            }
        }
        let last = so_far.saturating_add(self.patience);
        if self.breaks { out.reset(last) } else { out.end(last) }
    }
}

impl Peer for ScriptedClient {
    fn on_connect(&mut self, out: &mut Outbox) {
        self.next_line(out);
    }

    fn on_data(&mut self, bytes: &[u8], out: &mut Outbox) {
        if self.awaited == 0 {
            return;
        }
        self.awaited = self.awaited.saturating_sub(bytes.len());
        if self.awaited == 0 {
            self.next_line(out);
        }
    }
}

/// Says its lines by the clock, whatever it hears, and goes.
#[derive(Debug)]
pub struct TimedClient {
    lines: Vec<(Duration, &'static str)>,
    leaves: Duration,
}

impl TimedClient {
    /// What it says, each line so long after it has connected, and when it closes.
    pub fn new(lines: Vec<(Duration, &'static str)>, leaves: Duration) -> TimedClient {
        TimedClient { lines, leaves }
    }
}

impl Peer for TimedClient {
    fn on_connect(&mut self, out: &mut Outbox) {
        for (at, line) in self.lines.drain(..) {
            out.send(at, line);
        }
        out.end(self.leaves);
    }

    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}
}

/// Connects, and says nothing of its own accord.
#[derive(Debug)]
pub struct SilentClient;

impl Peer for SilentClient {
    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}
}

/// Says what the reader types and nothing else, and stays.
#[derive(Debug)]
pub struct Reader;

impl Peer for Reader {
    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}

    fn is_reader(&self) -> bool {
        true
    }
}
