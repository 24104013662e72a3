//! The operations about training.
use super::{
    campaigns::Campaigns,
    commands::{
        AssignModule, AssignModuleInput, PublishCurriculum, PublishCurriculumInput, PublishModule,
        PublishModuleInput, QuestionInput, RecordCompletion, RecordCompletionInput, RemindTraining,
        RemindTrainingInput, StartCampaign, StartCampaignInput, StopCampaign, StopCampaignInput,
        SubmitTest, SubmitTestInput, TestAnswerInput, WaiveModule, WaiveModuleInput,
        WithdrawModule, WithdrawModuleInput,
    },
    coverage::{CoveragePage, LiteracyPage, PlacesPage},
    curriculum::{CurriculumPage, Modules},
    duties::Duties,
    learner::{LearnerPage, MyTrainingPage},
    lesson::{self, ModulePage, TestPage},
};
use crate::{
    operations::{Operation, Orders, Sample, command, each, of, one, whole},
    scalars::{Subject, Time},
};

/// The pages.
pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    vec![
        whole::<MyTrainingPage>(sample),
        one::<LearnerPage>(sample, &sample.person),
        of::<ModulePage>(lesson::ask(sample.moment.clone(), &sample.module)),
        of::<TestPage>(lesson::ask_test(&sample.module)),
        whole::<CurriculumPage>(sample),
        whole::<CoveragePage>(sample),
        whole::<LiteracyPage>(sample),
        whole::<PlacesPage>(sample),
    ]
}

/// The lists.
pub(crate) fn lists(sample: &Sample, orders: Orders) -> Vec<Operation> {
    [
        each::<Modules>(sample, orders),
        each::<Campaigns>(sample, orders),
        each::<Duties>(sample, orders),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The mutations, in an order in which each can be done.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let words = || "A reason in a few words".to_owned();
    let person = || Subject(sample.person.clone());
    let time = || Time("2027-01-01T00:00:00Z".to_owned());
    let (own, campaign) = (|| "OUR-1".to_owned(), || "spring".to_owned());
    let module = || sample.module.clone();
    vec![
        command::<PublishCurriculum>(PublishCurriculumInput { valid_from: None }),
        command::<PublishModule>(own_module(sample)),
        command::<StartCampaign>(StartCampaignInput {
            campaign: Some(campaign()),
            title: words(),
            modules: vec![own()],
            roles: Vec::new(),
            teams: vec![Subject(sample.team.clone())],
            systems: Vec::new(),
            due: time(),
            anew: false,
        }),
        command::<SubmitTest>(SubmitTestInput {
            module: own(),
            attempt: cynic::Id::new("attempt-1"),
            answers: vec![TestAnswerInput { question: "Q1".to_owned(), option: 0 }],
        }),
        command::<AssignModule>(AssignModuleInput {
            person: person(),
            module: module(),
            due: time(),
            why: words(),
        }),
        command::<WaiveModule>(WaiveModuleInput {
            person: person(),
            module: module(),
            until: time(),
            reason: words(),
        }),
        command::<RecordCompletion>(RecordCompletionInput {
            person: person(),
            module: module(),
            score: "0.9".to_owned(),
            on: None,
        }),
        command::<RemindTraining>(RemindTrainingInput { team: Some(Subject(sample.team.clone())) }),
        command::<StopCampaign>(StopCampaignInput { campaign: campaign(), reason: words() }),
        command::<WithdrawModule>(WithdrawModuleInput { module: own(), reason: words() }),
    ]
}

fn own_module(sample: &Sample) -> PublishModuleInput {
    let words = |words: &str| words.to_owned();
    PublishModuleInput {
        module: words("OUR-1"),
        title: words("How we ship"),
        minutes: 20,
        refresh_months: 12,
        pass_score: words("1"),
        roles: vec![words("ml_engineer")],
        systems: vec![Subject(sample.system.clone())],
        grace_days: 14,
        text: words("# How we ship"),
        questions: vec![QuestionInput {
            question: words("How many people look?"),
            options: vec![words("Nobody"), words("Two people")],
            answer: 1,
            explanation: words("Four eyes see more"),
        }],
    }
}
