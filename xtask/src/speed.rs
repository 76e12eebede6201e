//! How fast texts are read, and what memory that takes.

use std::{
    fmt, fs,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use syntax::{Model, Reader};

/// How often texts are read; the fastest counts, since other work on the machine
/// can only slow it down. What takes long is read once.
const TIMES: usize = 3;
const LONG: f64 = 10.0;

/// What reading took.
#[derive(Debug)]
pub(crate) struct Speed {
    n_tokens: usize,
    /// Seconds on one thread and on `n_threads`.
    alone: f64,
    together: f64,
    n_threads: usize,
    resident: String,
}

impl Speed {
    /// Reads all texts, whose lines are blocks.
    pub(crate) fn of(model: &Model, texts: &[String], n_threads: usize) -> Self {
        let (n_tokens, alone) = timed(model, texts, 1);
        let resident = resident();
        let (_, together) = timed(model, texts, n_threads);
        Self { n_tokens, alone, together, n_threads, resident }
    }
}

/// The tokens of all texts, and the seconds that reading them takes.
fn timed(model: &Model, texts: &[String], n_threads: usize) -> (usize, f64) {
    let mut fastest = f64::MAX;
    let mut n_tokens = 0;
    for _ in 0..TIMES {
        let start = Instant::now();
        n_tokens = read(model, texts, n_threads);
        fastest = fastest.min(start.elapsed().as_secs_f64());
        if fastest > LONG {
            break;
        }
    }
    (n_tokens, fastest)
}

/// Reads all texts and counts their tokens.
fn read(model: &Model, texts: &[String], n_threads: usize) -> usize {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut reader = Reader::new(model);
        let mut n_tokens = 0;
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            n_tokens += reader.read_blocks(text, &lines(text)).tokens.len();
        }
        n_tokens
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_default()).sum()
    })
}

fn lines(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(start..start + line.len());
        start += line.len();
    }
    lines
}

/// The memory of this process, as the system tells it.
pub(crate) fn resident() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

impl fmt::Display for Speed {
    fn fmt(&self, page: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = |seconds: f64| self.n_tokens as f64 / seconds;
        writeln!(page, "  tokens          {}", self.n_tokens)?;
        writeln!(page, "  one thread      {:.2} s, {:.0} tokens/s", self.alone, rate(self.alone))?;
        let (n, together) = (self.n_threads, self.together);
        writeln!(page, "  {n} threads       {together:.2} s, {:.0} tokens/s", rate(together))?;
        writeln!(page, "  scaling         {:.2}", self.alone / together)?;
        write!(page, "  resident        {} with one thread", self.resident)
    }
}
