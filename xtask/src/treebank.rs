//! Treebanks in CoNLL-U, <https://universaldependencies.org/format.html>.

use std::ops::Range;

use anyhow::{Context as _, bail};

/// A paragraph of a treebank, with the text that its sentences make.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    /// The texts of the sentences, with a space between each two.
    pub(crate) text: String,
    /// Its words.
    pub(crate) words: Vec<Word>,
}

/// A word as it was annotated.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it stands in the paragraph's text; none if it is not written there
    /// as it is annotated.
    pub(crate) bytes: Option<Range<usize>>,
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: String,
    pub(crate) penn: String,
    /// The index of its head in the paragraph; its own for a root.
    pub(crate) head: usize,
    pub(crate) relation: String,
    pub(crate) starts_sentence: bool,
}

/// The lines of one sentence.
#[derive(Debug, Default)]
struct Lines<'a> {
    starts_paragraph: bool,
    text: &'a str,
    rows: Vec<Vec<&'a str>>,
}

/// The paragraphs of a treebank.
pub(crate) fn paragraphs(treebank: &str) -> anyhow::Result<Vec<Paragraph>> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut lines = Lines::default();
    for line in treebank.lines().chain([""]) {
        if line.starts_with("# newdoc") || line.starts_with("# newpar") {
            lines.starts_paragraph = true;
        } else if let Some(text) = line.strip_prefix("# text = ") {
            lines.text = text;
        } else if line.is_empty() && !lines.rows.is_empty() {
            let lines = std::mem::take(&mut lines);
            match paragraphs.last_mut().filter(|_| !lines.starts_paragraph) {
                Some(paragraph) => paragraph.push(&lines)?,
                None => {
                    let mut paragraph = Paragraph::default();
                    paragraph.push(&lines)?;
                    paragraphs.push(paragraph);
                }
            }
        } else if line.starts_with(|letter: char| letter.is_ascii_digit()) {
            lines.rows.push(line.split('\t').collect());
        }
    }
    Ok(paragraphs)
}

impl Paragraph {
    fn push(&mut self, lines: &Lines<'_>) -> anyhow::Result<()> {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let mut at = self.text.len();
        self.text.push_str(lines.text);
        let first = self.words.len();
        // How many words of a word drawn together are still to come, and whether
        // they make up what is written.
        let (mut n_drawn, mut is_written) = (0_usize, true);
        for (row_idx, row) in lines.rows.iter().enumerate() {
            let [id, form, lemma, upos, penn, _, head, relation, ..] = row.as_slice() else {
                bail!("a line of {} columns in `{}`", row.len(), lines.text);
            };
            if let Some((from, to)) = id.split_once('-') {
                n_drawn = to.parse::<usize>()? + 1 - from.parse::<usize>()?;
                let words = lines.rows.iter().skip(row_idx + 1).take(n_drawn);
                let whole: String = words.filter_map(|row| row.get(1).copied()).collect();
                is_written = whole == *form;
                if !is_written {
                    at = self.find(form, at).map_or(at, |bytes| bytes.end);
                }
                continue;
            }
            if id.contains('.') {
                continue;
            }
            let bytes = if n_drawn == 0 || is_written { self.find(form, at) } else { None };
            n_drawn = n_drawn.saturating_sub(1);
            at = bytes.as_ref().map_or(at, |bytes| bytes.end);
            let head: usize = head.parse().with_context(|| format!("a head in `{}`", lines.text))?;
            let own = self.words.len();
            self.words.push(Word {
                bytes,
                form: (*form).to_owned(),
                lemma: (*lemma).to_owned(),
                upos: (*upos).to_owned(),
                penn: (*penn).to_owned(),
                head: head.checked_sub(1).map_or(own, |head| first + head),
                relation: (*relation).to_owned(),
                starts_sentence: own == first,
            });
        }
        Ok(())
    }

    /// Where `form` stands in the text, at `at` or after white space.
    fn find(&self, form: &str, at: usize) -> Option<Range<usize>> {
        let rest = self.text.get(at..)?;
        let start = at + rest.len() - rest.trim_start().len();
        self.text.get(start..)?.starts_with(form).then(|| start..start + form.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_drawn_together_have_their_places() {
        let treebank = "# newpar\n# text = I don't.\n1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n\
            2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\t_\n\
            3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n\
            # text = No.\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n";
        let paragraphs = paragraphs(treebank).unwrap();
        let [paragraph] = paragraphs.as_slice() else { panic!("{paragraphs:?}") };
        assert_eq!(paragraph.text, "I don't. No.");
        let places: Vec<_> = paragraph.words.iter().filter_map(|word| word.bytes.clone()).collect();
        assert_eq!(places, [0..1, 2..4, 4..7, 7..8, 9..11, 11..12]);
        let heads: Vec<usize> = paragraph.words.iter().map(|word| word.head).collect();
        assert_eq!(heads, [1, 1, 1, 1, 4, 4]);
        assert!(paragraph.words.get(4).is_some_and(|word| word.starts_sentence));
    }
}
