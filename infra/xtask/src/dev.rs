//! The editing loop: server and frontend, rebuilt when a file of theirs changes.
//!
//! Files are looked at a few times a second: a few hundred files need no notification service.

use std::{
    path::Path,
    process::Child,
    thread,
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result};

use crate::{setup, shell, web, workspace};

const LOOK_EVERY: Duration = Duration::from_millis(400);

/// Builds and serves until it is interrupted.
pub(crate) fn watch() -> Result<()> {
    setup::run(setup::Purpose::Run)?;
    say(web::build(web::Flavour::Dev));
    let mut server = Server::default();
    say(server.restart());
    let (mut front, mut back) = (newest("frontend")?, newest("backend")?);
    loop {
        thread::sleep(LOOK_EVERY);
        let now = newest("backend")?;
        if now != back {
            back = now;
            say(server.restart());
        }
        let now = newest("frontend")?;
        if now != front {
            front = now;
            // The debug server reads the files from disk: reload the page.
            say(web::build(web::Flavour::Dev));
        }
    }
}

/// A failed build is something to read, not a reason to stop watching.
fn say(result: Result<()>) {
    if let Err(error) = result {
        println!("dev: {error:#}");
    }
}

fn newest(folder: &str) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for file in workspace::files(&workspace::root().join(folder), &[])? {
        // A file may vanish between the listing and the look.
        let changed = file.metadata().and_then(|meta| meta.modified()).ok();
        newest = newest.max(changed);
    }
    Ok(newest)
}

/// The running server, stopped when dropped.
#[derive(Default)]
struct Server(Option<Child>);

impl Server {
    fn restart(&mut self) -> Result<()> {
        shell::run(&mut shell::cargo(&["build", "-p", "ledgerstone"]))?;
        self.stop();
        let data = Path::new("data/dev");
        std::fs::create_dir_all(workspace::root().join(data))?;
        let mut command = shell::command(workspace::binary("debug"), &["serve", "--demo"]);
        command.arg("--data-dir").arg(data);
        self.0 = Some(command.spawn().context("cannot start the server")?);
        Ok(())
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.0.take() {
            // It has ended by itself when this fails.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
