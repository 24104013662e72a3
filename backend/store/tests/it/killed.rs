//! A process that writes is killed at any moment; what it was told is recorded must be.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use proptest::test_runner::{RngAlgorithm, TestRng};
use store::PartRef;

use crate::{
    events::{command, event},
    site::{Ground, Site, spawn},
};

const URL: &str = "LEDGERSTONE_TEST_KILL_URL";
const DIR: &str = "LEDGERSTONE_TEST_KILL_DIR";
const ROUNDS: &str = "LEDGERSTONE_KILL_ROUNDS";
const WRITERS: u64 = 4;

pub(crate) async fn acknowledged_events_survive_kill_9(site: &Site<'_>) {
    let rounds = std::env::var_os(ROUNDS).and_then(|text| text.to_str()?.parse().ok()).unwrap_or(5);
    let ground = site.fresh();
    let acks = tempfile::tempdir().unwrap();
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let (mut acked, mut notes) = (0, Vec::new());
    for round in 0..rounds {
        let after = rand_below(&mut rng, 120) + 1;
        write_and_kill(&ground, acks.path(), (round, after));
        let store = ground.open().await;
        acked += check(&store, &acks.path().join(format!("{round}"))).await;
        notes.push(store.checkpoint().await.unwrap().note);
        let report = store.verify(&notes).await.unwrap();
        assert!(report.intact(), "round {round}: {:#?}", report.findings);
        store.close().await;
    }
    assert!(acked >= rounds, "{acked} acknowledged in {rounds} rounds");
}

fn rand_below(rng: &mut TestRng, limit: u32) -> u32 {
    use proptest::prelude::Rng as _;
    rng.next_u32() % limit
}

/// Lets a child write and kills it after so many acknowledgements.
fn write_and_kill(ground: &Ground, acks: &Path, (round, after): (u64, u32)) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["killed::writes_until_it_is_killed", "--exact", "--ignored", "--nocapture"])
        .env(URL, &ground.url)
        .env(DIR, format!("{}\n{}\n{round}", ground.dir.path().display(), acks.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut left = after;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        if line.unwrap_or_default().contains("acknowledged") {
            left -= 1;
        }
        if left == 0 {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(left, 0, "the child ended by itself");
}

/// Every acknowledged command is there, once, where it was said to be.
async fn check(store: &store::Store, acks: &Path) -> u64 {
    let mut count = 0;
    for line in BufReader::new(File::open(acks).unwrap()).lines() {
        let line = line.unwrap();
        let Some((id, pos, hash)) = complete(&line) else {
            continue;
        };
        let known = store.command("test", id, id.as_bytes()).await.unwrap();
        let known = known.unwrap_or_else(|| panic!("{id} was acknowledged and is gone"));
        assert_eq!(known.positions[0], pos, "{id}");
        assert_eq!(known.leaf_hashes[0].to_string(), hash, "{id}");
        assert_eq!(store.read(pos, 1).await.unwrap()[0].leaf.command, id);
        let name = PartRef { pos: pos + 1, pointer: "/name".into() };
        let open = store.open_parts(std::slice::from_ref(&name)).await.unwrap();
        assert_eq!(open[&name].as_deref(), Some("Ada"), "the key was there before the event");
        count += 1;
    }
    count
}

/// The last line may have been cut by the kill.
fn complete(line: &str) -> Option<(&str, u64, &str)> {
    let mut words = line.strip_suffix(" end")?.split(' ');
    Some((words.next()?, words.next()?.parse().ok()?, words.next()?))
}

/// The child: writes, and notes durably what was acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "run by the test that kills it"]
async fn writes_until_it_is_killed() {
    let (Some(url), Some(dirs)) = (std::env::var_os(URL), std::env::var_os(DIR)) else {
        return;
    };
    let dirs = dirs.into_string().unwrap();
    let mut dirs = dirs.split('\n');
    let (base, acks, round) = (dirs.next().unwrap(), dirs.next().unwrap(), dirs.next().unwrap());
    let mut settings = Site::Sqlite.fresh().settings();
    settings.url = url.into_string().unwrap();
    settings.keys_dir = Path::new(base).join("keys");
    let store = store::Store::open(settings).await.unwrap();
    let path = Path::new(acks).join(round);
    let write = |writer: u64| {
        let store = store.clone();
        let mut acks = OpenOptions::new().create(true).append(true).open(&path).unwrap();
        let round = round.to_owned();
        async move {
            for n in 0_u64.. {
                let id = format!("{round}-{writer}-{n}");
                let events = vec![
                    event(&format!("model:m{writer}"), "model.tested", n),
                    crate::events::named(&format!("person:p{}", n % 7), "Ada"),
                ];
                let done = store.append(command(&id, events)).await.unwrap();
                let (pos, hash) = (done.positions[0], done.leaf_hashes[0]);
                acks.write_all(format!("{id} {pos} {hash} end\n").as_bytes()).unwrap();
                acks.sync_data().unwrap();
                println!("acknowledged {id}");
            }
        }
    };
    futures::future::join_all((0..WRITERS).map(|writer| spawn(write(writer)))).await;
}
