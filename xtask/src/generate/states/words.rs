//! Names of types as a reader knows them: without paths of modules, files or machines.

/// `alloc::string::String` is `String`, `{async block@a/b.rs:3:5: 3:10}` just
/// `{async block@b.rs:3:5}`.
pub(super) fn short(ty: &str) -> String {
    let mut out = String::new();
    let mut rest = ty;
    while let Some(first) = rest.chars().next() {
        let at = rest.strip_prefix('@').and_then(|place| place.split_once('}'));
        if let Some((place, after)) = at.filter(|(place, _)| place.contains(".rs:")) {
            let start = place.rsplit('/').next().unwrap_or(place);
            // Where it ends is of no use to a reader.
            out.push('@');
            out.push_str(start.split_once(": ").map_or(start, |(start, _)| start));
            out.push('}');
            rest = after;
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            // A path goes on, unless it is one below a type: `Pot::boil`.
            match after.strip_prefix("::") {
                Some(after) if word.starts_with(|c: char| c.is_lowercase()) => rest = after,
                _ => {
                    out.push_str(word);
                    rest = after;
                }
            }
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The name of a type without its arguments: `tea::twice<A, B>()` is `tea::twice()`.
pub(super) fn without_arguments(ty: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for (index, c) in ty.char_indices() {
        match c {
            // `<Pot as Boil>::boil` is a path and no list of arguments.
            '<' if depth > 0
                || ty[..index].ends_with(|c: char| c.is_alphanumeric() || c == '_') =>
            {
                depth += 1;
            }
            '>' if depth > 0 && !ty[..index].ends_with(['-', '=']) => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{short, without_arguments};

    #[test]
    fn paths_go_and_types_stay() {
        for (ty, expected) in [
            ("&mut alloc::string::String", "&mut String"),
            ("{async fn body of catalogue::tea::Pot::boil()}", "{async fn body of Pot::boil()}"),
            ("{async block@crates/tea.rs:3:5: 3:10}", "{async block@tea.rs:3:5}"),
            (
                "PollFn<{closure@/home/me/a-1.2/join_mod.rs:95:13: 97:14}>",
                "PollFn<{closure@join_mod.rs:95:13}>",
            ),
            ("std::pin::Pin<std::boxed::Box<dyn std::any::Any>>", "Pin<Box<dyn Any>>"),
            ("{closure@runtime::task::yield_now::{closure#0}}", "{closure@{closure#0}}"),
            ("[u8; 64]", "[u8; 64]"),
        ] {
            assert_eq!(short(ty), expected);
        }
    }

    #[test]
    fn the_arguments_of_a_generic_function_go() {
        for (ty, expected) in [
            (
                "{async fn body of a::twice<{async fn body of a::b<C>()}, D>()}",
                "{async fn body of a::twice()}",
            ),
            (
                "{async fn body of <a::Pot<T> as a::Boil>::boil()}",
                "{async fn body of <a::Pot as a::Boil>::boil()}",
            ),
            ("{async fn body of a::run<fn() -> u8>()}", "{async fn body of a::run()}"),
        ] {
            assert_eq!(without_arguments(ty), expected);
        }
    }
}
