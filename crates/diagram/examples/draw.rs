//! Draws the samples of the tests into a folder, for looking at them.

#[path = "../../trace/tests/support/mod.rs"]
mod support;

use diagram::{AxisKind, Look, Scene, Theme, Timeline, View, svg};
use trace::Trace;

fn draw(folder: &str, name: &str, traces: &[&Trace], axis: AxisKind, theme: Theme, at: usize) {
    let timeline = Timeline::new(traces);
    let scenes: Vec<_> = traces.iter().map(|trace| Scene::new(trace)).collect();
    let look = Look { axis, ..Look::default() };
    let view = View::new(traces, &scenes, &timeline, &look);
    let text = svg(&view, traces, &timeline, at.min(timeline.steps()), theme);
    std::fs::write(format!("{folder}/{name}.svg"), text).expect("the folder is there");
}

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "/tmp/diagrams".to_owned());
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for (n, trace) in support::samples::all().iter().enumerate() {
        let name = format!("{n}-{}", trace.recipe.example);
        draw(&folder, &name, &[trace], AxisKind::Story, Theme::Light, usize::MAX);
        draw(&folder, &format!("{name}-time"), &[trace], AxisKind::Time, Theme::Light, usize::MAX);
    }
    let (rust, twin) = (support::samples::lazy(), support::samples::javascript());
    draw(&folder, "twins", &[&rust, &twin], AxisKind::Story, Theme::Light, 9);
    draw(&folder, "twins-dark", &[&rust, &twin], AxisKind::Story, Theme::Dark, 9);
    let small = support::random::random(11, 12);
    draw(&folder, "small", &[&small], AxisKind::Story, Theme::Light, usize::MAX);
    let random = support::random::random(7, 60);
    draw(&folder, "random", &[&random], AxisKind::Story, Theme::Light, usize::MAX);
    for trace in support::samples::all() {
        println!("{}\n{}", diagram::ascii(&trace), diagram::account(&trace).to_text());
        println!("{}", diagram::opening(&trace));
        for event in 0..trace.events.len() {
            println!("{}", diagram::narrate(&trace, event));
        }
        println!();
    }
    println!("{}", diagram::ascii(&random));
}
