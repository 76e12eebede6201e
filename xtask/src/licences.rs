//! Licences of every crate that can be built in, against the list in `deny.toml`.
//!
//! `cargo deny` asks the same and more, but needs its own build of some minutes
//! and a database of advisories from the network; this check needs neither.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use serde_json::Value;

use crate::{fault::Fault, rooms::MOST_LOCKED};

/// The licences that `deny.toml` allows.
pub(crate) fn allowed(deny: &str) -> anyhow::Result<BTreeSet<String>> {
    let deny: toml::Table = deny.parse()?;
    let allow = deny.get("licenses").and_then(|section| section.get("allow")).and_then(toml::Value::as_array);
    let allow = allow.context("deny.toml has no list licenses.allow")?;
    Ok(allow.iter().filter_map(|licence| licence.as_str().map(str::to_owned)).collect())
}

/// Crates whose licence is not allowed, from `cargo metadata`.
pub(crate) fn faults(metadata: &Value, allowed: &BTreeSet<String>) -> Vec<Fault> {
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    packages.filter_map(|package| of_package(package, allowed)).collect()
}

fn of_package(package: &Value, allowed: &BTreeSet<String>) -> Option<Fault> {
    let field = |key: &str| package.get(key).and_then(Value::as_str);
    let place = format!("Cargo.lock ({} {})", field("name").unwrap_or("?"), field("version").unwrap_or("?"));
    let what = match field("license") {
        None => "it names no licence".to_owned(),
        Some(terms) if is_allowed(terms, allowed) => return None,
        Some(terms) => format!("its licence `{terms}` is not on the list in deny.toml"),
    };
    Some(Fault::new(&place, what, "use another crate, or have the licence read and add it to deny.toml"))
}

/// Whether an SPDX expression can be met with the licences allowed. `/` is how
/// old manifests write OR; a `WITH` exception counts as its licence.
fn is_allowed(terms: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = terms.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest, allowed) && rest.is_empty()
}

fn any(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut is_met = all(rest, allowed);
    while let Some((&"OR", after)) = rest.split_first() {
        *rest = after;
        is_met |= all(rest, allowed);
    }
    is_met
}

fn all(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut is_met = one(rest, allowed);
    while let Some((&"AND", after)) = rest.split_first() {
        *rest = after;
        is_met &= one(rest, allowed);
    }
    is_met
}

fn one(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let Some((word, after)) = rest.split_first() else { return false };
    *rest = after;
    if *word == "(" {
        let is_met = any(rest, allowed);
        if let Some((&")", after)) = rest.split_first() {
            *rest = after;
            return is_met;
        }
        return false;
    }
    if let [with, exception, after @ ..] = rest
        && *with == "WITH"
    {
        let _ = exception;
        *rest = after;
    }
    allowed.contains(*word)
}

/// The fault of a default build that has grown too large, if it has.
pub(crate) fn too_many(metadata: &Value) -> Option<Fault> {
    let n_crates = reachable(metadata);
    let what = format!("the default build has {n_crates} crates, at most {MOST_LOCKED} are allowed");
    (n_crates > MOST_LOCKED)
        .then(|| Fault::new("Cargo.lock", what, "turn features off, or put the crate behind one"))
}

/// How many crates the binary's default build reaches, itself and tests left
/// out. `cargo metadata` must have been asked without `--all-features`.
pub(crate) fn reachable(metadata: &Value) -> usize {
    let nodes = metadata.pointer("/resolve/nodes").and_then(Value::as_array).into_iter().flatten();
    let needs: BTreeMap<&str, Vec<&str>> =
        nodes.filter_map(|node| Some((node.get("id")?.as_str()?, built_needs(node)))).collect();
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let mut waiting: Vec<&str> = packages
        .filter(|package| package.get("name").and_then(Value::as_str) == Some(crate::rooms::BINARY))
        .filter_map(|package| package.get("id")?.as_str())
        .collect();
    let mut reached: BTreeSet<&str> = waiting.iter().copied().collect();
    while let Some(id) = waiting.pop() {
        for need in needs.get(id).into_iter().flatten() {
            if reached.insert(need) {
                waiting.push(need);
            }
        }
    }
    reached.len().saturating_sub(1)
}

/// What a crate needs to be built, tests left out.
fn built_needs(node: &Value) -> Vec<&str> {
    let is_built = |need: &&Value| {
        let kinds = need.get("dep_kinds").and_then(Value::as_array).into_iter().flatten();
        kinds.into_iter().any(|kind| kind.get("kind").and_then(Value::as_str) != Some("dev"))
    };
    let needs = node.get("deps").and_then(Value::as_array).into_iter().flatten();
    needs.filter(is_built).filter_map(|need| need.get("pkg")?.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_understood() {
        let allowed: BTreeSet<String> = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned).into();
        let cases = [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("MIT OR GPL-3.0-only", true),
            ("GPL-3.0-only/MIT", true),
            ("MIT AND GPL-3.0-only", false),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("(MIT OR Apache-2.0) AND LicenseRef-own", false),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("(MIT", false),
            ("MIT MIT", false),
            ("", false),
        ];
        for (terms, expected) in cases {
            assert_eq!(is_allowed(terms, &allowed), expected, "{terms}");
        }
    }

    #[test]
    fn the_crate_is_named() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "good", "version": "1.0.0", "license": "MIT" },
            { "name": "bad", "version": "2.0.0", "license": "GPL-3.0-only" },
            { "name": "mute", "version": "3.0.0", "license": null },
        ]});
        let allowed = allowed("[licenses]\nallow = ['MIT']").unwrap();
        let said: Vec<String> = faults(&metadata, &allowed).iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2);
        assert!(said[0].starts_with("Cargo.lock (bad 2.0.0): its licence `GPL-3.0-only`"), "{}", said[0]);
        assert!(said[1].contains("mute 3.0.0"));
        assert!(super::allowed("[licenses]").is_err());
    }

    #[test]
    fn tests_are_not_built_in() {
        let need = |id: &str, kind: Value| serde_json::json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = serde_json::json!({
            "packages": [{ "name": "chancery", "id": "c" }],
            "resolve": { "nodes": [
                { "id": "c", "deps": [need("a", Value::Null), need("t", "dev".into())] },
                { "id": "a", "deps": [need("b", "build".into()), need("c", Value::Null)] },
            ]},
        });
        assert_eq!(reachable(&metadata), 2);
        assert!(too_many(&metadata).is_none());
    }
}
