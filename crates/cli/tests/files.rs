//! What a run can be taken away as: pictures that a viewer other than a browser shows as they are
//! meant, the same bytes in a file as on the terminal, and sentences where that cannot be.

use expect_test::expect_file;
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{Options, Tree};
use roxmltree::{Document, Node};
use std::path::PathBuf;
use std::process::{Command, Output};

fn awaitscope(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_awaitscope"))
        .args(arguments)
        .output()
        .expect("the test can run the program it tests")
}

fn printed(arguments: &[&str]) -> String {
    let output = awaitscope(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

/// A file of this test, in cargo's folder for such things.
fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn written(name: &str, arguments: &[&str]) -> Vec<u8> {
    let file = place(name);
    let path = file.to_str().expect("its path is text");
    assert_eq!(printed(&[arguments, &["--out", path]].concat()), "", "nothing beside the file");
    std::fs::read(file).expect("it was written")
}

fn number(node: Node, key: &str) -> f32 {
    node.attribute(key).and_then(|text| text.parse().ok()).expect("a number")
}

#[test]
fn every_picture_is_xml_that_a_viewer_reads_alone_with_letters_that_our_fonts_have() {
    for example in examples::catalogue().filter(|example| !example.kind.needs_page()) {
        let svg = printed(&["run", example.id, "--as", "svg"]);
        let document = Document::parse(&svg).expect("it is XML");
        let root = document.root_element();
        let tree = Tree::from_str(&svg, &Options::default()).expect("usvg reads it");
        let size = (number(root, "width"), number(root, "height"));
        assert_eq!((tree.size().width(), tree.size().height()), size);
        for node in document.descendants().filter(|node| node.has_tag_name("text")) {
            let in_subset = |c: char| (' '..='~').contains(&c) || "\u{a0}µ·×–—‘’“”…←→".contains(c);
            assert!(node.text().unwrap_or_default().chars().all(in_subset), "{node:?}");
        }
        for node in document.descendants() {
            let mut outside = node.attributes().filter(|it| it.name() == "href");
            assert!(outside.next().is_none() && !node.has_tag_name("image"), "{node:?}");
        }
    }
}

/// A png and the svg of the same run, and what is on them.
struct Drawn {
    pixels: Pixmap,
    /// The same without fonts.
    wordless: Pixmap,
    paper: PremultipliedColorU8,
}

impl Drawn {
    fn new(id: &str, theme: &str, svg: &str) -> Drawn {
        let recipe = ["run", id, "--theme", theme, "--as", "png"];
        let png = written(&format!("{id}-{theme}.png"), &recipe);
        let pixels = Pixmap::decode_png(&png).expect("it is a png");
        let tree = Tree::from_str(svg, &Options::default()).expect("usvg reads it");
        let (width, height) = (tree.size().width(), tree.size().height());
        let size = (pixels.width(), pixels.height());
        assert_eq!(size, ((width * 2.0).ceil() as u32, (height * 2.0).ceil() as u32));
        let mut wordless = Pixmap::new(size.0, size.1).expect("it has pixels");
        resvg::render(&tree, Transform::from_scale(2.0, 2.0), &mut wordless.as_mut());
        let paper = pixels.pixel(0, 0).expect("a corner");
        Drawn { pixels, wordless, paper }
    }

    /// Of the pixels of a rectangle of the svg, how many pass, as a share.
    fn share(&self, at: [f32; 4], passes: impl Fn(u32, u32) -> bool) -> f32 {
        let [left, top, width, height] = at.map(|it| it * 2.0);
        let (mut all, mut good) = (0, 0);
        for x in left.max(0.0) as u32..((left + width) as u32).min(self.pixels.width()) {
            for y in top.max(0.0) as u32..((top + height) as u32).min(self.pixels.height()) {
                all += 1;
                good += u32::from(passes(x, y));
            }
        }
        good as f32 / all.max(1) as f32
    }

    fn inked(&self, at: [f32; 4]) -> f32 {
        self.share(at, |x, y| self.pixels.pixel(x, y) != Some(self.paper))
    }

    /// The share that differs with fonts.
    fn written(&self, at: [f32; 4]) -> f32 {
        self.share(at, |x, y| self.pixels.pixel(x, y) != self.wordless.pixel(x, y))
    }

    /// Whether a shape or a text of the svg is on the picture.
    fn shows(&self, node: Node) -> bool {
        let class = node.attribute("class").unwrap_or_default();
        let has = |name| class.split(' ').any(|other| other == name);
        if node.has_tag_name("text") {
            let (x, y) = (number(node, "x"), number(node, "y"));
            let left = if has("middle") { x - 4.0 } else { x };
            return self.written([left, y - 9.0, 8.0, 9.0]) > 0.1;
        }
        if !node.has_tag_name("rect") {
            return true;
        }
        let at = ["x", "y", "width", "height"].map(|key| number(node, key));
        let [x, y, width, height] = at;
        match class {
            // Rounded corners are of paper.
            "poll" | "async" | "block" | "sync" if width > 4.0 => {
                self.inked([x + 1.0, y + 3.0, width - 2.0, height - 6.0]) > 0.95
            }
            // Its inside is of paper, its edge is not.
            "op" if width > 8.0 => self.inked([x + 3.0, y - 1.0, width - 6.0, 2.0]) > 0.4,
            _ => true,
        }
    }
}

#[test]
fn a_png_shows_every_box_and_every_word_of_the_svg_in_both_themes() {
    let ids = ["lazy-future", "async-concurrent", "threads", "deadlock-specimen"];
    for (theme, paper) in [("light", [0xfb, 0xfa, 0xf6]), ("dark", [0x14, 0x18, 0x1d])] {
        for id in ids {
            let svg = printed(&["run", id, "--theme", theme, "--as", "svg"]);
            let drawn = Drawn::new(id, theme, &svg);
            let corner = [drawn.paper.red(), drawn.paper.green(), drawn.paper.blue()];
            assert_eq!((corner, drawn.paper.alpha()), (paper, 255), "{id} {theme}");
            let document = Document::parse(&svg).expect("it is XML");
            let mut seen = 0;
            for node in document.descendants().filter(|node| node.is_element()) {
                let place = node.range();
                assert!(drawn.shows(node), "{id} {theme}: {}", &svg[place]);
                seen += usize::from(node.has_tag_name("text"));
            }
            assert!(seen > 8, "{id} has words");
        }
    }
}

#[test]
fn a_scale_is_kept_to() {
    let size = |scale: &str| {
        let recipe = ["run", "lazy-future", "--as", "png", "--scale", scale];
        let png = written(&format!("scale-{scale}.png"), &recipe);
        let pixels = Pixmap::decode_png(&png).expect("it is a png");
        (pixels.width(), pixels.height())
    };
    let (width, height) = size("1");
    assert_eq!((size("2"), size("0.5")), ((width * 2, height * 2), (width / 2, height / 2)));
}

#[test]
fn a_file_holds_what_the_terminal_would_show() {
    let forms = ["ascii", "text", "account", "spans", "svg", "chrome", "speedscope", "otel"];
    for form in forms {
        let recipe = ["run", "http-router", "--seed", "3", "--as", form];
        let file = written(&format!("http-router.{form}"), &recipe);
        assert!(printed(&recipe).into_bytes() == file, "{form}");
    }
}

#[test]
fn the_text_of_a_run_and_its_files_for_other_tools_are_those_in_the_tree() {
    let read = |path: &str| {
        let file = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(file).expect("it is in the tree")
    };
    for id in ["lazy-future", "threads", "http-router"] {
        let kept = read(&format!("examples/tests/golden/{id}.txt"));
        assert!(printed(&["run", id, "--as", "text"]) == kept, "{id}");
    }
    for id in ["threads", "async-concurrent", "deadlock-specimen", "http-router"] {
        for form in ["chrome", "speedscope", "otel"] {
            let kept = read(&format!("export/tests/it/golden/{id}.{form}.json"));
            assert!(printed(&["run", id, "--as", form]) == kept, "{id} as {form}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_a_sentence_with_what_to_do() {
    let folder = place("no-such-folder").join("a.svg");
    let folder = folder.to_str().expect("its path is text");
    let cases: [(&[&str], i32, &str, &str); 5] = [
        (&["--as", "png"], 2, "not written to a terminal", "--out lazy-future.png"),
        (&["--as", "svg", "--out", folder], 1, "a.svg” could not be written", "a folder that is"),
        (&["--as", "png", "--out", "a.png", "--scale", "0"], 2, "“0” is not a number", "such as 2"),
        (&["--as", "png", "--out", "a.png", "--scale", "NaN"], 2, "“NaN” is not", "from 0.25 to 8"),
        (&["--as", "gif"], 2, "gif", "png"),
    ];
    for (arguments, status, says, instead) in cases {
        let output = awaitscope(&[&["run", "lazy-future"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{said}");
        assert!(said.contains(says) && said.contains(instead), "{said}");
        assert!(output.stdout.is_empty());
    }
}

/// The page makes the same files: `web/e2e/take.test.mjs` compares what it saves with these.
#[test]
fn a_run_without_a_twin_is_taken_away_as_the_page_takes_it() {
    for (form, end) in [
        ("svg", "svg"),
        ("account", "md"),
        ("chrome", "trace.json"),
        ("speedscope", "speedscope.json"),
        ("otel", "otel.json"),
    ] {
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/deadlock");
        expect_file![format!("{golden}.{end}")]
            .assert_eq(&printed(&["run", "deadlock", "--as", form]));
    }
    let dark = printed(&["run", "deadlock", "--as", "svg", "--theme", "dark"]);
    expect_file!["golden/deadlock-dark.svg"].assert_eq(&dark);
}
