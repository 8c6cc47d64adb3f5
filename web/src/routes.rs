//! Ready-made lessons: for each a file with the text of its link, and nothing else in it.
//!
//! What a route says is docs/embedding.md's: examples in order, each perhaps with `ask`, and the
//! stops of each. What a teacher says at them is in docs/routes. That every stop is there is a test
//! here; for the examples that need a page's own JavaScript, web/e2e/routes.test.mjs.

/// Forty-five minutes of Rust's futures for people who know JavaScript's Promises.
pub const WEB_ENGINEERS: &str = include_str!("routes/web-engineers.txt");

#[cfg(test)]
mod tests {
    use super::WEB_ENGINEERS;
    use crate::contents;
    use crate::state::Place;
    use examples::Kind;

    /// The legs of a route: an example's id and its stops.
    fn legs(route: &str) -> Vec<(&str, Vec<&str>)> {
        let leg = |text| {
            let mut parts = str::split(text, '_');
            let id = parts.next().unwrap_or_default();
            (id, parts.filter(|part| *part != "ask").collect())
        };
        route.trim_end().split('~').map(leg).collect()
    }

    /// The stops, one after the other, that a leg's run has not, or has in another order.
    fn missing(id: &str, stops: &[&str]) -> Vec<String> {
        let Ok(example) = examples::find(id) else { return vec![format!("{id}: no example")] };
        let trace = example.run(&example.rehearsal());
        let mut before = None;
        let mut missing = Vec::new();
        for stop in stops {
            let found = stop.parse::<Place>().map(|place| trace.find(place.anchor));
            match found {
                Ok(Ok(at)) if before < Some(at) => before = Some(at),
                other => missing.push(format!("{id} {stop}: {other:?}, after {before:?}")),
            }
        }
        missing
    }

    #[test]
    fn a_route_is_one_line_and_short_enough_for_a_link() {
        assert_eq!(WEB_ENGINEERS.lines().count(), 1);
        let kept = |c: char| c.is_ascii_alphanumeric() || "-._+~\n".contains(c);
        assert!(WEB_ENGINEERS.chars().all(kept), "nothing in it has to be encoded");
        assert!(WEB_ENGINEERS.len() <= 1_500, "{}", WEB_ENGINEERS.len());
    }

    #[test]
    fn every_stop_of_a_route_is_there_and_they_are_in_order() {
        for (id, stops) in legs(WEB_ENGINEERS) {
            assert!(contents::ids().any(|known| known == id), "{id} is in the catalogue");
            // What needs a page's own JavaScript has no trace here.
            let kind = examples::find(id).map(|example| example.kind);
            if !matches!(kind, Ok(Kind::InPage | Kind::Live)) {
                assert_eq!(missing(id, &stops), Vec::<String>::new());
            }
        }
    }

    #[test]
    fn the_teachers_page_says_something_of_every_stop() {
        let page = include_str!("../../docs/routes/web-engineers.md");
        let row = |line: &'static str| Some(line.strip_prefix("| `")?.split_once('`')?.0);
        let told: Vec<&str> = page.lines().filter_map(row).filter(|stop| *stop != "0").collect();
        let stops: Vec<&str> =
            legs(WEB_ENGINEERS).into_iter().flat_map(|(_, stops)| stops).collect();
        assert_eq!(told, stops);
        assert!(page.contains(WEB_ENGINEERS.trim_end()), "and it quotes the route");
    }

    #[test]
    fn a_stop_that_is_not_there_is_found() {
        assert_eq!(missing("lazy-future", &["t0.1.end", "t0.2.end"]).len(), 0);
        assert_eq!(missing("lazy-future", &["t0.2.end", "t0.1.end"]).len(), 1);
        assert_eq!(missing("lazy-future", &["t0.9.end", "nowhere"]).len(), 2);
        assert_eq!(missing("no-such-thing", &[]).len(), 1);
    }
}
