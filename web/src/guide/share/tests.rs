//! The codes, as they are copied.

use super::*;
use expect_test::expect;

fn shared<'a>(options: &'a Options, stops: usize) -> Shared<'a> {
    Shared {
        folder: "https://awaitscope.example/v1/",
        fragment: "#v1&ex=lazy-future&at=t0.1.end",
        id: "lazy-future",
        title: "A \"lazy\" <future> & more",
        alt: "Two lanes [of one run], & “what” happens.",
        stops,
        options,
    }
}

#[test]
fn every_code_is_whole() {
    let options = Options {
        panes: vec!["controls", "diagram"],
        theme: Theme::Dark,
        grows: true,
        ..Options::default()
    };
    let mut all = String::new();
    for (kind, key, ..) in Kind::ALL {
        all += &format!("== {key}\n{}", shared(&options, 0).code(kind));
        all += if kind == Kind::Link { "\n" } else { "" };
    }
    expect![[r#"
        == link
        https://awaitscope.example/v1/#v1&ex=lazy-future&at=t0.1.end
        == iframe
        <iframe src="https://awaitscope.example/v1/?embed=1&amp;panes=controls,diagram&amp;theme=dark&amp;height=auto#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          title="A &quot;lazy&quot; &lt;future> &amp; more" width="100%" height="560" loading="lazy" style="border:0"
          allow="clipboard-write; fullscreen"></iframe>
        == element
        <script src="https://awaitscope.example/v1/embed.js" defer></script>

        <await-scope panes="controls,diagram" theme="dark" height="auto">
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.dark.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        </await-scope>
        == image
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.dark.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        == markdown
        [![Two lanes \[of one run\], & “what” happens.](https://awaitscope.example/v1/static/lazy-future.dark.svg)](https://awaitscope.example/v1/#v1&ex=lazy-future&at=t0.1.end)
        == reveal
        <script src="https://awaitscope.example/v1/embed.js" defer></script>

        <section>
        <await-scope panes="controls,diagram" theme="dark" height="auto">
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.dark.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        </await-scope>
        </section>
        == slidev
        <await-scope panes="controls,diagram" theme="dark" height="auto">
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.dark.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        </await-scope>
        == mdbook
        <script src="https://awaitscope.example/v1/embed.js" defer></script>

        <await-scope panes="controls,diagram" theme="dark" height="auto">
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.dark.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        </await-scope>
        == marp
        ![w:1100 Two lanes \[of one run\], & “what” happens.](https://awaitscope.example/v1/static/lazy-future.dark.svg)
    "#]]
    .assert_eq(&all);
}

#[test]
fn where_there_are_stops_a_deck_steps_by_them() {
    let options = Options::default();
    expect![[r#"
        <script src="https://awaitscope.example/v1/embed.js" defer></script>

        <section>
        <await-scope fragments>
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.light.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        </await-scope>
        </section>
    "#]]
    .assert_eq(&shared(&options, 2).code(Kind::Reveal));
    expect![[r#"
        ---
        clicks: 2
        ---

        <await-scope :step="$clicks">
        <a href="https://awaitscope.example/v1/#v1&amp;ex=lazy-future&amp;at=t0.1.end"
          ><img src="https://awaitscope.example/v1/static/lazy-future.light.svg" alt="Two lanes [of one run], &amp; “what” happens."></a>
        </await-scope>
    "#]]
    .assert_eq(&shared(&options, 2).code(Kind::Slidev));
}

#[test]
fn kinds_have_keys_of_their_own() {
    for (kind, key, ..) in Kind::ALL {
        assert_eq!((Kind::of(key), kind.key()), (kind, key));
        assert!(kind.hint().ends_with('.'));
    }
    assert_eq!(Kind::of("anything"), Kind::Link);
}
