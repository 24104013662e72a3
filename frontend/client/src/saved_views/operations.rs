//! The operations about saved views.
use super::{
    commands::{
        RemoveView, RemoveViewInput, RenameView, RenameViewInput, SaveView, SaveViewInput,
        ShareView, ShareViewInput,
    },
    menu::{self, MenuPage},
};
use crate::{
    operations::{Operation, Sample, command, of},
    scalars::Subject,
};

const ADDRESS: &str = "/risks?band=high&sort=-residual";
const NAME: &str = "High and open";

/// The menu.
pub(crate) fn pages() -> Vec<Operation> {
    vec![of::<MenuPage>(menu::ask("/risks".to_owned()))]
}

/// The mutations, in an order in which each can be done.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let (view, pinned) = (|| Subject::from("view:sample"), Some(false));
    let (name, address) = (|| NAME.to_owned(), || ADDRESS.to_owned());
    vec![
        command::<SaveView>(SaveViewInput {
            view: Some(view()),
            name: name(),
            address: address(),
            pinned,
        }),
        command::<ShareView>(ShareViewInput {
            view: None,
            name: name(),
            address: address(),
            pinned,
            with: Subject(sample.organisation.clone()),
        }),
        command::<RenameView>(RenameViewInput { view: view(), name: "Another name".to_owned() }),
        command::<RemoveView>(RemoveViewInput { view: view() }),
    ]
}
