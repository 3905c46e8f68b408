//! What a candidate's evidence comes to: points, a score, a confidence. Types and thresholds, no weighing.

use crate::candidates::Candidate;

/// What a candidate's evidence adds up to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weighed {
    /// The points of each piece of evidence, in its order.
    pub(crate) points: Vec<i32>,
    /// What the entry itself adds or takes away.
    pub(crate) adjustment: i32,
}

impl Weighed {
    pub(crate) fn score(&self) -> i32 {
        self.points.iter().sum::<i32>() + self.adjustment
    }
}

/// How far a match may be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Only a suggestion.
    Weak,
    /// One good reason.
    Strong,
    /// Provider and code or message agree.
    Exact,
}

impl Confidence {
    /// The word that the JSON output uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Strong => "strong",
            Self::Exact => "exact",
        }
    }
}

/// A candidate with its score.
#[derive(Debug, Clone)]
pub(crate) struct Ranked<'a> {
    pub(crate) candidate: Candidate<'a>,
    pub(crate) weighed: Weighed,
    pub(crate) score: i32,
    pub(crate) confidence: Confidence,
}

/// From this score on, an entry is a match.
pub(crate) const MATCH: i32 = 300;
/// A candidate this far below the best is not of its group.
pub(crate) const GROUP: i32 = 45;
