//! Evaluation is the same: laziness, `?`, control flow, borrows, generics.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::twice::{pause, polled, same, say, twice};
use std::fmt::{Debug, Display};
use std::num::ParseIntError;

#[derive(Debug)]
struct Unwell(String);

impl From<ParseIntError> for Unwell {
    fn from(error: ParseIntError) -> Unwell {
        Unwell(error.to_string())
    }
}

fn said<T: Debug>(what: T) -> T {
    say(format!("{what:?}"));
    what
}

fn parse(text: &str) -> Result<u32, ParseIntError> {
    text.parse()
}

async fn parse_later(text: &str) -> Result<u32, ParseIntError> {
    pause().await;
    text.parse()
}

twice! {
    pub async fn lazy(argument: u32) {
        said(argument + 1);
    }

    pub fn question(text: &str) -> Result<u32, Unwell> {
        let number = parse(text)?;
        Ok(said(number))
    }

    pub async fn question_async(text: &str) -> Result<u32, Unwell> {
        let number = parse_later(text).await?;
        let boxed: Result<u32, Box<dyn std::error::Error>> = async { Ok(parse(text)?) }.await;
        said(boxed.is_ok());
        Ok(said(number))
    }

    pub async fn tells_question(text: &str) {
        let answer = question_async(text).await;
        said(answer.map_err(|Unwell(why)| why)).ok();
    }

    pub async fn boxed_error(text: &str) -> Result<u32, Box<dyn std::error::Error>> {
        let number = parse(text)?;
        if number == 0 {
            return Err("none".into());
        }
        pause().await;
        Err(Box::new(std::fmt::Error))
    }

    pub async fn coerced(long: bool) -> Box<dyn Debug> {
        if long { Box::new("long") } else { Box::new(4) }
    }

    pub async fn nothing_known() -> Option<Vec<u8>> {
        None
    }

    pub async fn borrows<'a>(words: &'a [String], other: &str) -> Option<&'a str> {
        pause().await;
        words.iter().map(String::as_str).find(|word| *word == other)
    }

    pub async fn generic<T, const N: usize>(items: [T; N], with: impl Display) -> usize
    where
        T: Display + Clone,
    {
        pause().await;
        for item in items.clone() {
            say(format!("{item}{with}"));
        }
        N
    }

    #[allow(clippy::never_loop)]
    pub async fn loops(most: u32) -> u32 {
        let mut total = 0;
        'outer: for n in 0..most {
            while let Some(step) = async { (n % 2 == 0).then_some(n) }.await {
                pause().await;
                total += step;
                if total > 3 {
                    break 'outer;
                }
                continue 'outer;
            }
        }
        said(total)
    }

    pub async fn closures(by: u32) -> u32 {
        let twice = |n: u32| async move { pause().await; n * by };
        let again = async |n: u32| { pause().await; n + by };
        let (a, b) = (twice(3).await, again(4).await);
        let borrowed = async { a + b };
        said(borrowed.await)
    }

    pub async fn matches(answer: Option<u32>) -> &'static str {
        match pick(answer).await {
            Some(n) if n > 3 => said("many"),
            Some(_) => said("few"),
            None => {
                if let Some(n) = pick(Some(1)).await && n == 1 {
                    return said("none, then one");
                }
                said("none")
            }
        }
    }

    pub fn inner_functions(n: u32) -> u32 {
        fn double(n: u32) -> u32 {
            n * 2
        }
        async fn never() {}
        drop(never());
        said(double(n))
    }

    pub fn recursive(n: u32) -> u32 {
        if n == 0 { 0 } else { said(n) + recursive(n - 1) }
    }

    pub async fn recursive_async(n: u32) -> u32 {
        if n == 0 {
            return 0;
        }
        pause().await;
        said(n) + Box::pin(recursive_async(n - 1)).await
    }
}

async fn pick(answer: Option<u32>) -> Option<u32> {
    pause().await;
    answer
}

#[test]
fn arguments_are_evaluated_at_the_call_and_the_body_when_polled() {
    polled!(lazy(said(1)); 0 => "1, called, given up");
    polled!(lazy(said(1)); 1 => "1, called, 2, ready");
}

#[test]
fn a_question_mark_converts_and_returns() {
    same!(question("7") => "7");
    same!(question("seven") => "");
    polled!(tells_question("7"); 2 => "called, pending, true, 7, Ok(7), ready");
    let wrong = "called, pending, Err(\"invalid digit found in string\"), ready";
    polled!(tells_question("seven"); 2 => wrong);
    polled!(boxed_error("0"); 1 => "called, ready");
    polled!(boxed_error("1"); 2 => "called, pending, ready");
}

#[test]
fn what_a_body_answers_is_inferred_from_the_signature() {
    polled!(coerced(true); 1 => "called, ready");
    polled!(nothing_known(); 1 => "called, ready");
}

#[test]
fn parameters_may_be_borrowed_and_borrows_returned() {
    let words = ["tea".to_owned(), "mint".to_owned()];
    let found = finish(recorded::borrows(&words, &String::from("mint")));
    assert_eq!(found, Some("mint"));
    assert_eq!(found, finish(plain::borrows(&words, "mint")));
}

fn finish<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[test]
fn generics_constants_and_impl_arguments_are_kept() {
    polled!(generic([1, 2], "!"); 2 => "called, pending, 1!, 2!, ready");
}

#[test]
fn control_flow_is_the_same() {
    polled!(loops(9); 4 => "called, pending, pending, pending, 6, ready");
    polled!(closures(10); 3 => "called, pending, pending, 44, ready");
    polled!(matches(Some(9)); 2 => "called, pending, \"many\", ready");
    polled!(matches(None); 3 => "called, pending, pending, \"none, then one\", ready");
    same!(inner_functions(4) => "8");
}

#[test]
fn functions_may_call_themselves() {
    same!(recursive(3) => "3, 2, 1");
    polled!(recursive_async(2); 3 => "called, pending, 2, pending, 1, ready");
}
