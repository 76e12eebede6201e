//! Records as Parquet: one row an article, for clusters and notebooks.

use std::{io::Write, sync::Arc};

use anyhow::Context as _;
use parquet::{
    data_type::{ByteArray, ByteArrayType},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use record::Record;

use crate::sink::Sink;

/// The columns: what one filters by, and the record whole.
const SCHEMA: &str = "message chancery {
    required binary id (UTF8);
    required binary source (UTF8);
    required binary sha256 (UTF8);
    required binary record (UTF8);
}";

/// Rows to a row group.
const GROUP: usize = 1000;

/// Writes rows as Parquet.
pub(crate) struct Rows<W: Write + Send> {
    writer: Option<SerializedFileWriter<W>>,
    rows: Vec<[String; 4]>,
}

impl<W: Write + Send> Rows<W> {
    /// Starts a file.
    pub(crate) fn new(out: W) -> anyhow::Result<Self> {
        let schema = Arc::new(parse_message_type(SCHEMA)?);
        let writer = SerializedFileWriter::new(out, schema, Arc::new(WriterProperties::builder().build()))?;
        Ok(Self { writer: Some(writer), rows: Vec::new() })
    }

    fn write_group(&mut self) -> anyhow::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let writer = self.writer.as_mut().context("the Parquet file was ended already")?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = writer.next_row_group()?;
        let mut idx = 0;
        while let Some(mut column) = group.next_column()? {
            let cells: Vec<ByteArray> = rows
                .iter()
                .filter_map(|row| row.get(idx))
                .map(|cell| ByteArray::from(cell.as_str()))
                .collect();
            column.typed::<ByteArrayType>().write_batch(&cells, None, None)?;
            column.close()?;
            idx += 1;
        }
        group.close()?;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Rows<W> {
    fn take(&mut self, record: &Record) -> anyhow::Result<()> {
        let article = &record.article;
        let whole = serde_json::to_string(record)?;
        self.rows.push([article.id.clone(), article.source.clone(), article.sha256.clone(), whole]);
        if self.rows.len() < GROUP { Ok(()) } else { self.write_group() }
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        self.write_group()?;
        if let Some(writer) = self.writer.take() {
            writer.close()?;
        }
        Ok(())
    }
}
