//! `chancery extract`: what articles say, as JSON Lines or Parquet.

use std::process::ExitCode;

use record::Record;
use source::Item;

use crate::{
    arguments::Extract, home::Context, in_order::in_order, output::complain, reader::Reader, sink::sink,
};

pub(crate) fn run(context: &Context, wanted: &Extract) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(context, &wanted.given);
    let mut failed = false;
    let mut sink = sink(wanted.format)?;
    let read = |item: Result<Item, source::Error>| -> anyhow::Result<Record> {
        let mut read = reader.read(&item?, None)?;
        if wanted.with_text {
            read.record.article.text = Some(read.text);
        }
        Ok(read.record)
    };
    in_order(&wanted.paths, wanted.jobs, read, |read| {
        match read {
            Ok(record) => sink.take(&record)?,
            Err(wrong) => {
                failed = true;
                complain(&format!("{wrong:#}"));
            }
        }
        Ok(())
    })?;
    sink.finish()?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
