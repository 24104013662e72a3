//! What the checks of its segment ask of a dataset version before it is promoted.
//!
//! Only tests for data of the version's segment count, and of those only the ones that block and are
//! shown with evidence that is about data alone: what a model or a deployment shows comes later.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    authority::{Act, Caller},
    catalogue::{AppliesIf, Control, Severity},
    controls::{Assessment, Change, Piece, Profile, Question, Status, Target, assess},
    datasets::Sensitivity,
    systems::{RiskClass, SystemKind},
};
use kernel::{Name, Subject};

use super::{ChangeRow, ControlRow, board::as_piece};
use crate::{
    App, AppError, Draft, Sight,
    catalogue::{own_stream, shipped_stream},
    datasets::{DatasetRow, VersionRow, VersionState},
    evaluations::EvidenceRow,
    systems::SystemRow,
    view::Filter,
};

/// What is recorded of evidence, of decisions about controls, of where data comes from, and of what
/// its system is: any of it can change whether a check holds.
const SPEAKS: [&str; 14] = [
    "catalogue.item_added",
    "catalogue.item_changed",
    "catalogue.item_withdrawn",
    "catalogue.part_loaded",
    "control.applicability_restored",
    "control.evidence_linked",
    "control.evidence_unlinked",
    "control.marked_not_applicable",
    "evidence.attached",
    "evidence.withdrawn",
    "source.access_changed",
    "source.profile_changed",
    "system.classification_approved",
    "system.profile_changed",
];

impl App {
    /// Refuses to promote a version whose segment asks for a check that does not hold.
    ///
    /// What the rules of the room say goes first: a version that is unknown, rejected or quarantined
    /// is left to them, and so is whoever may not promote it. What holds has to hold until it is
    /// recorded: that becomes a condition.
    pub(crate) async fn check_segment(
        &self,
        draft: &mut Draft<'_>,
        caller: &Caller,
        (dataset, version): (&Subject, &Name),
    ) -> Result<(), AppError> {
        draft.read(dataset).await?;
        let sight = self.everything();
        let Ok(exact) = dataset.at(version.as_str()) else { return Ok(()) };
        let Some(row) = self.find::<VersionRow>(&sight, &exact).await? else { return Ok(()) };
        let waits = matches!(
            row.state,
            VersionState::Active | VersionState::Candidate | VersionState::Retired
        );
        let place = self.place(row.system.clone()).await?;
        let may = caller.sees(&place) && caller.permit(Act::PromoteData, &place).is_ok();
        if !waits || row.quarantine.is_some() || !may {
            return Ok(());
        }
        let Some(of) = self.find::<DatasetRow>(&sight, dataset).await? else { return Ok(()) };
        let gap = self.segment_gap(draft, &sight, (&row, of.sensitivity)).await?;
        let Some((control, found)) = gap else { return Ok(()) };
        let segment = of.sensitivity.as_str().replace('_', "-");
        let sentence = format!(
            "{} is {segment} data, and {control} does not hold for it: {} {} Or have somebody \
             decide that {control} does not apply to its system",
            exact.label(),
            found.why(),
            found.advice()
        );
        Err(AppError::refused("dataset.segment_unchecked", sentence, Some("version")))
    }

    /// The first control whose tests for a segment a version does not pass, and how it stands.
    async fn segment_gap(
        &self,
        draft: &mut Draft<'_>,
        sight: &Sight,
        (version, segment): (&VersionRow, Sensitivity),
    ) -> Result<Option<(String, Assessment)>, AppError> {
        let book = self.choices_now().await?;
        draft.unless([own_stream()?, shipped_stream()?], &SPEAKS, sight.upto);
        let controls: Vec<Control> =
            book.controls.values().filter_map(|control| of_segment(control, segment)).collect();
        if controls.is_empty() {
            return Ok(None);
        }
        let target = target(version, segment);
        let system = self.system_of_version(sight, version).await?;
        let profile = profile(system.as_ref(), segment);
        let (evidence, decided, changes) = self.spoken(draft, sight, version, &target).await?;
        let mut pieces: BTreeMap<&str, Vec<Piece<'_>>> = BTreeMap::new();
        for row in evidence.iter().filter(|row| target.covers.contains(&row.about)) {
            pieces.entry(row.evidence_type.as_str()).or_default().push(as_piece(row, &[]));
        }
        // What concerns more than the data is asked of nothing here.
        let otherwise = Target {
            name: version.subject.stream(),
            covers: BTreeSet::new(),
            is_data: false,
            segment: None,
        };
        for control in &controls {
            let row = decided.iter().find(|row| {
                row.control == control.id && Some(&row.system) == version.system.as_ref()
            });
            let links: BTreeSet<&Subject> = row.into_iter().flat_map(|row| &row.linked).collect();
            let linked = evidence.iter().filter(|piece| links.contains(&piece.subject));
            let linked: Vec<Piece<'_>> = linked.map(|piece| as_piece(piece, &[])).collect();
            let found = assess(&Question {
                control,
                profile: &profile,
                is_marked: row.is_some_and(|row| row.not_applicable.is_some()),
                targets: std::slice::from_ref(&target),
                otherwise: &otherwise,
                wide: &BTreeSet::new(),
                pieces: &pieces,
                linked: &linked,
                changes: &changes,
                types: &book.evidence_types,
                metrics: &book.metrics,
                at: sight.time,
            });
            let fails =
                found.tests.iter().flat_map(|test| &test.readings).any(|reading| {
                    reading.target == version.subject && reading.status != Status::Pass
                });
            if fails {
                return Ok(Some((control.id.clone(), found)));
            }
        }
        Ok(None)
    }

    /// The evidence, decisions and changes that may speak for a version, of which no newer one may
    /// be recorded before what is decided on them is.
    async fn spoken(
        &self,
        draft: &mut Draft<'_>,
        sight: &Sight,
        version: &VersionRow,
        target: &Target,
    ) -> Result<(Vec<EvidenceRow>, Vec<ControlRow>, Vec<Change>), AppError> {
        let own = || Filter { system: version.system.clone(), ..Filter::default() };
        let wide = || Filter { wide: true, ..own() };
        let mut evidence: Vec<EvidenceRow> = self.list(sight, wide()).await?.rows;
        evidence.retain(|row| row.withdrawn.is_none());
        let decided: Vec<ControlRow> = self.list(sight, own()).await?.rows;
        let changes: Vec<ChangeRow> = self.list(sight, wide()).await?.rows;
        let mut speak = target.covers.clone();
        speak.extend(version.system.clone());
        let about = evidence.iter().filter(|row| target.covers.contains(&row.about));
        speak.extend(about.map(|row| row.subject.clone()));
        speak.extend(decided.iter().flat_map(|row| row.linked.iter().cloned()));
        draft.unless(speak, &SPEAKS, sight.upto);
        Ok((evidence, decided, changes.iter().map(ChangeRow::change).collect()))
    }

    async fn system_of_version(
        &self,
        sight: &Sight,
        version: &VersionRow,
    ) -> Result<Option<SystemRow>, AppError> {
        match &version.system {
            Some(system) => self.find(sight, system).await,
            None => Ok(None),
        }
    }
}

/// A control with nothing but its tests for a segment; none when it has none that block.
fn of_segment(control: &Control, segment: Sensitivity) -> Option<Control> {
    let mut control = control.clone();
    control.applies_if = AppliesIf::default();
    control.tests.retain(|test| {
        test.severity_on_fail == Severity::Block
            && test.applies_if.sensitivity_any.contains(&segment)
    });
    (!control.tests.is_empty()).then_some(control)
}

/// What evidence covers: the version, its dataset and the source it came from.
fn target(version: &VersionRow, segment: Sensitivity) -> Target {
    let mut covers: BTreeSet<Subject> = [version.subject.clone(), version.subject.stream()].into();
    covers.extend(version.source.clone());
    Target { name: version.subject.clone(), covers, is_data: true, segment: Some(segment) }
}

/// The system of a version, as rules of applicability look at it before anything is live. Data of no
/// system is held to the strictest class.
fn profile(system: Option<&SystemRow>, segment: Sensitivity) -> Profile {
    let kinds = system.map_or_else(|| SystemKind::ALL.to_vec(), |row| row.kinds.clone());
    Profile {
        kinds,
        risk_class: system.map_or(RiskClass::High, |row| row.risk_class),
        act_class: system.and_then(|row| row.classification.as_ref()).map(|class| class.act_class),
        stages: BTreeSet::new(),
        segments: [segment].into(),
        processes_personal_data: system.is_none_or(|row| row.processes_personal_data),
        affects_persons: system.is_none_or(|row| row.affects_persons),
        trained_in_house: system.is_none_or(|row| row.trained_in_house),
    }
}
