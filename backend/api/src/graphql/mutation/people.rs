//! Mutations on the organisation, teams and people.

use app::{
    AppError,
    people::{RosterResult, Sheet},
};
use async_graphql::{Context, ID, Object, SimpleObject};

use super::{PeoplePayload, Receipt, Refusal, answer, asked, permitted};
use crate::{
    graphql::{
        asking::asking,
        inputs::people::{
            AcceptNominationInput, CreateTeamInput, DeactivatePersonInput, DeclineNominationInput,
            DelegateRoleInput, EndDelegationInput, EndRoleInput, ErasePersonInput, GrantRoleInput,
            ImportAccountabilitiesInput, ImportChampionsInput, ImportRosterInput, MovePersonInput,
            NominateChampionInput, RegisterOrganisationInput, RegisterPersonInput,
            StepDownChampionInput,
        },
    },
    reply::{Answer, Reply},
};

/// Mutations on the organisation, teams and people.
#[derive(Default)]
pub(super) struct PeopleMutation;

#[Object]
impl PeopleMutation {
    /// Register the organisation.
    async fn register_organisation(
        &self,
        ctx: &Context<'_>,
        input: RegisterOrganisationInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Create a team.
    async fn create_team(
        &self,
        ctx: &Context<'_>,
        input: CreateTeamInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Register a person or a service.
    async fn register_person(
        &self,
        ctx: &Context<'_>,
        input: RegisterPersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Move a person to another team.
    async fn move_person(
        &self,
        ctx: &Context<'_>,
        input: MovePersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Give a role for a scope and a period.
    async fn grant_role(&self, ctx: &Context<'_>, input: GrantRoleInput) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// End a role.
    async fn end_role(&self, ctx: &Context<'_>, input: EndRoleInput) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Record that a person has left or a service is switched off.
    async fn deactivate_person(
        &self,
        ctx: &Context<'_>,
        input: DeactivatePersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Erase a person: their name is gone now and in the past; every proof still verifies.
    async fn erase_person(
        &self,
        ctx: &Context<'_>,
        input: ErasePersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Ask somebody to be the security champion of a team.
    async fn nominate_champion(
        &self,
        ctx: &Context<'_>,
        input: NominateChampionInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Say yes to a nomination of one's own; with it comes the role.
    async fn accept_nomination(
        &self,
        ctx: &Context<'_>,
        input: AcceptNominationInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Say no to a nomination of one's own.
    async fn decline_nomination(
        &self,
        ctx: &Context<'_>,
        input: DeclineNominationInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Give the duty of a security champion up, and propose who could follow.
    async fn step_down_champion(
        &self,
        ctx: &Context<'_>,
        input: StepDownChampionInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Lend a role of one's own to somebody for a while.
    async fn delegate_role(
        &self,
        ctx: &Context<'_>,
        input: DelegateRoleInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Take a lent role back, or give it back, before its end.
    async fn end_delegation(
        &self,
        ctx: &Context<'_>,
        input: EndDelegationInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Register the people of a spreadsheet and give them their roles: all lines or none. A dry run
    /// says what each line would do.
    async fn import_roster(
        &self,
        ctx: &Context<'_>,
        input: ImportRosterInput,
    ) -> Answer<RosterPayload> {
        let asking = asking(ctx)?;
        permitted(ctx, asking)?;
        let (meta, _) = asked(asking, input.command.as_ref().map(|id| id.as_str()))?;
        let (app, caller) = (&asking.app, asking.caller()?);
        told(app.import_roster(caller, &meta, &input.csv, input.dry_run).await)
    }

    /// Record who answers for which system from a spreadsheet: all lines or none. A dry run says
    /// what each line would do.
    async fn import_accountabilities(
        &self,
        ctx: &Context<'_>,
        input: ImportAccountabilitiesInput,
    ) -> Answer<RosterPayload> {
        sheet(ctx, input.command, (Sheet::Accountability, input.csv.as_str()), input.dry_run).await
    }

    /// Ask the security champions of a spreadsheet: all lines or none. Each of them still says yes
    /// or no. A dry run says what each line would do.
    async fn import_champions(
        &self,
        ctx: &Context<'_>,
        input: ImportChampionsInput,
    ) -> Answer<RosterPayload> {
        sheet(ctx, input.command, (Sheet::Champions, input.csv.as_str()), input.dry_run).await
    }
}

async fn sheet(
    ctx: &Context<'_>,
    command: Option<ID>,
    of: (Sheet, &str),
    dry_run: bool,
) -> Answer<RosterPayload> {
    let asking = asking(ctx)?;
    permitted(ctx, asking)?;
    let (meta, _) = asked(asking, command.as_ref().map(|id| id.as_str()))?;
    told(asking.app.import_sheet(asking.caller()?, &meta, of, dry_run).await)
}

/// What came of a file, or why it was not read.
fn told(done: Result<RosterResult, AppError>) -> Answer<RosterPayload> {
    match done {
        Ok(done) => Ok(RosterPayload::of(done)),
        Err(error) => match Reply::from(error) {
            reply if reply.is_refusal => Ok(RosterPayload::refused(reply.into())),
            reply => Err(reply),
        },
    }
}

/// What a line of a spreadsheet does, or why it does nothing.
#[derive(SimpleObject)]
pub(super) struct RosterLine {
    /// Its number in the file; the columns are line 1.
    line: u64,
    /// The id it names, as written.
    id: String,
    /// What it records, in words; empty when nothing is new.
    records: Vec<String>,
    /// What is wrong with it, and how to mend it.
    refusal: Option<Refusal>,
}

/// What came of a spreadsheet.
#[derive(SimpleObject, Default)]
pub(super) struct RosterPayload {
    /// Line by line.
    lines: Vec<RosterLine>,
    /// What was recorded; absent when nothing was.
    receipt: Option<Receipt>,
    /// Why the file as a whole was not read.
    refusal: Option<Refusal>,
}

impl RosterPayload {
    fn of(done: RosterResult) -> Self {
        let line = |line: app::people::RosterLine| RosterLine {
            line: line.line,
            id: line.id,
            records: line.records,
            refusal: line.refused.map(|refused| Reply::from(AppError::Refused(refused)).into()),
        };
        let lines = done.lines.into_iter().map(line).collect();
        Self { lines, receipt: done.receipt.map(Receipt::from), refusal: None }
    }

    fn refused(refusal: Refusal) -> Self {
        Self { refusal: Some(refusal), ..Self::default() }
    }
}
