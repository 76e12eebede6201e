//! Tables: the columns of each listing.

use ledger::{Document, Encounter, Figure, Formula, Person, PlaceFrom};
use record::Actor;
use unicode_width::UnicodeWidthStr;

use crate::phrase::{Names, amount, date, parties, plain};

/// Rows under headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub columns: Vec<&'static str>,
    /// The cells, as many a row as there are headings.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as text: columns padded to their widest cell, the last one
    /// broken at `width` columns and continued under itself.
    pub fn text(&self, width: usize) -> String {
        let n_columns = self.columns.len();
        let mut widths: Vec<usize> = self.columns.iter().map(|heading| heading.width()).collect();
        for row in &self.rows {
            for (column, cell) in row.iter().enumerate() {
                widths[column] = widths[column].max(cell.width());
            }
        }
        let before: usize = widths.iter().take(n_columns.saturating_sub(1)).map(|width| width + 2).sum();
        let last_width = width.saturating_sub(before).max(30);
        let heading: Vec<String> = self.columns.iter().map(|heading| (*heading).to_owned()).collect();
        let mut text = line(&heading, &widths, last_width);
        let rule: usize = before + widths.last().copied().unwrap_or(0).min(last_width);
        text.push_str(&"─".repeat(rule));
        text.push('\n');
        for row in &self.rows {
            text.push_str(&line(row, &widths, last_width));
        }
        text
    }
}

/// One row, its last cell broken into lines.
fn line(cells: &[String], widths: &[usize], last_width: usize) -> String {
    let Some((last, first)) = cells.split_last() else { return "\n".to_owned() };
    let mut text = String::new();
    for (cell, width) in first.iter().zip(widths) {
        text.push_str(cell);
        text.push_str(&" ".repeat(width - cell.width() + 2));
    }
    let indent = text.width();
    for (number, part) in broken(last, last_width).iter().enumerate() {
        if number > 0 {
            text.push_str(&" ".repeat(indent));
        }
        text.push_str(part);
        while text.ends_with(' ') {
            text.pop();
        }
        text.push('\n');
    }
    text
}

/// A cell in lines of at most `width` columns, broken at spaces.
fn broken(cell: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in cell.split(' ') {
        let Some(current) = lines.last_mut() else { break };
        if !current.is_empty() && current.width() + 1 + word.width() > width {
            lines.push(word.to_owned());
            continue;
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines
}

/// Who takes part: names with capacities, parties, groups.
pub(crate) fn who(entry: &Encounter, names: &Names) -> String {
    let person = |actor: &Actor| match actor {
        Actor::Person(id) => {
            let name = entry.names.get(id).map_or(id.0.as_str(), String::as_str);
            match entry.capacities.get(id).filter(|labels| !labels.is_empty()) {
                Some(labels) => format!("{name} ({})", labels.join("; ")),
                None => name.to_owned(),
            }
        }
        Actor::Party(party) => names.of(party),
        Actor::Group(words) => words.clone(),
    };
    let mut who: Vec<String> = entry.participants.iter().map(person).collect();
    who.extend(entry.groups.iter().cloned());
    plain(&who.join(", "))
}

/// Encounters: date, kind, place, status, sources, who.
pub fn encounters(entries: &[Encounter], names: &Names) -> Table {
    let rows = entries.iter().map(|entry| {
        let inferred = if entry.date_from == record::DateFrom::Inferred { " *" } else { "" };
        let place_inferred = if entry.place_from == PlaceFrom::Inferred { " *" } else { "" };
        vec![
            entry.id.clone(),
            format!("{}{inferred}", date(entry.date.as_ref())),
            entry.kind.to_string(),
            format!(
                "{}{place_inferred}",
                entry.place.as_ref().map_or("–".to_owned(), |place| plain(&place.name))
            ),
            entry.status.to_string(),
            format!("{} ({})", entry.sources.len(), entry.voices.len()),
            who(entry, names),
        ]
    });
    Table {
        columns: vec!["id", "date", "kind", "place", "status", "sources (voices)", "who, in what capacity"],
        rows: rows.collect(),
    }
}

/// Persons: name, party, documents, offices with the days seen held.
pub fn people(people: &[Person], names: &Names) -> Table {
    let rows = people.iter().map(|person| {
        let held = person.capacities.iter().map(|held| {
            let days = match (&held.first, &held.last) {
                (Some(first), Some(last)) if first != last => format!(" [{first} to {last}]"),
                (Some(first), _) => format!(" [{first}]"),
                _ => String::new(),
            };
            format!("{}{days}", held.capacity.label)
        });
        vec![
            person.id.0.clone(),
            plain(&person.name),
            person.country.as_ref().map_or("–".to_owned(), |party| names.of(party)),
            person.sources.len().to_string(),
            plain(&held.collect::<Vec<_>>().join("; ")),
        ]
    });
    Table { columns: vec!["id", "name", "party", "documents", "offices [seen held]"], rows: rows.collect() }
}

/// Figures: period, measure, whose, value, sources, the words.
pub fn figures(figures: &[Figure], names: &Names) -> Table {
    let rows = figures.iter().map(|figure| {
        let words = figure.sources.iter().find_map(|source| source.words.first());
        vec![
            figure.id.clone(),
            date(figure.period.as_ref()),
            plain(&figure.measure),
            parties(&figure.subject, names),
            amount(figure.value, &figure.unit, figure.approx),
            format!("{} ({})", figure.sources.len(), figure.voices.len()),
            words.map_or_else(String::new, |words| format!("“{}”", plain(words))),
        ]
    });
    Table {
        columns: vec!["id", "period", "measure", "whose", "value", "sources (voices)", "words"],
        rows: rows.collect(),
    }
}

/// Formulas: first and last use, relation, sources, terms. A term that a text
/// says was added is marked.
pub fn formulas(formulas: &[Formula], names: &Names) -> Table {
    let term = |formula: &Formula, term: &String| {
        let is_new = formula.new.contains(term);
        format!("{term}{}", if is_new { " (added)" } else { "" })
    };
    let rows = formulas.iter().map(|formula| {
        let terms: Vec<String> = formula.terms.iter().map(|one| term(formula, one)).collect();
        vec![
            formula.id.clone(),
            date(formula.first.as_ref()),
            date(formula.last.as_ref()),
            parties(&formula.relation, names),
            format!("{} ({})", formula.sources.len(), formula.voices.len()),
            plain(&terms.join(", ")),
        ]
    });
    Table {
        columns: vec!["id", "first use", "last use", "relation", "sources (voices)", "terms"],
        rows: rows.collect(),
    }
}

/// Documents: published, outlet, agency, what was found, title or source.
pub fn documents(documents: &[Document]) -> Table {
    let rows = documents.iter().map(|document| {
        let article = &document.article;
        let found: Vec<String> = document
            .found
            .iter()
            .filter(|(_, count)| **count > 0)
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        let or_dash = |text: &Option<String>| text.as_deref().map_or("–".to_owned(), plain);
        vec![
            article.id.clone(),
            date(article.published.value.as_ref()),
            or_dash(&article.outlet),
            or_dash(&article.agency),
            found.join(", "),
            plain(article.title.as_deref().unwrap_or(&article.source)),
        ]
    });
    Table {
        columns: vec!["id", "published", "outlet", "agency", "found", "title or source"],
        rows: rows.collect(),
    }
}
