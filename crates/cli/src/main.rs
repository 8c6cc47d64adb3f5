//! `awaitscope`: the same runs as on the page, in a terminal or for a slide.
//!
//! Exit status: 0 if the run could be made (whatever its outcome and whatever
//! is found in it), 1 if its output could not be
//! written, 2 if the command line cannot be used.

mod command;
mod list;
mod pictures;
mod pixels;
mod runs;
mod show;
mod spans;
mod typing;
mod what_if;

use clap::Parser;
use command::{Arguments, Command};
use pictures::Failed;
use show::Problem;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (output, file) = match Arguments::parse().command {
        Command::List { json } => (Ok(list::list(json).into_bytes()), None),
        Command::Run(run) => (show::show(&run), run.out),
        Command::Lint(choice) => (show::lint(&choice).map(String::into_bytes), None),
        Command::Pictures(all) => match pictures::draw(&all) {
            Ok(says) => (Ok(says.into_bytes()), None),
            Err(Failed::Draw(problem)) => (Err(problem), None),
            Err(Failed::Write(file, error)) => return not_written(&file, &error),
        },
    };
    match (output, file) {
        (Ok(bytes), None) => print(&bytes),
        (Ok(bytes), Some(file)) => keep(&bytes, &file),
        (Err(Problem { says, instead }), _) => {
            eprintln!("error: {says}\n\nTry: {instead}");
            ExitCode::from(2)
        }
    }
}

/// Prints, and keeps quiet if whoever reads has gone (`awaitscope list | head -1`).
fn print(bytes: &[u8]) -> ExitCode {
    match io::stdout().lock().write_all(bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the output could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a file, in place of one that is there.
fn keep(bytes: &[u8], file: &Path) -> ExitCode {
    match std::fs::write(file, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => not_written(file, &error),
    }
}

fn not_written(file: &Path, error: &io::Error) -> ExitCode {
    eprintln!("error: “{}” could not be written: {error}", file.display());
    eprintln!("\nTry: --out with a file in a folder that is there");
    ExitCode::FAILURE
}
