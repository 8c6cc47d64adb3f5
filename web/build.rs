//! Lists what the page shows before any example is opened: chapters and titles. All other words
//! are fetched with the example that they belong to (`crates/press` prints them).

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut table = String::from("&[\n");
    for chapter in examples::chapters() {
        let (title, sentence) = (chapter.title(), chapter.sentence());
        writeln!(table, "Chapter {{ title: {title:?}, sentence: {sentence:?}, entries: &[")?;
        for example in chapter.examples {
            writeln!(table, "    ({:?}, {:?}),", example.id, example.title())?;
        }
        table.push_str("] },\n");
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("contents.rs"), table)?;
    Ok(())
}
