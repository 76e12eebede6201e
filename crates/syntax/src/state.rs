//! Where the parser stands in a stretch of tokens: what is on its stack, what
//! comes next, and the arcs made so far.
//!
//! Every step takes constant time. The arcs follow spaCy 3.8's `_state.pxd`, so
//! that weights trained there answer alike here.

use crate::{
    moves::{Action, Label, Move},
    relation::Relation,
};

/// What a token without head has.
const ROOT: Label = Label { relation: Relation::Root, lifted: None };

/// How many tokens of a state the scorer looks at.
pub(crate) const SEEN: usize = 8;

/// Where sentences begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sentences {
    /// The parser finds them.
    Found,
    /// They were given and none may begin elsewhere.
    Given,
}

/// The state of the parser.
#[derive(Debug)]
pub(crate) struct State {
    sentences: Sentences,
    starts: Vec<bool>,
    stack: Vec<u32>,
    put_back: Vec<u32>,
    next: u32,
    was_put_back: Vec<bool>,
    arcs: Arcs,
}

/// The arcs of a stretch: for every token its head, its label, and its outermost
/// dependent on either side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arcs {
    /// The head of each token; none for a root.
    pub(crate) heads: Vec<Option<u32>>,
    /// What each token is to its head.
    pub(crate) labels: Vec<Label>,
    leftmost: Vec<Option<u32>>,
    rightmost: Vec<Option<u32>>,
    /// The dependent of the same head, on the same side, that was hung before.
    before: Vec<Option<u32>>,
}

impl State {
    /// Before the first token of a stretch, whose first token begins a sentence.
    pub(crate) fn new(sentences: Sentences, starts: Vec<bool>) -> Self {
        let n_tokens = starts.len();
        Self {
            sentences,
            starts,
            stack: Vec::new(),
            put_back: Vec::new(),
            next: 0,
            was_put_back: vec![false; n_tokens],
            arcs: Arcs::new(n_tokens),
        }
    }

    /// Whether all tokens are read.
    pub(crate) fn is_done(&self) -> bool {
        self.stack.is_empty() && self.n_ahead() == 0
    }

    /// The tokens of the stretch.
    pub(crate) fn n_tokens(&self) -> usize {
        self.starts.len()
    }

    /// The arcs made.
    pub(crate) fn into_arcs(self) -> Arcs {
        self.arcs
    }

    /// The tokens that the scorer looks at: two ahead, three on the stack, and
    /// the outermost dependents of the first of each.
    pub(crate) fn seen(&self) -> [Option<u32>; SEEN] {
        let (ahead, top) = (self.ahead(0), self.top(0));
        let of = |side: &[Option<u32>], token: Option<u32>| side.get(token? as usize).copied().flatten();
        let (left, right) = (&self.arcs.leftmost, &self.arcs.rightmost);
        [ahead, self.ahead(1), top, self.top(1), self.top(2), of(left, ahead), of(left, top), of(right, top)]
    }

    /// Whether an action may be taken here. One always may, unless all is done.
    pub(crate) fn allows(&self, action: Action) -> bool {
        let (Some(ahead), false) = (self.ahead(0), self.stack.is_empty()) else {
            return match action {
                Action::Shift => self.stack.is_empty(),
                Action::Reduce => !self.stack.is_empty(),
                Action::Break => self.may_break(),
                Action::Left | Action::Right => false,
            };
        };
        let begins = self.starts[ahead as usize];
        match action {
            Action::Shift => self.n_ahead() >= 2 && !begins && !self.was_put_back[ahead as usize],
            Action::Reduce => self.sentences == Sentences::Found || begins || self.stack.len() > 1,
            Action::Left | Action::Right => !begins,
            Action::Break => self.may_break(),
        }
    }

    /// Makes a move that is allowed.
    pub(crate) fn make(&mut self, made: Move) {
        let (ahead, top) = (self.ahead(0), self.top(0));
        match (made.action, ahead, top) {
            (Action::Shift, _, _) => self.shift(),
            (Action::Reduce, _, Some(top)) => self.reduce(top),
            (Action::Left, Some(ahead), Some(top)) => {
                self.arcs.hang(top, ahead, made.label);
                self.was_put_back[ahead as usize] = false;
                self.stack.pop();
            }
            (Action::Right, Some(ahead), Some(top)) => {
                self.arcs.hang(ahead, top, made.label);
                self.shift();
            }
            (Action::Break, _, _) => {
                if let Some(second) = self.ahead(1) {
                    self.starts[second as usize] = true;
                }
            }
            (Action::Reduce | Action::Left | Action::Right, _, _) => {}
        }
    }

    fn may_break(&self) -> bool {
        let (Some(ahead), Some(second)) = (self.ahead(0), self.ahead(1)) else { return false };
        self.sentences == Sentences::Found && second == ahead + 1 && !self.starts[second as usize]
    }

    fn shift(&mut self) {
        if let Some(token) = self.put_back.pop() {
            self.stack.push(token);
        } else if (self.next as usize) < self.starts.len() {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    /// A token that is alone on the stack becomes a root; another without head is
    /// put back, and may then not be put on the stack again as it is.
    fn reduce(&mut self, top: u32) {
        let is_alone = self.stack.len() == 1;
        self.stack.pop();
        if self.arcs.heads[top as usize].is_none() && !is_alone {
            self.was_put_back[top as usize] = true;
            self.put_back.push(top);
        }
    }

    /// The token at `depth` on the stack.
    fn top(&self, depth: usize) -> Option<u32> {
        self.stack.get(self.stack.len().checked_sub(depth + 1)?).copied()
    }

    /// The token at `distance` ahead.
    fn ahead(&self, distance: usize) -> Option<u32> {
        match self.put_back.len().checked_sub(distance + 1) {
            Some(idx) => self.put_back.get(idx).copied(),
            None => {
                let token = self.next as usize + distance - self.put_back.len();
                (token < self.starts.len()).then_some(token as u32)
            }
        }
    }

    fn n_ahead(&self) -> usize {
        self.starts.len() - self.next as usize + self.put_back.len()
    }
}

impl Arcs {
    fn new(n_tokens: usize) -> Self {
        let none = || vec![None; n_tokens];
        let (heads, leftmost, rightmost, before) = (none(), none(), none(), none());
        Self { heads, labels: vec![ROOT; n_tokens], leftmost, rightmost, before }
    }

    /// Hangs a token on a head, from which it is taken if it hangs elsewhere. A
    /// token that is hung anew was always the last to be hung where it was.
    fn hang(&mut self, token: u32, head: u32, label: Label) {
        let at = token as usize;
        if let Some(old) = self.heads[at] {
            let side = if old > token { &mut self.leftmost } else { &mut self.rightmost };
            if side[old as usize] == Some(token) {
                side[old as usize] = self.before[at];
            }
        }
        let side = if head > token { &mut self.leftmost } else { &mut self.rightmost };
        self.before[at] = side[head as usize].replace(token);
        self.heads[at] = Some(head);
        self.labels[at] = label;
    }
}
