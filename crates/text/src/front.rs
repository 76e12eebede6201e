//! Front matter: facts about an article in lines before it.

/// What is said beside an article, in front matter or in a page's head; values
/// as written, without their quotation marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Where the front matter starts and ends, fences included; empty for a page.
    pub(crate) bytes: std::ops::Range<usize>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
}

/// More lines than this are not front matter.
const MOST_LINES: usize = 100;

/// Front matter at the head of a text: `key: value` lines between two lines of
/// `---`, or `key = "value"` lines between two of `+++`.
pub(crate) fn front(text: &str) -> Option<Facts> {
    let start = text.len() - text.trim_start().len();
    let fence = ["---", "+++"].into_iter().find(|fence| text[start..].starts_with(fence))?;
    let mark = if fence == "---" { ':' } else { '=' };
    let mut front = Facts::default();
    let mut at = start;
    for (line_idx, line) in text[start..].split_inclusive('\n').take(MOST_LINES).enumerate() {
        at += line.len();
        let line = line.trim_end();
        let is_fence = line == fence || (line_idx > 0 && fence == "---" && line == "...");
        match (line_idx, is_fence) {
            (0, true) => continue,
            (0, false) => return None,
            (_, true) => {
                front.bytes = start..at;
                return Some(front);
            }
            (_, false) => {}
        }
        // Lists and nested values hold nothing that is asked for here.
        if line.is_empty() || line.starts_with([' ', '\t', '#', '-', '[']) {
            continue;
        }
        let (key, value) = line.split_once(mark)?;
        if key.trim().contains(char::is_whitespace) {
            return None;
        }
        front.keep(key.trim(), value.trim().trim_matches(['"', '\'']));
    }
    None
}

impl Facts {
    fn keep(&mut self, key: &str, value: &str) {
        let slot = match key.to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut self.title,
            "outlet" | "source" | "publisher" | "site" => &mut self.outlet,
            "url" | "link" | "canonical" => &mut self.url,
            "published" | "date" | "pubdate" | "publication_date" | "publishdate" => &mut self.published,
            "language" | "lang" => &mut self.language,
            _ => return,
        };
        if !value.is_empty() && slot.is_none() {
            *slot = Some(value.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read() {
        let found =
            front("---\ntitle: \"Talks: day one\"\ndate: 2024-09-10\ntags:\n  - x\n---\nText").unwrap();
        assert_eq!(found.title.as_deref(), Some("Talks: day one"));
        assert_eq!(found.published.as_deref(), Some("2024-09-10"));
        assert_eq!(found.bytes.end, 65 - 4);
        assert!(front("+++\nsource = 'VNS'\n+++\n").is_some());
        assert!(front("---\nThe two sides met.\n---\n").is_none());
        assert!(front("--- a\n").is_none());
        assert!(front("").is_none());
    }
}
