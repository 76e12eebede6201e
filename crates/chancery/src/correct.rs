//! `chancery correct`: an analyst's decisions, and the list of them.

use std::process::ExitCode;

use anyhow::Context as _;
use ledger::{Hand, Ledger, Wanted};
use serde_json::Value;

use crate::{
    answer,
    arguments::{Correct, CorrectCommand, Format},
    home::Context,
    output::print,
};

pub(crate) fn run(context: &Context, wanted: &Correct) -> anyhow::Result<ExitCode> {
    if let CorrectCommand::List { format } = &wanted.command {
        return list(context, *format);
    }
    let path = context.ledger_path()?;
    // A ledger that is not there is not made: there is nothing in it to correct.
    drop(Ledger::open(&path)?);
    let mut ledger = Ledger::create(&path)?;
    ledger.join_if_stale()?;
    let author = author(wanted)?;
    let made = jiff::Timestamp::now().round(jiff::Unit::Second)?.to_string();
    let hand = Hand { made: &made, author: &author, why: wanted.why.as_deref() };
    if let CorrectCommand::Undo { number } = &wanted.command {
        ledger.undo(*number, hand)?;
        print(&format!("correction {number} is undone\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    for decision in decisions(context, &wanted.command)? {
        let number = ledger.correct(&decision, hand)?;
        print(&format!(
            "correction {number}: {}; take it back with: chancery correct undo {number}\n",
            said(&decision)
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Who decides: as given, else by the name of the login.
fn author(wanted: &Correct) -> anyhow::Result<String> {
    let login = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let author = wanted.author.clone().or_else(login).filter(|author| !author.trim().is_empty());
    author.context("say who decides: --author NAME, or set CHANCERY_AUTHOR")
}

/// What was typed, one decision each.
fn decisions(context: &Context, command: &CorrectCommand) -> anyhow::Result<Vec<Wanted>> {
    let decisions = match command {
        CorrectCommand::Merge { entries } => vec![Wanted::Merge { entries: entries.clone() }],
        CorrectCommand::Split { entry, documents } => {
            vec![Wanted::Split { entry: entry.clone(), documents: documents.clone() }]
        }
        CorrectCommand::Edit { entry, fields } => {
            let edits = fields.iter().map(|(field, value)| {
                let value = typed(context, field, value)?;
                Ok(Wanted::Edit { entry: entry.clone(), field: field.clone(), value })
            });
            edits.collect::<anyhow::Result<_>>()?
        }
        CorrectCommand::Dismiss { entries } => {
            entries.iter().map(|entry| Wanted::Dismiss { entry: entry.clone() }).collect()
        }
        CorrectCommand::Confirm { entries } => {
            entries.iter().map(|entry| Wanted::Confirm { entry: entry.clone() }).collect()
        }
        CorrectCommand::Add { kind, document, words, fields } => {
            let mut claim = serde_json::Map::new();
            if kind == "person" {
                claim.insert("name".to_owned(), Value::from(words.first().cloned()));
                claim.insert("names".to_owned(), Value::from(words.clone()));
            }
            for (field, value) in fields {
                claim.insert(field.clone(), typed(context, field, value)?);
            }
            let (kind, document) = (kind.clone(), document.clone());
            vec![Wanted::Add { kind, document, words: words.clone(), claim: Value::Object(claim) }]
        }
        CorrectCommand::Undo { .. } | CorrectCommand::List { .. } => Vec::new(),
    };
    Ok(decisions)
}

/// A value as the entry's JSON has it: lists by commas, parties by code or name,
/// places with their state behind a comma, numbers, true and false.
fn typed(context: &Context, field: &str, value: &str) -> anyhow::Result<Value> {
    let parts = || value.split(',').map(str::trim).filter(|part| !part.is_empty());
    let party = |text: &str| context.party(text).map(|party| Value::from(party.0));
    let of = |field: &str| field.to_owned();
    Ok(match field {
        "parties" | "to" | "subject" | "relation" => {
            parts().map(party).collect::<anyhow::Result<_>>().with_context(|| of(field))?
        }
        "hosts" | "guests" | "participants" | "speakers" | "addressees" => {
            let actor = |text: &str| {
                let is_written = text.starts_with("p-") || text.starts_with("group:");
                if is_written { Ok(Value::from(text)) } else { party(text) }
            };
            parts().map(actor).collect::<anyhow::Result<_>>().with_context(|| of(field))?
        }
        "areas" | "aliases" | "terms" | "new" | "groups" | "names" => parts().map(Value::from).collect(),
        _ if value.is_empty() => Value::Null,
        "country" | "party" => party(value).with_context(|| of(field))?,
        "place" => match value.rsplit_once(',') {
            Some((name, country)) => {
                let country = party(country).with_context(|| of(field))?;
                serde_json::json!({"name": name.trim(), "country": country})
            }
            None => serde_json::json!({"name": value, "country": null}),
        },
        "value" | "low" | "high" => {
            let number: f64 = value.parse().with_context(|| format!("{field}: `{value}` is no number"))?;
            Value::from(number)
        }
        "approx" | "quoted" => {
            let is_so: bool = value.parse().with_context(|| format!("{field}: write true or false"))?;
            Value::from(is_so)
        }
        _ => Value::from(value),
    })
}

/// A decision in words.
fn said(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Merge { entries } => format!("{} are one", entries.join(" and ")),
        Wanted::Split { entry, documents } => format!("{} parted from {entry}", documents.join(" and ")),
        Wanted::Edit { entry, field, value } => format!("{field} of {entry} is {value}"),
        Wanted::Dismiss { entry } => format!("{entry} is dismissed"),
        Wanted::Confirm { entry } => format!("{entry} is confirmed"),
        Wanted::Add { kind, document, .. } => format!("{kind} added to {document}"),
    }
}

fn list(context: &Context, format: Format) -> anyhow::Result<ExitCode> {
    let corrections = context.open()?.corrections()?;
    answer::answer(&corrections, &report::corrections(&corrections), format)
}
