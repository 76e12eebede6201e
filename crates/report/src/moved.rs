//! What moves in time: the formula of a relation, and figures of one measure.

use ledger::{Lineage, Series, Use, Variant};

use crate::{
    phrase::{Names, amount, date, parties, plain},
    table::Table,
};

/// Lineages: a line for each wording, with what changed and who uses it.
pub fn lineage_text(lineages: &[Lineage], names: &Names) -> String {
    let mut text = String::new();
    for lineage in lineages {
        text.push_str(&format!("{}\n", parties(&lineage.relation, names)));
        for variant in &lineage.variants {
            text.push_str(&format!("  {}\n", wording(variant)));
            for change in changes(variant) {
                text.push_str(&format!("      {}\n", plain(&change)));
            }
            for used in &variant.uses {
                text.push_str(&format!("      {}\n", plain(&outlet(used))));
            }
        }
        for term in &lineage.terms {
            let said = if term.said_new { ", said to be new" } else { "" };
            let first = date(term.first.as_ref());
            text.push_str(&format!(
                "  {first:<10}  first \"{}\"{said} ({})\n",
                plain(&term.term),
                term.formula
            ));
        }
        text.push('\n');
    }
    text
}

/// Lineages as a table: a row for each wording.
pub fn lineages(lineages: &[Lineage], names: &Names) -> Table {
    let rows = lineages.iter().flat_map(|lineage| {
        lineage.variants.iter().map(move |variant| {
            vec![
                variant.formula.clone(),
                date(variant.first.as_ref()),
                date(variant.last.as_ref()),
                parties(&lineage.relation, names),
                plain(&variant.terms.join(", ")),
                plain(&changes(variant).join("; ")),
                plain(&variant.uses.iter().map(outlet).collect::<Vec<_>>().join("; ")),
            ]
        })
    });
    let columns = vec!["id", "first use", "last use", "relation", "terms", "changes", "used by"];
    Table { columns, rows: rows.collect() }
}

fn wording(variant: &Variant) -> String {
    let days = format!("{} to {}", date(variant.first.as_ref()), date(variant.last.as_ref()));
    format!("{days}  {}  ({})", plain(&variant.terms.join(" · ")), variant.formula)
}

fn changes(variant: &Variant) -> Vec<String> {
    let mut changes = Vec::new();
    if !variant.gained.is_empty() {
        changes.push(format!("gained: {}", variant.gained.join(", ")));
    }
    if !variant.lost.is_empty() {
        changes.push(format!("without: {}", variant.lost.join(", ")));
    }
    if variant.reordered {
        changes.push("in another order".to_owned());
    }
    changes
}

fn outlet(used: &Use) -> String {
    let outlet = used.outlet.as_deref().unwrap_or("no outlet known");
    let side = used.side.map_or(String::new(), |side| format!(", {side}"));
    let days: Vec<String> = used.days.iter().map(ToString::to_string).collect();
    format!("{outlet}{side}: {} ({})", days.join(", "), used.documents)
}

/// Series: a row for each figure, in time, with what disagrees.
pub fn series(all: &[Series], names: &Names) -> Table {
    let rows = all.iter().flat_map(|series| {
        series.points.iter().map(move |point| {
            let stage = point.stage.map(|stage| stage.to_string());
            let change = point.is_change.then(|| "change".to_owned());
            let conflicts = point.conflicts.iter().map(|other| format!("differs from {other}"));
            let overlaps = point.overlaps.iter().map(|other| format!("overlaps {other}"));
            vec![
                point.figure.clone(),
                plain(&series.measure),
                parties(&series.subject, names),
                date(point.period.as_ref()),
                amount(point.value, &series.unit, point.approx),
                stage.into_iter().chain(change).collect::<Vec<_>>().join(", "),
                format!("{} ({})", point.documents, point.voices.len()),
                conflicts.chain(overlaps).collect::<Vec<_>>().join("; "),
            ]
        })
    });
    let columns =
        vec!["id", "measure", "whose", "period", "value", "stage", "sources (voices)", "beside others"];
    Table { columns, rows: rows.collect() }
}
