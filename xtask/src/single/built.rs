//! The files of a build, as text that can stand within another file.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::sources::files_below;

/// A build in its folder.
pub(super) struct Built<'folder>(pub(super) &'folder Path);

impl Built<'_> {
    pub(super) fn bytes(&self, file: &str) -> Result<Vec<u8>> {
        std::fs::read(self.0.join(file)).with_context(|| format!("reading {file} of the build"))
    }

    pub(super) fn text(&self, file: &str) -> Result<String> {
        String::from_utf8(self.bytes(file)?).with_context(|| format!("{file} is no text"))
    }

    /// A file as an address that holds it.
    pub(super) fn data(&self, media_type: &str, file: &str) -> Result<String> {
        Ok(data(media_type, &self.bytes(file)?))
    }

    /// A style sheet with its fonts in it.
    pub(super) fn styles(&self, file: &str) -> Result<String> {
        let sheet = self.text(file)?;
        let mut parts = sheet.split("url(");
        let mut inlined = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (font, rest) = part.split_once(')').context("an address ends")?;
            inlined += &format!("url({}){rest}", self.data("font/woff2", font)?);
        }
        Ok(inlined)
    }

    /// Every text that the page may fetch, by its path.
    pub(super) fn texts(&self) -> Result<BTreeMap<String, String>> {
        let paths = self.below("texts")?;
        paths.into_iter().map(|path| Ok((path.clone(), self.text(&path)?))).collect()
    }

    /// Every script that is imported, by what it is imported as.
    pub(super) fn imports(&self, glue: &str) -> Result<BTreeMap<String, String>> {
        let module = |text: &str| data("text/javascript", text.as_bytes());
        // Nothing is beside an address that holds a script: what it imports needs a name.
        let text = self.text(glue)?.replace("./snippets/", "snippets/");
        let mut imports = BTreeMap::from([(format!("./{glue}"), module(&text))]);
        for path in self.below("snippets")? {
            let text = self.text(&path)?;
            ensure!(!text.contains(" from "), "{path} imports a script");
            imports.insert(path, module(&text));
        }
        for path in self.below("twins")? {
            // By this the engine's stacks, and so the trace, know the twin's lines.
            let text = format!("{}\n//# sourceURL=/{path}\n", self.text(&path)?);
            imports.insert(format!("./{path}"), module(&text));
        }
        Ok(imports)
    }

    /// The files of a folder of the build, with slashes on every system.
    fn below(&self, folder: &str) -> Result<Vec<String>> {
        let files = files_below(&self.0.join(folder))?;
        let path = |file: &Path| -> Result<String> {
            Ok(file.strip_prefix(self.0)?.to_string_lossy().replace('\\', "/"))
        };
        files.iter().map(|file| path(file)).collect()
    }
}

fn data(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", BASE64.encode(bytes))
}

/// Compressed, in letters.
pub(super) fn packed(bytes: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(BASE64.encode(encoder.finish()?))
}

/// How a policy allows a script or a style sheet, after a space.
pub(super) fn hash(text: &str) -> String {
    format!(" 'sha256-{}'", BASE64.encode(Sha256::digest(text)))
}
