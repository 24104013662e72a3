//! Words of the enumerations about the programme.
use crate::{
    schema,
    words::{Word, words},
};

words! {
    /// How much risk of a category is taken.
    AppetiteLevel {
        /// As little as can be.
        Low "Low" "low"
        /// Some, where it pays.
        Medium "Medium" "medium"
        /// Much, inside guard rails.
        High "High" "high"
    }
}

words! {
    /// The worst band of residual risk that is tolerated.
    Tolerance {
        /// Low.
        Low "Low" "low"
        /// Medium.
        Medium "Medium" "medium"
        /// High.
        High "High" "high"
        /// Very high.
        VeryHigh "Very high" "very-high"
    }
}

words! {
    /// What feedback leads to.
    Settled {
        /// Somebody mends it.
        Action "Action" "action"
        /// It is a risk.
        Risk "Risk" "risk"
        /// Nothing.
        Nothing "Nothing follows" "nothing"
    }
}
