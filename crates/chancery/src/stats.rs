//! `chancery rules stats`: what every rule does to a body of texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
};

use finding::{Held, RuleStats, Traced};
use report::Table;
use serde::Serialize;
use source::Item;

use crate::{
    annotations::{Annotations, file_name},
    answer::answer,
    arguments::{Format, Stats, StatsOrder},
    home::Context,
    in_order::in_order,
    output::{self, complain, print},
    reader::Reader,
};

pub(crate) fn run(context: &Context, wanted: &Stats) -> anyhow::Result<ExitCode> {
    let annotations = Annotations::read(&wanted.annotated)?;
    let reader = Reader::new(context, &wanted.given);
    let mut counted = Counted { stats: finding::Stats::new(&context.rulebook), read: BTreeSet::new() };
    let mut failed = false;
    let read = |item: Result<Item, source::Error>| -> anyhow::Result<Traced> {
        let mut item = item?;
        annotations.supply(&mut item);
        reader.trace(&item)
    };
    in_order(&wanted.paths, wanted.jobs, read, |read| {
        let taken = read.and_then(|traced| counted.take(&traced, &annotations));
        if let Err(wrong) = taken {
            failed = true;
            complain(&format!("{wrong:#}"));
        }
        Ok(())
    })?;
    for (text, annotation) in annotations.texts() {
        if !counted.read.contains(text) {
            failed = true;
            complain(&format!(
                "{}: {text} is not among the texts given; name its file or folder",
                annotation.display()
            ));
        }
    }
    shown(&counted.stats, wanted)?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The statistics so far, and which annotated texts they are of.
struct Counted {
    stats: finding::Stats,
    read: BTreeSet<String>,
}

impl Counted {
    /// Takes in a document. Of two texts of one name, an annotation can only be of
    /// one.
    fn take(&mut self, traced: &Traced, annotations: &Annotations) -> anyhow::Result<()> {
        let source = &traced.record.article.source;
        let annotation = annotations.of(source);
        if annotation.is_some() && !self.read.insert(file_name(source)) {
            anyhow::bail!(
                "{source}: another text of this name was held against its annotation; give only one"
            );
        }
        self.stats.take(traced, annotation);
        Ok(())
    }
}

/// A rule, as JSON has it.
#[derive(Serialize)]
struct Row<'s> {
    rule: &'s str,
    items: usize,
    documents: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<Matched<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotated: Option<Annotated>,
}

/// What became of the places where a rule fits.
#[derive(Serialize)]
struct Matched<'s> {
    fires: usize,
    covered: usize,
    dropped: usize,
    conflicts: usize,
    covered_by: &'s BTreeMap<String, usize>,
    conflicts_with: BTreeMap<&'s str, BTreeMap<&'static str, usize>>,
}

#[derive(Serialize)]
struct Annotated {
    right: usize,
    held: usize,
    precision: Option<f64>,
}

fn shown(stats: &finding::Stats, wanted: &Stats) -> anyhow::Result<()> {
    let mut rules: Vec<(&String, &RuleStats)> = stats.rules.iter().collect();
    if wanted.sort == StatsOrder::Items {
        rules.sort_by_key(|(_, rule)| std::cmp::Reverse((rule.items, rule.fires)));
    }
    let rows: Vec<Row<'_>> =
        rules.iter().map(|(name, rule)| row(name, rule, !wanted.annotated.is_empty())).collect();
    let table = table(&rows, !wanted.annotated.is_empty());
    answer(&rows, &table, wanted.format)?;
    if wanted.format == Format::Table {
        print(&foot(stats, &rows))?;
    }
    Ok(())
}

fn row<'s>(name: &'s str, rule: &'s RuleStats, is_held: bool) -> Row<'s> {
    let with = |(other, roles): (&'s String, &'s BTreeMap<finding::Role, usize>)| {
        (other.as_str(), roles.iter().map(|(role, n)| (role.as_str(), *n)).collect())
    };
    let matched = rule.is_matched.then(|| Matched {
        fires: rule.fires,
        covered: rule.covered,
        dropped: rule.dropped,
        conflicts: rule.conflicts,
        covered_by: &rule.covered_by,
        conflicts_with: rule.conflicts_with.iter().map(with).collect(),
    });
    let Held { right, all } = rule.held;
    let annotated = is_held.then(|| Annotated { right, held: all, precision: rule.held.precision() });
    Row { rule: name, items: rule.items, documents: rule.documents, matched, annotated }
}

/// A rule a row.
fn table(rows: &[Row<'_>], is_held: bool) -> Table {
    let mut columns = vec!["rule", "items", "documents", "fires", "covered", "dropped", "conflicts"];
    columns.extend(is_held.then_some("right"));
    let cells = rows.iter().map(|row| {
        let count = |of: fn(&Matched<'_>) -> usize| {
            row.matched.as_ref().map_or("–".to_owned(), |matched| of(matched).to_string())
        };
        let mut cells = vec![row.rule.to_owned(), row.items.to_string(), row.documents.to_string()];
        cells.push(count(|matched| matched.fires));
        cells.push(count(|matched| matched.covered));
        cells.push(count(|matched| matched.dropped));
        cells.push(count(|matched| matched.conflicts));
        cells.extend(row.annotated.as_ref().map(|held| right(held.right, held.held, held.precision)));
        cells
    });
    Table { rows: cells.collect(), columns }
}

/// "0.80 12/15"; a dash where nothing was held.
fn right(right: usize, held: usize, precision: Option<f64>) -> String {
    precision.map_or("–".to_owned(), |precision| format!("{precision:.2} {right}/{held}"))
}

/// What stands under the table of rules: which rules meet, how much of each list
/// is right, and how many rules there are.
fn foot(stats: &finding::Stats, rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    let beside = beside(rows);
    if !beside.rows.is_empty() {
        text.push('\n');
        text.push_str(&beside.text(output::width()));
    }
    if !stats.lists.is_empty() {
        let rows = stats
            .lists
            .iter()
            .map(|(list, held)| vec![(*list).to_owned(), right(held.right, held.all, held.precision())]);
        text.push('\n');
        text.push_str(
            &Table { columns: vec!["annotated", "right"], rows: rows.collect() }.text(output::width()),
        );
    }
    let n_idle = stats.rules.values().filter(|rule| rule.items == 0 && rule.fires == 0).count();
    let annotated =
        if stats.n_annotated > 0 { format!(", {} annotated", stats.n_annotated) } else { String::new() };
    let n_documents = stats.n_documents;
    text.push_str(&format!(
        "\n{n_documents} documents{annotated}; {} rules, {n_idle} never fired\n",
        rows.len()
    ));
    text
}

/// Which rules meet on the same words, and what comes of it.
fn beside(rows: &[Row<'_>]) -> Table {
    let mut pairs = Vec::new();
    for row in rows {
        let Some(matched) = &row.matched else { continue };
        let others: BTreeSet<&str> = matched
            .covered_by
            .keys()
            .map(String::as_str)
            .chain(matched.conflicts_with.keys().copied())
            .collect();
        for other in others {
            let roles = matched.conflicts_with.get(other);
            let over: Vec<String> =
                roles.into_iter().flatten().map(|(role, n)| format!("{role} {n}")).collect();
            let covered = matched.covered_by.get(other).copied().unwrap_or(0);
            pairs.push(vec![row.rule.to_owned(), other.to_owned(), covered.to_string(), over.join(", ")]);
        }
    }
    Table { columns: vec!["rule", "beside", "covered", "conflicts over"], rows: pairs }
}
