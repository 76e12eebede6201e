//! `chancery backup`, `restore`, `compact` and `rebuild`: keeping the ledger.

use std::{path::Path, process::ExitCode};

use ledger::{Ledger, Named, Reading, Rebuilt, Stored};
use source::{Beside, Item};

use crate::{
    arguments::{Backup, Given},
    home::Context,
    output::{complain, counted, print},
    reader::{Reader, form_of_word},
};

pub(crate) fn back_up(context: &Context, wanted: &Backup) -> anyhow::Result<ExitCode> {
    let ledger = context.open()?;
    let proof =
        if wanted.force { ledger.back_up_over(&wanted.file)? } else { ledger.back_up(&wanted.file)? };
    print(&format!(
        "proved {} in {}\nbackup: {}\n",
        counted(proof.quotations, "quotation"),
        counted(proof.documents, "document"),
        wanted.file.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn restore(context: &Context, backup: &Path) -> anyhow::Result<ExitCode> {
    let path = context.ledger_path()?;
    let restored = Ledger::restore(&path, backup)?;
    print(&format!(
        "proved {} in {}\nledger: {}\n",
        counted(restored.proof.quotations, "quotation"),
        counted(restored.proof.documents, "document"),
        path.display()
    ))?;
    if let Some(replaced) = restored.replaced {
        print(&format!("the ledger it replaces: {}\n", replaced.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn compact(context: &Context) -> anyhow::Result<ExitCode> {
    let compacted = context.open_to_file()?.compact()?;
    print(&format!("before: {} bytes\nafter:  {} bytes\n", compacted.before, compacted.after))?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn rebuild(context: &Context) -> anyhow::Result<ExitCode> {
    let mut ledger = context.open_to_file()?;
    let given = Given { published: None, outlet: None, url: None };
    let reader = Reader::new(context, &given);
    let rebuilt = ledger.rebuild(&context.reader_version(), |stored| {
        read_again(&reader, stored).map_err(|wrong| format!("{wrong:#}"))
    })?;
    for why in &rebuilt.failed {
        complain(&format!("{why}; its claims stay as they were"));
    }
    print(&changes(&rebuilt))?;
    Ok(if rebuilt.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads a stored document as `read` would that is given nothing new.
fn read_again(reader: &Reader<'_>, stored: &Stored) -> anyhow::Result<Reading> {
    let item = Item {
        source: stored.article.source.clone(),
        form: form_of_word(&stored.form)?,
        bytes: stored.bytes.clone(),
        beside: Beside::default(),
    };
    let read = reader.read(&item, Some(&stored.article))?;
    Ok(Reading { text: read.text, record: read.record })
}

/// "22 documents: 1 entry added, 0 gone, 2 changed", and which.
fn changes(rebuilt: &Rebuilt) -> String {
    let documents = counted(rebuilt.documents, "document");
    let lists = [("added", &rebuilt.added), ("gone", &rebuilt.gone), ("changed", &rebuilt.changed)];
    if lists.iter().all(|(_, entries)| entries.is_empty()) {
        return format!("{documents} read again: no entry has changed\n");
    }
    let counts: Vec<String> =
        lists.iter().map(|(what, entries)| format!("{} {what}", entries.len())).collect();
    let mut text = format!("{documents} read again: entries {}\n", counts.join(", "));
    for (what, entries) in lists {
        for Named { id, kind } in entries {
            text.push_str(&format!("{what:<8} {kind:<10} {id}\n"));
        }
    }
    text
}
