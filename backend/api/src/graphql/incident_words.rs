//! The closed lists of words of incidents, as enums of the schema.

use async_graphql::Enum;

/// Harm that came about; what the law calls serious stands apart, because it starts clocks.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[graphql(remote = "domain::incidents::Harm")]
pub enum Harm {
    /// A person died.
    Death,
    /// Serious harm to the health of a person.
    Health,
    /// Critical infrastructure was disrupted, seriously and irreversibly.
    CriticalInfrastructure,
    /// Duties that protect fundamental rights were infringed.
    FundamentalRights,
    /// The interests of people were harmed in several countries.
    WidespreadInfringement,
    /// Serious harm to property.
    Property,
    /// Serious harm to the environment.
    Environment,
    /// Personal data was lost, changed or seen by others.
    PersonalData,
    /// Loss of money, of service or of trust.
    Business,
}

/// What somebody does in the handling of an incident.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[graphql(remote = "domain::incidents::Role")]
pub enum IncidentRole {
    /// Leads: decides what is done next.
    Commander,
    /// Leads the work on systems and data.
    Technical,
    /// Speaks to those inside and outside.
    Communications,
    /// Speaks to authorities, and watches the clocks.
    Legal,
    /// Keeps the timeline.
    Scribe,
}

/// How the clock of a report to an authority stands at a moment.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[graphql(remote = "app::incidents::ClockState")]
pub enum ClockState {
    /// The time is over, and there is no report.
    Late,
    /// It runs.
    Running,
    /// The report came after the time.
    MetLate,
    /// The report came in time.
    Met,
    /// Nothing is owed.
    Dismissed,
}

/// What people are told of an incident.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[graphql(remote = "domain::incidents::Due")]
pub enum IncidentDue {
    /// A report to an authority is due within a day.
    Coming,
    /// A report to an authority is late.
    Overdue,
    /// Nobody looked back on it in time.
    Review,
}
