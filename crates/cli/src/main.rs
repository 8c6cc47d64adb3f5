//! `awaitscope`: the same runs as on the page, in a terminal or for a slide.
//!
//! Exit status: 0 if the run could be made (whatever its outcome and whatever
//! is found in it), 1 if its output could not be
//! written, 2 if the command line cannot be used.

mod command;
mod list;
mod show;
mod spans;
mod typing;
mod what_if;

use clap::Parser;
use command::{Arguments, Command};
use show::Problem;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let output = match Arguments::parse().command {
        Command::List { json } => Ok(list::list(json)),
        Command::Run(run) => show::show(&run),
        Command::Lint(choice) => show::lint(&choice),
    };
    match output {
        Ok(text) => print(&text),
        Err(Problem { says, instead }) => {
            eprintln!("error: {says}\n\nTry: {instead}");
            ExitCode::from(2)
        }
    }
}

/// Prints, and keeps quiet if whoever reads has gone (`awaitscope list | head -1`).
fn print(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the output could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}
