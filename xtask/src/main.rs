//! `cargo xtask`: every command that a developer of this project types, in one place.
//!
//! It needs rustup and cargo; what else a command needs it finds, installs under `target/tools`, or
//! names. Each command is one file here. Nothing of the page or of the crates is imported: the
//! xtask looks at the project from outside, as a person does.

mod arrows;
mod browser;
mod budget;
mod finish;
mod generate;
mod inlined;
mod minify;
mod page;
mod parts;
mod publish;
mod reproduce;
mod setup;
mod shell;
mod single;
mod slim;
mod sources;
mod split;
mod system;
mod tally;
mod test;
mod tidy;
mod versions;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::generate::What;
use crate::parts::Part;
use crate::publish::Version;

#[derive(Parser)]
#[command(
    bin_name = "cargo xtask",
    about = "The commands of this project",
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make sure of the tools that build the page (the other commands do, too)
    Setup,
    /// Serve the page with live reload
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open a browser once the page is built
        #[arg(long)]
        open: bool,
    },
    /// Build the page for any static host with every example's pictures, and hold it to its size
    /// budget; or as one file that opens from disk
    Build {
        /// The folder to write, or the file [default: dist, or target/single/ID.html]
        #[arg(long)]
        out: Option<PathBuf>,
        /// One file that needs no other and no network, and opens on this example
        #[arg(long, value_name = "ID")]
        single_file: Option<String>,
    },
    /// Put a build beside the versions that are published already, and touch no other version
    Publish {
        /// The build
        #[arg(long, default_value = "dist")]
        from: PathBuf,
        /// The folder that is published
        #[arg(long)]
        into: PathBuf,
        /// Which version it is: v1, or a tag such as v1.2.3
        #[arg(long)]
        version: Version,
    },
    /// Build the page twice, here and in a clone, and compare every byte (it takes minutes)
    Reproduce,
    /// Run every test, or one part of them
    Test {
        /// Which part
        #[arg(value_enum, default_value_t = Part::All)]
        part: Part,
    },
    /// Write what the compiler says about the examples beside their sources
    Generate {
        /// What; everything when left out
        #[arg(value_enum)]
        what: Option<What>,
    },
    /// Check what no compiler checks: the arrows between crates, and how files are written
    Tidy,
    /// Measure loading, choosing an example and stepping, in Chromium, on the release build
    Bench,
    /// Take pictures of the page at every size and theme into target/shots
    Shots {
        /// Ids of examples; all that the catalogue shows when left out
        examples: Vec<String>,
    },
    /// Trunk's hook after a build (Trunk calls it; see Trunk.toml)
    #[command(hide = true)]
    Finish,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Setup => setup::everything().map(|_| true),
        Command::Serve { port, open } => page::serve(port, open).map(|()| true),
        Command::Publish { from, into, version } => {
            publish::publish(&from, &into, version).map(|()| true)
        }
        Command::Build { out, single_file: Some(id) } => single::build(&id, out).map(|()| true),
        Command::Build { out, single_file: None } => {
            page::build(&out.unwrap_or_else(|| browser::DIST.into()))
        }
        Command::Reproduce => reproduce::run_twice(),
        Command::Test { part } => test::run(part),
        Command::Generate { what } => generate::write(what).map(|()| true),
        Command::Tidy => test::run(Part::Tidy),
        Command::Bench => browser::bench().map(|()| true),
        Command::Shots { examples } => browser::shots(&examples).map(|()| true),
        Command::Finish => finish::from_environment().map(|()| true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
