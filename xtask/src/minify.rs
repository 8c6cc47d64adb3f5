//! The page's scripts with short names and without white space, for releases. Trunk's own minifier
//! does not know all of today's JavaScript; this one only renames and respells, and moves nothing.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::mangler::MangleOptions;
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

use crate::inlined;

/// Minifies every script in a folder and below it, except what the page shows as it is: the twins,
/// whose lines are counted, and scripts that stand within Rust.
pub(crate) fn scripts(folder: &Path) -> Result<()> {
    for entry in
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name == "twins" || inlined::is_inlined(name) {
            continue;
        }
        if path.is_dir() {
            scripts(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let source = std::fs::read_to_string(&path)?;
            let small = script(&source).with_context(|| format!("minifying {}", path.display()))?;
            std::fs::write(&path, small)?;
        }
    }
    Ok(())
}

/// One script, minified.
pub(crate) fn script(source: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::unambiguous()).parse();
    ensure!(parsed.diagnostics.is_empty(), "it does not parse: {:?}", parsed.diagnostics);
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: None,
        ..MinifierOptions::default()
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify());
    let codegen = codegen.with_scoping(minified.scoping);
    Ok(codegen.with_private_member_mappings(minified.class_private_mappings).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::script;
    use crate::budget::gzip_bytes;

    #[test]
    fn names_become_short_and_exports_stay() -> anyhow::Result<()> {
        let small = script("export function keep(longName) {\n  return longName?.of ?? 1;\n}\n")?;
        assert!(small.contains("keep") && !small.contains("longName"), "{small}");
        Ok(())
    }

    /// Other people's pages load it on the way: two kilobytes is what that may cost them. A server
    /// that takes less trouble, or names the file in what it sends, adds up to ten bytes.
    #[test]
    fn the_element_for_other_pages_stays_within_two_kilobytes() -> anyhow::Result<()> {
        let small = script(include_str!("../../web/embed.js"))?;
        let bytes = gzip_bytes(small.as_bytes())?;
        assert!(bytes <= 1990, "embed.js has {bytes} bytes, compressed");
        Ok(())
    }

    #[test]
    fn what_does_not_parse_is_an_error() {
        assert!(script("let = = 3").is_err());
    }
}
