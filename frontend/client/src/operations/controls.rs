//! The operations about controls and the catalogue. They name what ships with the product.
use super::{Operation, Orders, Sample, command, each, of, whole};
use crate::{
    catalogue::{
        self,
        commands::{
            AddCatalogueItem, CatalogueItemInput, ChangeCatalogueItem, ConfirmMapping,
            ConfirmMappingInput, ImportCatalogueItems, ImportCatalogueItemsInput, LoadCatalogue,
            LoadCatalogueInput, WithdrawCatalogueItem, WithdrawCatalogueItemInput,
        },
    },
    controls::{
        self,
        commands::{
            AssignControlOwner, AssignControlOwnerInput, ControlEvidenceInput, ControlReasonInput,
            LinkControlEvidence, MarkControlNotApplicable, RestoreControlApplicability,
            UnlinkControlEvidence,
        },
    },
    scalars::Subject,
};

const CONTROL: &str = "AIC-DI-03";
const THREAT: &str = "THR-06";
const FRAMEWORK: &str = "eu_ai_act";

/// The pages.
pub(super) fn pages(sample: &Sample) -> Vec<Operation> {
    let moment = || sample.moment.clone();
    let filter = controls::list::ControlFilter::default();
    vec![
        whole::<controls::queries::SystemChoice>(sample),
        of::<controls::queries::StandingsPage>(controls::queries::ask(moment(), filter)),
        of::<controls::page::ControlPage>(controls::page::ask_one(
            moment(),
            &sample.system,
            CONTROL,
        )),
        of::<controls::page::TextPage>(controls::page::ask_text(moment(), CONTROL)),
        of::<catalogue::threats::ThreatPage>(catalogue::threats::ask_one(moment(), THREAT)),
        of::<catalogue::frameworks::FrameworkPage>(catalogue::frameworks::ask_one(
            moment(),
            FRAMEWORK,
        )),
        of::<catalogue::items::ItemPage>(catalogue::items::ask_one(moment(), "threats", THREAT)),
        whole::<catalogue::files::CataloguePage>(sample),
        whole::<catalogue::threats::CounteredPage>(sample),
    ]
}

/// The lists.
pub(super) fn lists(sample: &Sample, orders: Orders) -> Vec<Operation> {
    [
        each::<controls::list::Controls>(sample, orders),
        each::<catalogue::threats::Threats>(sample, orders),
        each::<catalogue::frameworks::Frameworks>(sample, orders),
        each::<catalogue::items::Items>(sample, orders),
        each::<catalogue::trace::Traces>(sample, orders),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The mutations, in an order in which each can be done.
pub(super) fn commands(sample: &Sample) -> Vec<Operation> {
    [about_controls(sample), about_the_catalogue()].into_iter().flatten().collect()
}

fn about_controls(sample: &Sample) -> Vec<Operation> {
    let system = || Subject(sample.system.clone());
    let control = || CONTROL.to_owned();
    let decided = || ControlReasonInput {
        system: system(),
        control: control(),
        reason: "A reason in a few words".to_owned(),
    };
    let linked = || ControlEvidenceInput {
        system: system(),
        control: control(),
        evidence: Subject(sample.evidence.clone()),
    };
    vec![
        command::<AssignControlOwner>(AssignControlOwnerInput {
            system: system(),
            control: control(),
            person: Subject(sample.person.clone()),
        }),
        command::<MarkControlNotApplicable>(decided()),
        command::<RestoreControlApplicability>(decided()),
        command::<LinkControlEvidence>(linked()),
        command::<UnlinkControlEvidence>(linked()),
    ]
}

fn about_the_catalogue() -> Vec<Operation> {
    let limit = |value: &str| CatalogueItemInput {
        section: "limits".to_owned(),
        id: "ORG-LIMIT".to_owned(),
        body: catalogue::model::limit_body(
            "AIC-DI-03-T1",
            "data.outlier.flagged_ratio",
            value,
            "Stricter",
        ),
        valid_from: None,
        valid_to: None,
    };
    vec![
        command::<LoadCatalogue>(LoadCatalogueInput { dry_run: Some(true) }),
        command::<AddCatalogueItem>(limit("0.005")),
        command::<ChangeCatalogueItem>(limit("0.006")),
        command::<WithdrawCatalogueItem>(WithdrawCatalogueItemInput {
            section: "limits".to_owned(),
            id: "ORG-LIMIT".to_owned(),
            reason: "Not needed".to_owned(),
        }),
        command::<ImportCatalogueItems>(ImportCatalogueItemsInput {
            file: catalogue::bulk::EXAMPLE.to_owned(),
            dry_run: true,
        }),
        command::<ConfirmMapping>(ConfirmMappingInput {
            item: CONTROL.to_owned(),
            framework: "eu_ai_act".to_owned(),
            reference: "EUAI-10.3".to_owned(),
        }),
    ]
}
