//! The account is equal to the picture: whatever is drawn has a row, and a row leads to its events.

use crate::common::{many, samples};
use diagram::{Account, Table, Timeline, account, announce, narrate, opening};
use trace::{EventKind, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn count(trace: &Trace, is: impl Fn(EventKind) -> bool) -> usize {
    trace.events.iter().filter(|event| is(event.kind)).count()
}

fn tables<'a>(account: &'a Account, caption: &str) -> Vec<&'a Table> {
    let all = account.sections.iter().flat_map(|section| &section.tables);
    all.filter(|table| table.caption == caption).collect()
}

fn rows(account: &Account, caption: &str) -> usize {
    tables(account, caption).iter().map(|table| table.rows.len()).sum()
}

#[test]
fn every_poll_turn_call_suspension_operation_message_and_line_has_a_row() {
    use EventKind as E;
    for trace in many() {
        let told = account(&trace);
        assert_eq!(rows(&told, "Polls"), count(&trace, |kind| matches!(kind, E::PollStarted(_))));
        assert_eq!(rows(&told, "Lines"), count(&trace, |kind| matches!(kind, E::Logged(_))));
        assert_eq!(rows(&told, "Operations"), trace.ops.len());
        let sent = count(&trace, |kind| matches!(kind, E::MessageSent(_)));
        assert_eq!(rows(&told, "Messages"), sent);
        if trace.is_javascript()
            || !trace.lanes.iter().any(|it| it.kind == trace::LaneKind::JavaScript)
        {
            assert_eq!(rows(&told, "Turns"), count(&trace, |kind| kind == E::TurnStarted));
            assert_eq!(rows(&told, "Calls"), trace.calls.len());
            let left = |kind| matches!(kind, E::CallLeft(_, left) if !left.is_done());
            assert_eq!(rows(&told, "Suspensions"), count(&trace, left));
        }
    }
}

#[test]
fn rows_are_as_wide_as_their_table_and_lead_to_events() {
    for trace in many() {
        let told = account(&trace);
        for table in told.sections.iter().flat_map(|section| &section.tables) {
            assert!(!table.rows.is_empty() && !table.caption.is_empty());
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len());
                assert!(!row.cells[0].text.is_empty(), "{row:?}");
                let mut events = row.cells.iter().filter_map(|cell| cell.event);
                assert!(events.all(|event| event < trace.events.len()));
                assert!(row.to.is_none_or(|to| row.from.is_some_and(|from| from <= to)), "{row:?}");
            }
        }
    }
}

#[test]
fn the_row_at_the_cursor_is_under_way_there() {
    for trace in many() {
        let told = account(&trace);
        for table in told.sections.iter().flat_map(|section| &section.tables) {
            assert_eq!(table.current(0), None);
            for cursor in 1..=trace.events.len() {
                let Some(place) = table.current(cursor) else { continue };
                let row = &table.rows[place];
                assert!(row.from.is_some_and(|from| from < cursor));
                assert!(row.to.is_none_or(|to| to + 1 >= cursor));
            }
        }
    }
    let told = account(&samples::two_tasks());
    let polls = tables(&told, "Polls")[0];
    let places: Vec<_> =
        polls.rows.iter().map(|row| polls.current(row.from.unwrap_or(0) + 1)).collect();
    assert_eq!(places, [Some(0), Some(1), Some(2)]);
}

#[test]
fn a_step_is_announced_by_its_sentence_and_a_leap_says_where_it_led() {
    let trace = samples::two_tasks();
    let timeline = Timeline::new(&[&trace]);
    let to = |from, to| announce(&trace, &timeline, 0, from, to);
    assert_eq!(to(0, 1), narrate(&trace, timeline.cursor(1, 0) - 1));
    assert_eq!(to(4, 0), format!("Step 0 of {}, at 0 ms. {}", timeline.steps(), opening(&trace)));
    let last = timeline.steps();
    assert_eq!(
        to(0, last),
        format!("Step {last} of {last}, at 8 ms. {}", trace.outcome.sentence(&trace))
    );
    let (rust, javascript) = (samples::lazy(), samples::javascript());
    let both = Timeline::new(&[&rust, &javascript]);
    let silent = (1..=both.steps()).filter(|to| announce(&rust, &both, 0, to - 1, *to).is_empty());
    assert_eq!(silent.count(), both.steps() + both.cursor(0, 0) - rust.events.len());
}
