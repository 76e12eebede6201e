//! `chancery show`: a document with its marks, or an entry with its words.

use std::process::ExitCode;

use anyhow::bail;
use ledger::Ledger;

use crate::{answer::today, home::Context, output::print, versions};

pub(crate) fn run(context: &Context, name: &str) -> anyhow::Result<ExitCode> {
    let ledger = context.open()?;
    let text = match entry(context, &ledger, name)? {
        Some(text) => text,
        None => match ledger.page(name)? {
            Some(page) => report::marked(&page) + &versions::of(&ledger, &page)?,
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
    if let Some(tenure) = ledger.tenure(id)? {
        return Ok(Some(report::tenure_text(&tenure, &names)));
    }
    if let Some(figure) = ledger.figure(id)? {
        return Ok(Some(report::figure_text(&figure, &names)));
    }
    if let Some(formula) = ledger.formula(id)? {
        return Ok(Some(report::formula_text(&formula, &names)));
    }
    said(ledger, id, &names)
}

fn said(ledger: &Ledger, id: &str, names: &report::Names) -> anyhow::Result<Option<String>> {
    if let Some(statement) = ledger.statement(id)? {
        return Ok(Some(report::statement_text(&statement, names)));
    }
    if let Some(commitment) = ledger.commitment(id)? {
        return Ok(Some(report::commitment_text(&commitment.as_of(today()), names)));
    }
    if let Some(instrument) = ledger.instrument(id)? {
        return Ok(Some(report::instrument_text(&instrument, names)));
    }
    Ok(ledger.milestone(id)?.map(|milestone| report::milestone_text(&milestone, names)))
}
