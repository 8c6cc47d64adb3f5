//! The words of the catalogue are complete, and say of a prediction what the trace can answer.
#![cfg(not(target_arch = "wasm32"))]

use examples::{Knob, catalogue, chapters};
use syn::parse::{Parse, ParseStream};
use syn::visit::Visit;
use trace::Recipe;

#[test]
fn every_chapter_has_a_title_a_sentence_and_questions_to_discuss() {
    for chapter in chapters() {
        assert!(!chapter.title().is_empty(), "{}.md has no title", chapter.folder);
        assert!(chapter.prose().contains("\n## Discuss\n"), "{}.md", chapter.folder);
    }
}

#[test]
fn every_example_says_what_to_look_for_what_happens_why_and_what_to_try() {
    for example in catalogue() {
        let (id, prose) = (example.id, example.prose());
        assert!(!example.source().is_empty(), "{id} has no source");
        assert!(!example.title().is_empty(), "{id} has no title");
        assert!(!example.title().contains('`'), "{id}: a title is plain text");
        assert!(example.title().chars().count() <= 48, "{id} has a long title");
        assert!(example.look_for().chars().count() > 20, "{id} says nothing to look for");
        for section in ["What happens", "Why", "Try", "Read on"] {
            assert!(prose.contains(&format!("\n## {section}\n")), "{id} lacks “{section}”");
        }
    }
}

#[test]
fn every_link_to_an_example_leads_to_one() {
    for (path, text) in examples::texts::FILES {
        for link in text.split("(ex:").skip(1) {
            let id = link.split(')').next().unwrap_or_default();
            assert!(examples::find(id).is_ok(), "{path} links to “{id}”");
        }
    }
}

#[test]
fn every_source_fits_a_page() {
    for example in catalogue() {
        let lines = example.source().lines().count();
        assert!(lines <= 75, "{} has {lines} lines", example.id);
    }
}

#[test]
fn every_prediction_has_two_to_four_answers_of_which_the_trace_bears_out_one() {
    // What a page alone can run is asked for its question alone.
    for example in catalogue().filter(|example| example.kind.needs_page()) {
        let answers = example.question().map(|question| question.answers.len());
        assert!(answers.is_none_or(|answers| (2..=4).contains(&answers)), "{}", example.id);
    }
    for example in catalogue().filter(|example| !example.kind.needs_page()) {
        let trace = example.run(&example.rehearsal());
        let right = example.predict(&trace);
        let Some(question) = example.question() else {
            assert_eq!(right, None, "{} predicts without a question", example.id);
            continue;
        };
        let answers = question.answers.len();
        assert!((2..=4).contains(&answers), "{} has {answers} answers", example.id);
        assert!(right.is_some_and(|right| right < answers), "{}: {right:?}", example.id);
    }
}

#[test]
fn the_right_answer_is_not_always_in_the_same_place() {
    let runs = catalogue().filter(|example| !example.kind.needs_page());
    let traces = runs.map(|example| (example, example.run(&example.rehearsal())));
    let places: Vec<_> = traces.filter_map(|(example, trace)| example.predict(&trace)).collect();
    let first = places.iter().filter(|place| **place == 0).count();
    assert!(first * 3 <= places.len() * 2, "{first} of {} are the first answer", places.len());
}

#[test]
fn knobs_are_what_the_grammar_says_they_are() {
    for example in catalogue() {
        let file = syn::parse_file(example.source()).expect("it was compiled");
        let mut found = Found::default();
        found.visit_file(&file);
        let ours = example.knobs();
        let named = ours
            .iter()
            .map(|Knob { name, default, low, high, .. }| (name.clone(), *default, *low, *high));
        assert_eq!(named.collect::<Vec<_>>(), found.0, "{}", example.id);
    }
}

#[test]
fn every_knob_runs_at_both_ends_of_its_range() {
    for example in catalogue() {
        for knob in example.knobs() {
            assert!((knob.low..=knob.high).contains(&knob.default), "{}: {knob:?}", example.id);
            for value in [knob.low, knob.high] {
                let knobs = vec![(knob.name.clone(), value)];
                let trace = example.run(&Recipe { knobs, ..example.rehearsal() });
                assert_eq!(trace.validate(), Ok(()), "{} with {knob:?} at {value}", example.id);
            }
        }
    }
}

/// The knobs that the grammar finds, in order.
#[derive(Default)]
struct Found(Vec<(String, i64, i64, i64)>);

impl<'a> Visit<'a> for Found {
    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        if mac.path.is_ident("knob") {
            let Written(name, default, low, high) = mac.parse_body().expect("a knob");
            self.0.push((name, default, low, high));
        } else if let Ok(inside) = mac.parse_body_with(
            syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated,
        ) {
            inside.iter().for_each(|expr| self.visit_expr(expr));
        }
    }
}

/// `cups = 3, 1..=9`.
struct Written(String, i64, i64, i64);

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> syn::Result<Written> {
        let number = |input: ParseStream<'_>| input.parse::<syn::LitInt>()?.base10_parse::<i64>();
        let name: syn::Ident = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let default = number(input)?;
        input.parse::<syn::Token![,]>()?;
        let low = number(input)?;
        input.parse::<syn::Token![..=]>()?;
        let high = number(input)?;
        input.parse::<Option<syn::Token![,]>>()?;
        Ok(Written(name.to_string(), default, low, high))
    }
}
