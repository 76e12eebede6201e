//! Dates in words, with the EDTF value beside them.

use std::fmt;

use askama::filters::HtmlSafe;
use record::{DateFrom, Edtf};

/// A date as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// `10–13 September 2024`, or a dash where none is known.
    pub(crate) words: String,
    /// The value for machines, where HTML's `time` can hold it.
    pub(crate) machine: Option<String>,
    /// The value as EDTF; empty where none is known.
    pub(crate) edtf: String,
    /// How the date came about, if not from the text itself.
    pub(crate) note: Option<&'static str>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// A date that needs no note.
    pub(crate) fn of(date: Option<&Edtf>) -> Self {
        let edtf = date.map_or_else(String::new, Edtf::to_string);
        let machine = date.filter(|date| matches!(date, Edtf::Point(_))).map(|_| edtf.clone());
        // `time` knows no approximate dates.
        let machine = machine.filter(|edtf| !edtf.ends_with('~'));
        let words = if edtf.is_empty() { "not known".to_owned() } else { worded(&edtf) };
        Self { words, machine, edtf, note: None }
    }

    /// A date with a note where it was inferred or given from outside.
    pub(crate) fn from(date: Option<&Edtf>, from: DateFrom) -> Self {
        let note = match from {
            DateFrom::Inferred => Some("inferred"),
            DateFrom::Argument => Some("given by the user"),
            _ => None,
        };
        Self { note: note.filter(|_| date.is_some()), ..Self::of(date) }
    }
}

// Nothing in it comes from a source: EDTF and words of this file alone.
impl HtmlSafe for Day {}

/// The date as HTML.
impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.machine {
            Some(machine) => write!(out, "<time datetime=\"{machine}\">{}</time>", self.words)?,
            None if self.edtf.is_empty() => write!(out, "<span class=\"absent\">{}</span>", self.words)?,
            None => write!(out, "<span title=\"{}\">{}</span>", self.edtf, self.words)?,
        }
        match self.note {
            Some(note) => write!(out, " <span class=\"note\">{note}</span>"),
            None => Ok(()),
        }
    }
}

/// Where a date came from, in a sentence.
pub(crate) fn origin(from: DateFrom) -> &'static str {
    match from {
        DateFrom::Text => "from the text",
        DateFrom::Metadata => "from the page’s own metadata",
        DateFrom::Argument => "given by the user who read it in",
        DateFrom::Inferred => "inferred from the day of the report or from other reports",
        DateFrom::None => "not found in the text",
    }
}

/// An EDTF date in English: `10–13 September 2024`, `about 2026`.
fn worded(edtf: &str) -> String {
    let Some((first, last)) = edtf.split_once('/') else { return point(edtf) };
    match (first, last) {
        ("..", last) => format!("until {}", point(last)),
        (first, "..") => format!("since {}", point(first)),
        (first, last) => interval(first, last),
    }
}

/// What two ends share is said once.
fn interval(first: &str, last: &str) -> String {
    let (from, to) = (parts(first), parts(last));
    let is_exact = !first.ends_with('~') && !last.ends_with('~');
    match (from.as_slice(), to.as_slice()) {
        ([year, month, day], [end_year, end_month, _])
            if is_exact && year == end_year && month == end_month =>
        {
            format!("{}–{}", number(day), point(last))
        }
        ([year, month, day], [end_year, ..]) if is_exact && year == end_year && to.len() == 3 => {
            format!("{} {} – {}", number(day), month_name(month), point(last))
        }
        ([year, month], [end_year, _]) if is_exact && year == end_year => {
            format!("{}–{}", month_name(month), point(last))
        }
        _ => format!("{} – {}", point(first), point(last)),
    }
}

fn point(edtf: &str) -> String {
    let about = if edtf.ends_with('~') { "about " } else { "" };
    let words = match parts(edtf).as_slice() {
        [year, month, day] => format!("{} {} {year}", number(day), month_name(month)),
        [year, month] => format!("{} {year}", month_name(month)),
        _ => edtf.trim_end_matches('~').to_owned(),
    };
    format!("{about}{words}")
}

fn parts(edtf: &str) -> Vec<&str> {
    edtf.trim_end_matches('~').split('-').collect()
}

fn number(day: &str) -> &str {
    day.trim_start_matches('0')
}

/// The name of a month; its digits where there is no such month.
pub(crate) fn month_name(month: &str) -> &str {
    let named = month.parse::<usize>().ok().and_then(|number| MONTHS.get(number.checked_sub(1)?));
    named.copied().unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_english() {
        for (edtf, words) in [
            ("2024-09-01", "1 September 2024"),
            ("2024-09", "September 2024"),
            ("2024", "2024"),
            ("2026~", "about 2026"),
            ("2024-09-10/2024-09-13", "10–13 September 2024"),
            ("2024-08-30/2024-09-02", "30 August – 2 September 2024"),
            ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
            ("2024-01/2024-08", "January–August 2024"),
            ("2021-08/..", "since August 2021"),
            ("../2021", "until 2021"),
        ] {
            let date: Edtf = edtf.parse().unwrap();
            assert_eq!(Day::of(Some(&date)).words, words);
        }
        assert_eq!(Day::of(None).words, "not known");
    }
}
