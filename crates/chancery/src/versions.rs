//! `chancery versions`: pages read again with another text.

use std::process::ExitCode;

use anyhow::bail;
use ledger::{Ledger, Page, Versions};

use crate::{answer::answer, arguments::Format, home::Context, output::print};

pub(crate) fn run(context: &Context, name: Option<&str>, format: Format) -> anyhow::Result<ExitCode> {
    let ledger = context.open()?;
    let Some(name) = name else {
        let pages = ledger.versions()?;
        return answer(&pages, &report::versions(&pages), format);
    };
    let page = page(&ledger, name)?;
    let code = answer(std::slice::from_ref(&page), &report::versions(std::slice::from_ref(&page)), format)?;
    if format == Format::Table {
        for version in &page.versions {
            print(&changes(&ledger, &page, &version.document)?)?;
        }
    }
    Ok(code)
}

fn page(ledger: &Ledger, name: &str) -> anyhow::Result<Versions> {
    if let Some(page) = ledger.versions_by_address(name)? {
        return Ok(page);
    }
    let Some(held) = ledger.page(name)? else {
        bail!("the ledger holds no page or document `{name}`; chancery versions lists those with versions");
    };
    match ledger.versions_of(&held.article.id)? {
        Some(page) => Ok(page),
        None => bail!("only one version of `{name}` is held; chancery versions lists pages with more"),
    }
}

/// What changed in a document since the version before it.
fn changes(ledger: &Ledger, page: &Versions, document: &str) -> anyhow::Result<String> {
    let Some(before) = page.before(document) else { return Ok(String::new()) };
    let changes = ledger.changes(&before.document, document)?.unwrap_or_default();
    Ok(format!("\n{}", report::changes_text(&before.document, document, &changes)))
}

/// What is to be said of a document's versions below its text.
pub(crate) fn of(ledger: &Ledger, shown: &Page) -> anyhow::Result<String> {
    let document = &shown.article.id;
    let Some(page) = ledger.versions_of(document)? else { return Ok(String::new()) };
    let mut text = format!("\n{}\n", report::version_sentence(&page, document));
    text.push_str(&changes(ledger, &page, document)?);
    let spans: Vec<record::Span> = shown.marks.iter().map(|mark| mark.span).collect();
    if let Some(later) = ledger.later(document, &spans)? {
        text.push_str(&format!("{}\n", report::later_sentence(&later)));
    }
    Ok(text)
}
