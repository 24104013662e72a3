//! Erasure: the fact is recorded, then the person's key is destroyed.

use domain::{
    authority::{Act, Caller, Place},
    people::{Command, People},
};
use kernel::{Note, Subject};

use crate::{App, AppError, Meta, Outcome, transact::request_bytes};

impl App {
    /// Erases a person: their name is gone now and in the past; every proof still verifies.
    ///
    /// The fact comes first, so that a crash between the two leaves a key that the next start
    /// destroys ([`App::finish_erasures`]).
    pub(super) async fn erase(
        &self,
        caller: &Caller,
        meta: &Meta,
        person: &Subject,
        authority: Note,
    ) -> Result<Outcome, AppError> {
        let permit = caller.permit(Act::ErasePerson, &Place::default())?;
        let request = request_bytes(&(Act::ErasePerson.as_str(), person, &authority))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        let mut draft = self.draft(caller, meta);
        draft.decide::<People>(Some(caller), person, Command::Erase { authority }).await?;
        let outcome = draft.commit(&permit, meta, request).await?;
        self.store.destroy_key(&person.to_string()).await?;
        self.store.forget_credentials(&person.to_string()).await?;
        Ok(outcome)
    }

    /// Destroys the key of everybody the log says was erased. Run at every start, so that neither
    /// a crash nor a restored backup brings a name back.
    pub async fn finish_erasures(&self) -> Result<(), AppError> {
        let query = store::EventQuery {
            kinds: vec![String::from("person.erased")],
            ..store::EventQuery::default()
        };
        for stored in self.store.events(query).await? {
            self.store.destroy_key(&stored.leaf.stream).await?;
            self.store.forget_credentials(&stored.leaf.stream).await?;
        }
        Ok(())
    }
}
