//! From a site to a listening server, and to its end.

use std::{io, net::SocketAddr};

use actix_web::{App, HttpServer, guard, middleware::Compress, web};
use futures::future::LocalBoxFuture;
use tokio::sync::watch;

use super::{Headers, Site, assets, auth, events, files, graphql, proofs, risks, socket, texts};
use crate::identity::oidc;

/// How long open requests may go on when the server is asked to end, in seconds.
const PATIENCE: u64 = 10;

/// Routes of other doors, such as sign-in at an identity provider.
pub type MoreRoutes = fn(&mut web::ServiceConfig);

/// What a server is started with.
pub struct ServerConfig {
    /// What its handlers are given.
    pub site: Site,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Told the address once the server listens.
    pub on_listening: Box<dyn FnOnce(SocketAddr) + Send>,
    /// Turns true when the server is to end; dropping the sender does, too.
    pub stop: watch::Receiver<bool>,
    /// Routes of other doors.
    pub more: Option<MoreRoutes>,
}

/// All routes over a site that is in the application's data.
pub fn routes(config: &mut web::ServiceConfig) {
    let reading = guard::Any(guard::Get()).or(guard::Head());
    config
        .configure(graphql::routes)
        .configure(socket::routes)
        .configure(auth::routes)
        .configure(oidc::routes)
        .configure(events::routes)
        .configure(files::routes)
        .configure(texts::routes)
        .configure(proofs::routes)
        .configure(risks::routes)
        .default_service(web::route().guard(reading).to(assets::file));
}

/// Listens and answers until it is asked to end; then lets open requests finish.
///
/// Its future is boxed here, so that the whole schema is compiled with this crate and not once more
/// with whoever waits for it.
pub fn serve(config: ServerConfig) -> LocalBoxFuture<'static, io::Result<()>> {
    Box::pin(serve_until_stopped(config))
}

async fn serve_until_stopped(config: ServerConfig) -> io::Result<()> {
    let ServerConfig { site, listen, on_listening, mut stop, more } = config;
    let secure = site.secure;
    let site = web::Data::new(site);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(site.clone())
            .wrap(Compress::default())
            .wrap(Headers::middleware(secure))
            .configure(move |config| more.into_iter().for_each(|routes| routes(config)))
            .configure(routes)
    })
    .disable_signals()
    .shutdown_timeout(PATIENCE)
    .bind(listen)?;
    if let Some(address) = server.addrs().first() {
        on_listening(*address);
    }
    let mut server = server.run();
    let handle = server.handle();
    tokio::select! {
        ended = &mut server => return ended,
        // A sender that is gone cannot say stop any more, so it has.
        _ = stop.wait_for(|stop| *stop) => {}
    }
    let (ended, ()) = futures::join!(server, handle.stop(true));
    ended
}
