//! The script that loads the lazy modules, in few bytes.
//!
//! The splitter writes a function for each module and, for each group of pages, the list of the
//! modules it shares with others: with twelve groups four hundred functions and lists as long. Here
//! they become a table: of each shared module, by number, which groups need it.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anyhow::{Context as _, Result, ensure};

/// What the table is read by. `makeLoad` and `wrapAsyncCb` are the splitter's own.
const READER: &str = "\
const fetched = (file) => () => {
    const src = fetch(new URL(file, import.meta.url));
    src.catch(() => {});
    return async (imports) => WebAssembly.instantiateStreaming(src, imports);
};
const shared = masks.map((mask, number) => mask && makeLoad(fetched(`./chunk_${number}.wasm`), []));
const needed = (bit) => shared.filter((_, number) => (masks[number] >> bit) & 1);
";

/// Rewrites the script of the splitter.
pub(super) fn compact(script: &Path) -> Result<()> {
    let text = fs::read_to_string(script)?;
    let short = rewritten(&text).context("the splitter writes its loaders in another way now")?;
    fs::write(script, short)?;
    Ok(())
}

/// The same loaders as a table. Fails when a loader is not of the form that is known.
pub(super) fn rewritten(text: &str) -> Result<String> {
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
    let table: Vec<String> = (0..=last)
        .map(|number| masks.get(&number).map_or_else(|| String::from("0"), u32::to_string))
        .collect();
    Ok(format!("{head}const masks = [{}];\n{READER}{groups}", table.join(",")))
}

/// What stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}
