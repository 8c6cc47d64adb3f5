//! What somebody copies who shares a run: a link, or the code for another page or a deck. Plain
//! text out of plain data; the manual of these codes is `docs/teaching.md`.

use super::options::Options;
use crate::state::Theme;

/// What is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The address.
    #[default]
    Link,
    /// A frame for any page.
    Frame,
    /// Our element: a picture, then a frame.
    Element,
    /// A picture with a link.
    Image,
    /// The same in Markdown.
    Markdown,
    /// A slide of reveal.js.
    Reveal,
    /// A slide of Slidev.
    Slidev,
    /// A chapter of mdBook.
    MdBook,
    /// A slide of remark.
    Remark,
    /// A slide of Marp, which holds pictures only.
    Marp,
}

impl Kind {
    /// Every kind with its key, its name and where it goes.
    pub const ALL: [(Kind, &'static str, &'static str, &'static str); 10] = [
        (
            Kind::Link,
            "link",
            "Link",
            "For a mail, a chat, a footnote: it opens the page as it is now.",
        ),
        (Kind::Frame, "iframe", "iframe", "For any page that may hold frames. It needs no script."),
        (
            Kind::Element,
            "element",
            "Element",
            "For any page: a picture with a link that becomes the live run when it is in sight, \
             and is the picture again in print.",
        ),
        (Kind::Image, "image", "Image (HTML)", "A picture with a link to the live run."),
        (
            Kind::Markdown,
            "markdown",
            "Markdown",
            "A picture with a link to the live run, for a README.",
        ),
        (
            Kind::Reveal,
            "reveal",
            "reveal.js",
            "A slide. With stops, each press of the remote goes to the next one.",
        ),
        (Kind::Slidev, "slidev", "Slidev", "A slide. With stops, each click goes to the next one."),
        (
            Kind::MdBook,
            "mdbook",
            "mdBook",
            "For a chapter. A link of yours with target=\"run\" leads it to a step.",
        ),
        (
            Kind::Remark,
            "remark",
            "remark",
            "A slide. The remote steps it to its end, then goes on.",
        ),
        (Kind::Marp, "marp", "Marp", "A picture: Marp's slides run nothing."),
    ];

    /// Its key on the page.
    pub fn key(self) -> &'static str {
        Kind::ALL[self as usize].1
    }

    /// What it is for.
    pub fn hint(self) -> &'static str {
        Kind::ALL[self as usize].3
    }

    /// The kind with this key; anything unknown is a link.
    pub fn of(key: &str) -> Kind {
        Kind::ALL.iter().find(|it| it.1 == key).map_or(Kind::Link, |it| it.0)
    }

    /// Whether it is a picture, so that no option but its colours matters.
    pub fn is_picture(self) -> bool {
        matches!(self, Kind::Image | Kind::Markdown | Kind::Marp)
    }

    /// Whether it is live in somebody else's page.
    pub fn is_embed(self) -> bool {
        !self.is_picture() && self != Kind::Link
    }
}

/// What is to be shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared<'a> {
    /// The folder of the page, up to its last slash.
    pub folder: &'a str,
    /// The state, as a fragment.
    pub fragment: &'a str,
    /// The example.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The picture in words.
    pub alt: &'a str,
    /// How many stops it has.
    pub stops: usize,
    /// How it is shown.
    pub options: &'a Options,
}

impl Shared<'_> {
    /// The address of the page that this is a part of.
    pub fn address(&self) -> String {
        format!("{}{}", self.folder, self.fragment)
    }

    /// The address of the embed.
    pub fn embed(&self) -> String {
        let options = Options { embed: true, present: false, ..self.options.clone() };
        format!("{}{options}{}", self.folder, self.fragment)
    }

    /// The address of its picture.
    pub fn picture(&self) -> String {
        let theme = if self.options.theme == Theme::Dark { "dark" } else { "light" };
        format!("{}static/{}.{theme}.svg", self.folder, self.id)
    }

    /// What is copied.
    pub fn code(&self, kind: Kind) -> String {
        let (page, alt) = (self.address(), self.alt);
        match kind {
            Kind::Link => page,
            Kind::Frame => format!(
                "<iframe src=\"{}\"\n  title=\"{}\" width=\"100%\" height=\"560\" loading=\"lazy\" \
                 style=\"border:0\"\n  allow=\"clipboard-write; fullscreen\"></iframe>\n",
                quoted(&self.embed()),
                quoted(self.title)
            ),
            Kind::Element => self.script() + &self.element(""),
            // An arrow beyond the end of the run would turn the chapter.
            Kind::MdBook => self.script() + &self.element(" id=\"run\" keys=\"focus\""),
            Kind::Remark => self.script() + &self.element(" clicker"),
            Kind::Reveal if self.stops > 0 => {
                format!("{}<section>\n{}</section>\n", self.script(), self.element(" fragments"))
            }
            Kind::Reveal => format!("{}<section>\n{}</section>\n", self.script(), self.element("")),
            Kind::Slidev if self.stops > 0 => {
                let element = self.element(" :step=\"$clicks\"");
                format!("---\nclicks: {}\n---\n\n{element}", self.stops)
            }
            Kind::Slidev => self.element(""),
            Kind::Image => format!("{}\n", self.linked()),
            Kind::Markdown | Kind::Marp => format!(
                "[![{}{}]({})]({page})\n",
                if kind == Kind::Marp { "w:1100 " } else { "" },
                alt.replace('\\', "\\\\").replace(']', "\\]").replace('[', "\\["),
                self.picture()
            ),
        }
    }

    fn script(&self) -> String {
        format!("<script src=\"{}embed.js\" defer></script>\n\n", quoted(self.folder))
    }

    fn linked(&self) -> String {
        format!(
            "<a href=\"{}{}\"\n  ><img src=\"{}\" alt=\"{}\"></a>",
            quoted(self.folder),
            quoted(self.fragment),
            quoted(&self.picture()),
            quoted(self.alt)
        )
    }

    /// Our element, with the options as attributes.
    fn element(&self, more: &str) -> String {
        let options = Options { embed: false, present: false, ..self.options.clone() }.to_string();
        let attributes: String = options
            .trim_start_matches('?')
            .split('&')
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| format!(" {name}=\"{value}\""))
            .collect();
        let height = if self.options.grows { "" } else { " style=\"height: 500px\"" };
        format!("<await-scope{attributes}{more}{height}>\n{}\n</await-scope>\n", self.linked())
    }
}

/// A text between quotation marks, in HTML.
fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests;
