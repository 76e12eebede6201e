//! HTML as a flat row of tags and texts, read once from left to right.

/// One tag or stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event<'t> {
    /// Text, entities not yet decoded unless it is that of a script.
    Text(&'t str),
    /// A start tag: its name in lower case, and its attributes as written.
    Open(String, &'t str),
    /// An end tag.
    Close(String),
}

/// Elements that never have content.
pub(crate) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements whose content is text to the end tag, whatever it looks like.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed"];

/// Reads the events of a page. Takes time linear in its length.
pub(crate) struct Events<'t> {
    html: &'t str,
    at: usize,
    raw: Option<String>,
}

impl<'t> Events<'t> {
    pub(crate) fn new(html: &'t str) -> Self {
        Self { html, at: 0, raw: None }
    }

    /// The content of a script or the like, up to its end tag.
    fn raw_text(&mut self, name: &str) -> Event<'t> {
        let rest = &self.html[self.at..];
        let is_end = |at: &usize| {
            let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
        };
        let length = rest.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(rest.len());
        self.at += length;
        Event::Text(&rest[..length])
    }

    /// The tag at the `<` here; nothing if it is only a character of the text.
    fn tag(&mut self) -> Option<Option<Event<'t>>> {
        let rest = &self.html[self.at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let length = comment.find("-->").map_or(comment.len(), |at| at + 3);
            self.at += 4 + length;
            return Some(None);
        }
        let (is_close, body) = rest.strip_prefix('/').map_or((false, rest), |body| (true, body));
        let skipped = self.at + 1 + usize::from(is_close);
        if body.starts_with(['!', '?']) {
            self.at = skipped + body.find('>').map_or(body.len(), |at| at + 1);
            return Some(None);
        }
        if !body.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let name_length = body
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'))
            .unwrap_or(body.len());
        let name = body[..name_length].to_ascii_lowercase();
        let length = tag_length(&body[name_length..]);
        let attributes = &body[name_length..name_length + length];
        self.at = (skipped + name_length + length + 1).min(self.html.len());
        if is_close {
            return Some(Some(Event::Close(name)));
        }
        if RAW.contains(&name.as_str()) && !attributes.ends_with('/') {
            self.raw = Some(name.clone());
        }
        Some(Some(Event::Open(name, attributes)))
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(&name));
        }
        while self.at < self.html.len() {
            if self.html[self.at..].starts_with('<') {
                match self.tag() {
                    Some(Some(event)) => return Some(event),
                    Some(None) => continue,
                    None => {}
                }
            }
            let rest = &self.html[self.at..];
            let length = rest
                .char_indices()
                .skip(1)
                .find(|(_, letter)| *letter == '<')
                .map_or(rest.len(), |(at, _)| at);
            self.at += length;
            return Some(Event::Text(&rest[..length]));
        }
        None
    }
}

/// Bytes up to the `>` that closes a tag, quoted values passed over.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if rest[..at].trim_end().ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quotation mark that is never closed: the tag ends where it would without.
    rest.find('>').unwrap_or(rest.len())
}

/// The value of an attribute, entities decoded; `Some("")` if it has none.
pub(crate) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        let length = rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '/'))
            .unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let found = &rest[..length];
        let behind = rest[length..].trim_start();
        let Some(value) = behind.strip_prefix('=') else {
            if found.eq_ignore_ascii_case(name) {
                return Some(String::new());
            }
            rest = &rest[length..];
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(unescape(value));
        }
        rest = after;
    }
}

/// Named entities in use on news pages, beside those of Latin-1. Source: HTML
/// Living Standard, named character references.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("minus", '−'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("fnof", 'ƒ'),
    ("prime", '′'),
    ("dagger", '†'),
];

/// The Latin-1 entities, in the order of their code points from U+00A0.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
    Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
    Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Decodes character references.
pub(crate) fn unescape(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let window = &rest[..rest.floor_char_boundary(10)];
        let letter = window.find(';').and_then(|length| Some((entity(&window[..length])?, length)));
        match letter {
            Some((letter, length)) => {
                found.push(letter);
                rest = &rest[length + 1..];
            }
            None => found.push('&'),
        }
    }
    found.push_str(rest);
    found
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|letter| *letter != '\0');
    }
    if let Some((_, letter)) = ENTITIES.iter().find(|(known, _)| *known == name) {
        return Some(*letter);
    }
    let latin_idx = LATIN.split_whitespace().position(|known| known == name)?;
    char::from_u32(0xa0 + u32::try_from(latin_idx).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_events() {
        let html = "<P class='a>b' hidden>x &lt; y<br/><!-- no --><script>if (a<b) </p></SCRIPT>z < 3";
        let events: Vec<Event> = Events::new(html).collect();
        assert_eq!(events.len(), 8, "{events:?}");
        assert_eq!(events[0], Event::Open("p".to_owned(), " class='a>b' hidden"));
        assert_eq!(events[4], Event::Text("if (a<b) </p>"));
    }

    #[test]
    fn attributes_and_entities() {
        assert_eq!(attribute(" a=1 content=\"x &amp; y\" b", "content").as_deref(), Some("x & y"));
        assert_eq!(attribute(" a=1 hidden", "hidden").as_deref(), Some(""));
        assert_eq!(attribute(" a='b", "c"), None);
        assert_eq!(unescape("T&ocirc; L&acirc;m &#8212; &#x1F1FB; &bogus; &"), "Tô Lâm — 🇻 &bogus; &");
    }
}
