//! TSV files: a checked header, then one fact a row.

use std::{cmp::Ordering, collections::HashMap};

use record::fold;

use crate::{
    Error,
    error::Spot,
    files::{File, shown},
};

/// The columns of a file; those whose name ends in `!` must not be empty.
///
/// The first column is the key: required, unique and sorted by bytes. The last
/// is always `source!`, which is checked and then dropped.
pub(crate) type Columns = &'static [&'static str];

/// A row whose cells are as many as the columns.
pub(crate) struct Row<'t> {
    /// The path of its file below the folder.
    path: &'t str,
    line: usize,
    columns: Columns,
    cells: Vec<&'t str>,
}

/// Reads and checks the rows of a file.
pub(crate) fn rows<'t>(file: &'t File<'_>, columns: Columns) -> Result<Vec<Row<'t>>, Error> {
    let lines = file.text.lines().enumerate().map(|(idx, line)| (idx + 1, line));
    let mut lines = lines.skip_while(|(_, line)| line.starts_with('#'));
    let (line, header) = lines.next().unwrap_or((1, ""));
    check_header(Spot { path: file.shown(), line }, header, columns)?;
    let mut rows: Vec<Row<'t>> = Vec::new();
    for (line, text) in lines {
        let row = Row { path: &file.path, line, columns, cells: text.split('\t').collect() };
        check_cells(&row)?;
        if let Some(before) = rows.last() {
            check_order(before, &row)?;
        }
        rows.push(row);
    }
    Ok(rows)
}

impl<'t> Row<'t> {
    /// The cell of a column; empty where there is no such column.
    pub(crate) fn text(&self, column: &str) -> &'t str {
        let idx = self.columns.iter().position(|name| bare(name) == column);
        idx.and_then(|idx| self.cells.get(idx)).copied().unwrap_or("")
    }

    /// The cell of a column as a string of its own.
    pub(crate) fn string(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    /// The values of a cell that may hold several, `|` between.
    pub(crate) fn values(&self, column: &str) -> Vec<String> {
        parts(self.text(column), '|')
    }

    /// The values of a cell, each with its variants, `=` between.
    pub(crate) fn variants(&self, column: &str) -> Vec<Vec<String>> {
        self.values(column).iter().map(|value| parts(value, '=')).collect()
    }

    /// Where the row is.
    pub(crate) fn at(&self) -> Spot {
        Spot { path: shown(self.path), line: self.line }
    }
}

/// Refuses a name or form that `columns` hold twice in one file. `US` is not `us`.
pub(crate) fn check_forms(rows: &[Row<'_>], columns: &[&str]) -> Result<(), Error> {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(rows.len() * 4);
    for row in rows {
        for form in columns.iter().flat_map(|column| row.text(column).split('|')) {
            if form.is_empty() {
                continue;
            }
            if let Some(line) = seen.insert(form, row.line) {
                return Err(Error::DuplicateForm { at: row.at(), form: form.to_owned(), line });
            }
        }
    }
    Ok(())
}

/// Refuses a phrase or form that is not written as text is folded.
pub(crate) fn check_folded(rows: &[Row<'_>], columns: &[&str]) -> Result<(), Error> {
    for row in rows {
        for form in columns.iter().flat_map(|column| row.text(column).split('|')) {
            if is_folded(form) {
                continue;
            }
            return Err(Error::NotFolded { at: row.at(), form: form.to_owned(), folded: fold(form) });
        }
    }
    Ok(())
}

/// Folding ASCII only lowers it (and straightens the backtick), which is cheap to test.
fn is_folded(form: &str) -> bool {
    if form.is_ascii() {
        return !form.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'`');
    }
    fold(form) == form
}

fn parts(cell: &str, between: char) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    cell.split(between).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn bare(column: &'static str) -> &'static str {
    column.strip_suffix('!').unwrap_or(column)
}

fn check_header(at: Spot, header: &str, columns: Columns) -> Result<(), Error> {
    let known: Vec<&str> = columns.iter().map(|column| bare(column)).collect();
    let found: Vec<&str> = header.split('\t').collect();
    if found == known {
        return Ok(());
    }
    let header = known.join(" ");
    if let Some(column) = known.iter().find(|column| !found.contains(column)) {
        return Err(Error::MissingColumn { at, column: (*column).to_owned(), header });
    }
    if let Some(column) = found.iter().find(|column| !known.contains(column)) {
        return Err(Error::UnknownColumn { at, column: (*column).to_owned(), header });
    }
    Err(Error::ColumnOrder { at, header })
}

fn check_cells(row: &Row<'_>) -> Result<(), Error> {
    if row.cells.len() != row.columns.len() {
        return Err(Error::Cells { at: row.at(), found: row.cells.len(), expected: row.columns.len() });
    }
    for (cell, column) in row.cells.iter().zip(row.columns) {
        let is_required = column.ends_with('!');
        if has_empty_value(cell) || (is_required && cell.is_empty()) {
            return Err(Error::Empty { at: row.at(), column: bare(column) });
        }
    }
    Ok(())
}

/// Whether one of several values is empty or has white space at an end.
fn has_empty_value(cell: &str) -> bool {
    !cell.is_empty() && cell.split('|').any(|value| value.is_empty() || value.trim() != value)
}

fn check_order(before: &Row<'_>, row: &Row<'_>) -> Result<(), Error> {
    let (above, key) = (before.cells.first().copied(), row.cells.first().copied());
    let key_string = || key.unwrap_or_default().to_owned();
    match above.cmp(&key) {
        Ordering::Less => Ok(()),
        Ordering::Equal => Err(Error::Duplicate { at: row.at(), key: key_string() }),
        Ordering::Greater => {
            let before = above.unwrap_or_default().to_owned();
            Err(Error::Unsorted { at: row.at(), key: key_string(), before })
        }
    }
}

/// The path of a table that must be there.
pub(crate) fn find<'f, 't>(files: &'f [File<'t>], path: &str) -> Result<&'f File<'t>, Error> {
    let missing = || Error::MissingFile { path: shown(path) };
    files.iter().find(|file| file.path == path).ok_or_else(missing)
}
