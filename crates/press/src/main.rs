//! `press FOLDER`: writes the page's texts into a folder that holds its built `index.html`.
//!
//! `texts/<id>.json` and `texts/<id>.more.json` for each example, `twins/<file>.js` for each that
//! has a twin, marked, as the engine will run it, and a page for each article. The names of the
//! style sheets are read from `index.html`.

use anyhow::{Context, Result, anyhow, ensure};
use press::{Colours, article};
use std::path::PathBuf;
use std::{env, fs};

/// The prose that belongs to no example.
const ARTICLES: [&str; 2] = ["futures-and-promises", "when-not-to-use-async"];

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.context("say which folder: press FOLDER")?;
    let [texts, twins] = ["texts", "twins"].map(|name| folder.join(name));
    for folder in [&texts, &twins] {
        fs::create_dir_all(folder).context("making a folder")?;
    }
    let colours = Colours::new()?;
    for example in examples::everything() {
        let text = press::example(example, &colours)?.to_string();
        fs::write(texts.join(format!("{}.json", example.id)), text).context("writing a text")?;
        let more = press::more(example)?.to_string();
        fs::write(texts.join(format!("{}.more.json", example.id)), more)
            .context("writing a text")?;
        if let (Some(file), Some(source)) = (example.twin_file(), example.twin_source()) {
            let marked = marks::mark(source).map_err(|refusals| refused(&file, &refusals))?;
            fs::write(twins.join(file), marked.text).context("writing a twin")?;
        }
    }
    let page = fs::read_to_string(folder.join("index.html")).context("reading index.html")?;
    let styles = style_sheets(&page);
    ensure!(!styles.is_empty(), "index.html names no style sheet");
    for name in ARTICLES {
        let markdown = examples::texts::file(&format!("{name}.md")).unwrap_or_default();
        let file = folder.join(format!("{name}.html"));
        fs::write(file, article(markdown, &styles)).context("writing an article")?;
    }
    Ok(())
}

/// What cannot be marked exactly must not be published.
fn refused(file: &str, refusals: &[marks::Refusal]) -> anyhow::Error {
    let lines: String = refusals.iter().map(|refusal| format!("\n  {refusal}")).collect();
    anyhow!("the twin {file} cannot be marked:{lines}")
}

/// The addresses of the style sheets, with or without quotes.
fn style_sheets(page: &str) -> Vec<String> {
    let links = page.split('<').filter_map(|tag| tag.strip_prefix("link "));
    let addresses = links.filter_map(|tag| tag.split("href=").nth(1));
    let names =
        addresses.filter_map(|text| text.trim_start_matches('"').split(['"', ' ', '>']).next());
    names.filter(|name| name.ends_with(".css")).map(str::to_owned).collect()
}
