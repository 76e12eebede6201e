//! From the parser's arcs to trees: sentences, and arcs that cross again.

use crate::state::Arcs;

/// Of every token, whether it begins a sentence: it is the first of a root's tree.
pub(crate) fn sentences(arcs: &Arcs) -> Vec<bool> {
    let n_tokens = arcs.heads.len();
    let mut roots: Vec<Option<u32>> = vec![None; n_tokens];
    let mut seen = vec![false; n_tokens];
    let mut starts = vec![false; n_tokens];
    let mut path = Vec::new();
    for token in 0..n_tokens as u32 {
        let root = root(arcs, &roots, token, &mut path);
        for token in path.drain(..) {
            roots[token as usize] = Some(root);
        }
        if !std::mem::replace(&mut seen[root as usize], true) {
            starts[token as usize] = true;
        }
    }
    starts
}

/// The root above a token; `path` gets the tokens that lead to it.
fn root(arcs: &Arcs, roots: &[Option<u32>], token: u32, path: &mut Vec<u32>) -> u32 {
    let mut at = token;
    loop {
        if let Some(root) = roots[at as usize] {
            return root;
        }
        path.push(at);
        match arcs.heads[at as usize] {
            Some(head) => at = head,
            None => return at,
        }
    }
}

/// Hangs every lifted token on the head that its label tells of: the first
/// below its present head, level by level and from left to right, that has the
/// relation named. If there is none, it stays.
pub(crate) fn lower(arcs: &mut Arcs) {
    if arcs.labels.iter().all(|label| label.lifted.is_none()) {
        return;
    }
    let mut dependents: Vec<Vec<u32>> = vec![Vec::new(); arcs.heads.len()];
    for (token, head) in (0..).zip(&arcs.heads) {
        if let Some(head) = head {
            dependents[*head as usize].push(token);
        }
    }
    for token in 0..arcs.heads.len() as u32 {
        let Some(head) = arcs.heads[token as usize] else { continue };
        let found = true_head(arcs, &dependents, token, head);
        arcs.labels[token as usize].lifted = None;
        let Some(found) = found else { continue };
        dependents[head as usize].retain(|dependent| *dependent != token);
        let place = dependents[found as usize].partition_point(|dependent| *dependent < token);
        dependents[found as usize].insert(place, token);
        arcs.heads[token as usize] = Some(found);
    }
}

fn true_head(arcs: &Arcs, dependents: &[Vec<u32>], token: u32, head: u32) -> Option<u32> {
    let relation = arcs.labels[token as usize].lifted?;
    let mut level = vec![head];
    while !level.is_empty() {
        let mut below = Vec::new();
        for dependent in level.iter().flat_map(|token| &dependents[*token as usize]) {
            if *dependent == token {
                continue;
            }
            let label = arcs.labels[*dependent as usize];
            if label.relation == relation && label.lifted.is_none() {
                return Some(*dependent);
            }
            below.push(*dependent);
        }
        level = below;
    }
    None
}
