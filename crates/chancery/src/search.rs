//! `chancery search`: documents by words, names and fields; `chancery index`.

use std::process::ExitCode;

use ledger::{Ledger, Part, Query};

use crate::{
    answer::answer,
    arguments::{Format, Search},
    home::Context,
    output::print,
};

pub(crate) fn run(context: &Context, wanted: &Search) -> anyhow::Result<ExitCode> {
    let text = wanted.query.join(" ");
    let query = Query::read(&text, &|name| context.party(name).ok())?.within(wanted.since, wanted.until);
    let part = Part { offset: wanted.offset.into(), limit: wanted.limit.into() };
    let found = context.open()?.search(&query, part)?;
    let code = answer(&found.hits, &report::found(&found), wanted.format)?;
    if wanted.format == Format::Table && !found.hits.is_empty() {
        print(&format!("{}\n", report::found_sentence(&found, part.offset)))?;
    }
    Ok(code)
}

pub(crate) fn index(context: &Context) -> anyhow::Result<ExitCode> {
    // Opened to read first: a ledger that is not there is not made.
    drop(context.open()?);
    let n_documents = Ledger::create(&context.ledger_path()?)?.index()?;
    let noun = if n_documents == 1 { "document" } else { "documents" };
    print(&format!("indexed {n_documents} {noun}\n"))?;
    Ok(ExitCode::SUCCESS)
}
