//! `marks IN_DIR OUT_DIR`: marks every `.js` file of a folder and writes it, under its name, to
//! another one.

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

fn main() -> Result<()> {
    let folders: Vec<_> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = &folders[..] else { anyhow::bail!("say which folders: marks IN_DIR OUT_DIR") };
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    let mut refused = 0;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|it| it == "js"))
        else {
            continue;
        };
        let source =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        match marks::mark(&source) {
            Ok(marked) => fs::write(to.join(name), marked.text).context("writing a marked file")?,
            Err(refusals) => {
                refused += refusals.len();
                for refusal in refusals {
                    eprintln!("{}: {refusal}", path.display());
                }
            }
        }
    }
    ensure!(refused == 0, "{refused} places cannot be marked");
    Ok(())
}
