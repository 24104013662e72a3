//! Registers the schema that every fragment of this crate is checked against.

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    const SCHEMA: &str = "../../backend/api/schema.graphql";
    println!("cargo:rerun-if-changed={SCHEMA}");
    cynic_codegen::register_schema("ledgerstone").from_sdl_file(SCHEMA)?.as_default()?;
    Ok(())
}
