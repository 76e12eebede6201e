//! Where records go: JSON Lines or Parquet on standard output.

use std::io::{BufWriter, Write};

use record::Record;

use crate::arguments::ExtractFormat;

/// Where records go.
pub(crate) trait Sink {
    fn take(&mut self, record: &Record) -> anyhow::Result<()>;
    fn finish(&mut self) -> anyhow::Result<()>;
}

struct Lines(BufWriter<std::io::Stdout>);

impl Sink for Lines {
    fn take(&mut self, record: &Record) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.0, record)?;
        self.0.write_all(b"\n")?;
        Ok(())
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.0.flush()?)
    }
}

/// The sink of a format, on standard output.
pub(crate) fn sink(format: ExtractFormat) -> anyhow::Result<Box<dyn Sink>> {
    match format {
        ExtractFormat::Jsonl => Ok(Box::new(Lines(BufWriter::new(std::io::stdout())))),
        #[cfg(feature = "parquet")]
        ExtractFormat::Parquet => Ok(Box::new(crate::parquet_out::Rows::new(std::io::stdout())?)),
        #[cfg(not(feature = "parquet"))]
        ExtractFormat::Parquet => anyhow::bail!(
            "this chancery was built without Parquet; build it with: cargo build --release --features parquet"
        ),
    }
}
