//! SVG → PNG, with the page's two fonts and no other: the same picture on every machine.
//!
//! The picture names no font of ours, only `sans-serif` and `monospace` after what a system may
//! have, so that it looks at home wherever it is opened. Here those two are the page's fonts
//! (`docs/adr/0009`), read from the files that the page serves. What is outside their subset, such
//! as a letter with an accent that a reader has typed, stays blank.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

const SANS: &[u8] = include_bytes!("../../../web/assets/fonts/figtree-latin.woff2");
const MONO: &[u8] = include_bytes!("../../../web/assets/fonts/ibm-plex-mono-latin-400.woff2");

/// Decompressed once, however many pictures are drawn.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| Arc::new(fonts()));

/// Draws an SVG, `scale` pixels for each of its own.
///
/// # Errors
/// A sentence, if it would have more pixels than can be drawn.
pub(crate) fn png(svg: &str, scale: f32) -> Result<Vec<u8>, String> {
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("the diagram draws what every viewer reads");
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let too_large = || format!("a picture of {width:.0} × {height:.0} pixels is too large");
    // 512 MiB of pixels; a float above a whole number's range stops at its end.
    if width * height > 128.0 * 1024.0 * 1024.0 {
        return Err(too_large());
    }
    let mut pixels =
        Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| format!("the picture cannot be written as a png: {error}"))
}

fn fonts() -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    for (file, set) in [
        (SANS, fontdb::Database::set_sans_serif_family::<String> as fn(&mut _, String)),
        (MONO, fontdb::Database::set_monospace_family::<String>),
    ] {
        let font = wuff::decompress_woff2(file).expect("the page's fonts are WOFF2");
        fonts.load_font_data(font);
        let family = fonts.faces().last().and_then(|face| face.families.first());
        let (family, _) = family.expect("a font has a name").clone();
        set(&mut fonts, family);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::png;

    #[test]
    fn a_picture_without_end_is_refused_before_it_is_drawn() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30000\" height=\"20000\"/>";
        let says = png(svg, 2.0).expect_err("it is too large");
        assert_eq!(says, "a picture of 60000 × 40000 pixels is too large");
        assert!(png(svg, 0.25).is_ok());
    }
}
