//! Texts that are kept in the tree, `golden/`, and compared byte for byte.

/// Files of `golden/` by name: `lazy-future.txt`.
pub(crate) const GOLDEN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/golden.rs"));

/// Compares a text with the file of this name, or writes it if `UPDATE_GOLDEN` is set.
pub(crate) fn same(name: &str, text: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let file = format!("{}/tests/golden/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        return std::fs::write(file, text).expect("the tree can be written to");
    }
    let golden = GOLDEN.iter().find(|(file, _)| file.strip_suffix(".txt") == Some(name));
    let Some((_, golden)) = golden else { panic!("golden/{name}.txt is missing") };
    let line = text.lines().zip(golden.lines()).position(|(a, b)| a != b);
    assert!(text == *golden, "{name} differs from its golden file first in line {line:?}");
}
