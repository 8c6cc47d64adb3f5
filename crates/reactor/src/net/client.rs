//! A client with a script: it says a line, waits for the answer, thinks, says the next, and goes.

use super::peer::{Outbox, Peer};
use std::time::Duration;

/// Says its lines one after the other, each a while after the last one was answered in full. An
/// empty line is a pause.
#[derive(Debug)]
pub struct ScriptedClient {
    lines: std::vec::IntoIter<(Duration, &'static str)>,
    awaited: usize,
    patience: Duration,
}

impl ScriptedClient {
    /// What it says, each line after so much thought; it closes `patience` after the last answer.
    /// An answer is as long as the line that it answers, as an echo is.
    pub fn new(lines: Vec<(Duration, &'static str)>, patience: Duration) -> ScriptedClient {
        ScriptedClient { lines: lines.into_iter(), awaited: 0, patience }
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
        out.end(so_far.saturating_add(self.patience));
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
