//! What the terminals of the reader's own clients have shown, in words.

use super::heading;
use super::table::Table;
use trace::{ConnectionId, Trace, visible};

/// A table for each client that the reader is, if anything was typed or received there.
pub(super) fn terminals(out: &mut String, trace: &Trace) {
    for id in (0..trace.connections.len() as u32).map(ConnectionId) {
        let name = trace.client_name(id);
        let mut table = Table::new(&["at", "who", "bytes"]);
        for line in trace.transcript(id, usize::MAX) {
            let who = if line.typed { name } else { "the program" };
            table.row(vec![line.at.words(), who.to_owned(), visible(&line.bytes, false)]);
        }
        if !table.is_empty() {
            heading(out, &format!("Terminal of {name}"));
            table.write(out);
        }
    }
    for place in trace.lost_input() {
        let (client, at, _) = &trace.recipe.typed[place];
        out.push_str(&format!(
            "\nWhat was typed at {} into the terminal of client {client} is lost: it was not \
             connected then.\n",
            at.words()
        ));
    }
}
