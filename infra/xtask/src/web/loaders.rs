//! The script that loads the lazy modules, in few bytes and few requests.
//!
//! The splitter writes a function for each module and, for each group of pages, the list of the
//! modules it shares with others: with fifteen groups four hundred functions and lists as long. Here
//! they become a table: of each shared module, by number, which groups need it.
//!
//! Most of those modules are a kilobyte of which the greater part is the same in all. They go into
//! one file, [`PACK`], which is a sixth of their sum after brotli and one request in place of more
//! than a hundred. It begins with where each module starts and the last one ends, as 32-bit numbers
//! with the lowest byte first, as browsers keep them; the modules follow in the order of their
//! numbers.
//!
//! # Invariants
//! - The table names exactly the modules that a group needs. (`loaders_of_lazy_modules_become_a_table`)
//! - Every small module lies in the pack where its header says, and no longer beside it.
//!   (`small_modules_go_into_one_file`)

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anyhow::{Context as _, Result, ensure};

/// The file of the small shared modules.
pub(super) const PACK: &str = "shared.pack";

/// Below this many bytes a shared module goes into the pack. Every lazy page loads all of it, so
/// what only some pages need and is larger stays a file of its own.
const SMALL: u64 = 4_000;

/// What the table is read by. `makeLoad` and `wrapAsyncCb` are the splitter's own, which asks again
/// after a failure; so must the pack.
const READER: &str = "\
const fetched = (file) => () => {
    const src = fetch(new URL(file, import.meta.url));
    src.catch(() => {});
    return async (imports) => WebAssembly.instantiateStreaming(src, imports);
};
let whole;
const pack = async () => {
    const answer = await fetch(new URL(\"./shared.pack\", import.meta.url));
    if (!answer.ok) throw new Error(`shared.pack: ${answer.status}`);
    return answer.arrayBuffer();
};
const packed = (number) => () => {
    const src = (whole ??= pack().catch((fault) => {
        whole = undefined;
        throw fault;
    }));
    src.catch(() => {});
    return async (imports) => {
        const bytes = await src;
        const [start, end] = new Uint32Array(bytes, 4 * number, 2);
        return WebAssembly.instantiate(new Uint8Array(bytes, start, end - start), imports);
    };
};
const shared = masks.map((mask, number) => mask
    && makeLoad(alone.includes(number) ? fetched(`./chunk_${number}.wasm`) : packed(number), []));
const needed = (bit) => shared.filter((_, number) => (masks[number] >> bit) & 1);
";

/// Rewrites the script of the splitter, and joins the small modules beside it.
pub(super) fn compact(script: &Path) -> Result<()> {
    let text = fs::read_to_string(script)?;
    let table = Table::read(&text).context("the splitter writes its loaders in another way now")?;
    let folder = script.parent().context("a script lies in a folder")?;
    let alone = pack(folder, &table.masks)?;
    let packed = table.masks.iter().filter(|mask| **mask > 0).count().saturating_sub(alone.len());
    println!("  {packed} small modules in {PACK}, {} shared ones beside it", alone.len());
    fs::write(script, table.script(&alone))?;
    Ok(())
}

/// What the splitter's loaders say.
pub(super) struct Table<'a> {
    /// What comes before the loaders.
    head: &'a str,
    /// Of each shared module, by number, a bit for each group that needs it; 0 for what is none.
    masks: Vec<u32>,
    /// The loaders of the groups, as script.
    groups: String,
}

impl<'a> Table<'a> {
    /// Reads the splitter's script. Fails when a loader is not of the form that is known.
    pub(super) fn read(text: &'a str) -> Result<Self> {
        let begin = text.find("/* ").context("no shared module")?;
        let (head, loaders) = text.split_at_checked(begin).context("no loaders")?;
        let mut groups = String::new();
        let mut masks: BTreeMap<usize, u32> = BTreeMap::new();
        let (mut seen, mut bit) = (0_usize, 0_u32);
        // What is being declared, and the file it fetches.
        let (mut name, mut file) = ("", "");
        for line in loaders.lines() {
            if let Some(fetched) = between(line, "new URL(\"./", ".wasm\"") {
                file = fetched;
            } else if let Some(declared) = between(line, "const ", " = makeLoad") {
                name = declared;
            } else if let Some(declared) = between(line, "const ", " = wrapAsyncCb") {
                name = declared;
            } else if let Some(rest) = line.strip_prefix(", [") {
                let list = rest.split_once(']').context("a list has no end")?.0;
                seen = seen.saturating_add(1);
                if let Some(number) = name.strip_prefix("__chunk_") {
                    ensure!(file == format!("chunk_{number}"), "{file} is not chunk {number}");
                    masks.insert(number.parse()?, 0);
                    continue;
                }
                for module in list.split(", ").filter(|module| !module.is_empty()) {
                    let number = module.strip_prefix("__chunk_").context("not a shared module")?;
                    let mask = masks.get_mut(&number.parse()?).context("an unknown module")?;
                    *mask |= 1_u32.checked_shl(bit).context("more groups than bits")?;
                }
                writeln!(
                    groups,
                    "export const {name} = wrapAsyncCb(makeLoad(fetched(\"./{file}.wasm\"), needed({bit})));"
                )?;
                bit = bit.saturating_add(1);
            }
        }
        let all = loaders.matches(".wasm\"").count();
        ensure!(seen == all && bit > 0, "{seen} of {all} loaders were read");
        let last = masks.last_key_value().map_or(0, |(number, _)| *number);
        let masks = (0..=last).map(|number| masks.get(&number).copied().unwrap_or(0)).collect();
        Ok(Self { head, masks, groups })
    }

    /// The same loaders as a table; `alone` are the shared modules that are files of their own.
    pub(super) fn script(&self, alone: &[usize]) -> String {
        let Self { head, masks, groups } = self;
        format!("{head}const masks = {masks:?};\nconst alone = {alone:?};\n{READER}{groups}")
    }
}

/// Moves the small ones among the shared modules in the folder into the pack; returns the numbers
/// of the others.
pub(super) fn pack(folder: &Path, masks: &[u32]) -> Result<Vec<usize>> {
    let head = u32::try_from(masks.len())?.saturating_add(1).saturating_mul(4);
    let (mut starts, mut bodies, mut alone) = (head.to_le_bytes().to_vec(), Vec::new(), Vec::new());
    for (number, mask) in masks.iter().enumerate() {
        let file = folder.join(format!("chunk_{number}.wasm"));
        if *mask > 0 {
            if fs::metadata(&file).with_context(|| format!("no module {number}"))?.len() < SMALL {
                bodies.extend(fs::read(&file)?);
                fs::remove_file(&file)?;
            } else {
                alone.push(number);
            }
        }
        let end = u32::try_from(bodies.len())?.saturating_add(head);
        starts.extend(end.to_le_bytes());
    }
    starts.extend(bodies);
    fs::write(folder.join(PACK), starts)?;
    Ok(alone)
}

/// What stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}
