//! `chancery show`: a document with its marks, or an entry with its words.

use std::process::ExitCode;

use anyhow::bail;
use ledger::Ledger;

use crate::{home::Context, output::print};

pub(crate) fn run(context: &Context, name: &str) -> anyhow::Result<ExitCode> {
    let ledger = context.open()?;
    let text = match entry(context, &ledger, name)? {
        Some(text) => text,
        None => match ledger.page(name)? {
            Some(page) => report::marked(&page),
            None => bail!("the ledger holds no entry or document `{name}`; the lists print their ids"),
        },
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn entry(context: &Context, ledger: &Ledger, id: &str) -> anyhow::Result<Option<String>> {
    let names = context.names();
    if let Some(entry) = ledger.encounter(id)? {
        return Ok(Some(report::encounter_text(&entry, &names)));
    }
    if let Some(person) = ledger.person(id)? {
        return Ok(Some(report::person_text(&person, &names)));
    }
    if let Some(figure) = ledger.figure(id)? {
        return Ok(Some(report::figure_text(&figure, &names)));
    }
    Ok(ledger.formula(id)?.map(|formula| report::formula_text(&formula, &names)))
}
