//! Lines to blocks: paragraphs, headline, headings, captions, furniture.

use std::ops::Range;

use crate::markdown::Markdown;
use crate::sentence::trimmed;
use crate::{Block, BlockKind, caption, furniture, head};

/// The blocks of a text from byte `start` on: headings and captions that the
/// markup names, furniture and captions told by their words, and paragraphs.
pub(crate) fn blocks(text: &str, start: usize, markdown: Option<&Markdown>) -> Vec<Block> {
    let wrap = wrap(&text[start..]);
    let mut blocks = Vec::new();
    for run in runs(text, start) {
        let lines: Vec<&str> = run.iter().map(|line| &text[line.clone()]).collect();
        if furniture::is_menu(&lines) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            blocks.push(Block { bytes: first.start..last.end, kind: BlockKind::Furniture });
            continue;
        }
        for bytes in paragraphs(text, &run, wrap) {
            named(text, bytes, markdown, &mut blocks);
        }
    }
    blocks
}

/// Sorts paragraphs into captions, furniture and running text by their words.
pub(crate) fn sorted(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut is_behind_marker = false;
    for block in blocks {
        let part = &text[block.bytes.clone()];
        let is_caption = matches!(block.kind, BlockKind::Caption);
        if !is_caption && block.kind != BlockKind::Paragraph {
            is_behind_marker = false;
            found.push(block);
            continue;
        }
        let is_marker = caption::is_marker(part);
        if is_marker || furniture::is_furniture(part) {
            found.push(Block { kind: BlockKind::Furniture, ..block });
        } else if let Some(parts) = caption::split(text, block.bytes.clone()) {
            for part in parts {
                // What follows a credit may be a caption with a credit again.
                let is_rest = part.kind == BlockKind::Paragraph;
                let again = if is_rest { caption::split(text, part.bytes.clone()) } else { None };
                found.extend(again.unwrap_or_else(|| vec![part]));
            }
        } else if is_behind_marker && part.len() < 350 {
            found.push(Block { kind: BlockKind::Caption, ..block });
        } else {
            found.push(block);
        }
        is_behind_marker = is_marker;
    }
    found
}

/// Marks headings: short paragraphs without a full stop, before running text.
pub(crate) fn headings(text: &str, blocks: &mut [Block]) {
    for block_idx in 0..blocks.len() {
        let Some((block, rest)) = blocks.get_mut(block_idx..).and_then(<[Block]>::split_first_mut) else {
            return;
        };
        let is_before_text = rest
            .iter()
            .find(|next| !matches!(next.kind, BlockKind::Caption | BlockKind::Furniture | BlockKind::Credit))
            .is_some_and(|next| next.kind == BlockKind::Paragraph);
        let part = &text[block.bytes.clone()];
        if block.kind == BlockKind::Paragraph && is_before_text && is_heading(part) {
            block.kind = BlockKind::Heading;
        }
    }
}

/// Whether a block reads like a headline over the text that follows it.
pub(crate) fn is_headline(part: &str) -> bool {
    part.len() <= 320
        && part.split_whitespace().count() > 1
        && is_open(part)
        && !part.starts_with(['“', '"', '•', '-'])
}

fn is_heading(part: &str) -> bool {
    let n_words = part.split_whitespace().count();
    let has_label = part.split_once(": ").is_some_and(|(label, _)| label.len() < 60);
    part.len() <= 120 && n_words <= 14 && !has_label && is_open(part) && !part.ends_with(['?', '”', '"'])
}

/// Whether a line starts like a sentence but does not end like one.
fn is_open(part: &str) -> bool {
    let starts = part
        .chars()
        .next()
        .is_some_and(|first| !first.is_lowercase() && !matches!(first, '•' | '*' | '–' | '—'));
    let ends = part.ends_with(['.', ':', ';', ',', '!', '…', '-', '–', '—', '。']) && !ends_abbreviated(part);
    let is_bracketed = part.starts_with(['(', '[', '<']);
    starts && !ends && !is_bracketed && part.chars().any(char::is_alphabetic)
}

/// `... to Washington, D.C.`, `... Biden, Jr.`: the period is not a full stop.
fn ends_abbreviated(part: &str) -> bool {
    let last = part.split_whitespace().next_back().unwrap_or("");
    let is_dotted = last.len() >= 4 && last.split('.').all(|letter| letter.chars().count() <= 1);
    is_dotted || matches!(last, "Jr." | "Sr.")
}

/// Lines without blank lines between them, as trimmed ranges.
fn runs(text: &str, start: usize) -> Vec<Vec<Range<usize>>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    let mut at = start;
    for line in text[start..].split_inclusive(['\n', '\u{2029}', '\u{c}']) {
        let bytes = trimmed(text, at..at + line.len());
        at += line.len();
        if !bytes.is_empty() {
            run.push(bytes);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The width at which a text's lines are wrapped, in bytes; nothing if each line
/// is a paragraph of its own.
fn wrap(text: &str) -> Option<usize> {
    let mut longest = 0;
    let (mut n_inner, mut n_full) = (0_usize, 0_usize);
    let mut lines = text.lines().map(|line| line.trim_end().len()).peekable();
    while let Some(length) = lines.next() {
        longest = longest.max(length);
        if length > 0 && lines.peek().is_some_and(|next| *next > 0) {
            n_inner += 1;
            n_full += usize::from(length >= 45);
        }
    }
    (longest <= 160 && n_inner > 0 && n_full * 3 >= n_inner * 2).then_some(longest)
}

/// The paragraphs of a run of lines.
fn paragraphs(text: &str, run: &[Range<usize>], wrap: Option<usize>) -> Vec<Range<usize>> {
    let Some(width) = wrap else {
        return run.to_vec();
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut is_closed = true;
    for (line_idx, line) in run.iter().enumerate() {
        let part = &text[line.clone()];
        let is_alone = stands_alone(part);
        let is_bullet = part.starts_with(['•', '●', '▪']) || part.starts_with("- ") || part.starts_with("* ");
        let opens = is_alone || is_bullet || caption::has_marker(part);
        match found.last_mut() {
            Some(last) if !(is_closed || opens) => last.end = line.end,
            _ => found.push(line.clone()),
        }
        // A line that ends although the next word had room ends its paragraph.
        let next = run.get(line_idx + 1).map_or("", |next| &text[next.clone()]);
        let next_word = next.split_whitespace().next().map_or(0, str::len);
        let had_room = part.len() + 1 + next_word < width * 3 / 4;
        is_closed =
            is_alone || had_room || (part.ends_with(')') && caption::split(text, line.clone()).is_some());
    }
    found
}

/// Whether a line is a part by itself whatever stands around it.
fn stands_alone(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    furniture::is_furniture(line) || caption::is_marker(line) || head::head(line, false).length == line.len()
}

/// Adds a paragraph, or what the markup says it is.
fn named(text: &str, bytes: Range<usize>, markdown: Option<&Markdown>, blocks: &mut Vec<Block>) {
    let Some(markdown) = markdown else {
        blocks.push(Block { bytes, kind: BlockKind::Paragraph });
        return;
    };
    let heading = markdown.headings.partition_point(|line| line.end < bytes.start);
    if markdown.headings.get(heading).is_some_and(|line| line.start <= bytes.start && bytes.start < line.end)
    {
        blocks.push(Block { bytes, kind: BlockKind::Heading });
        return;
    }
    let first = markdown.captions.partition_point(|alt| alt.start < bytes.start);
    let inside = markdown.captions[first..].iter().take_while(|alt| alt.end <= bytes.end);
    let mut at = bytes.start;
    let mut push = |bytes: Range<usize>, kind| {
        let bytes = trimmed(text, bytes);
        if !bytes.is_empty() {
            blocks.push(Block { bytes, kind });
        }
    };
    for alt in inside {
        push(at..alt.start, BlockKind::Paragraph);
        push(alt.clone(), BlockKind::Caption);
        at = alt.end;
    }
    push(at..bytes.end, BlockKind::Paragraph);
}
