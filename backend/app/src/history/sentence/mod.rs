//! What an event says, in one sentence without personal text.

mod controls;
mod incidents;
mod programme;
mod reviews;
mod risks;

use domain::{
    Event, awareness, catalogue, datasets, deployments, evaluations, models, people, saved_views,
    systems, training,
};
use kernel::Subject;

use crate::Fact;

/// What happened, as a sentence about the event's stream. Names of things only, never of persons.
pub fn sentence(fact: &Fact) -> String {
    let what = fact.stream.label();
    match &fact.event {
        Event::Systems(event) => of_system(&what, event),
        Event::Datasets(event) => of_data(&what, event),
        Event::Training(event) => of_training(&what, event),
        Event::Models(event) => of_models(&what, event),
        Event::Evaluations(event) => of_evidence(&what, event),
        Event::Deployments(event) => of_deployments(&what, event),
        Event::Incidents(event) => incidents::sentence(event),
        Event::Risks(event) => risks::sentence(&what, event),
        Event::People(event) => of_people(&what, event),
        Event::Awareness(event) => of_awareness(&what, event),
        Event::Catalogue(event) => of_catalogue(event),
        Event::Controls(event) => controls::sentence(&what, event),
        Event::Reviews(event) => reviews::sentence(&what, event),
        Event::Programme(event) => programme::sentence(&what, event),
        Event::SavedViews(event) => of_views(event),
    }
}

fn of_system(what: &str, event: &systems::Event) -> String {
    use systems::Event;
    let words = |class: &systems::ActClass| class.as_str().replace('_', " ");
    match event {
        Event::Registered { name, risk_class, .. } => {
            format!("System {name} was registered, risk class {risk_class}")
        }
        Event::OwnerAssigned { duty, stage: None, .. } => {
            format!("The {duty} of {what} was named")
        }
        Event::OwnerAssigned { duty, stage: Some(stage), .. } => {
            format!("The {duty} of {what} for {stage} was named")
        }
        Event::OwnerReleased { duty, .. } => format!("The {duty} of {what} was released"),
        Event::ProfileChanged(_) => format!("{what} was described anew"),
        Event::QuestionnaireAnswered { act_class, .. } => {
            format!("The AI Act questionnaire of {what} was answered: {}", words(act_class))
        }
        Event::Decommissioned { .. } => format!("{what} was taken out of use for good"),
        Event::UseReported { name, .. } => format!("Use of {name}, not registered, was reported"),
        Event::UseSettled { system, registered: true } => {
            format!("{what} was registered as {}", system.label())
        }
        Event::UseSettled { system, registered: false } => {
            format!("{what} was found to belong to {}", system.label())
        }
        Event::UseDismissed { .. } => format!("Report {what} was dismissed"),
        Event::ClassificationProposed { act_class, .. } => {
            format!("AI Act class {} was proposed for {what}", words(act_class))
        }
        Event::ClassificationApproved { act_class, .. } => {
            format!("AI Act class {} was approved for {what}", words(act_class))
        }
    }
}

fn of_data(what: &str, event: &datasets::Event) -> String {
    use datasets::Event;
    match event {
        Event::SourceRegistered { name, trust, .. } => {
            format!("Source {name} was registered with {trust} trust")
        }
        Event::SourceProfileChanged { profile, .. } => {
            format!("Checks of {what} changed: {profile}")
        }
        Event::SourceAccessChanged { change, principal } => {
            format!("Access to {what} changed: {change} for {principal}")
        }
        Event::BatchReceived { source, records, .. } => {
            format!(
                "Batch {what} arrived from {} with {}",
                source.label(),
                counted(*records, "record")
            )
        }
        Event::BatchMarked { verdict, records, .. } => {
            format!("Batch {what} was marked {verdict} ({})", counted(*records, "record"))
        }
        Event::Registered { name, sensitivity, .. } => {
            format!("Dataset {name} was registered, {}", sensitivity.as_str().replace('_', " "))
        }
        Event::Reassigned { .. } => format!("Dataset {what} was given to another owner"),
        Event::VersionRegistered { version, rows, .. } => {
            format!("{what}@{version} was registered with {}", counted(*rows, "row"))
        }
        Event::VersionPromoted { version, .. } => format!("{what}@{version} was promoted"),
        Event::VersionRetired { version, .. } => format!("{what}@{version} was retired"),
        Event::VersionRejected { version, .. } => format!("{what}@{version} was rejected"),
        Event::AccessGranted { right, .. } => format!("Right to {right} {what} was granted"),
        Event::AccessRevoked { right, .. } => format!("Right to {right} {what} was revoked"),
        Event::AccessReviewed { revoked, .. } => {
            format!("Access to {what} was reviewed, {} revoked", counted(*revoked, "right"))
        }
        Event::AccessReviewDueNoticed { due, .. } => {
            format!("That access to {what} was to be reviewed by {} was told", due.date())
        }
        Event::PrivacyTechniqueDeclared { technique, .. } => {
            format!("Privacy technique {} was declared for {what}", words(technique.as_str()))
        }
        Event::PrivacyTechniqueWithdrawn { technique, .. } => {
            format!("Privacy technique {} was withdrawn for {what}", words(technique.as_str()))
        }
        Event::PrivacyBudgetSet { epsilon, .. } => {
            format!("The privacy budget of {what} was set to epsilon {epsilon}")
        }
        Event::Quarantined { version, .. } => format!("{what}@{version} was quarantined"),
        Event::QuarantineLiftRequested { version, .. } => {
            format!("Lifting the quarantine of {what}@{version} was asked for")
        }
        Event::QuarantineLifted { version, .. } => {
            format!("The quarantine of {what}@{version} was lifted")
        }
    }
}

fn of_training(what: &str, event: &training::Event) -> String {
    use training::Event;
    match event {
        Event::EnvironmentRegistered { name, .. } => format!("Environment {name} was registered"),
        Event::EnvironmentAttested { until, .. } => {
            format!("The posture of {what} was attested until {}", until.date())
        }
        Event::AttestationLapseNoticed { due, .. } => format!(
            "Whoever attested the posture of {what} was told that it counted until {}",
            due.date()
        ),
        Event::Started { kind, inputs, .. } => {
            let inputs = u64::try_from(inputs.len()).unwrap_or(u64::MAX);
            let kind = kind.as_str().replace('_', "-");
            format!("Run {what} ({kind}) started with {}", counted(inputs, "input"))
        }
        Event::ActionLogged { action, on: Some(on), .. } => {
            format!("During {what}: {action} {}", on.label())
        }
        Event::ActionLogged { action, on: None, .. } => format!("During {what}: {action}"),
        Event::Completed { outputs, minutes } if outputs.is_empty() => {
            format!("Run {what} completed after {}", counted(*minutes, "minute"))
        }
        Event::Completed { outputs, minutes } => {
            format!("Run {what} made {} in {}", list(outputs), counted(*minutes, "minute"))
        }
        Event::PrivacySpent { dataset, epsilon, mechanism, .. } => {
            format!("Run {what} spent epsilon {epsilon} of {} by {mechanism}", dataset.label())
        }
        Event::PrivacySpendingCorrected { dataset, epsilon, .. } => {
            format!(
                "What run {what} spent of {} was corrected to epsilon {epsilon}",
                dataset.label()
            )
        }
        Event::Failed { .. } => format!("Run {what} failed"),
        Event::Stopped { .. } => format!("Run {what} was stopped"),
    }
}

fn of_models(what: &str, event: &models::Event) -> String {
    use models::Event;
    match event {
        Event::Registered { name, .. } => format!("Model {name} was registered"),
        Event::VersionRegistered { version, format, .. } => {
            format!("{what}@{version} was registered ({format})")
        }
        Event::VersionPromoted { version, .. } => format!("{what}@{version} was promoted"),
        Event::VersionRejected { version, .. } => format!("{what}@{version} was rejected"),
        Event::VersionRetired { version, .. } => format!("{what}@{version} was retired"),
        Event::VersionQuarantined { version, .. } => format!("{what}@{version} was quarantined"),
        Event::VersionReleased { version, .. } => {
            format!("{what}@{version} was released from quarantine")
        }
        Event::ProviderChanged { from, to, notice_days } => format!(
            "The provider replaced {} by {} with {} notice",
            from.label(),
            to.label(),
            counted(*notice_days, "day")
        ),
        Event::PromptVersionRegistered { version, .. } => {
            format!("Prompt {what}@{version} was registered")
        }
        Event::PromptTextGiven { version, .. } => {
            format!("The text of prompt {what}@{version} was given")
        }
    }
}

fn of_evidence(what: &str, event: &evaluations::Event) -> String {
    match event {
        evaluations::Event::Attached { subject, kind, tool, outcome, .. } => {
            let title = crate::catalogue::evidence_title(kind.as_str());
            let outcome = outcome.as_str().replace('_', " ");
            format!("{title} of {} by {tool}: {outcome}", subject.label())
        }
        evaluations::Event::Withdrawn { .. } => format!("Evidence {what} was withdrawn"),
        evaluations::Event::FileKept { media_type, bytes, .. } => {
            let size = counted(*bytes, "byte");
            format!("A file was kept with evidence {what}: {size}, {media_type}")
        }
    }
}

fn of_deployments(what: &str, event: &deployments::Event) -> String {
    use deployments::Event;
    match event {
        Event::Activated { model, endpoint, stage, .. } => {
            format!("{} went live at {} ({stage})", model.label(), endpoint.label())
        }
        Event::Ended { replaced_by: Some(next), .. } => {
            format!("Deployment {what} ended, replaced by {}", next.label())
        }
        Event::Ended { replaced_by: None, .. } => format!("Deployment {what} ended"),
        Event::Flagged { incident, .. } => {
            format!("Deployment {what} was flagged by incident {}", incident.label())
        }
        Event::StopRequested { .. } => format!("Stopping {what} was asked for"),
        Event::StopConfirmed { .. } => format!("The stop of {what} was confirmed"),
        Event::FlagCleared { incident } => {
            format!("The flag of incident {} on {what} was cleared", incident.label())
        }
    }
}

fn of_people(what: &str, event: &people::Event) -> String {
    use people::Event;
    let title = |role: &str| {
        people::role(role).map_or_else(|| role.replace('_', " "), |role| role.title.clone())
    };
    match event {
        Event::OrganisationRegistered { name, .. } => format!("{name} was registered"),
        Event::TeamCreated { name } => format!("Team {name} was created"),
        Event::Registered { service: true, .. } => format!("Service {what} was registered"),
        Event::Registered { service: false, .. } => format!("Person {what} was registered"),
        Event::Moved { team } => format!("{what} moved to team {}", team.label()),
        Event::RoleGranted { role, scope, .. } => {
            format!("Role {} was granted for {}", title(role.as_str()), scope.label())
        }
        Event::RoleEnded { role, scope } => {
            format!("Role {} ended for {}", title(role.as_str()), scope.label())
        }
        Event::ChampionNominated { team } => {
            format!("{what} was asked to be the security champion of {}", team.label())
        }
        Event::ChampionAccepted { team } => {
            format!("{what} agreed to be the security champion of {}", team.label())
        }
        Event::ChampionDeclined { team, .. } => {
            format!("{what} declined to be the security champion of {}", team.label())
        }
        Event::ChampionSteppedDown { team, .. } => {
            format!("{what} stepped down as the security champion of {}", team.label())
        }
        Event::RoleDelegated { by, role, scope, .. } => {
            let (by, scope) = (by.label(), scope.label());
            format!("{by} lent {} for {scope} to {what}", title(role.as_str()))
        }
        Event::DelegationEnded { by, role, .. } => {
            format!("{what} gave {} back to {}", title(role.as_str()), by.label())
        }
        Event::DelegationEndNoticed { by, role, due, .. } => {
            let (by, title, due) = (by.label(), title(role.as_str()), due.date());
            format!("That {by} lent {title} to {what} until {due} was told")
        }
        Event::Deactivated {} => format!("{what} was deactivated"),
        Event::Erased { .. } => format!("{what} was erased"),
    }
}

fn of_awareness(what: &str, event: &awareness::Event) -> String {
    use awareness::Event;
    match event {
        Event::Published { version, modules, .. } => {
            let modules = u64::try_from(modules.len()).unwrap_or(u64::MAX);
            format!(
                "Curriculum version {version} was published with {}",
                counted(modules, "module")
            )
        }
        Event::ModulePublished { module, .. } => {
            format!("Own module {} was published: {}", module.id, module.title)
        }
        Event::ModuleWithdrawn { module, .. } => format!("Own module {module} was withdrawn"),
        Event::CampaignStarted { title, due, .. } => {
            format!("Campaign {title} started; it is due on {}", due.date())
        }
        Event::CampaignStopped { campaign, .. } => format!("Campaign {campaign} was stopped"),
        Event::Assigned { module, due, .. } => {
            format!("{what} was asked for module {module} by {}", due.date())
        }
        Event::Attempted { module, score, passed: true, .. } => {
            format!("{what} passed the test of {module} with {score}")
        }
        Event::Attempted { module, score, passed: false, .. } => {
            format!("{what} did not pass the test of {module}: {score}")
        }
        Event::Completed { module, score, .. } => {
            format!("{what} completed module {module} with {score}")
        }
        Event::Waived { module, until, .. } => {
            format!("{what} was excused from module {module} until {}", until.date())
        }
        Event::DueNoticed { module, what: awareness::Told::Coming, due, .. } => {
            format!("{what} was told that module {module} is due on {}", due.date())
        }
        Event::DueNoticed { module, what: awareness::Told::Overdue, due, .. } => {
            format!("{what} was told that module {module} is overdue since {}", due.date())
        }
    }
}

fn of_catalogue(event: &catalogue::Event) -> String {
    use catalogue::Event;
    match event {
        Event::PartLoaded { file, version, part, parts, .. } if parts > &1 => {
            format!(
                "The catalogue's {file}, version {version}, was loaded (part {part} of {parts})"
            )
        }
        Event::PartLoaded { file, version, .. } => {
            format!("The catalogue's {file}, version {version}, was loaded")
        }
        Event::ItemAdded { section, id, .. } => {
            format!("{id} was added to the catalogue's {}", words(section.as_str()))
        }
        Event::ItemChanged { section, id, .. } => {
            format!("{id} of the catalogue's {} was changed", words(section.as_str()))
        }
        Event::ItemWithdrawn { section, id, .. } => {
            format!("{id} of the catalogue's {} was withdrawn", words(section.as_str()))
        }
        Event::MappingConfirmed { item, framework, reference } => {
            format!("The link of {item} to {reference} of {framework} was confirmed")
        }
    }
}

/// What a view is called is not said: it is personal text.
fn of_views(event: &saved_views::Event) -> String {
    use saved_views::Event;
    match event {
        Event::Saved { list, with: None, .. } => format!("A view of {} was saved", words_of(*list)),
        Event::Saved { list, with: Some(with), .. } => {
            format!("A view of {} was saved and shared with {}", words_of(*list), with.label())
        }
        Event::Renamed { .. } => String::from("A saved view was given another name"),
        Event::Removed {} => String::from("A saved view was removed"),
    }
}

fn words_of(list: saved_views::List) -> String {
    list.as_str().replace('/', " ")
}

fn words(word: &str) -> String {
    word.replace('_', " ")
}

/// `1 row`, `41,200 rows`.
fn counted(number: u64, unit: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let plural = if number == 1 { "" } else { "s" };
    format!("{grouped} {unit}{plural}")
}

fn list(subjects: &[Subject]) -> String {
    subjects.iter().map(Subject::label).collect::<Vec<_>>().join(", ")
}
