//! Markdown to HTML. The sources are files of ours, so that no HTML in them is refused; a link to
//! an example, `[…](ex:lazy-future)`, becomes a link of the page.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

/// A text as HTML, with headings one level down: the page has its own first heading.
pub(crate) fn html(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events(markdown));
    out
}

/// A paragraph or a list item as HTML, without the paragraph around it.
pub(crate) fn inline(markdown: &str) -> String {
    let html = html(markdown);
    let html = html.trim();
    let inside = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    inside.unwrap_or(html).to_owned()
}

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = match dest_url.strip_prefix("ex:") {
                Some(example) => CowStr::from(format!("#v1&ex={example}")),
                None => dest_url,
            };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    })
}

/// The sections of a text, `## Name`, in order: name and what stands under it.
pub(crate) fn sections(markdown: &str) -> impl Iterator<Item = (&str, &str)> {
    markdown.split("\n## ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")))
}

#[cfg(test)]
mod tests {
    use super::{html, inline, sections};

    #[test]
    fn a_paragraph_loses_its_tag_inline_and_links_to_examples_are_the_pages() {
        assert_eq!(inline("See `await`."), "See <code>await</code>.");
        let link = html("[that](ex:lazy-future)");
        assert_eq!(link, "<p><a href=\"#v1&amp;ex=lazy-future\">that</a></p>\n");
    }

    #[test]
    fn sections_have_names() {
        let found: Vec<_> = sections("# T\n\nx\n\n## A\n\na\n\n## B\nb").collect();
        assert_eq!(found, [("A", "\na\n"), ("B", "b")]);
    }
}
