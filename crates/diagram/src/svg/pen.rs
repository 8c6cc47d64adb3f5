//! Writes SVG elements into a string: escaping and numbers in one place.

use crate::words::px;

/// An SVG file that is being written.
#[derive(Default)]
pub(super) struct Pen {
    out: String,
}

impl Pen {
    pub(super) fn open(&mut self, width: f64, height: f64) {
        let (w, h) = (px(width), px(height));
        self.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
        self.raw(&format!("{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\n"));
    }

    pub(super) fn close(mut self) -> String {
        self.raw("</svg>\n");
        self.out
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Text as XML: what would be markup is escaped, what XML cannot hold is left out.
    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\t' | '\n' | '\r' => self.out.push(' '),
                '\u{fffe}' | '\u{ffff}' => {}
                c if c < ' ' => {}
                c => self.out.push(c),
            }
        }
    }

    pub(super) fn element(&mut self, name: &str, text: &str) {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.escaped(text);
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    /// Shapes until [`Pen::end`] belong together and say `title`.
    pub(super) fn group(&mut self, title: &str) {
        self.raw("<g>");
        self.element("title", title);
    }

    pub(super) fn end(&mut self) {
        self.raw("</g>\n");
    }

    fn shape(&mut self, name: &str, class: &str, numbers: &[(&str, f64)]) {
        self.raw("<");
        self.raw(name);
        for (key, value) in numbers {
            self.raw(" ");
            self.raw(key);
            self.raw("=\"");
            self.raw(&px(*value));
            self.raw("\"");
        }
        self.raw(" class=\"");
        self.raw(class);
        self.raw("\"");
    }

    pub(super) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        self.rounded(class, x, y, width, height, 0.0);
    }

    pub(super) fn rounded(&mut self, class: &str, x: f64, y: f64, w: f64, h: f64, r: f64) {
        let numbers = [("x", x), ("y", y), ("width", w.max(0.0)), ("height", h.max(0.0))];
        self.shape("rect", class, &numbers);
        if r > 0.0 {
            self.raw(&format!(" rx=\"{}\"", px(r)));
        }
        self.raw("/>\n");
    }

    pub(super) fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        self.shape("line", class, &[("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]);
        self.raw("/>\n");
    }

    /// A path relative to a point.
    pub(super) fn path_at(&mut self, class: &str, x: f64, y: f64, rest: &str) {
        self.path(class, &format!("M{} {}{rest}", px(x), px(y)));
    }

    pub(super) fn path(&mut self, class: &str, data: &str) {
        self.shape("path", class, &[]);
        self.raw(&format!(" d=\"{data}\"/>\n"));
    }

    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        if !text.is_empty() {
            self.shape("text", class, &[("x", x), ("y", y)]);
            self.raw(">");
            self.escaped(text);
            self.raw("</text>\n");
        }
    }
}
