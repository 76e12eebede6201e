//! Standard output and error, by one door.

use std::io::{self, ErrorKind, Write};

/// Prints text as it is.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints one line on standard error, with the program's name before it.
pub(crate) fn complain(text: &str) {
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "chancery: {}", report::plain(text));
}

/// "1 document", "2 documents".
pub(crate) fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Whether the reader of our output has gone, as `head` does.
pub(crate) fn is_broken_pipe(wrong: &anyhow::Error) -> bool {
    wrong.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|cause| cause.kind() == ErrorKind::BrokenPipe)
    })
}

/// Columns to lay tables out in.
pub(crate) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|columns| (40..=1000).contains(columns)).unwrap_or(160)
}
