//! What the pages of models and prompts send, with examples.
use super::commands::{
    ChangeProvider, ChangeProviderInput, RegisterPromptVersion, RegisterPromptVersionInput,
};
use crate::{
    operations::{Operation, Sample, command, words},
    scalars::{Long, Subject},
};

pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    vec![
        command::<RegisterPromptVersion>(RegisterPromptVersionInput {
            version: Subject::from("prompt:sample@v1"),
            system: Some(Subject(sample.system.clone())),
            note: Some(words()),
            text: Some("Be kind.\nBe brief.".to_owned()),
        }),
        command::<ChangeProvider>(ChangeProviderInput {
            model: Subject(sample.model.clone()),
            from: Subject(sample.model_version.clone()),
            to: Subject(format!("{}@next", sample.model)),
            notice_days: Long(14),
        }),
    ]
}
