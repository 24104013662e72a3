//! `GET /graphql/ws`: subscriptions by the protocol `graphql-transport-ws`.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use app::App;
use async_graphql::{Data, Executor, Request, Response};
use async_graphql_actix_web::GraphQLSubscription;
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use kernel::Subject;

use super::{
    site::Site,
    visitor::{Fault, Visitor, check_origin},
};
use crate::graphql::{Asking, Schema};

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/graphql/ws", web::get().to(upgrade));
}

/// Opens the line to somebody who is signed in.
async fn upgrade(
    request: HttpRequest,
    payload: web::Payload,
    site: web::Data<Site>,
) -> Result<HttpResponse, actix_web::Error> {
    check_origin(&request)?;
    let Some(visitor) = Visitor::of(&request, &site).await? else {
        return Err(Fault::signed_out().into());
    };
    let line = Line {
        app: site.app.clone(),
        schema: site.schema.clone(),
        person: visitor.caller.person,
        source: visitor.source.into(),
    };
    GraphQLSubscription::new(line).start(&request, payload)
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
