//! `awaitscope pictures`: every example's picture, for the folder `static/` of the page's build.
//!
//! An example that awaits a page's JavaScript has none: there is no page here to run it.

mod alt;

use crate::command::{Pictures, Theme};
use crate::pixels;
use crate::runs::Runs;
use crate::show::Problem;
use examples::Example;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use trace::Recipe;

const THEMES: [(&str, Theme); 2] = [("light", Theme::Light), ("dark", Theme::Dark)];

/// Pixels for each unit of the svg, as `--scale` has it when it is left out.
const SCALE: f32 = 2.0;

/// Why there are no pictures.
pub(crate) enum Failed {
    Draw(Problem),
    /// A file, and why it cannot be written.
    Write(PathBuf, std::io::Error),
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Failed {
        Failed::Draw(problem)
    }
}

/// Draws them all; answers what is to be said of that.
pub(crate) fn draw(pictures: &Pictures) -> Result<String, Failed> {
    let folder = &pictures.out;
    fs::create_dir_all(folder).map_err(|error| Failed::Write(folder.clone(), error))?;
    let drawn = examples::anywhere().collect::<Vec<_>>();
    // Whoever is free takes the next one: some take a thousand times as long as others.
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, String)>, Failed> {
        let mut alts = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(example) = drawn.get(place) else { return Ok(alts) };
            alts.push((place, draw_one(example, folder)?));
        }
    };
    let mut alts = Vec::new();
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            alts.extend(worker.join().expect("drawing does not panic")?);
        }
        Ok::<_, Failed>(())
    })?;
    alts.sort();
    let alts: Map<String, Value> = alts
        .into_iter()
        .map(|(place, alt)| (drawn[place].id.to_owned(), Value::from(alt)))
        .collect();
    let text = format!("{:#}\n", Value::from(alts));
    write(&folder.join("alt.json"), text.as_bytes())?;
    let count = drawn.len();
    Ok(format!("Drew {count} examples, light and dark, as svg and png: {}\n", folder.display()))
}

/// The pictures of one example; answers what they show, in words.
fn draw_one(example: &'static Example, folder: &Path) -> Result<String, Failed> {
    let runs = Runs::of(example, &Recipe::of(example.id), example.has_twin)?;
    for (name, theme) in THEMES {
        let svg = runs.picture(theme);
        let file = |end: &str| folder.join(format!("{}.{name}.{end}", example.id));
        write(&file("svg"), svg.as_bytes())?;
        write(&file("png"), &pixels::png(&svg, SCALE).map_err(Problem::of_size)?)?;
    }
    Ok(alt::alt(&runs))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failed> {
    fs::write(file, bytes).map_err(|error| Failed::Write(file.to_owned(), error))
}
