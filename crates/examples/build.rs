//! Lists the catalogue's files, so that no list of them is kept by hand: `files.rs` for
//! `src/texts.rs`, and `golden.rs` for the tests, each an array of (path, contents).

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const CATALOGUE: &str = "src/catalogue";
const GOLDEN: &str = "tests/golden";

fn main() -> Result<(), Box<dyn Error>> {
    for (folder, list) in [(CATALOGUE, "files.rs"), (GOLDEN, "golden.rs")] {
        println!("cargo::rerun-if-changed={folder}");
        let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(folder);
        let mut paths = Vec::new();
        walk(&root, "", &mut paths)?;
        paths.sort();
        let mut table = String::from("&[\n");
        for path in paths {
            writeln!(table, "    ({path:?}, include_str!({:?})),", root.join(&path))?;
        }
        table.push_str("]\n");
        fs::write(Path::new(&env::var("OUT_DIR")?).join(list), table)?;
    }
    Ok(())
}

/// Adds the paths of all files below `folder`, written with slashes on every system.
fn walk(folder: &Path, name: &str, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let inside = format!("{name}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{inside}/"), paths)?;
        } else {
            paths.push(inside);
        }
    }
    Ok(())
}
