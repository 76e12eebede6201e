//! Addresses of pages, with every part percent-encoded.

use std::fmt::Write;

use record::{PartyId, Span};

/// The page of an entry or document: `/person/p-to-lam-vn`.
pub(crate) fn page(kind: &str, id: &str) -> String {
    format!("/{kind}/{}", part(id))
}

/// The page of two parties' relation.
pub(crate) fn relation(left: &PartyId, right: &PartyId) -> String {
    format!("/relation/{}/{}", part(&left.0), part(&right.0))
}

/// The place in a document where a claim has a span, among the claim's spans.
pub(crate) fn place(document: &str, claim: &str, place: Place<'_>) -> String {
    format!("{}#{}", page("document", document), part(&fragment(claim, place)))
}

/// One of the spans of a claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// All spans of the claim in the document.
    pub(crate) spans: &'a [Span],
    /// The one meant.
    pub(crate) span: Span,
}

/// The name of a claim's mark on its document's page: `m-e1` for the first of
/// its spans, `m-e1-2` for the second in the order of the text.
pub(crate) fn fragment(claim: &str, place: Place<'_>) -> String {
    let before = place.spans.iter().filter(|other| **other < place.span).count();
    let claim: String = claim.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
    match before {
        0 => format!("m-{claim}"),
        before => format!("m-{claim}-{}", before + 1),
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3,
/// and the colon, which a later part of a path may hold.
pub(crate) fn part(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => {
                encoded.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            other => drop(write!(encoded, "%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_leave_their_place() {
        assert_eq!(page("person", "../x?y#z/ à"), "/person/..%2Fx%3Fy%23z%2F%20%C3%A0");
    }

    #[test]
    fn fragments_follow_the_text() {
        let spans = [Span { start: 9, end: 12 }, Span { start: 1, end: 4 }];
        assert_eq!(fragment("e1", Place { spans: &spans, span: spans[1] }), "m-e1");
        assert_eq!(fragment("e1", Place { spans: &spans, span: spans[0] }), "m-e1-2");
    }
}
