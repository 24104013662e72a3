//! The words of the room.

use crate::words::words;

words! {
    /// How bad it is; 1 is worst.
    pub enum Severity {
        /// People are or may be harmed.
        Sev1 = "sev1",
        /// Serious harm to the business or to rights.
        Sev2 = "sev2",
        /// Limited harm.
        Sev3 = "sev3",
        /// Hardly any harm.
        Sev4 = "sev4",
    }
}

impl Severity {
    /// Within how many days after its end an incident is looked back on together; none where that is
    /// left to those who handled it. A rule of the product, not of the law.
    pub fn review_within_days(self) -> Option<i64> {
        match self {
            Self::Sev1 => Some(14),
            Self::Sev2 => Some(30),
            Self::Sev3 | Self::Sev4 => None,
        }
    }
}

words! {
    /// Harm that came about. What the law calls serious stands apart, because it starts clocks.
    pub enum Harm {
        /// A person died.
        Death = "death",
        /// Serious harm to the health of a person.
        Health = "health",
        /// Critical infrastructure was disrupted, seriously and irreversibly.
        CriticalInfrastructure = "critical_infrastructure",
        /// Duties that protect fundamental rights were infringed.
        FundamentalRights = "fundamental_rights",
        /// The interests of people were harmed in several countries.
        WidespreadInfringement = "widespread_infringement",
        /// Serious harm to property.
        Property = "property",
        /// Serious harm to the environment.
        Environment = "environment",
        /// Personal data was lost, changed or seen by others.
        PersonalData = "personal_data",
        /// Loss of money, of service or of trust.
        Business = "business",
    }
}

impl Harm {
    /// Whether it struck a person's life or health.
    pub fn is_bodily(self) -> bool {
        matches!(self, Self::Death | Self::Health)
    }
}

words! {
    /// What somebody does in the handling of an incident.
    pub enum Role {
        /// Leads: decides what is done next.
        Commander = "commander",
        /// Leads the work on systems and data.
        Technical = "technical",
        /// Speaks to those inside and outside.
        Communications = "communications",
        /// Speaks to authorities, and watches the clocks.
        Legal = "legal",
        /// Keeps the timeline.
        Scribe = "scribe",
    }
}

words! {
    /// What people are told of an incident.
    pub enum Due {
        /// A report to an authority is due within a day.
        Coming = "coming",
        /// A report to an authority is late.
        Overdue = "overdue",
        /// Nobody looked back on it in time.
        Review = "review",
    }
}
