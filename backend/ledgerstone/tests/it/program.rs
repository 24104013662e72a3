//! Running the program, and files for it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {}", self.out))
    }

    /// Fails with the program's own words.
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// The program, without anything the environment says.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledgerstone"));
    command.args(args).env("LEDGERSTONE_LOG", "warn");
    for name in ["URL", "TOKEN", "DATA_DIR", "DATABASE_URL", "LISTEN", "OIDC_ISSUER"] {
        command.env_remove(format!("LEDGERSTONE_{name}"));
    }
    command
}

/// A folder for one test.
pub(crate) struct Place {
    dir: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Runs a command on this place's log.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let output = command(args).arg("--data-dir").arg(self.data()).output().unwrap();
        Ran::of(&output)
    }

    /// Runs a client command against a server.
    pub(crate) fn client(server: &Server, token: &str, args: &[&str]) -> Ran {
        let mut command = command(args);
        command.env("LEDGERSTONE_URL", &server.url).env("LEDGERSTONE_TOKEN", token);
        Ran::of(&command.output().unwrap())
    }

    /// A log of a few historic events.
    pub(crate) fn with_history(&self) {
        let file = self.write("history.jsonl", &history());
        self.run(&["import", "--history", path(&file)]).expect(0);
    }
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// One `CloudEvent`.
pub(crate) fn line(id: &str, kind: &str, subject: &str, data: &str) -> String {
    let at = format!("2026-01-01T00:00:{:0>2}Z", id.trim_start_matches('e'));
    format!(
        r#"{{"specversion":"1.0","id":"{id}","source":"test","type":"{kind}","subject":"{subject}","time":"{at}","data":{data}}}"#
    )
}

/// An organisation, two teams and a person.
pub(crate) fn history() -> String {
    let person =
        r#"{"name":"Somebody Private","email":"x@example.test","team":"team:a","service":false}"#;
    [
        line("e1", "organisation.registered", "organisation:acme", r#"{"name":"Acme","units":[]}"#),
        line("e2", "team.created", "team:a", r#"{"name":"A"}"#),
        line("e3", "team.created", "team:b", r#"{"name":"B"}"#),
        line("e4", "person.registered", "person:p", person),
        line("e5", "person.moved", "person:p", r#"{"team":"team:b"}"#),
        String::new(),
    ]
    .join("\n")
}

/// A running server; killed when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Server {
    /// Starts a server on a free port and waits until its requests will succeed.
    pub(crate) fn start(place: &Place, args: &[&str]) -> Self {
        let mut command = command(&["serve", "--listen", "127.0.0.1:0"]);
        command.args(args).arg("--data-dir").arg(place.data());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let url = first.trim().rsplit(' ').next().unwrap().to_owned();
        let server = Self { child, url };
        let until = Instant::now() + Duration::from_mins(1);
        while server.get("/readyz").0 != 200 {
            assert!(Instant::now() < until, "the server was not ready in a minute");
            std::thread::yield_now();
        }
        server
    }

    /// Asks for a page: its status and everything it said.
    pub(crate) fn get(&self, page: &str) -> (u16, String) {
        self.send(&format!("GET {page} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    }

    /// Posts a body.
    pub(crate) fn post(&self, page: &str, headers: &str, body: &str) -> (u16, String) {
        let length = body.len();
        self.send(&format!(
            "POST {page} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\
             {headers}\r\n{body}"
        ))
    }

    fn send(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.url.trim_start_matches("http://")).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
