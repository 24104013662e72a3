//! `receipt`: a proof and a leaf for each position, for anybody's tool.

use crate::{
    cli::ReceiptArgs,
    config::Config,
    failure::Failure,
    local,
    output::{note, say},
};

pub(super) async fn run(args: ReceiptArgs, config: &Config) -> Result<(), Failure> {
    let app = local::open_existing(config).await?;
    let cannot = |path: &std::path::Path, why: std::io::Error| {
        Failure::cannot(format!("cannot write {}: {why}", path.display()))
    };
    std::fs::create_dir_all(&args.out).map_err(|why| cannot(&args.out, why))?;
    for position in &args.positions {
        let receipt = app.store.receipt(*position).await?;
        for (ending, content) in
            [("tlog-proof", receipt.proof.into_bytes()), ("leaf", receipt.leaf)]
        {
            let path = args.out.join(format!("{position}.{ending}"));
            std::fs::write(&path, content).map_err(|why| cannot(&path, why))?;
        }
        say(args.out.join(format!("{position}.tlog-proof")).display().to_string());
    }
    let first = args.positions.first().copied().unwrap_or_default();
    note(format!(
        "check one with: proofbundle verify-proof {first}.tlog-proof --payload-file {first}.leaf \
         --log-vkey '{}' --expected-origin '{}'",
        app.store.vkey(),
        app.store.origin()
    ));
    app.store.close().await;
    Ok(())
}
