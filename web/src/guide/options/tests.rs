//! Options, whole and damaged.

use super::*;

#[test]
fn what_is_written_is_read_again() {
    let texts = [
        "",
        "?embed=1",
        "?embed=1&panes=source,diagram&start=click&theme=contrast&text=150&keys=none&height=auto",
        "?embed=1&start=load&keys=focus&motion=less&static=1&sync=hall-2&link=0",
        "?present=1&theme=dark&sync=a",
    ];
    for text in texts {
        let (options, problems) = Options::read(text);
        assert_eq!((options.to_string(), problems), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn defaults_and_orders_are_canonical() {
    let text = "text=100&theme=auto&start=visible&keys=forward&panes=diagram,title&lang=en&embed=1\
                &height=fixed&link=1&motion=auto&static=0&present=0&utm_source=mail&&=";
    let (options, problems) = Options::read(text);
    assert_eq!(options.to_string(), "?embed=1&panes=title,diagram");
    assert_eq!(problems, Vec::<String>::new());
    let all = format!("?panes={}", PANES.join(","));
    assert_eq!(Options::read(&all).0, Options::default(), "all panes are what there is anyway");
}

#[test]
fn each_bad_value_is_named_and_its_default_holds() {
    let bad = [
        "embed=yes",
        "panes=diagrams",
        "start=soon",
        "theme=pink",
        "text=49",
        "text=301",
        "text=big",
        "lang=es",
        "keys=all",
        "height=10",
        "motion=more",
        "sync=",
        "sync=a%20b",
        "sync=%E2%82",
        "link=maybe",
    ];
    for bad in bad {
        let (options, problems) = Options::read(bad);
        assert_eq!(options, Options::default(), "{bad}");
        let [problem] = &problems[..] else { panic!("{bad}: {problems:?}") };
        let key = bad.split('=').next().unwrap_or_default();
        assert!(problem.contains(key) && problem.ends_with('.'), "{problem}");
        assert!(problem.chars().count() < 220, "{problem}");
    }
}

#[test]
fn a_good_pane_survives_a_bad_one() {
    let (options, problems) = Options::read("?panes=diagram,banana");
    assert_eq!((&options.panes[..], problems.len()), (&["diagram"][..], 1));
}
