//! Source words made safe to show: escaped, with what would steer the reader's
//! display made visible.

use std::fmt::{self, Write};

use askama::filters::HtmlSafe;

/// Words from a source, shown as HTML: escaped, and every control character
/// that could turn or hide letters replaced by a small named mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown(String);

impl Shown {
    /// The words as they are to be shown.
    pub(crate) fn of(words: &str) -> Self {
        Self(words.to_owned())
    }

    /// The same, or the second words where there are none.
    pub(crate) fn or(words: Option<&str>, otherwise: &str) -> Self {
        Self::of(words.filter(|words| !words.trim().is_empty()).unwrap_or(otherwise))
    }

    /// Whether there is nothing to see.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

// `Display` below escapes all of it.
impl HtmlSafe for Shown {}

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = ' ';
        for letter in self.0.chars() {
            match letter {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                '\n' | '\t' | '\r' => out.write_char(' ')?,
                steering if is_steering(steering, before) => mark(out, steering)?,
                plain => out.write_char(plain)?,
            }
            before = letter;
        }
        Ok(())
    }
}

fn mark(out: &mut fmt::Formatter<'_>, letter: char) -> fmt::Result {
    let code = u32::from(letter);
    write!(out, "<span class=\"control\" title=\"{}\">U+{code:04X}</span>", name(letter))
}

/// Whether a character turns, hides or moves the letters around it.
fn is_steering(letter: char, before: char) -> bool {
    match letter {
        // Lao, Thai, Khmer and Burmese write a zero-width space between words.
        '\u{200b}' => u32::from(before) < 0x0e00,
        '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

/// What such a character is called, after the Unicode Standard 16, chapter 23.
fn name(letter: char) -> &'static str {
    match letter {
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "zero-width character",
        '\u{200e}' | '\u{200f}' | '\u{061c}' => "direction mark",
        '\u{202a}' | '\u{202b}' => "direction embedding",
        '\u{202c}' | '\u{2069}' => "end of direction change",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2066}'..='\u{2068}' => "direction isolate",
        _ => "control character",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        let shown = Shown::of("<script>alert('x')</script> & \"y\"").to_string();
        assert_eq!(shown, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
    }

    #[test]
    fn turning_is_shown_and_not_done() {
        let shown = Shown::of("gpj.\u{202e}exe").to_string();
        assert!(shown.contains("U+202E") && !shown.contains('\u{202e}'), "{shown}");
    }

    #[test]
    fn words_of_scripts_without_spaces_stay() {
        assert_eq!(Shown::of("ລາວ\u{200b}ຫວຽດ").to_string(), "ລາວ\u{200b}ຫວຽດ");
        assert!(Shown::of("mi\u{200b}nister").to_string().contains("U+200B"));
    }
}
