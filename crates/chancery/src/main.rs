//! The binary: commands, configuration, progress and wiring.
//!
//! Takes no decision of the domain: what is found, joined and shown is decided
//! in the other rooms.

mod annotations;
mod answer;
mod arguments;
mod correct;
mod demo;
mod extract;
mod filing;
mod home;
mod import;
mod in_order;
mod keep;
mod output;
#[cfg(feature = "parquet")]
mod parquet_out;
mod reader;
mod rules;
mod search;
mod serve;
mod show;
mod sink;
mod stats;
mod verify;
mod versions;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

/// Joining a large ledger frees much between what stays: the allocators of some
/// systems then look long for room.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(wrong) if output::is_broken_pipe(&wrong) => ExitCode::SUCCESS,
        Err(wrong) => {
            output::complain(&format!("{wrong:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let context = home::Context::new(arguments)?;
    match &arguments.command {
        Command::Read(wanted) => filing::run(&context, wanted),
        Command::Import(wanted) => import::run(&context, wanted),
        Command::Extract(wanted) => extract::run(&context, wanted),
        Command::Encounters(wanted) => answer::encounters(&context, wanted),
        Command::People(wanted) => answer::people(&context, wanted),
        Command::Tenures(wanted) => answer::tenures(&context, wanted),
        Command::Figures(wanted) => answer::figures(&context, wanted),
        Command::Series(wanted) => answer::series(&context, wanted),
        Command::Lineage(wanted) => answer::lineage(&context, wanted),
        Command::Formulas(wanted) => answer::formulas(&context, wanted),
        Command::Statements(wanted) => answer::statements(&context, wanted),
        Command::Commitments(wanted) => answer::commitments(&context, wanted),
        Command::Instruments(wanted) => answer::instruments(&context, wanted),
        Command::Milestones(wanted) => answer::milestones(&context, wanted),
        Command::Documents(wanted) => answer::documents(&context, wanted),
        Command::Search(wanted) => search::run(&context, wanted),
        Command::Index => search::index(&context),
        Command::Versions { name, format } => versions::run(&context, name.as_deref(), *format),
        Command::Show { name } => show::run(&context, name),
        Command::Correct(wanted) => correct::run(&context, wanted),
        Command::Verify => verify::run(&context),
        Command::Rebuild => keep::rebuild(&context),
        Command::Backup(wanted) => keep::back_up(&context, wanted),
        Command::Restore { file } => keep::restore(&context, file),
        Command::Compact => keep::compact(&context),
        Command::Serve { port } => serve::run(&context, *port),
        Command::Demo { check, port } => demo::run(&context, *check, *port),
        Command::Rules(wanted) => rules::run(&context, wanted),
    }
}
