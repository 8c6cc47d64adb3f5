//! `cargo xtask build --single-file ID`: the built page as one file, which opens from disk.
//!
//! The program is built whole, not in parts. Styles, fonts and the icon are put where they are
//! named, scripts into an import map, texts and WebAssembly into two blocks that `web/single.js`
//! answers fetches from. The policy allows these very scripts and styles, by their hashes, and
//! nothing from anywhere. All examples are in it, so that a link from one to another leads
//! somewhere: their words are a tenth of the file.

mod built;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::minify;
use crate::page;
use crate::shell::{ask, cargo, root};
use crate::split::address;
use built::{Built, hash, packed};

/// Nothing is fetched, and nothing runs but what has one of these hashes, or is inlined as `data:`.
const POLICY: &str = "default-src 'none'; img-src data:; font-src data:; base-uri 'none'; \
                      form-action 'none'; script-src 'wasm-unsafe-eval' data:";

/// Builds the page and writes it as one file, which opens on this example.
pub(crate) fn build(id: &str, out: Option<PathBuf>) -> Result<()> {
    is_example(id)?;
    let folder = root().join("target/single/parts");
    page::build_whole(&folder)?;
    let out = out.unwrap_or_else(|| format!("target/single/{id}.html").into());
    let file = root().join(&out);
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let html = html(&folder, id)?;
    std::fs::write(&file, &html).with_context(|| format!("writing {}", file.display()))?;
    println!("\n{} holds all of the page, in {} kB.", out.display(), html.len() / 1000);
    Ok(())
}

/// Says which id was meant if there is no such example in the catalogue.
fn is_example(id: &str) -> Result<()> {
    let awaitscope = |arguments: &[&str]| {
        ask(cargo(&["run", "--quiet", "--package", "cli", "--"]).args(arguments))
    };
    let list: Value = serde_json::from_str(&awaitscope(&["list", "--json"])?)?;
    if list.as_array().into_iter().flatten().any(|example| example["id"] == id) {
        return Ok(());
    }
    let Err(said) = awaitscope(&["lint", id]) else { bail!("“{id}” is not in the catalogue") };
    let said = said.to_string();
    let sentence = said.split("error: ").nth(1).and_then(|it| it.lines().next());
    bail!("{}", sentence.unwrap_or(&said).to_owned())
}

/// The built page in a folder as one file.
fn html(folder: &Path, id: &str) -> Result<String> {
    let built = Built(folder);
    let page = built.text("index.html")?;
    let (tail, scripts) = tail(&built, &page, id)?;
    let (mut before, mut after, mut styles) = (String::new(), String::new(), String::new());
    for tag in page.split('<').skip(1) {
        let rest = tag.split_once('>').context("a tag ends")?.1;
        match inlined(&built, tag)? {
            Place::Kept if tag.starts_with("/body") => after += &format!("{tail}<{tag}"),
            Place::Kept => after += &format!("<{tag}"),
            Place::Gone => after += rest,
            Place::Tag(tag) => after += &format!("{tag}{rest}"),
            Place::Styles(sheet, media) => {
                styles += &hash(&sheet);
                after += &format!("<style media={media}>{sheet}</style>{rest}");
            }
            // It holds for what comes after it.
            Place::Policy => {
                ensure!(before.is_empty(), "index.html has two policies");
                (before, after) = (after, rest.to_owned());
            }
        }
    }
    ensure!(!before.is_empty() && !styles.is_empty(), "index.html has no policy or no styles");
    let policy = format!("{POLICY}{scripts}; style-src{styles}");
    Ok(format!("{before}<meta http-equiv=Content-Security-Policy content=\"{policy}\">{after}"))
}

/// What becomes of a tag.
enum Place {
    Kept,
    Gone,
    Tag(String),
    /// A sheet, and for which media.
    Styles(String, String),
    Policy,
}

fn inlined(built: &Built, tag: &str) -> Result<Place> {
    let is_link = tag.starts_with("link ");
    Ok(match tag.split(['>', ' ']).next().unwrap_or_default() {
        "meta" if tag.contains("Content-Security-Policy") => Place::Policy,
        "script" | "/script" => Place::Gone,
        "link" if tag.contains(".css") => {
            let media = attribute(tag, "media=").unwrap_or("all").to_owned();
            Place::Styles(built.styles(href(tag)?)?, media)
        }
        "link" if tag.contains("rel=icon") => {
            let icon = built.data("image/svg+xml", href(tag)?)?;
            Place::Tag(format!("<link rel=icon href=\"{icon}\">"))
        }
        // `boot.js` finds the two files of the app by these; nothing loads them early.
        "link" if tag.contains("app-js") => {
            Place::Tag(format!("<link id=app-js href=./{}>", href(tag)?))
        }
        "link" if tag.contains("app-wasm") => {
            let (file, bytes) = (href(tag)?, built.bytes(href(tag)?)?.len());
            Place::Tag(format!("<link id=app-wasm href=./{file} data-bytes={bytes}>"))
        }
        "link" if tag.contains("as=font") => Place::Gone,
        _ if is_link => bail!("index.html links what cannot be inlined: {tag}"),
        _ => Place::Kept,
    })
}

/// What stands at the end of the body, and the hashes of its scripts.
fn tail(built: &Built, page: &str, id: &str) -> Result<(String, String)> {
    let wasm = address(page, "app-wasm").context("index.html links no WebAssembly")?;
    let glue = address(page, "app-js").context("index.html links no script of the app")?;
    let texts = packed(&serde_json::to_vec(&built.texts()?)?)?;
    let program = packed(&built.bytes(wasm)?)?;
    let mut tail = format!(
        "<script type=text/plain id=inlined-texts>{texts}</script>\
         <script type=text/plain id=inlined-wasm>{program}</script>"
    );
    let boot = page.split('<').find(|tag| tag.starts_with("script ") && tag.contains("src="));
    let boot = attribute(boot.context("index.html starts nothing")?, "src=")?;
    let scripts = [
        ("type=importmap".to_owned(), json!({ "imports": built.imports(glue)? }).to_string()),
        (
            format!("data-opens={id} data-wasm={wasm}"),
            minify::script(include_str!("../../web/single.js"))?,
        ),
        (String::new(), with_frame(built, &built.text(boot)?)?),
    ];
    let mut hashes = String::new();
    for (told, text) in scripts {
        ensure!(!text.contains("</script"), "a script would end too soon");
        hashes += &hash(&text);
        tail += &format!("<script {told}>{text}</script>");
    }
    Ok((tail, hashes))
}

/// `boot.js` with what it fetches before the page: a script, as it says it, in any quotes.
fn with_frame(built: &Built, boot: &str) -> Result<String> {
    const FRAME: &str = "frame.js";
    let mut quoted = ["\"", "'", "`"].into_iter().map(|quote| format!("{quote}{FRAME}{quote}"));
    let name = quoted.find(|name| boot.contains(name)).context("boot.js fetches no frame.js")?;
    Ok(boot.replace(&name, &format!("\"{}\"", built.data("text/javascript", FRAME)?)))
}

fn href(tag: &str) -> Result<&str> {
    attribute(tag, "href=")
}

/// The address in a tag, with or without quotes, without `./`.
fn attribute<'tag>(tag: &'tag str, name: &str) -> Result<&'tag str> {
    let value = tag.split(name).nth(1).with_context(|| format!("{tag} has no {name}"))?;
    let value = value.trim_start_matches(['"', '.', '/']);
    Ok(value.split(['"', ' ', '>']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::html;
    use anyhow::Result;
    use std::fs;
    use std::path::{Path, PathBuf};

    const PAGE: &str = "<!doctype html><meta charset=utf-8><meta content=\"default-src 'none'\" \
        http-equiv=Content-Security-Policy><link href=./icon-1.svg rel=icon>\
        <link as=font crossorigin href=fonts/a.woff2 rel=preload><link href=./base-1.css \
        rel=stylesheet><link href=./print-1.css media=print rel=stylesheet>\
        <link href=./web-1.js id=app-js rel=modulepreload><link as=fetch \
        data-bytes=4 href=./web-1_bg.wasm id=app-wasm rel=preload><script defer src=./boot-1.js>\
        </script></head><body><div id=app></div></body></html>";

    /// A build as Trunk leaves it, but small.
    fn folder(name: &str, page: &str) -> Result<PathBuf> {
        let folder = crate::split::target().join("tmp").join(name);
        for (file, content) in [
            ("index.html", page),
            ("icon-1.svg", "<svg/>"),
            ("fonts/a.woff2", "a font"),
            ("base-1.css", "@font-face{src:url(fonts/a.woff2)}"),
            ("print-1.css", "p{}"),
            ("web-1.js", "import { drive } from './snippets/web-2/js/host.js';"),
            ("snippets/web-2/js/host.js", "export function drive() {}"),
            ("web-1_bg.wasm", "\0asm"),
            ("boot-1.js", "start(`frame.js`)"),
            ("frame.js", "wait()"),
            ("texts/spawn.json", "{}"),
            ("twins/spawn.js", "export function main() {}"),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
            fs::write(file, content)?;
        }
        Ok(folder)
    }

    #[test]
    fn one_file_names_no_other_and_allows_what_it_holds() -> Result<()> {
        let html = html(&folder("single", PAGE)?, "spawn")?;
        for gone in ["src=", "rel=preload", "modulepreload", "rel=stylesheet", "url(fonts"] {
            assert!(!html.contains(gone), "{gone}: {html}");
        }
        let policy = html.split("Content-Security-Policy content=\"").nth(1).unwrap_or_default();
        let policy = policy.split('"').next().unwrap_or_default();
        assert_eq!(policy.matches("'sha256-").count(), 5, "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'self'"), "{policy}");
        assert!(html.contains("<script >start(\"data:text/javascript;base64,d2FpdCgp\")</script>"));
        // sha256 of that script, as any other tool says it.
        assert!(
            policy.contains("'sha256-flc4iAGwYuGQeIr3zGEdRmcf2acFp3oD/6larHFEmj0='"),
            "{policy}"
        );
        assert!(html.contains("<style media=all>@font") && html.contains("<style media=print>p{}"));
        assert!(html.contains("data-opens=spawn data-wasm=web-1_bg.wasm"));
        for key in ["./web-1.js", "snippets/web-2/js/host.js", "./twins/spawn.js"] {
            assert!(html.contains(&format!("\"{key}\":\"data:text/javascript;base64,")), "{key}");
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_inlined_is_an_error_that_names_it() -> Result<()> {
        let page = PAGE.replace("<div", "<link rel=manifest href=./site.webmanifest><div");
        let error = html(&folder("single-more", &page)?, "spawn").expect_err("it is another file");
        assert!(error.to_string().contains("site.webmanifest"), "{error}");
        Ok(())
    }
}
