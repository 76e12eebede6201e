//! Listings: encounters, people, and every other sort of entry; documents.

use std::process::ExitCode;

use anyhow::Context as _;
use jiff::civil::Date;
use ledger::Filter;
use record::Status;
use report::Table;

use crate::{
    arguments::{Ask, Commitments, Encounters, Format, Tenures},
    home::Context,
    output::{self, print},
};

pub(crate) fn encounters(context: &Context, wanted: &Encounters) -> anyhow::Result<ExitCode> {
    let mut filter = Filter { kind: wanted.kind, ..filter(context, &wanted.ask)? };
    if wanted.last {
        filter.limit = None;
    }
    let mut entries = context.open()?.encounters(&filter)?;
    if wanted.last {
        let last = entries.iter().rposition(|entry| entry.date.is_some() && entry.status == Status::Held);
        entries = last.map(|last| entries.swap_remove(last)).into_iter().collect();
    }
    let table = report::encounters(&entries, &context.names());
    answer(&entries, &table, wanted.ask.format)
}

pub(crate) fn people(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let people = context.open()?.people(&filter(context, wanted)?)?;
    answer(&people, &report::people(&people, &context.names()), wanted.format)
}

pub(crate) fn tenures(context: &Context, wanted: &Tenures) -> anyhow::Result<ExitCode> {
    let all = Filter { limit: None, ..filter(context, &wanted.ask)? };
    let mut tenures = context.open()?.tenures(&all)?;
    tenures.retain(|tenure| wanted.office.as_ref().is_none_or(|office| tenure.is_of(office)));
    if let Some(day) = wanted.on {
        tenures.retain(|tenure| tenure.seen_on(day).is_some());
    }
    tenures.truncate(wanted.ask.limit.unwrap_or(usize::MAX));
    let names = context.names();
    answer(&tenures, &report::tenures(&tenures, wanted.on, &names), wanted.ask.format)
}

pub(crate) fn figures(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let figures = context.open()?.figures(&filter(context, wanted)?)?;
    answer(&figures, &report::figures(&figures, &context.names()), wanted.format)
}

pub(crate) fn series(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let series = context.open()?.series(&filter(context, wanted)?)?;
    answer(&series, &report::series(&series, &context.names()), wanted.format)
}

pub(crate) fn lineage(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let lineages = context.open()?.lineages(&filter(context, wanted)?)?;
    if wanted.format == Format::Table && !lineages.is_empty() {
        print(&report::lineage_text(&lineages, &context.names()))?;
        return Ok(ExitCode::SUCCESS);
    }
    answer(&lineages, &report::lineages(&lineages, &context.names()), wanted.format)
}

pub(crate) fn formulas(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let formulas = context.open()?.formulas(&filter(context, wanted)?)?;
    answer(&formulas, &report::formulas(&formulas, &context.names()), wanted.format)
}

pub(crate) fn statements(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let statements = context.open()?.statements(&filter(context, wanted)?)?;
    answer(&statements, &report::statements(&statements, &context.names()), wanted.format)
}

pub(crate) fn commitments(context: &Context, wanted: &Commitments) -> anyhow::Result<ExitCode> {
    let day = wanted.as_of.unwrap_or_else(today);
    let all = Filter { limit: None, ..filter(context, &wanted.ask)? };
    let commitments = context.open()?.commitments(&all)?;
    let mut commitments: Vec<_> = commitments.into_iter().map(|entry| entry.as_of(day)).collect();
    commitments.retain(|entry| wanted.status.is_none_or(|status| entry.status == status));
    commitments.truncate(wanted.ask.limit.unwrap_or(usize::MAX));
    answer(&commitments, &report::commitments(&commitments, &context.names()), wanted.ask.format)
}

/// The day on this machine.
pub(crate) fn today() -> Date {
    jiff::Zoned::now().date()
}

pub(crate) fn instruments(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let instruments = context.open()?.instruments(&filter(context, wanted)?)?;
    answer(&instruments, &report::instruments(&instruments, &context.names()), wanted.format)
}

pub(crate) fn milestones(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let milestones = context.open()?.milestones(&filter(context, wanted)?)?;
    answer(&milestones, &report::milestones(&milestones, &context.names()), wanted.format)
}

pub(crate) fn documents(context: &Context, wanted: &Ask) -> anyhow::Result<ExitCode> {
    let documents = context.open()?.documents(&filter(context, wanted)?)?;
    answer(&documents, &report::documents(&documents), wanted.format)
}

fn filter(context: &Context, wanted: &Ask) -> anyhow::Result<Filter> {
    let between: anyhow::Result<Vec<_>> = wanted.between.iter().map(|party| context.party(party)).collect();
    Ok(Filter {
        between: between.context("--between")?,
        person: wanted.person.clone(),
        since: wanted.since,
        until: wanted.until,
        limit: wanted.limit,
        ..Filter::default()
    })
}

pub(crate) fn answer<T: serde::Serialize>(
    items: &[T],
    table: &Table,
    format: Format,
) -> anyhow::Result<ExitCode> {
    let text = match format {
        Format::Table if items.is_empty() => "nothing held that fits\n".to_owned(),
        Format::Table => table.text(output::width()),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(items)?),
        Format::Jsonl => {
            let lines: Result<Vec<String>, _> = items.iter().map(serde_json::to_string).collect();
            lines?.into_iter().map(|line| line + "\n").collect()
        }
        Format::Csv => report::csv(table),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
