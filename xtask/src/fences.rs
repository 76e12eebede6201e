//! Fences between rooms: who leans on whom, and which crates each uses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    fault::Fault,
    rooms::{self, BINARY, HOUSE, IN_TESTS, IN_TESTS_OF, MOST_DIRECT, MOST_ROOMS, ROOMS},
};

/// A crate of the workspace as its manifest has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// From the root of the repository.
    pub(crate) manifest: String,
    pub(crate) needs: Vec<Need>,
}

/// A dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) name: String,
    pub(crate) is_room: bool,
    pub(crate) is_for_tests: bool,
}

/// The members of a workspace, from `cargo metadata --no-deps`.
pub(crate) fn members(metadata: &Value) -> Vec<Member> {
    let root = text(metadata, "workspace_root");
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages.into_iter().flatten().map(|package| member(package, root)).collect()
}

fn member(package: &Value, root: &str) -> Member {
    let manifest = text(package, "manifest_path");
    let needs = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
    let need = |need: &Value| Need {
        name: text(need, "name").to_owned(),
        is_room: need.get("path").is_some_and(Value::is_string),
        is_for_tests: text(need, "kind") == "dev",
    };
    Member {
        name: text(package, "name").to_owned(),
        manifest: manifest.trim_start_matches(root).trim_start_matches('/').to_owned(),
        needs: needs.map(need).collect(),
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every fence that is down.
pub(crate) fn faults(members: &[Member]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = members.iter().flat_map(of_member).collect();
    faults.extend(cycle(members));
    faults.extend(too_many(members));
    faults
}

fn of_member(member: &Member) -> Vec<Fault> {
    let Some(room) = rooms::room(&member.name) else {
        let what = format!("`{}` is a room that the table of rooms does not know", member.name);
        return vec![Fault::new(&member.manifest, what, "add it to xtask/src/rooms.rs with what it may use")];
    };
    let mut faults = Vec::new();
    for need in &member.needs {
        if need.is_room && !room.rooms.contains(&need.name.as_str()) {
            let what = format!("`{}` must not lean on `{}`", member.name, need.name);
            let remedy = "pass what it needs in as a value, or move the code to the room that may know";
            faults.push(Fault::new(&member.manifest, what, remedy));
        }
        if !need.is_room && !may_use(member, need, room.crates) {
            let what =
                format!("`{}` must not use the crate `{}`{}", member.name, need.name, owners(&need.name));
            let remedy =
                "do it in a room that may, or say in xtask/src/rooms.rs and the commit why this one must";
            faults.push(Fault::new(&member.manifest, what, remedy));
        }
    }
    let rooms: BTreeSet<&str> =
        member.needs.iter().filter(|need| need.is_room).map(|need| need.name.as_str()).collect();
    if rooms.len() > MOST_ROOMS && ![BINARY, HOUSE].contains(&member.name.as_str()) {
        let what =
            format!("`{}` leans on {} rooms, at most {MOST_ROOMS} are allowed", member.name, rooms.len());
        faults.push(Fault::new(
            &member.manifest,
            what,
            "let one of them hand on what it knows, or split this room",
        ));
    }
    faults
}

fn may_use(member: &Member, need: &Need, crates: &[&str]) -> bool {
    let name = need.name.as_str();
    let in_tests = || {
        IN_TESTS.contains(&name)
            || IN_TESTS_OF.iter().any(|(room, of, _)| *room == member.name && *of == name)
    };
    crates.contains(&name) || need.is_for_tests && in_tests()
}

/// Which rooms may use a crate, for a message.
fn owners(name: &str) -> String {
    let owners: Vec<&str> =
        ROOMS.iter().filter(|room| room.crates.contains(&name)).map(|room| room.name).collect();
    if owners.is_empty() { String::new() } else { format!(", which is for {}", owners.join(", ")) }
}

/// A ring of rooms, if there is one. Tests may lean back on nobody either.
fn cycle(members: &[Member]) -> Option<Fault> {
    let needs: BTreeMap<&str, Vec<&str>> = members
        .iter()
        .map(|member| {
            let rooms = member.needs.iter().filter(|need| need.is_room).map(|need| need.name.as_str());
            (member.name.as_str(), rooms.collect())
        })
        .collect();
    let mut left: BTreeSet<&str> = needs.keys().copied().collect();
    loop {
        let free: Vec<&str> = left
            .iter()
            .copied()
            .filter(|name| needs.get(name).is_none_or(|needs| needs.iter().all(|need| !left.contains(need))))
            .collect();
        if free.is_empty() {
            break;
        }
        left.retain(|name| !free.contains(name));
    }
    let first = left.first()?;
    let member = members.iter().find(|member| member.name == *first)?;
    let ring: Vec<&str> = left.iter().copied().collect();
    let what = format!("a ring of rooms, among {}", ring.join(", "));
    Some(Fault::new(&member.manifest, what, "cut it where the later room leans on the earlier one"))
}

fn too_many(members: &[Member]) -> Option<Fault> {
    let crates: BTreeSet<&str> = members
        .iter()
        .flat_map(|member| &member.needs)
        .filter(|need| !need.is_room)
        .map(|need| need.name.as_str())
        .collect();
    let what =
        format!("the workspace names {} crates of others, at most {MOST_DIRECT} are allowed", crates.len());
    (crates.len() > MOST_DIRECT).then(|| Fault::new("Cargo.toml", what, "write the smallest one ourselves"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, needs: &[&str]) -> Member {
        let need = |need: &&str| {
            let (need, is_for_tests) = need.strip_prefix("test ").map_or((*need, false), |need| (need, true));
            Need { name: need.to_owned(), is_room: rooms::room(need).is_some(), is_for_tests }
        };
        let manifest = format!("crates/{name}/Cargo.toml");
        Member { name: name.to_owned(), manifest, needs: needs.iter().map(need).collect() }
    }

    fn said(members: &[Member]) -> Vec<String> {
        faults(members).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lawful_rooms_pass() {
        let members = [
            member("record", &["serde", "jiff"]),
            member("text", &["record", "dom_smoothie", "test proptest", "test toml"]),
            member("chancery", &["record", "text", "anyhow", "clap", "test rusqlite"]),
        ];
        assert_eq!(said(&members), Vec::<String>::new());
    }

    #[test]
    fn forbidden_needs_are_named() {
        let cases = [
            (member("record", &["text"]), "`record` must not lean on `text`"),
            (member("report", &["rusqlite"]), "must not use the crate `rusqlite`, which is for ledger"),
            (member("web", &["anyhow"]), "must not use the crate `anyhow`, which is for chancery, xtask"),
            (member("ledger", &["tokio"]), "which is for web, chancery"),
            (member("reading", &["regex"]), "must not use the crate `regex`;"),
            (member("text", &["tempfile"]), "must not use the crate `tempfile`"),
            (member("report", &["test rusqlite"]), "must not use the crate `rusqlite`"),
            (member("cellar", &[]), "does not know"),
            (member("finding", &["record", "text", "rulebook", "reading", "ledger"]), "leans on 5 rooms"),
        ];
        for (member, expected) in cases {
            let said = said(std::slice::from_ref(&member)).join("\n");
            assert!(said.contains(expected), "{}: {said}", member.name);
            assert!(said.starts_with(&member.manifest), "{said}");
        }
    }

    #[test]
    fn a_ring_is_found() {
        let ring =
            [member("record", &[]), member("text", &["record", "rulebook"]), member("rulebook", &["text"])];
        assert!(said(&ring).iter().any(|said| said.contains("a ring of rooms, among rulebook, text")));
    }

    #[test]
    fn metadata_is_read() {
        let metadata = serde_json::json!({ "workspace_root": "/w", "packages": [{
            "name": "text", "manifest_path": "/w/crates/text/Cargo.toml", "dependencies": [
                { "name": "record", "kind": null, "path": "/w/crates/record" },
                { "name": "toml", "kind": "dev" },
            ],
        }]});
        let expected = member("text", &["record", "test toml"]);
        assert_eq!(members(&metadata), [expected]);
    }
}
