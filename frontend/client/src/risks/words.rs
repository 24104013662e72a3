//! Words of the enumerations about risks.
use crate::{
    schema,
    words::{Word, words},
};

words! {
    /// How severe a risk is; the gravest first.
    RiskBand {
        /// Not bearable for long.
        VeryHigh "Very high" "very-high"
        /// Above most appetites.
        High "High" "high"
        /// To be watched.
        Medium "Medium" "medium"
        /// Bearable.
        Low "Low" "low"
    }
}

words! {
    /// The categories in which the organisation states its appetite.
    RiskCategory {
        /// Safety and fundamental rights of people.
        PeopleSafety "People safety and rights" "people-safety"
        /// Integrity of models and data.
        Integrity "Model and data integrity" "integrity"
        /// Privacy.
        Privacy "Privacy" "privacy"
        /// Fairness.
        Fairness "Fairness" "fairness"
        /// Availability.
        Availability "Availability" "availability"
        /// Pilots without effect on people.
        Innovation "Pilots without effect on people" "innovation"
    }
}

words! {
    /// What is done about a risk.
    Treatment {
        /// Controls are added or mended.
        Mitigate "Mitigate" "mitigate"
        /// The use is stopped, or not begun.
        Avoid "Avoid" "avoid"
        /// Somebody else bears the loss.
        Transfer "Transfer" "transfer"
        /// It is lived with, for a time.
        Accept "Accept" "accept"
        /// A chance is taken within guard rails.
        ExploitSafely "Exploit safely" "exploit-safely"
    }
}

words! {
    /// Which state of a risk a score speaks of.
    WhichScore {
        /// What is left when the controls work.
        Residual "Residual" "residual"
        /// As it stands today.
        Current "Current" "current"
        /// As if no control worked.
        Inherent "Inherent" "inherent"
    }
}

words! {
    /// Why a risk goes back to review.
    ReopenCause {
        /// An indicator turned red.
        Indicator "An indicator turned red" "indicator"
        /// An incident happened.
        Incident "An incident happened" "incident"
        /// Its acceptance ended.
        Expiry "Its acceptance ended" "expiry"
        /// A new version is about to be used.
        NewVersion "A new version is about to be used" "new-version"
        /// The threat became another.
        ThreatChanged "The threat became another" "threat-changed"
    }
}

words! {
    /// The colour of a key risk indicator, the worst first.
    IndicatorColour {
        /// Somebody has to decide something.
        Red "Red" "red"
        /// To be watched.
        Amber "Amber" "amber"
        /// Within its limits.
        Green "Green" "green"
    }
}

words! {
    /// Whether a key risk indicator has a value.
    IndicatorState {
        /// It has one.
        Measured "Measured" "measured"
        /// Nobody reported it.
        NotMeasured "Not measured yet" "not-measured"
        /// Nothing watches it yet.
        NoSource "No source yet" "no-source"
        /// It counts what the caller may not count.
        Hidden "Not yours to count" "hidden"
    }
}

words! {
    /// What of a risk can be due.
    RiskDueKind {
        /// The end of its acceptance.
        Acceptance "Acceptance" "acceptance"
        /// Its review.
        Review "Review" "review"
        /// A task.
        Task "Task" "task"
        /// The end of its treatment.
        Treatment "Treatment" "treatment"
    }
}

words! {
    /// How a risk stands, what needs somebody first.
    RiskStatus {
        /// Its acceptance ended by time.
        AcceptanceExpired "Acceptance expired" "acceptance-expired"
        /// It went back to review.
        Reopened "Reopened" "reopened"
        /// Nobody scored it yet.
        Unassessed "Not scored" "unassessed"
        /// Those who may were asked to accept it.
        AwaitingAcceptance "Acceptance requested" "awaiting-acceptance"
        /// It was scored, and nothing else.
        Assessed "Assessed" "assessed"
        /// Something is being done about it.
        InTreatment "In treatment" "in-treatment"
        /// It is accepted for now.
        Accepted "Accepted" "accepted"
        /// It is off the open register.
        Closed "Closed" "closed"
    }
}

words! {
    /// Why an acceptance ended before its time.
    AcceptanceEnding {
        /// It was taken back.
        Revoked "Taken back" "revoked"
        /// The band rose above the accepted one.
        BandRose "The band rose" "band-rose"
        /// The risk was reopened.
        Reopened "The risk was reopened" "reopened"
    }
}

#[cfg(test)]
mod tests {
    use super::{
        AcceptanceEnding, IndicatorColour, IndicatorState, ReopenCause, RiskBand, RiskCategory,
        RiskDueKind, RiskStatus, Treatment, WhichScore, Word,
    };

    fn check<W: Word + PartialEq>() {
        for one in W::ALL {
            let word = one.word();
            assert!(!word.contains('_') && word != word.to_uppercase(), "{word}");
            let same = W::ALL.iter().filter(|other| other.slug() == one.slug());
            assert_eq!(same.count(), 1, "{word}");
        }
    }

    #[test]
    fn no_word_of_a_risk_is_a_code() {
        check::<RiskBand>();
        check::<RiskCategory>();
        check::<Treatment>();
        check::<WhichScore>();
        check::<ReopenCause>();
        check::<IndicatorColour>();
        check::<IndicatorState>();
        check::<RiskDueKind>();
        check::<RiskStatus>();
        check::<AcceptanceEnding>();
    }
}
