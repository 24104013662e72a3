//! `GET /export/risks.csv`: the register as a table, under the filter of a page.
//!
//! # Invariants
//! - The table has as many rows as the register counts under the same filter, or there is no table.
//!   (`an_export_is_complete`)
//! - A cell that a spreadsheet would compute is text. (`a_cell_is_never_a_formula`)

use std::{collections::BTreeMap, fmt::Write as _};

use actix_web::{HttpRequest, HttpResponse, web};
use app::{
    Instant,
    risks::{RiskLine, RiskOrder},
};
use domain::risks::{Score, Which};
use kernel::{Micros, Subject};
use serde::Deserialize;

use super::{Fault, Site, Visitor};
use crate::{
    graphql::{
        order::OrderBy,
        people::Person,
        risks::{ordered, parsed},
    },
    reply::{Answer, Reply},
    scope::{Ref, Scope},
};

const COLUMNS: [&str; 19] = [
    "risk",
    "title",
    "threat",
    "system",
    "category",
    "owner",
    "status",
    "inherent likelihood",
    "inherent impact",
    "inherent score",
    "inherent band",
    "residual likelihood",
    "residual impact",
    "residual score",
    "residual band",
    "above appetite",
    "accepted until",
    "next review",
    "open tasks",
];

/// What the address of the page says: the same words, the same meaning.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    system: Option<String>,
    threat: Option<String>,
    band: Option<String>,
    likelihood: Option<i32>,
    impact: Option<i32>,
    which: Option<String>,
    scored: Option<bool>,
    status: Option<String>,
    open: Option<bool>,
    owner: Option<String>,
    category: Option<String>,
    above: Option<bool>,
    due: Option<bool>,
    q: Option<String>,
    sort: Option<String>,
    as_of: Option<String>,
}

/// Adds the route.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/export/risks.csv", web::get().to(export));
}

async fn export(
    request: HttpRequest,
    site: web::Data<Site>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::of(&request, &site).await?.ok_or_else(Fault::signed_out)?;
    if !crate::authority::may_ask(&visitor.caller, "risks") {
        return Err(Fault::not_found());
    }
    let wanted = wanted.into_inner();
    let instant = wanted.as_of.as_deref().map_or(Ok(Instant::Now), moment)?;
    let scope = Scope::open(&site.app, &visitor.caller, instant).await?;
    let (filter, order) = read(wanted)?;
    let filter = parsed(filter)?;
    let total = scope.app.risk_page(&scope.sight, &filter, order, (0, None)).await?;
    let lines = scope.app.risk_lines(&scope.sight, &filter, order).await?;
    if total.map(|page| page.total) != Some(lines.len()) {
        let why = format!("an export has {} rows, the register counts others", lines.len());
        return Err(app::AppError::internal(why).into());
    }
    let text = table(&scope, &lines).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", "attachment; filename=\"risks.csv\""))
        .insert_header(("X-Total-Count", lines.len()))
        .body(text))
}

fn word<T: std::str::FromStr>(field: &str, text: &str) -> Answer<T>
where
    T::Err: ToString,
{
    text.parse().map_err(|e: T::Err| Reply::bad_input(field, e.to_string()))
}

/// A moment as an address writes it: a position, a day for its end, or a time.
fn moment(text: &str) -> Answer<Instant> {
    if let Ok(position) = text.parse() {
        return Ok(Instant::Position(position));
    }
    let whole = if text.len() == 10 { format!("{text}T23:59:59Z") } else { text.to_owned() };
    Ok(Instant::Time(word("asOf", &whole)?))
}

/// A word of the schema, `VERY_HIGH`, as an address writes it: `very-high`.
fn schema_word<T: async_graphql::InputType>(field: &str, text: &str) -> Answer<T> {
    let name = async_graphql::Name::new(text.to_uppercase().replace('-', "_"));
    T::parse(Some(async_graphql::Value::Enum(name))).map_err(|e| {
        Reply::bad_input(field, e.into_server_error(async_graphql::Pos::default()).message)
    })
}

fn read(wanted: Wanted) -> Answer<(crate::graphql::risks::RiskFilter, RiskOrder)> {
    use crate::graphql::scalars;
    let subject = |field: &str, text: Option<String>| -> Answer<Option<scalars::Subject>> {
        text.map(|text| word::<Subject>(field, &text).map(scalars::Subject)).transpose()
    };
    let order = order(wanted.sort.as_deref())?;
    let bands = wanted.band.map(|bands| {
        bands.split(',').map(|band| schema_word("band", band)).collect::<Answer<Vec<_>>>()
    });
    let filter = crate::graphql::risks::RiskFilter {
        system: subject("system", wanted.system)?,
        threat: wanted.threat,
        bands: bands.transpose()?,
        likelihood: wanted.likelihood,
        impact: wanted.impact,
        which: wanted.which.map(|text| schema_word("which", &text)).transpose()?,
        scored: wanted.scored,
        status: wanted.status.map(|text| schema_word("status", &text)).transpose()?,
        open: wanted.open,
        owner: subject("owner", wanted.owner)?,
        category: wanted.category.map(|text| schema_word("category", &text)).transpose()?,
        above_appetite: wanted.above,
        overdue: wanted.due,
        text: wanted.q,
    };
    Ok((filter, order))
}

/// The order: `title`, or `-residual` for the largest first.
fn order(text: Option<&str>) -> Answer<RiskOrder> {
    let written = |text: &str| {
        let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        OrderBy { key: key.to_owned(), descending }
    };
    ordered(text.map(written))
}

async fn table(scope: &Ref, lines: &[RiskLine]) -> Answer<String> {
    let mut names: BTreeMap<&Subject, String> = BTreeMap::new();
    for line in lines {
        if !names.contains_key(&line.owner) {
            let name = Person::name_of(scope, &line.owner).await?;
            names.insert(&line.owner, name.unwrap_or_else(|| line.owner.label()));
        }
    }
    let mut text = String::new();
    row(&mut text, COLUMNS.map(str::to_owned));
    for line in lines {
        let owner = names.get(&line.owner).cloned().unwrap_or_default();
        row(&mut text, cells(line, owner, scope.sight.time));
    }
    Ok(text)
}

fn cells(line: &RiskLine, owner: String, at: Micros) -> [String; 19] {
    let state = &line.state;
    let [il, ii, is, ib] = score(state.score(Which::Inherent));
    let [rl, ri, rs, rb] = score(state.score(Which::Residual));
    let day = |time: Option<Micros>| time.map(Micros::date).unwrap_or_default();
    let above = match state.is_above(line.category) {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not scored",
    };
    [
        line.subject.label(),
        line.title.to_string(),
        line.threat.to_string(),
        line.system.as_ref().map(Subject::label).unwrap_or_default(),
        line.category.title().to_owned(),
        owner,
        state.status(at).as_str().replace('_', " "),
        il,
        ii,
        is,
        ib,
        rl,
        ri,
        rs,
        rb,
        above.to_owned(),
        day(state.accepted.map(|accepted| accepted.until)),
        day(state.review),
        state.open_tasks.len().to_string(),
    ]
}

/// The cells of a score; empty while nobody scored the risk.
fn score(score: Option<Score>) -> [String; 4] {
    let Some(score) = score else { return Default::default() };
    let band = score.band().title().to_owned();
    [score.likelihood.to_string(), score.impact.to_string(), score.value().to_string(), band]
}

fn row(text: &mut String, cells: [String; 19]) {
    let cells = cells.map(|cell| quoted(&cell));
    // Writing into a String cannot fail.
    let _ = write!(text, "{}\r\n", cells.join(","));
}

/// A cell in quotes where it needs them; what a spreadsheet would compute becomes text.
fn quoted(cell: &str) -> String {
    let computes = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if computes { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("@home, \"now\""), "\"'@home, \"\"now\"\"\"");
        assert_eq!(quoted("plain"), "plain");
    }
}
