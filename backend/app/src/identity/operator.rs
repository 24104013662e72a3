//! Whoever runs commands beside the log's own files: names the organisation, people and roles.

use domain::{
    authority::{Act, Caller, Permit},
    people::{Command, People},
};
use kernel::{Kind, Name, Personal, Subject};

use crate::{App, AppError, Meta, transact::request_bytes};

/// What the organisation is called until somebody says otherwise.
pub const DEFAULT_ORGANISATION: &str = "Our organisation";
/// How often a command is tried when others are quicker.
const TRIES: usize = 4;
/// The name of the operator, for people to read.
const OPERATOR: &str = "Operator of the server";

impl App {
    /// The operator of the log's files, registered at first use.
    pub async fn operator(&self) -> Result<Caller, AppError> {
        let person = Subject::new(Kind::Person, "operator", None).map_err(AppError::internal)?;
        if self.exists(&person).await?.is_none() {
            let name = Personal::written(&person, OPERATOR);
            let register =
                Command::Register { name, email: Personal::Erased, team: None, service: true };
            self.as_operator(&person, Act::ManagePeople, &person, register).await?;
        }
        self.caller(&person).await
    }

    /// The operator with the roles of an administrator and of a pipeline, for recording beside the
    /// log's files. Neither role decides.
    pub async fn recording_operator(&self, organisation: &str) -> Result<Caller, AppError> {
        let scope = self.ensure_organisation(organisation).await?;
        let operator = self.operator().await?;
        for role in ["administrator", "pipeline_service"] {
            if operator.current().any(|grant| grant.role == role && grant.scope == scope) {
                continue;
            }
            let name = Name::parse(role).map_err(AppError::internal)?;
            let (scope, from) = (scope.clone(), self.now());
            let grant = Command::GrantRole { role: name, scope, from, until: None };
            self.as_operator(&operator.person, Act::GrantRole, &operator.person, grant).await?;
        }
        self.operator().await
    }

    /// The organisation of the log, registered under this name when there is none.
    pub async fn ensure_organisation(&self, name: &str) -> Result<Subject, AppError> {
        if let Some(known) = self.organisation().await? {
            return Ok(known);
        }
        let operator = self.operator().await?.person;
        let name = Name::parse(name)
            .map_err(|why| AppError::refused("organisation.bad_name", why.to_string(), None))?;
        let stream = Subject::new(Kind::Organisation, "org", None).map_err(AppError::internal)?;
        let register = Command::RegisterOrganisation { name, units: Vec::new() };
        self.as_operator(&operator, Act::ManagePeople, &stream, register).await?;
        Ok(stream)
    }

    /// Does a command of the people's room as the operator.
    pub(super) async fn as_operator(
        &self,
        operator: &Subject,
        act: Act,
        stream: &Subject,
        command: Command,
    ) -> Result<(), AppError> {
        self.as_operator_for(operator, (act, stream), command, None).await
    }

    /// The same, remembered as belonging to something.
    pub(super) async fn as_operator_for(
        &self,
        operator: &Subject,
        (act, stream): (Act, &Subject),
        command: Command,
        corr: Option<&str>,
    ) -> Result<(), AppError> {
        let permit = Permit::operator(act, operator.clone())?;
        let request = request_bytes(&(act.as_str(), stream, &command))?;
        let caller = Caller { person: operator.clone(), grants: Vec::new(), now: self.now() };
        for _ in 0..TRIES {
            // Asking for it again later is a new question, because a role may have ended meanwhile.
            let meta = Meta {
                source: String::from("operator"),
                command: format!("{stream}/{}", self.store.head()),
                corr: corr.map(str::to_owned),
                ..Meta::default()
            };
            let mut draft = self.draft(&caller, &meta);
            draft.decide::<People>(None, stream, command.clone()).await?;
            draft.check_subjects(None).await?;
            match draft.commit_quietly(&permit, &meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                other => return other.map(drop),
            }
        }
        Err(AppError::Conflict)
    }
}
