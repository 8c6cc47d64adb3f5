//! The codes, as they are copied.

use super::*;
use expect_test::expect_file;

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
    for kind in [Kind::Reveal, Kind::Slidev] {
        let code = shared(&Options::default(), 2).code(kind);
        all += &format!("== {} with two stops\n{code}", kind.key());
    }
    expect_file!["codes.txt"].assert_eq(&all);
}

#[test]
fn kinds_have_keys_of_their_own() {
    for (kind, key, ..) in Kind::ALL {
        assert_eq!((Kind::of(key), kind.key()), (kind, key));
        assert!(kind.hint().ends_with('.'));
    }
    assert_eq!(Kind::of("anything"), Kind::Link);
}
