//! What an account says of what belongs to no lane alone: messages, operations, threads, lines,
//! terminals.

use super::{Cell, Section, Table};
use crate::ledger::{Ledger, Reach};
use crate::sentence::{fill, unknown};
use crate::words::{between, bytes, call_noun, capital, lane_label};
use trace::{ConnectionId, EventKind, Instant, LaneId, LaneKind, OpEnd, OpId, Trace, visible};

pub(super) fn messages(trace: &Trace, ledger: &Ledger) -> Table {
    let columns = ["message", "sent by", "sent", "received by", "received"];
    let mut table = Table::new("Messages", &columns);
    for (sent, received) in &ledger.messages {
        let Some(first) = sent.or(*received) else { continue };
        let channel = match trace.events[first].kind {
            EventKind::MessageSent(channel) | EventKind::MessageReceived(channel) => channel,
            _ => continue,
        };
        let by = |event: &Option<usize>| match event {
            Some(event) => Cell::text(lane_label(trace, trace.events[*event].lane)),
            None => Cell::default(),
        };
        let cells = [
            Cell::text(["in", &trace.channel_label(channel)].join(" ")),
            by(sent),
            Cell::at(trace, *sent),
            by(received),
            Cell::at(trace, *received),
        ];
        table.row(Some(Reach { from: first, to: *received }), cells);
    }
    table
}

pub(super) fn operations(trace: &Trace, ledger: &Ledger) -> Table {
    let columns = ["operation", "asked for by", "in", "from", "to", "end"];
    let mut table = Table::new("Operations", &columns);
    for (number, row) in ledger.ops.known() {
        let id = OpId(number as u32);
        let Some(from) = row.started else { continue };
        let end = match row.end {
            Some(OpEnd::Done) => "done".to_owned(),
            Some(OpEnd::Failed(how)) => ["failed:", trace.name(how)].join(" "),
            Some(OpEnd::Cancelled) => "cancelled".to_owned(),
            None => "open".to_owned(),
        };
        let asker = row.asker.map_or_else(String::new, |call| call_noun(trace, call));
        let lane = trace.op(id).lane;
        // A twin has one lane, and its name is said.
        let lane = if trace.is_javascript() { String::new() } else { lane_label(trace, lane) };
        let cells = [
            Cell::text(capital(&trace.op_label(id))),
            Cell::text(asker),
            Cell::text(lane),
            Cell::at(trace, Some(from)),
            Cell::at(trace, row.ended),
            Cell::text(end),
        ];
        table.row(Some(Reach { from, to: row.ended }), cells);
    }
    table
}

/// The threads that were made, and what they cost: counted, and estimated.
pub(super) fn threads(trace: &Trace, ledger: &Ledger) -> Option<Section> {
    let costs = trace.thread_costs();
    if costs.spawned == 0 {
        return None;
    }
    let mut section = Section::new("Threads".to_owned());
    let mut lives = Table::new("Lives of threads", &["thread", "made by", "made", "begun", "over"]);
    for (number, row) in ledger.threads.known() {
        let lane = LaneId(number as u32);
        let Some(spawned) = row.spawned else { continue };
        let cells = [
            Cell::text(lane_label(trace, lane)),
            Cell::text(lane_label(trace, trace.events[spawned].lane)),
            Cell::at(trace, row.spawned),
            Cell::at(trace, row.started),
            Cell::at(trace, row.ended),
        ];
        lives.row(Some(Reach { from: spawned, to: row.ended }), cells);
    }
    section.add(lives);
    let mut table = Table::new("What threads cost", &["what", "how much"]);
    let mut row = |what: &str, much: String| table.row(None, [Cell::text(what), Cell::text(much)]);
    row("threads made", costs.spawned.to_string());
    row("address space reserved for their stacks", bytes(costs.reserved));
    row("context switches because a thread waits", costs.voluntary.to_string());
    row("context switches because a time slice is over", costs.involuntary.to_string());
    row("about so much processor time for all that", between(Instant::START, costs.time()));
    section.add(table);
    Some(section)
}

pub(super) fn printed(trace: &Trace) -> Table {
    let mut table = Table::new("Lines", &["line", "at", "by"]);
    let several = trace.lanes.iter().filter(|lane| lane.kind != LaneKind::Reactor).count() > 1;
    for (event, found, text) in trace.log() {
        let by = if several { lane_label(trace, found.lane) } else { String::new() };
        let reach = Reach { from: event, to: Some(event) };
        let cells = [Cell::text(text), Cell::at(trace, Some(event)), Cell::text(by)];
        table.row(Some(reach), cells);
    }
    table
}

/// What the terminals of the reader's own clients have shown, if anything was typed or received.
pub(super) fn terminals(trace: &Trace) -> Vec<Section> {
    let mut sections = Vec::new();
    for id in (0..trace.connections.len() as u32).map(ConnectionId) {
        let name = trace.client_name(id);
        let mut table = Table::new("Terminal", &["at", "who", "bytes"]);
        for line in trace.transcript(id, usize::MAX) {
            let who = if line.typed { name } else { "the program" };
            let at = Cell { text: line.at.words(), event: line.event };
            let reach = line.event.map(|event| Reach { from: event, to: Some(event) });
            table.row(reach, [at, Cell::text(who), Cell::text(visible(&line.bytes, false))]);
        }
        if !table.rows.is_empty() {
            let mut section = Section::new(["Terminal of", name].join(" "));
            section.add(table);
            sections.push(section);
        }
    }
    let lost = trace.lost_input();
    if !lost.is_empty() {
        let mut section = Section::new("Lost input".to_owned());
        section.sentences.extend(lost.into_iter().map(|place| lost_input(trace, place)));
        sections.push(section);
    }
    sections
}

fn lost_input(trace: &Trace, place: usize) -> String {
    let (client, at, _) = &trace.recipe.typed[place];
    let form = "What was typed at {at} into the terminal of client {client} is lost: it was not \
                connected then.";
    fill(form, &|word| match word {
        "at" => at.words(),
        "client" => client.to_string(),
        _ => unknown(word),
    })
}
