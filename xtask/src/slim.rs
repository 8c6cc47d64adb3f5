//! A WebAssembly module as small as it can be without another compiler: no custom sections, no
//! padded numbers, and short names where it meets its script.
//!
//! Custom sections are names and notes for tools; nobody reads them any more. Linkers pad the
//! numbers that they may have to change, which writing the module again undoes. And wasm-bindgen
//! gives each function that crosses to JavaScript a name with a hash, which no compression makes
//! smaller: once in the module, and once more in the script.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{CustomSectionReader, Export, Import, Parser, Payload};

/// Names that are replaced, each with the short one.
pub(crate) type Names = BTreeMap<String, String>;

/// The module that wasm-bindgen imports from, in the module that it has written.
const SCRIPT: &str = "./web_bg.js";
/// Shorter names are not worth the trouble, and are often written by hand elsewhere.
const LONG: usize = 20;

/// Short names for what crosses between a module and its script: both must know the old ones.
pub(crate) fn names(module: &[u8], script: &str) -> Result<Names> {
    let mut long = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    long.extend((import.module == SCRIPT).then_some(import.name));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    long.push(export?.name);
                }
            }
            _ => {}
        }
    }
    // Not those with which the parts of a program find each other.
    long.retain(|name| name.len() >= LONG && !name.contains("_split"));
    let (mut names, known) = (Names::new(), words(script));
    for name in long.into_iter().filter(|name| known.contains(name)) {
        let short = format!("_{}", names.len());
        names.entry(name.to_owned()).or_insert(short);
    }
    Ok(names)
}

/// The script with the short names.
pub(crate) fn script(script: &str, names: &Names) -> String {
    let mut shorter = String::new();
    let mut rest = script;
    for word in words(script) {
        if let Some((before, after)) = rest.split_once(word) {
            shorter.push_str(before);
            shorter.push_str(names.get(word).map_or(word, String::as_str));
            rest = after;
        }
    }
    shorter + rest
}

/// The words of a script, in order: whatever could be a name.
fn words(script: &str) -> Vec<&str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    script.split(|letter| !is_part(letter)).filter(|word| !word.is_empty()).collect()
}

/// The module written again, with the short names.
pub(crate) fn module(bytes: &[u8], names: &Names) -> Result<Vec<u8>> {
    let mut written = Module::new();
    let parser = Parser::new(0);
    Slim(names)
        .parse_core_module(&mut written, parser, bytes)
        .map_err(|error| anyhow!("a module cannot be written again: {error}"))?;
    Ok(written.finish())
}

struct Slim<'names>(&'names Names);

impl<'names> Slim<'names> {
    fn name<'name>(&self, name: &'name str) -> &'name str
    where
        'names: 'name,
    {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Slim<'_> {
    type Error = <RoundtripReencoder as Reencode>::Error;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        Ok(())
    }

    fn parse_imports(
        &mut self,
        imports: &mut ImportSection,
        import: wasmparser::Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        match import {
            wasmparser::Imports::Single(number, import) if import.module == SCRIPT => {
                let name = self.name(import.name);
                let short = wasmparser::Imports::Single(number, Import { name, ..import });
                utils::parse_imports(self, imports, short)
            }
            other => utils::parse_imports(self, imports, other),
        }
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let name = self.name(export.name);
        utils::parse_export(self, exports, Export { name, ..export })
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, module, names, script};
    use wasm_encoder::{
        CustomSection, EntityType, ExportKind, ExportSection, ImportSection, Module, TypeSection,
    };

    const IMPORT: &str = "__wbg_now_0123456789abcdef";
    const EXPORT: &str = "invoke_0123456789abcdef0123";

    fn sample() -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        imports.import("./web_bg.js", IMPORT, EntityType::Function(0));
        imports.import("elsewhere_and_far_away", IMPORT, EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export(EXPORT, ExportKind::Func, 0);
        exports.export("__wasm_split_shared_with_parts", ExportKind::Func, 0);
        let remark = CustomSection { name: "name".into(), data: [].as_slice().into() };
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports).section(&remark);
        module.finish()
    }

    #[test]
    fn what_both_sides_know_gets_a_short_name_on_both() -> anyhow::Result<()> {
        let text = format!("let a = {{{IMPORT}: now}}; wasm.{EXPORT}(); wasm.{EXPORT}1");
        let names = names(&sample(), &text)?;
        assert_eq!(
            script(&text, &names),
            format!("let a = {{_0: now}}; wasm._1(); wasm.{EXPORT}1")
        );
        let small = String::from_utf8_lossy(&module(&sample(), &names)?).into_owned();
        assert!(small.contains("_0") && small.contains("_1") && !small.contains(EXPORT));
        assert_eq!(small.matches(IMPORT).count(), 1, "another module's stays");
        assert!(small.contains("__wasm_split_shared_with_parts"));
        Ok(())
    }

    #[test]
    fn custom_sections_go_and_a_broken_module_is_an_error() -> anyhow::Result<()> {
        let bytes = sample();
        assert!(module(&bytes, &Names::new())?.len() < bytes.len());
        assert!(module(&bytes[..11], &Names::new()).is_err());
        Ok(())
    }
}
