//! `cargo xtask bench dates`: dates read, held against annotated texts of others.

use std::{collections::BTreeMap, fmt, ops::Range, path::Path, process::ExitCode};

use anyhow::Context as _;
use jiff::{ToSpan as _, civil::Date};
use reading::{Reader, What};
use record::{DateFrom, Edtf, Point};
use rulebook::Rulebook;

use crate::{datetime_model, timex};

/// Reads a file of cases (`.json`, Recognizers-Text) or a folder of texts with
/// TIMEX3 annotation, and prints what is right by kind; what is wrong, if asked.
pub(crate) fn run(path: &Path, shows_misses: bool) -> anyhow::Result<ExitCode> {
    let rulebook = Rulebook::embedded()?;
    let reader = Reader::new(&rulebook);
    let dates = Dates { reader, rulebook: &rulebook };
    let tally = if path.is_dir() { timex::hold(&dates, path)? } else { datetime_model::hold(&dates, path)? };
    if shows_misses {
        for miss in &tally.misses {
            println!("{miss}");
        }
    }
    print!("{tally}");
    Ok(ExitCode::SUCCESS)
}

/// What reads the dates of a text.
#[derive(Debug)]
pub(crate) struct Dates<'r> {
    reader: Reader<'r>,
    rulebook: &'r Rulebook,
}

/// A date found: the bytes of the text, and its value if it could be placed.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) bytes: Range<usize>,
    pub(crate) value: Option<Edtf>,
}

impl Dates<'_> {
    /// The dates of a text of a day, in order.
    pub(crate) fn of(&self, text: &str, day: Option<Date>) -> anyhow::Result<Vec<Found>> {
        let given = text::Given {
            text,
            form: text::Form::Plain,
            title: None,
            outlet: None,
            url: None,
            published: day.map(|day| (day, DateFrom::Argument)),
            language: Some("en"),
        };
        let (document, _) = text::read(&given, &text::Outlets::new(&self.rulebook.outlets));
        anyhow::ensure!(document.text == text, "reading has changed the text, so that places in it differ");
        let reading = self.reader.read(&document);
        let found = reading.marks.iter().filter_map(|mark| {
            let What::Date(when) = &mark.what else { return None };
            let tokens = document.tokens.get(mark.tokens.clone())?;
            let bytes = tokens.first()?.bytes.start..tokens.last()?.bytes.end;
            Some(Found { bytes, value: when.value })
        });
        Ok(found.collect())
    }
}

/// Whether two ranges share a byte.
pub(crate) fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

/// The points at both ends; nothing where an end is open.
pub(crate) fn ends(date: Edtf) -> Option<(Point, Point)> {
    match date {
        Edtf::Point(point) => Some((point, point)),
        Edtf::Interval(first, last) => Some((first?, last?)),
    }
}

/// Whether a date is said not to be exact.
pub(crate) fn is_about(date: Edtf) -> bool {
    date.to_string().contains('~')
}

/// The day after.
pub(crate) fn next_day(day: Date) -> Date {
    day.saturating_add(1.day())
}

/// How many were right, by kind.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Right and all, by kind.
    pub(crate) kinds: BTreeMap<&'static str, [usize; 2]>,
    /// What is not read by decision, by kind.
    pub(crate) out_of_scope: BTreeMap<&'static str, usize>,
    /// Dates found where there are none, where that is counted apart.
    pub(crate) n_false: Option<usize>,
    /// What was wrong, a line each.
    pub(crate) misses: Vec<String>,
}

impl Tally {
    /// Counts one of a kind.
    pub(crate) fn count(&mut self, kind: &'static str, is_right: bool) {
        let [right, all] = self.kinds.entry(kind).or_default();
        *right += usize::from(is_right);
        *all += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut n_right, mut n_all) = (0, 0);
        for (kind, [right, all]) in &self.kinds {
            writeln!(out, "{kind:<24} {right:>5} of {all:>5}  {:.3}", share(*right, *all))?;
            n_right += right;
            n_all += all;
        }
        writeln!(out, "{:<24} {n_right:>5} of {n_all:>5}  {:.3}", "all in scope", share(n_right, n_all))?;
        if let Some(n_false) = self.n_false {
            let found = n_right + n_false;
            let f1 = share(2 * n_right, n_all + found);
            writeln!(
                out,
                "value P {:.3}  R {:.3}  F1 {f1:.3}",
                share(n_right, found),
                share(n_right, n_all)
            )?;
        }
        for (kind, n) in &self.out_of_scope {
            writeln!(out, "out of scope: {kind:<36} {n:>5}")?;
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of dates are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The text of a file.
pub(crate) fn text_of(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}
