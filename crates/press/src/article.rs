//! A page of prose of its own, in the page's type and colours, without a script.

use crate::prose;

/// It needs styles, fonts and its icon, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// A text as a whole HTML page. `styles` are the addresses of the page's style
/// sheets.
pub fn article(markdown: &str, styles: &[String]) -> String {
    let title = markdown.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
    // The examples are on the page itself.
    let body = prose::html(markdown).replace("href=\"#v1", "href=\"./#v1");
    let link = |address: &String| format!("<link rel=\"stylesheet\" href=\"{address}\">\n");
    let links: String = styles.iter().map(link).collect();
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Awaitscope</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
{links}</head>
<body>
<header class="masthead"><p class="wordmark"><a href="./">Awaitscope</a></p></header>
<main class="article">
{body}</main>
</body>
</html>
"#
    )
}
