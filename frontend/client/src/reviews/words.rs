//! Words of the enumerations about reviews, findings and actions.
use crate::{
    schema,
    words::{Word, words},
};

words! {
    /// When in a system's life a design is looked at.
    ReviewPhase {
        /// Before anybody builds.
        Concept "Concept" "concept"
        /// While it is designed.
        Design "Design" "design"
        /// While it is built.
        Build "Build" "build"
        /// Before a major change.
        Change "Change" "change"
    }
}

words! {
    /// What was answered to a question of a design review.
    ReviewAnswer {
        /// The design takes care of it.
        Covered "Covered" "covered"
        /// Something is still to be done.
        Open "Open" "open"
        /// The threat cannot touch the system.
        NotApplicable "Not applicable" "not-applicable"
    }
}

words! {
    /// What a design review concludes.
    ReviewVerdict {
        /// Go on.
        Approved "Approved" "approved"
        /// Go on when what is open is closed.
        Conditional "With conditions" "conditional"
        /// Design it anew.
        Rejected "Rejected" "rejected"
    }
}

words! {
    /// How bad something is that was found.
    Grade {
        /// Stop until it is mended.
        Critical "Critical" "critical"
        /// Mend before going on.
        High "High" "high"
        /// Mend soon.
        Medium "Medium" "medium"
        /// Mend when there is time.
        Low "Low" "low"
    }
}

words! {
    /// How an action stands.
    ActionState {
        /// Its day has passed and nobody closed it.
        Overdue "Overdue" "overdue"
        /// It is being worked on.
        Open "Open" "open"
        /// Its owner says it is done; nobody saw it yet.
        Reported "Reported done" "reported"
        /// Somebody saw that it is done.
        Closed "Closed" "closed"
    }
}
