//! The picture as a file: well-formed, self-contained, and readable by assistive technology.

use crate::common::{AXES, many, samples, view, view_of};
use diagram::{AxisKind, Look, Theme, Timeline, View, svg};
use roxmltree::Document;
use trace::Trace;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn picture(view: &View, trace: &Trace, position: usize, theme: Theme) -> String {
    svg(view, &[trace], &Timeline::new(&[trace]), position, theme)
}

#[test]
fn every_picture_is_xml_in_both_themes_and_on_both_axes() {
    for trace in many().take(40) {
        for axis in AXES {
            let view = view(&trace, axis);
            for theme in [Theme::Light, Theme::Dark] {
                let text = picture(&view, &trace, trace.events.len() / 2, theme);
                let document = Document::parse(&text).expect("it is XML");
                let root = document.root_element();
                let names: Vec<_> =
                    root.children().filter(|node| node.is_element()).take(2).collect();
                assert_eq!(names[0].tag_name().name(), "title");
                assert_eq!(names[1].tag_name().name(), "desc");
                assert_eq!(root.attribute("role"), Some("img"));
            }
        }
    }
}

#[test]
fn a_picture_needs_nothing_from_elsewhere() {
    let trace = samples::lazy();
    let text = picture(&view(&trace, AxisKind::Story), &trace, 0, Theme::Light);
    let inside = text.replace("http://www.w3.org/2000/svg", "");
    for outside in ["http", "href", "@import", "@font-face", "url(h", "<script", "<image"] {
        assert!(!inside.contains(outside), "{outside}");
    }
}

#[test]
fn text_of_the_example_is_escaped() {
    let trace = samples::blocking();
    let text = picture(&view(&trace, AxisKind::Story), &trace, 0, Theme::Light);
    let document = Document::parse(&text).expect("it is XML");
    let titles: Vec<_> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "title")
        .filter_map(|node| node.text())
        .collect();
    assert!(titles.iter().any(|title| title.contains("200 OK <tea & \"milk\">")), "{titles:?}");
}

#[test]
fn what_has_not_happened_is_veiled_and_the_end_is_not() {
    let trace = samples::lazy();
    let view = view_of(&[&trace], &Look::default());
    let steps = Timeline::new(&[&trace]).steps();
    let veiled =
        |position| picture(&view, &trace, position, Theme::Light).contains("class=\"veil\"");
    assert!(veiled(0) && veiled(steps - 1));
    assert!(!veiled(steps) && !veiled(usize::MAX - 1));
}

#[test]
fn states_differ_in_shape() {
    let lazy = samples::lazy();
    let text = picture(&view(&lazy, AxisKind::Story), &lazy, usize::MAX - 1, Theme::Light);
    for shape in ["class=\"diamond\"", "class=\"unstarted\"", "class=\"cross\"", "class=\"done\""] {
        assert!(text.contains(shape), "{shape}");
    }
    let failures = samples::failures();
    let text = picture(&view(&failures, AxisKind::Story), &failures, 3, Theme::Light);
    assert!(text.contains("op failed") && text.contains("op cancelled"));
}

#[test]
fn of_two_languages_each_is_named_once() {
    let rust = samples::lazy();
    let script =
        many().find(|trace| trace.is_javascript()).expect("some random traces are of JavaScript");
    let said = |traces: &[&Trace], name: &str| {
        let view = view_of(traces, &Look::default());
        let text = svg(&view, traces, &Timeline::new(traces), 0, Theme::Light);
        text.matches(&format!(">{name}</text>")).count()
    };
    assert_eq!([said(&[&rust, &script], "Rust"), said(&[&rust, &script], "JavaScript")], [1, 1]);
    assert_eq!(said(&[&rust], "Rust"), 0, "there is nothing to tell it from");
}
