//! The parts of the program that are loaded when they are asked for.
//!
//! With the feature `split`, which `cargo xtask build` sets, a function of `part!` marks a border:
//! what only it reaches (code, tables, texts) becomes a file of its own, which is fetched at the
//! first call. Memory, statics and types are one: references go over the border as ever. Without
//! the feature, as under `trunk serve`, everything is in one file and nothing can fail to arrive.
//!
//! A border is best a function that hands out a `&'static` table, as here: no more than a pointer
//! crosses it, and its callers are ordinary code from then on.

use crate::contents;
use examples::Example;

/// A part of the program did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> NotLoaded {
        NotLoaded
    }
}

/// Declares the way into a part: its name, the function that leads there, and what it hands out.
macro_rules! part {
    ($part:ident, $name:ident, $answer:ty, $body:expr) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $name() -> Result<$answer, NotLoaded> {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $name() -> Result<$answer, NotLoaded> {
            Ok($body)
        }
    };
}

part!(first_look, first_look, &'static [Example], examples::parts::first_look());
part!(promises, promises, &'static [Example], examples::parts::promises());
part!(hood, hood, &'static [Example], examples::parts::hood());
part!(at_work, at_work, &'static [Example], examples::parts::at_work());
part!(wrong, wrong, &'static [Example], examples::parts::wrong());
part!(refused, refused, &'static [Example], examples::parts::refused());
part!(specimens, specimens, &'static [Example], examples::parts::specimens());

/// The example on which the page opens; it comes with the page.
pub fn first() -> &'static Example {
    examples::parts::opening()
}

/// The example with this id, after loading the part that it is in; none if there is no such one.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn example(id: &str) -> Result<Option<&'static Example>, NotLoaded> {
    if id == first().id {
        return Ok(Some(first()));
    }
    let examples = match contents::chapter(id).map(|chapter| chapter.folder) {
        Some("first_look") => first_look().await?,
        Some("promises") => promises().await?,
        Some("hood") => hood().await?,
        Some("at_work") => at_work().await?,
        Some("wrong") => wrong().await?,
        Some("refused") => refused().await?,
        _ => specimens().await?,
    };
    Ok(examples.iter().find(|example| example.id == id))
}

#[cfg(test)]
mod tests {
    use super::example;
    use futures::FutureExt;

    #[test]
    fn every_example_is_found_in_its_part() {
        for known in examples::everything() {
            let found = example(known.id).now_or_never().expect("natively, every part is there");
            assert_eq!(found.map(|it| it.map(|it| it.id)), Ok(Some(known.id)));
        }
        let missing = example("no-such-thing").now_or_never();
        assert!(matches!(missing, Some(Ok(None))));
    }
}
