//! `chancery read`: files and folders into the ledger.

use std::{path::Path, process::ExitCode};

use indicatif::{ProgressBar, ProgressStyle};
use ledger::{Filed, Ledger, Outcome};
use source::Item;

use crate::{
    arguments::{Given, Read},
    home::Context,
    output::{complain, print},
    reader::{Reader, form_word},
};

/// How many documents came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) new: usize,
    pub(crate) held: usize,
    pub(crate) renewed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// "20 documents: 18 new, 1 already held, 1 failed".
    pub(crate) fn sentence(&self) -> String {
        let all = self.new + self.held + self.renewed + self.failed;
        let mut parts = vec![format!("{} new", self.new), format!("{} already held", self.held)];
        if self.renewed > 0 {
            parts.push(format!("{} read anew", self.renewed));
        }
        parts.push(format!("{} failed", self.failed));
        let noun = if all == 1 { "document" } else { "documents" };
        format!("{all} {noun}: {}", parts.join(", "))
    }
}

pub(crate) fn run(context: &Context, wanted: &Read) -> anyhow::Result<ExitCode> {
    let path = context.ledger_path()?;
    let mut ledger = Ledger::create(&path)?;
    let beside = Beside { given: &wanted.given, n_items: None };
    let tally = file_all(context, &mut ledger, source::gather(&wanted.paths), beside)?;
    tell(&tally, &path)
}

/// Says what came of all documents; the exit code tells whether any failed.
pub(crate) fn tell(tally: &Tally, path: &Path) -> anyhow::Result<ExitCode> {
    print(&format!("{}\nledger: {}\n", tally.sentence(), path.display()))?;
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is known of the items beforehand.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    /// Facts given with the command.
    pub(crate) given: &'a Given,
    /// How many there are, where that is known: the bar then shows how far it is.
    pub(crate) n_items: Option<u64>,
}

/// Files all items, then joins. Each document is whole in the ledger or not
/// there at all, so that an interrupted reading only has to be done again.
pub(crate) fn file_all(
    context: &Context,
    ledger: &mut Ledger,
    items: impl Iterator<Item = Result<Item, source::Error>>,
    beside: Beside<'_>,
) -> anyhow::Result<Tally> {
    let reader = Reader::new(context, beside.given);
    let version = context.reader_version();
    let progress = progress_bar(beside.n_items);
    let mut tally = Tally::default();
    for item in items {
        let outcome = match item {
            Ok(item) => {
                progress.set_message(report::plain(&item.source));
                file_one(&reader, ledger, &item, &version)
            }
            Err(wrong) => Err(wrong.into()),
        };
        progress.inc(1);
        match outcome {
            Ok(Outcome::New) => tally.new += 1,
            Ok(Outcome::Held) => tally.held += 1,
            Ok(Outcome::Renewed) => tally.renewed += 1,
            Err(wrong) if is_fatal(&wrong) => return Err(wrong),
            Err(wrong) => {
                tally.failed += 1;
                progress.suspend(|| complain(&format!("{wrong:#}")));
            }
        }
    }
    progress.set_message("joining");
    ledger.join_if_stale()?;
    progress.finish_and_clear();
    Ok(tally)
}

fn file_one(reader: &Reader<'_>, ledger: &mut Ledger, item: &Item, version: &str) -> anyhow::Result<Outcome> {
    let held = ledger.held(&source::sha256(&item.bytes))?;
    let read = reader.read(item, held.as_ref())?;
    if let Some(notice) = read.record.notices.iter().find(|notice| notice.code == "not-english") {
        complain(&format!("{}: {}", item.source, notice.message));
    }
    let filed = Filed {
        bytes: &item.bytes,
        form: form_word(item.form),
        text: &read.text,
        record: &read.record,
        reader: version,
    };
    Ok(ledger.file(filed)?)
}

/// Whether the ledger itself is in trouble, so that no other document can be
/// filed either.
fn is_fatal(wrong: &anyhow::Error) -> bool {
    wrong.downcast_ref::<ledger::Error>().is_some_and(|wrong| !wrong.is_of_document())
}

fn progress_bar(n_items: Option<u64>) -> ProgressBar {
    let (bar, template) = match n_items {
        Some(n_items) => (ProgressBar::new(n_items), "{bar:40} {pos} of {len}, {elapsed} {wide_msg}"),
        None => (ProgressBar::new_spinner(), "{spinner} {pos} read, {elapsed} {wide_msg}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
