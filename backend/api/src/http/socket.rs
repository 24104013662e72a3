//! `GET /graphql/ws`: subscriptions by the protocol `graphql-transport-ws`.
//!
//! # Invariants
//! - A line does not outlive the session or the token it was opened with. (`a_line_ends_with_its_session`)
//! - A line does not outlive the last role of whoever opened it. (`a_line_ends_with_the_last_role`)
//!
//! # Deliberately absent
//! - No judging of what is delivered: the subscription does that, batch by batch.

use std::{pin::Pin, sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodyStream, BoxBody, MessageBody as _},
    web::{self, Bytes},
};
use app::App;
use async_graphql::{Data, Executor, Request, Response};
use async_graphql_actix_web::GraphQLSubscription;
use domain::authority::Act;
use futures::{
    Stream, StreamExt,
    future::{BoxFuture, Either, select},
    stream::{self, BoxStream},
};
use kernel::Subject;

use super::{
    site::Site,
    visitor::{Fault, Proof, Visitor, check_origin},
};
use crate::graphql::{Asking, Schema};

/// Shortest time between two judgements of a line, however much happens.
const PAUSE: Duration = Duration::from_secs(1);
/// Longest time between two: sessions, tokens and roles end by time alone, too.
const LONGEST: Duration = Duration::from_secs(30);

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/graphql/ws", web::get().to(upgrade));
}

/// Opens the line to somebody who is signed in, until they are not any more.
async fn upgrade(
    request: HttpRequest,
    payload: web::Payload,
    site: web::Data<Site>,
) -> Result<HttpResponse, actix_web::Error> {
    check_origin(&request)?;
    let (Some(visitor), Some(proof)) = (Visitor::of(&request, &site).await?, Proof::of(&request))
    else {
        return Err(Fault::signed_out().into());
    };
    let person = visitor.caller.person;
    let line = Line {
        app: site.app.clone(),
        schema: site.schema.clone(),
        person: person.clone(),
        source: visitor.source.into(),
    };
    let answer = GraphQLSubscription::new(line).start(&request, payload)?;
    let end = Box::pin(async move { ending(&site, &proof, &person).await });
    Ok(answer.map_body(|_, body| BoxBody::new(BodyStream::new(until(frames(body), end)))))
}

/// Why a line is closed: a code of the protocol, and a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ending {
    code: u16,
    sentence: &'static str,
}

const SIGNED_OUT: Ending = Ending { code: 4401, sentence: "your session has ended" };
const WITHOUT_ROLE: Ending =
    Ending { code: 4403, sentence: "you do not hold a role here any more" };
const BROKEN: Ending = Ending { code: 1011, sentence: "your rights could not be judged" };

impl Ending {
    /// The closing frame, as servers write it.
    fn frame(self) -> Bytes {
        let [high, low] = self.code.to_be_bytes();
        // The sentences are far shorter than the 123 bytes that fit.
        let length = u8::try_from(self.sentence.len().saturating_add(2)).unwrap_or(2);
        [&[0x88, length, high, low], self.sentence.as_bytes()].concat().into()
    }
}

/// Waits until the line must end.
async fn ending(site: &Site, proof: &Proof, person: &Subject) -> Ending {
    let (mut head, mut ended) = (site.app.store.watch(), site.sessions.watch());
    loop {
        if let Some(ending) = judged(site, proof, person).await {
            return ending;
        }
        tokio::time::sleep(PAUSE).await;
        tokio::select! {
            Ok(()) = head.changed() => {}
            Ok(()) = ended.changed() => {}
            () = tokio::time::sleep(LONGEST) => {}
        }
    }
}

/// Why the line must end now, if it must.
async fn judged(site: &Site, proof: &Proof, person: &Subject) -> Option<Ending> {
    let holder = match proof {
        Proof::Session(cookie) => Ok(site.sessions.holder(cookie, site.app.now())),
        Proof::Token(token) => site.app.token_holder(token).await,
    };
    let (Ok(holder), Ok(caller)) = (holder, site.app.caller(person).await) else {
        return Some(BROKEN);
    };
    if holder.as_ref() != Some(person) {
        return Some(SIGNED_OUT);
    }
    (!caller.ever_may(Act::Read)).then_some(WITHOUT_ROLE)
}

type Frame = Result<Bytes, actix_web::Error>;

/// The frames of an answer's body.
fn frames(body: BoxBody) -> impl Stream<Item = Frame> {
    let mut body = body;
    stream::poll_fn(move |context| {
        Pin::new(&mut body).poll_next(context).map_err(actix_web::Error::from)
    })
}

/// Frames until the end is near, and then the frame that says why.
fn until(
    frames: impl Stream<Item = Frame> + 'static,
    end: BoxFuture<'static, Ending>,
) -> impl Stream<Item = Frame> {
    stream::unfold(Some((Box::pin(frames), end)), |state| async move {
        let (mut frames, end) = state?;
        match select(end, frames.next()).await {
            Either::Left((ending, _)) => Some((Ok(ending.frame()), None)),
            Either::Right((frame, end)) => Some((frame?, Some((frames, end)))),
        }
    })
}

/// One open line. Rights are looked up anew for each request on it.
#[derive(Clone)]
struct Line {
    app: App,
    schema: Schema,
    person: Subject,
    source: Arc<str>,
}

impl Line {
    async fn asking(&self) -> Asking {
        let caller = self.app.caller(&self.person).await.ok();
        Asking::new(&self.app, caller, &*self.source)
    }
}

impl Executor for Line {
    async fn execute(&self, request: Request) -> Response {
        let asking = self.asking().await;
        self.schema.execute(request.data(asking)).await
    }

    fn execute_stream(
        &self,
        request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let line = self.clone();
        let answers = async move {
            let request = request.data(line.asking().await);
            Executor::execute_stream(&line.schema, request, session)
        };
        stream::once(answers).flatten().boxed()
    }
}
