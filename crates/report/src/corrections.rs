//! The journal of corrections.

use ledger::{Correction, Decision, What};
use serde_json::Value;

use crate::{phrase::plain, table::Table};

/// Corrections: number, when, by whom, what, why, whether undone.
pub fn corrections(corrections: &[Correction]) -> Table {
    let rows = corrections.iter().map(|correction| {
        let undone = correction.undone.as_ref();
        vec![
            correction.number.to_string(),
            correction.made.clone(),
            plain(&correction.author),
            decision(&correction.decision),
            plain(correction.why.as_deref().unwrap_or_default()),
            undone.map(|undone| format!("{} by {}", undone.made, plain(&undone.author))).unwrap_or_default(),
        ]
    });
    Table { columns: vec!["number", "made", "author", "what", "why", "undone"], rows: rows.collect() }
}

/// What was decided, in words: `edit e-1f2a: date 2024-09-10 to 2024-09-11`.
fn decision(decision: &Decision) -> String {
    let entries = decision.entries.join(", ");
    let documents = || -> String {
        let mut documents: Vec<&str> = decision.claims.iter().map(|claim| claim.document.as_str()).collect();
        documents.dedup();
        documents.join(", ")
    };
    let words = || decision.claims.iter().flat_map(|claim| &claim.words).map(|words| plain(words));
    let what = match &decision.what {
        What::Edit { field, before, value } => {
            format!("edit {entries}: {field} {} to {}", shown(before), shown(value))
        }
        What::Split => format!("split {entries}: off {}", documents()),
        What::Add { .. } => {
            let words: Vec<String> = words().map(|words| format!("\"{words}\"")).collect();
            format!("add {} to {}: {}", decision.kind, documents(), words.join(", "))
        }
        what => format!("{} {entries}", what.word()),
    };
    plain(&what)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
