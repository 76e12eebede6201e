//! CSV: RFC 4180, safe to open in a spreadsheet.

use crate::Table;

/// The table as CSV with a header line.
///
/// A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab
/// or return first, and not a number) is led by an apostrophe.
pub fn csv(table: &Table) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = writer.write_record(&table.columns);
    let rows = table.rows.iter().map(|row| writer.write_record(row.iter().map(|cell| guarded(cell))));
    // Writing to memory cannot fail; a row of another length would, and there is none.
    let is_whole = header.is_ok() & rows.fold(true, |is_whole, row| is_whole & row.is_ok());
    debug_assert!(is_whole);
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn guarded(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_kept() {
        let table = Table { columns: vec!["a", "b"], rows: vec![vec!["=1+1".into(), "-3.5".into()]] };
        assert_eq!(csv(&table), "a,b\n'=1+1,-3.5\n");
    }
}
