//! Markdown: which bytes are markup, which lines are headings and pictures.

use std::borrow::Cow;
use std::ops::Range;

/// A Markdown text with its markup blanked out, and what the markup said.
pub(crate) struct Markdown<'t> {
    /// The text with every byte of markup as a space, so that offsets hold.
    pub(crate) masked: Cow<'t, str>,
    /// Lines that are headings, as ranges of whole lines.
    pub(crate) headings: Vec<Range<usize>>,
    /// Alternative texts of pictures.
    pub(crate) captions: Vec<Range<usize>>,
}

/// The longest link target, in bytes: a bracket left open must not make every
/// other bracket look through the rest of the text.
const LONGEST_TARGET: usize = 2_000;

/// Finds the markup of a text.
pub(crate) fn markdown(text: &str) -> Markdown<'_> {
    let mut found = Marks::new(text);
    let mut at = 0;
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let bytes = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            is_code = !is_code;
            found.markup.push(bytes);
        } else if !is_code {
            let start = found.line_start(bytes.clone());
            found.inline(start..bytes.end);
        }
    }
    found.finish()
}

struct Marks<'t> {
    text: &'t str,
    markup: Vec<Range<usize>>,
    headings: Vec<Range<usize>>,
    captions: Vec<Range<usize>>,
    middle: Next,
    close: Next,
    angle: Next,
}

/// The next place of a mark, found once and kept until it is passed: without
/// it a row of open brackets would have each look through the rest of the text.
struct Next {
    mark: &'static str,
    at: Option<usize>,
}

impl Next {
    fn new(mark: &'static str) -> Self {
        Self { mark, at: Some(0) }
    }

    /// The first place at or after `from`; nothing if it is past `end` or too
    /// far off for a link. Asked with places that only grow.
    fn after(&mut self, text: &str, from: usize, end: usize) -> Option<usize> {
        if self.at.is_some_and(|at| at < from || at == 0) {
            self.at = text[from..].find(self.mark).map(|offset| from + offset);
        }
        self.at.filter(|at| *at < end && *at - from <= LONGEST_TARGET)
    }
}

impl<'t> Marks<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            markup: Vec::new(),
            headings: Vec::new(),
            captions: Vec::new(),
            middle: Next::new("]("),
            close: Next::new(")"),
            angle: Next::new(">"),
        }
    }

    /// Marks quote, heading and list marks; returns where the words begin.
    fn line_start(&mut self, line: Range<usize>) -> usize {
        let mut at = line.start;
        loop {
            let rest = &self.text[at..line.end];
            let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let rest = &rest[indent..];
            let n_hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
            let length = if rest.starts_with('>') {
                1
            } else if (1..=6).contains(&n_hashes) && rest[n_hashes..].starts_with([' ', '\t']) {
                self.headings.push(line.clone());
                n_hashes
            } else if rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("+ ") {
                1
            } else {
                return at + indent;
            };
            self.mark(at..at + indent + length);
            at += indent + length;
        }
    }

    /// Marks links, pictures, emphasis, code ticks and tags within a line.
    fn inline(&mut self, line: Range<usize>) {
        let mut at = line.start;
        while let Some(letter) = self.text[at..line.end].chars().next() {
            let end = at + letter.len_utf8();
            at = match letter {
                '!' if self.text[end..line.end].starts_with('[') => self.picture(at, line.end),
                '[' => self.link(at, line.end),
                '<' => self.tag(at, line.end),
                '*' | '_' | '`' | '~' => self.emphasis(at, line.clone()),
                '\\' if self.text[end..line.end].starts_with(|next: char| next.is_ascii_punctuation()) => {
                    self.mark(at..end);
                    end + 1
                }
                _ => end,
            };
        }
    }

    /// `![alt](target)`: the alternative text is a caption.
    fn picture(&mut self, at: usize, end: usize) -> usize {
        let Some((close, target_end)) = self.brackets(at + 1, end) else {
            return at + 1;
        };
        self.mark(at..at + 2);
        if close > at + 2 {
            self.captions.push(at + 2..close);
        }
        self.mark(close..target_end);
        target_end
    }

    /// `[words](target)`: the words stay.
    fn link(&mut self, at: usize, end: usize) -> usize {
        let Some((close, target_end)) = self.brackets(at, end) else {
            return at + 1;
        };
        self.mark(at..at + 1);
        self.mark(close..target_end);
        at + 1
    }

    /// Where the `]` and the end of the target of the `[` at `at` stand.
    fn brackets(&mut self, at: usize, end: usize) -> Option<(usize, usize)> {
        let close = self.middle.after(self.text, at, end)?;
        let first = self.close.after(self.text, close, end)?;
        let n_inner = self.text[close + 2..first].matches('(').count();
        if n_inner == 0 {
            return Some((close, first + 1));
        }
        // An address with brackets of its own: `https://x.org/a_(b)`.
        let behind =
            &self.text[first + 1..self.text.floor_char_boundary((first + 100).min(end)).max(first + 1)];
        let last = behind.match_indices(')').nth(n_inner - 1)?.0;
        Some((close, first + 1 + last + 1))
    }

    /// `<br>`, `<https://example.org>`.
    fn tag(&mut self, at: usize, end: usize) -> usize {
        let next = self.text[at + 1..end].chars().next();
        let is_tag = next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!'));
        let close = if is_tag { self.angle.after(self.text, at, end) } else { None };
        let Some(close) = close else {
            return at + 1;
        };
        self.mark(at..close + 1);
        close + 1
    }

    /// A run of `*`, `_`, `` ` `` or `~` that touches a word on one side only,
    /// or any run of the first and third.
    fn emphasis(&mut self, at: usize, line: Range<usize>) -> usize {
        let run =
            self.text[at..line.end].chars().take_while(|letter| matches!(letter, '*' | '_' | '`' | '~'));
        let end = at + run.count();
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let before = self.text[line.start..at].chars().next_back();
        let after = self.text[end..line.end].chars().next();
        let is_inside = is_word(before) && is_word(after);
        if !(is_inside && self.text[at..end].starts_with('_')) {
            self.mark(at..end);
        }
        end
    }

    fn mark(&mut self, bytes: Range<usize>) {
        self.markup.push(bytes);
    }

    fn finish(mut self) -> Markdown<'t> {
        self.markup.sort_by_key(|range| range.start);
        let mut masked = String::with_capacity(self.text.len());
        for range in &self.markup {
            let start = range.start.max(masked.len());
            if range.end <= start {
                continue;
            }
            masked.push_str(&self.text[masked.len()..start]);
            masked.extend(std::iter::repeat_n(' ', range.end - start));
        }
        masked.push_str(&self.text[masked.len()..]);
        Markdown { masked: Cow::Owned(masked), headings: self.headings, captions: self.captions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_spaces() {
        let text =
            "# Talks\n\n**Laos**’s [embassy](https://x.y/a_(b)) and snake_case\n![A photo](p.jpg)\n> quoted";
        let found = markdown(text);
        assert_eq!(found.masked.len(), text.len());
        let words: Vec<&str> = found.masked.split_whitespace().collect();
        assert_eq!(words.join(" "), "Talks Laos ’s embassy and snake_case A photo quoted");
        assert_eq!(&text[found.captions[0].clone()], "A photo");
        assert_eq!(&text[found.headings[0].clone()], "# Talks");
    }
}
