//! From Rust to the wasm modules and glue that a browser loads.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::Instant,
};

use anyhow::{Context as _, Result, anyhow, ensure};

use super::{Flavour, loaders};
use crate::{shell, workspace};

const TARGET: &str = "wasm32-unknown-unknown";

/// The script that loads lazy modules: the name that the macro of the lazy pages imports from.
const SPLIT: &str = "__wasm_split.______________________.js";

/// The variable through which only wasm crates get flags: `RUSTFLAGS` would rebuild the others.
pub(crate) const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Flags of every wasm build: views get one erased type, which compiles faster and is smaller
/// (the first load by a tenth, the pages that come later by a fifth).
pub(crate) const ERASED: &str = "--cfg erase_components";

/// The library that writes the glue must be of the version that the glue was compiled for.
pub(super) fn same_bindgen_versions() -> Result<()> {
    let text = fs::read_to_string(workspace::root().join("Cargo.lock"))?;
    let lock: toml::Table = text.parse().context("Cargo.lock is not TOML")?;
    let version = |name: &str| {
        let packages = lock.get("package")?.as_array()?;
        let found = packages
            .iter()
            .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))?;
        found.get("version")?.as_str().map(str::to_owned)
    };
    let (compiled, writes) = (version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
    ensure!(
        compiled.is_some() && compiled == writes,
        "Cargo.lock has wasm-bindgen {compiled:?} and wasm-bindgen-cli-support {writes:?}: \
         they must be the same version"
    );
    Ok(())
}

/// Compiles the crate `web`; returns the module that cargo wrote.
pub(super) fn compile(flavour: Flavour) -> Result<PathBuf> {
    let mut cargo = shell::cargo(&["build", "-p", "web", "--bin", "web", "--target", TARGET]);
    let folder = match flavour {
        Flavour::Dev => {
            cargo.env(FLAGS, ERASED);
            "debug"
        }
        Flavour::Release => {
            cargo.args(["--profile", "wasm-release"]);
            if has_lazy_pages()? {
                cargo.args(["--features", "lazy"]);
            }
            // Splitting needs relocations and names; both are removed afterwards.
            cargo.env(FLAGS, format!("{ERASED} -Clink-args=--emit-relocs"));
            cargo.env("CARGO_PROFILE_WASM_RELEASE_STRIP", "none");
            "wasm-release"
        }
    };
    let took = shell::run(&mut cargo)?;
    println!("  compile {:.1} s", took.as_secs_f32());
    Ok(workspace::target().join(TARGET).join(folder).join("web.wasm"))
}

fn has_lazy_pages() -> Result<bool> {
    let text = fs::read_to_string(workspace::root().join("frontend/web/Cargo.toml"))?;
    let manifest: toml::Table = text.parse().context("frontend/web/Cargo.toml is not TOML")?;
    Ok(manifest.get("features").is_some_and(|features| features.get("lazy").is_some()))
}

/// Writes `app.js`, `app_bg.wasm` and, in a release, a module for each lazy page.
pub(super) fn bind(module: &Path, out: &Path, flavour: Flavour) -> Result<()> {
    let start = Instant::now();
    let split = flavour == Flavour::Release && has_lazy_pages()?;
    let module = if split { split_lazy_pages(module, out)? } else { module.to_owned() };
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&module)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .keep_debug(flavour == Flavour::Dev)
        .remove_name_section(flavour == Flavour::Release && !split)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        // Without it the chunks cannot share the table of the main module.
        .keep_lld_exports(split)
        .generate(out)?;
    println!("  bindgen {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

fn split_lazy_pages(module: &Path, out: &Path) -> Result<PathBuf> {
    let raw = fs::read(module)?;
    let main = workspace::target().join("web-main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&raw);
    options.output_dir = out;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    let link = format!("./{SPLIT}");
    options.link_name = &link;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|report| anyhow!("cannot split the wasm module: {report:?}"))?;
    println!("  split into {} lazy modules", split.split_modules.len());
    Ok(main)
}

/// Below this many bytes a module is left as it is: starting `wasm-opt` takes a second, and what
/// pages share is mostly a kilobyte in each of hundreds of modules.
const SMALL: u64 = 3_000;

/// Makes every module that is worth it as small as `wasm-opt` can.
///
/// Only plain `-Oz`: it reads which features the module uses; asking for all of them makes
/// modules that browsers refuse.
pub(super) fn optimise(dir: &Path) -> Result<()> {
    let tool = workspace::root().join("e2e/node_modules/.bin/wasm-opt");
    ensure!(tool.is_file(), "wasm-opt is not installed: run `cargo xtask setup --run`");
    let mut modules = Vec::new();
    for module in workspace::files(dir, &["wasm"])? {
        let size = fs::metadata(&module)?.len();
        modules.push((size, module));
    }
    let all = modules.len();
    modules.retain(|(size, _)| *size >= SMALL);
    // The largest first, so that the last ones to end are short.
    modules.sort();
    let (start, tried) = (Instant::now(), modules.len());
    let queue = Mutex::new(modules);
    let work = || -> Result<()> {
        loop {
            let next = queue.lock().map_err(|_| anyhow!("wasm-opt failed beside"))?.pop();
            let Some((_, module)) = next else { return Ok(()) };
            let mut command = shell::command(&tool, &["-Oz", "--strip-debug"]);
            command.arg("--strip-producers").arg(&module).arg("-o").arg(&module);
            let status = command.status().context("cannot start wasm-opt")?;
            ensure!(status.success(), "wasm-opt failed on {}", module.display());
        }
    };
    // Two at a time: the machine for which this is planned has two cores.
    thread::scope(|scope| {
        let other = scope.spawn(work);
        let mine = work();
        other.join().map_err(|_| anyhow!("wasm-opt failed"))?.and(mine)
    })?;
    println!("  wasm-opt {:.1} s, {tried} of {all} modules", start.elapsed().as_secs_f32());
    minify(dir)
}

/// Makes the scripts around the modules small; what they export keeps its name.
fn minify(dir: &Path) -> Result<()> {
    let tool = workspace::root().join("e2e/node_modules/.bin/esbuild");
    ensure!(tool.is_file(), "esbuild is not installed: run `cargo xtask setup --run`");
    for script in workspace::files(dir, &["js"])? {
        if script.file_name().is_some_and(|name| name == SPLIT) {
            loaders::compact(&script)?;
        }
        let mut command = shell::command(&tool, &["--minify", "--format=esm", "--log-level=error"]);
        let out = format!("--outfile={}", script.display());
        command.arg(&script).arg(out).arg("--allow-overwrite");
        shell::run(&mut command)?;
    }
    Ok(())
}
