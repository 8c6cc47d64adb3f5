//! Cuts the page's program at the borders that `web/src/parts.rs` marks, for releases.
//!
//! Trunk has compiled the program and run wasm-bindgen on the whole. That output only says that
//! there are borders, and is replaced: the linker's output is cut with the help of its relocations
//! (`page::build` asks for them), wasm-bindgen runs again on what stays in the main file, and a
//! small script beside it fetches the other files when they are asked for.
//!
//! All of them lie in one folder that is named after their content. Inside it, names are fixed and
//! addresses relative, so that a browser's cache never mixes two builds.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use crate::inlined;
use crate::shell::{command, root, run};
use crate::slim;
use crate::sources::files_below;

/// The module from which a program with borders wants its parts, until it is cut.
const BORDER: &str = "__wasm_split_placeholder__";
/// Links the main file to the others; its name is in the main file.
const LOADER: &str = "parts.js";

/// Whether a file of the build is fetched only when it is asked for: a part, or what parts share,
/// or a script within Rust.
pub(crate) fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    inlined::is_one(path)
        || name.ends_with(".wasm") && (name.starts_with("split_") || name.starts_with("chunk_"))
}

/// Cuts the program in Trunk's staging folder, if it has borders. Answers the page with the new
/// addresses.
pub(crate) fn program(page: &str, staging: &Path, profile: &str) -> Result<String> {
    let glue = address(page, "app-js").context("index.html links no script of the app")?;
    let whole = address(page, "app-wasm").context("index.html links no WebAssembly")?;
    if !std::fs::read_to_string(staging.join(glue))?.contains(BORDER) {
        return Ok(page.to_owned());
    }
    let work = target().join("parts");
    remove(&work)?;
    std::fs::create_dir_all(&work)?;
    cut(&linked(profile), &work)?;
    let bindgen = work.join("bound");
    let mut bind = command("wasm-bindgen");
    // The parts share the main file's table of functions, which only the linker has exported.
    bind.args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", "web"]);
    run(bind.arg("--out-dir").arg(&bindgen).arg(work.join("main.wasm")))?;
    std::fs::remove_file(work.join("main.wasm"))?;
    inlined::come_later(&bindgen.join("web.js"), &work.join(LOADER))?;
    let glue_of_parts = std::fs::read_to_string(bindgen.join("web.js"))?;
    let names = slim::names(&std::fs::read(bindgen.join("web_bg.wasm"))?, &glue_of_parts)?;
    for file in files_below(&work)? {
        let place =
            staging.join("app").join(file.strip_prefix(&bindgen).or(file.strip_prefix(&work))?);
        std::fs::create_dir_all(place.parent().context("a file lies in a folder")?)?;
        let content = std::fs::read(&file)?;
        let content = match file.file_name().and_then(|name| name.to_str()) {
            Some("web.js") => slim::script(std::str::from_utf8(&content)?, &names).into_bytes(),
            Some(name) if name.ends_with(".wasm") => slim::module(&content, &names)
                .with_context(|| format!("writing {name} in fewer bytes"))?,
            _ => content,
        };
        std::fs::write(place, content)?;
    }
    let folder = format!("app-{:016x}", hash(&staging.join("app"))?);
    std::fs::rename(staging.join("app"), staging.join(&folder))?;
    for old in [glue, whole] {
        std::fs::remove_file(staging.join(old))?;
    }
    remove(&staging.join("snippets"))?;
    let page = page.replace(glue, &format!("{folder}/web.js"));
    Ok(page.replace(whole, &format!("{folder}/web_bg.wasm")))
}

/// Cuts a linked program into `main.wasm`, the parts, and the script that loads them.
fn cut(program: &Path, into: &Path) -> Result<()> {
    let shown = program.display();
    let linked = std::fs::read(program).with_context(|| format!("reading {shown}"))?;
    let main = into.join("main.wasm");
    let mut options = Options::new(&linked);
    options.output_dir = into;
    options.main_out_path = &main;
    let link = format!("./{LOADER}");
    options.link_name = &link;
    options.main_module = "./web.js";
    let parts = transform(options).map_err(|error| {
        anyhow!("{shown} cannot be cut; was it built by `cargo xtask build`? {error:?}")
    })?;
    ensure!(!parts.split_modules.is_empty(), "{shown} has borders but no parts");
    let script = into.join(LOADER);
    std::fs::write(&script, any_type(&std::fs::read_to_string(&script)?)?)?;
    Ok(())
}

/// A host that serves .wasm under another type would stop streaming compilation; we know better, as
/// in `web/boot.js`.
fn any_type(loader: &str) -> Result<String> {
    const STREAMS: &str = "WebAssembly.instantiateStreaming(src, imports)";
    ensure!(loader.contains(STREAMS), "the script of wasm_split_cli_support has changed");
    let typed = "WebAssembly.instantiateStreaming(src.then(typed), imports)";
    Ok(loader.replace(STREAMS, typed)
        + r#"
function typed(response) {
    if (!response.ok) throw new Error(`The server answered ${response.status} for ${response.url}`);
    return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
}
"#)
}

/// The address in the link with this id, without `./`.
pub(crate) fn address<'page>(page: &'page str, id: &str) -> Option<&'page str> {
    let link = page.split('<').find(|tag| tag.starts_with("link ") && tag.contains(id))?;
    let address = link.split("href=").nth(1)?.trim_start_matches(['"', '.', '/']);
    address.split(['"', ' ', '>']).next()
}

/// The same for the same files, wherever and whenever they were built.
fn hash(folder: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files_below(folder)? {
        hasher.write(file.strip_prefix(folder)?.to_string_lossy().as_bytes());
        hasher.write(&std::fs::read(&file)?);
    }
    Ok(hasher.finish())
}

/// What cargo wrote when Trunk called it.
fn linked(profile: &str) -> PathBuf {
    target().join("wasm32-unknown-unknown").join(profile).join("web.wasm")
}

/// Cargo's folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}

/// Removes a folder, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{address, any_type};

    #[test]
    fn addresses_are_found_with_and_without_quotes() {
        let page = r#"<link href=./web-1.js id=app-js><link id="app-wasm" href="./a/b.wasm" x>"#;
        assert_eq!(address(page, "app-js"), Some("web-1.js"));
        assert_eq!(address(page, "app-wasm"), Some("a/b.wasm"));
        assert_eq!(address(page, "app-css"), None);
    }

    #[test]
    fn a_loader_of_another_shape_is_noticed() {
        assert!(any_type("fetch(it)").is_err());
    }
}
