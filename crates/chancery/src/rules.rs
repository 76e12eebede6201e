//! `chancery rules`: looking after the rules.

use std::process::ExitCode;

use crate::{
    arguments::{Rules, RulesCommand},
    home::Context,
    output::{complain, print},
    stats,
};

pub(crate) fn run(context: &Context, wanted: &Rules) -> anyhow::Result<ExitCode> {
    match &wanted.command {
        RulesCommand::Check => check(context),
        RulesCommand::Stats(wanted) => stats::run(context, wanted),
    }
}

/// Holds every rule against its own sentences and names those that fail.
fn check(context: &Context) -> anyhow::Result<ExitCode> {
    let rulebook = &context.rulebook;
    let unproved = finding::prove(rulebook);
    for wrong in &unproved {
        complain(&wrong.to_string());
    }
    let sentences: usize = rulebook.rules.iter().map(|rule| rule.finds.len() + rule.ignores.len()).sum();
    let proved = sentences - unproved.len();
    print(&format!("{} rules, {proved} of {sentences} sentences as they should be\n", rulebook.rules.len()))?;
    Ok(if unproved.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
