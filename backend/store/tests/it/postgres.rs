//! A private `PostgreSQL` cluster for one test run: started on a free port, gone with the test.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

/// A running cluster.
pub(crate) struct Cluster {
    server: Child,
    bin: PathBuf,
    port: u16,
    _dir: TempDir,
}

impl Cluster {
    /// Starts a cluster and waits until it answers.
    pub(crate) fn start() -> Self {
        let bin = programs();
        let user = ordinary_user();
        let dir = tempfile::Builder::new().prefix("ledgerstone-pg").tempdir().unwrap();
        if let Some(user) = &user {
            run(Command::new("chown").arg(user).arg(dir.path()));
        }
        let data = dir.path().join("data");
        let mut init = as_user(user.as_deref(), &bin.join("initdb"));
        run(init.args(["-A", "trust", "-U", "ledger", "-E", "UTF8", "--no-sync", "-D"]).arg(&data));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = as_user(user.as_deref(), &bin.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k"])
            .arg(dir.path())
            .args(["-c", "max_connections=200"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        wait_until_ready(&mut server);
        Self { server, bin, port, _dir: dir }
    }

    /// Makes a database; returns its address.
    pub(crate) fn database(&self, name: &str) -> String {
        let port = self.port.to_string();
        let args = ["-h", "127.0.0.1", "-p", &port, "-U", "ledger", name];
        run(Command::new(self.bin.join("createdb")).args(args));
        format!("postgres://ledger@127.0.0.1:{port}/{name}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGQUIT would be kinder, but nothing of this cluster is wanted any more.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn wait_until_ready(server: &mut Child) {
    let mut log = BufReader::new(server.stderr.take().unwrap());
    let mut said = String::new();
    loop {
        let mut line = String::new();
        assert!(log.read_line(&mut line).unwrap() > 0, "the server ended: {said}");
        if line.contains("ready to accept connections") {
            break;
        }
        said.push_str(&line);
    }
    // Somebody has to read on, or the server blocks once the pipe is full.
    std::thread::spawn(move || for _ in log.lines() {});
}

/// Where the server's programs are.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<_> =
            versions.map(|entry| entry.unwrap().path().join("bin")).collect();
        versions.sort();
        // The real programs first: in a search path they may be wrappers.
        versions.reverse();
        places.splice(0..0, versions);
    }
    let whole = |dir: &PathBuf| {
        ["initdb", "postgres", "createdb"].iter().all(|program| dir.join(program).is_file())
    };
    let found = places.into_iter().find(whole);
    found.expect("PostgreSQL is needed for this test: initdb, postgres and createdb were not found")
}

/// The server refuses to run as root; somebody else has to.
fn ordinary_user() -> Option<String> {
    let id = Command::new("id").arg("-u").output().unwrap();
    if String::from_utf8_lossy(&id.stdout).trim() != "0" {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let known = |name: &&str| users.lines().any(|line| line.starts_with(&format!("{name}:")));
    let user = ["postgres", "nobody"].into_iter().find(known);
    Some(user.expect("a user other than root").to_owned())
}

fn as_user(user: Option<&str>, program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if let Some(user) = user {
        command.args(["--reuid", user, "--clear-groups"]);
    }
    // Ends with the test, however that ends.
    command.args(["--pdeathsig", "QUIT", "--"]).arg(program);
    command.env_remove("PGDATA").current_dir("/");
    command
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(
        done.status.success(),
        "{command:?}: {}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}
