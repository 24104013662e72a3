//! `GET /export/risks.csv` and `GET /export/risks.xlsx`: the register as a file, under the address of
//! a page.
//!
//! # Invariants
//! - The file has as many rows as the register counts under the same filter, or there is no file.
//!   (`an_export_is_complete`, `a_workbook_is_complete`)
//! - What an address shows on the page stands in the file. (`a_file_reads_the_address_of_the_page`,
//!   `a_file_has_the_columns_of_the_page`)

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use app::{
    Instant,
    risks::{RiskLine, RiskOrder},
};
use domain::risks::{Score, Which};
use kernel::{Micros, Subject};
use serde::Deserialize;

use super::{
    Fault, Site, Visitor,
    table::{Cell, Table},
};
use crate::{
    graphql::{
        order::OrderBy,
        people::Person,
        risks::{RiskFilter, ordered, parsed},
        scalars,
    },
    reply::{Answer, Reply},
    scope::{Ref, Scope},
};

/// What stands above each column, and what the address of the page chooses it by; what names the
/// risk is always there.
const COLUMNS: [(&str, Option<&str>); 19] = [
    ("risk", None),
    ("title", None),
    ("threat", Some("threat")),
    ("system", Some("system")),
    ("category", Some("category")),
    ("owner", Some("owner")),
    ("status", Some("status")),
    ("inherent likelihood", Some("inherent")),
    ("inherent impact", Some("inherent")),
    ("inherent score", Some("inherent")),
    ("inherent band", Some("inherent")),
    ("residual likelihood", Some("residual")),
    ("residual impact", Some("residual")),
    ("residual score", Some("residual")),
    ("residual band", Some("residual")),
    ("above appetite", Some("appetite")),
    ("accepted until", Some("accepted")),
    ("next review", Some("review")),
    ("open tasks", Some("tasks")),
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
    show: Option<String>,
    cell: Option<String>,
    q: Option<String>,
    sort: Option<String>,
    columns: Option<String>,
    as_of: Option<String>,
}

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/export/risks.csv", web::get().to(csv))
        .route("/export/risks.xlsx", web::get().to(workbook));
}

async fn csv(
    request: HttpRequest,
    site: web::Data<Site>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    let table = register(&request, &site, wanted.into_inner()).await?;
    Ok(file("text/csv; charset=utf-8", "risks.csv", &table).body(table.csv()))
}

async fn workbook(
    request: HttpRequest,
    site: web::Data<Site>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let table = register(&request, &site, wanted.into_inner()).await?;
    let mut answer = file(KIND, "risks.xlsx", &table);
    let made = web::block(move || table.workbook()).await.map_err(app::AppError::internal)?;
    Ok(answer.body(made.map_err(app::AppError::internal)?))
}

fn file(kind: &'static str, name: &str, table: &Table) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(kind)
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .insert_header(("X-Total-Count", table.rows.len()));
    answer
}

/// All risks that an address shows to whoever asks; as many as the register counts, or none.
async fn register(request: &HttpRequest, site: &Site, wanted: Wanted) -> Result<Table, Fault> {
    let visitor = Visitor::of(request, site).await?.ok_or_else(Fault::signed_out)?;
    if !crate::authority::may_ask(&visitor.caller, "risks") {
        return Err(Fault::not_found());
    }
    let instant = wanted.as_of.as_deref().map_or(Ok(Instant::Now), moment)?;
    let scope = Scope::open(&site.app, &visitor.caller, instant).await?;
    let chosen = chosen(wanted.columns.as_deref());
    let (filter, order) = read(wanted)?;
    let filter = parsed(filter)?;
    let page = scope.app.risk_page(&scope.sight, &filter, order, (0, None)).await?;
    let lines = scope.app.risk_lines(&scope.sight, &filter, order).await?;
    let total = page.map(|page| page.total);
    if total != Some(lines.len()) {
        let why = format!("an export has {} rows, the register counts others", lines.len());
        return Err(app::AppError::internal(why).into());
    }
    let about = about(&scope, request.query_string(), lines.len()).await?;
    let rows = rows(&scope, &lines).await?.into_iter().map(|row| only(&chosen, row)).collect();
    let head = only(&chosen, COLUMNS.map(|(title, _)| title));
    Ok(Table { title: "Risks", head, rows, about, made: site.app.now() })
}

/// Which columns the address chooses: all of them where it names none, as on the page.
fn chosen(columns: Option<&str>) -> [bool; 19] {
    let named: Vec<&str> = columns.unwrap_or_default().split(',').collect();
    let is_chosen = |key: Option<&str>| key.is_some_and(|key| named.contains(&key));
    let chooses = columns == Some("none") || COLUMNS.iter().any(|(_, key)| is_chosen(*key));
    COLUMNS.map(|(_, key)| !chooses || key.is_none() || is_chosen(key))
}

/// What stands in the chosen columns.
fn only<T>(chosen: &[bool; 19], all: impl IntoIterator<Item = T>) -> Vec<T> {
    let both = all.into_iter().zip(chosen);
    both.filter(|(_, chosen)| **chosen).map(|(one, _)| one).collect()
}

/// What is to be known about a file: which rows, of which moment, for whom.
async fn about(scope: &Ref, query: &str, rows: usize) -> Answer<Vec<(&'static str, String)>> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query);
    let pairs = pairs.map(web::Query::into_inner).unwrap_or_default();
    let is_filter = |key: &str| !["asOf", "sort", "after", "columns"].contains(&key);
    let filters = pairs.iter().filter(|(key, value)| is_filter(key) && !value.is_empty());
    let filters: Vec<String> = filters.map(|(key, value)| format!("{key}: {value}")).collect();
    let order = pairs.iter().find(|(key, _)| key == "sort").map(|(_, order)| order.clone());
    let (sight, person) = (&scope.sight, &scope.caller.person);
    let position = match sight.upto.checked_sub(1) {
        Some(position) => position.to_string(),
        None => String::from("before the first event"),
    };
    let name = Person::name_of(scope, person).await?;
    let filters = if filters.is_empty() { String::from("none") } else { filters.join("; ") };
    Ok(vec![
        ("List", String::from("Risks")),
        ("Filters", filters),
        ("Order", order.unwrap_or_else(|| String::from("the gravest first"))),
        ("As of", sight.time.to_string()),
        ("Position of the log", position),
        ("Root of the log", scope.root(sight.upto).await?),
        ("Rows", format!("{rows}, as many as the register counts under these filters")),
        ("Made by", name.map_or_else(|| person.to_string(), |name| format!("{name} ({person})"))),
        ("Made at", scope.app.now().to_string()),
    ])
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

fn read(wanted: Wanted) -> Answer<(RiskFilter, RiskOrder)> {
    let subject = |field: &str, text: Option<String>| -> Answer<Option<scalars::Subject>> {
        let text = text.filter(|text| !text.is_empty());
        text.map(|text| word::<Subject>(field, &text).map(scalars::Subject)).transpose()
    };
    let order = order(wanted.sort.as_deref())?;
    let bands = wanted.band.map(|bands| {
        bands.split(',').map(|band| schema_word("band", band)).collect::<Answer<Vec<_>>>()
    });
    let mut filter = RiskFilter {
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
    if let Some(show) = wanted.show {
        shown(&mut filter, &show)?;
    }
    if let Some(cell) = wanted.cell {
        in_cell(&mut filter, &cell)?;
    }
    Ok((filter, order))
}

/// What "Show" says on the page.
fn shown(filter: &mut RiskFilter, show: &str) -> Answer<()> {
    match show {
        "open" => filter.open = Some(true),
        "above" => (filter.open, filter.above_appetite) = (Some(true), Some(true)),
        "due" => filter.overdue = Some(true),
        "unscored" => (filter.open, filter.scored) = (Some(true), Some(false)),
        "closed" => filter.open = Some(false),
        other => {
            let sentence = format!("'{other}' is not one of: open, above, due, unscored, closed");
            return Err(Reply::bad_input("show", sentence));
        }
    }
    Ok(())
}

/// The cell of the map that the page is narrowed to, `residual-4-5`.
fn in_cell(filter: &mut RiskFilter, cell: &str) -> Answer<()> {
    let mut parts = cell.split('-');
    let parts = (parts.next(), parts.next(), parts.next(), parts.next());
    let (Some(which), Some(likelihood), Some(impact), None) = parts else {
        return Err(Reply::bad_input("cell", "a cell is written like residual-4-5"));
    };
    filter.which = Some(schema_word("cell", which)?);
    filter.likelihood = Some(word("cell", likelihood)?);
    filter.impact = Some(word("cell", impact)?);
    Ok(())
}

/// The order: `title`, or `-residual` for the largest first.
fn order(text: Option<&str>) -> Answer<RiskOrder> {
    let written = |text: &str| {
        let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        OrderBy { key: key.to_owned(), descending }
    };
    ordered(text.map(written))
}

async fn rows(scope: &Ref, lines: &[RiskLine]) -> Answer<Vec<Vec<Cell>>> {
    let mut names: BTreeMap<&Subject, String> = BTreeMap::new();
    for line in lines {
        if !names.contains_key(&line.owner) {
            let name = Person::name_of(scope, &line.owner).await?;
            names.insert(&line.owner, name.unwrap_or_else(|| line.owner.label()));
        }
    }
    let row = |line: &RiskLine| {
        let owner = names.get(&line.owner).cloned().unwrap_or_default();
        Vec::from(cells(line, owner, scope.sight.time))
    };
    Ok(lines.iter().map(row).collect())
}

fn cells(line: &RiskLine, owner: String, at: Micros) -> [Cell; 19] {
    let state = &line.state;
    let [il, ii, is, ib] = score(state.score(Which::Inherent));
    let [rl, ri, rs, rb] = score(state.score(Which::Residual));
    let day = |time: Option<Micros>| time.map_or(Cell::Nothing, Cell::Day);
    let above = match state.is_above(line.tolerated) {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not scored",
    };
    let tasks = u32::try_from(state.open_tasks.len()).unwrap_or(u32::MAX);
    [
        Cell::Text(line.subject.label()),
        Cell::Text(line.title.to_string()),
        Cell::Text(line.threat.to_string()),
        line.system.as_ref().map_or(Cell::Nothing, |system| Cell::Text(system.label())),
        Cell::Text(line.category.title().to_owned()),
        Cell::Text(owner),
        Cell::Text(state.status(at).as_str().replace('_', " ")),
        il,
        ii,
        is,
        ib,
        rl,
        ri,
        rs,
        rb,
        Cell::Text(above.to_owned()),
        day(state.accepted.map(|accepted| accepted.until)),
        day(state.review),
        Cell::Number(tasks),
    ]
}

/// The cells of a score; empty while nobody scored the risk.
fn score(score: Option<Score>) -> [Cell; 4] {
    let Some(score) = score else {
        return [Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing];
    };
    let number = |number: u8| Cell::Number(number.into());
    let band = Cell::Text(score.band().title().to_owned());
    [number(score.likelihood.get()), number(score.impact.get()), number(score.value()), band]
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Wanted, chosen, only, read};

    fn wanted(edit: impl FnOnce(&mut Wanted)) -> Wanted {
        let mut wanted = Wanted::default();
        edit(&mut wanted);
        wanted
    }

    #[test]
    fn a_file_has_the_columns_of_the_page() {
        let heads = |columns: Option<&str>| only(&chosen(columns), COLUMNS.map(|(title, _)| title));
        for all in [None, Some(""), Some("nonsense")] {
            assert_eq!(heads(all).len(), 19, "{all:?}");
        }
        assert_eq!(heads(Some("none")), ["risk", "title"]);
        let some = ["risk", "title", "category", "above appetite"];
        assert_eq!(heads(Some("category,appetite,nonsense")), some);
        assert_eq!(heads(Some("residual")).len(), 6, "a score has four columns");
    }

    #[test]
    fn a_file_reads_the_address_of_the_page() {
        let shown = |show: &str| read(wanted(|one| one.show = Some(show.to_owned())));
        let (filter, _) = shown("above").unwrap();
        assert_eq!((filter.open, filter.above_appetite), (Some(true), Some(true)));
        let (filter, _) = shown("unscored").unwrap();
        assert_eq!((filter.open, filter.scored), (Some(true), Some(false)));
        assert_eq!(shown("closed").unwrap().0.open, Some(false));
        assert!(shown("nonsense").is_err());
        let cell = |cell: &str| read(wanted(|one| one.cell = Some(cell.to_owned())));
        let (filter, _) = cell("residual-4-5").unwrap();
        assert_eq!((filter.likelihood, filter.impact), (Some(4), Some(5)));
        for other in
            ["", "residual", "residual-4", "residual-4-5-1", "sideways-4-5", "residual-x-5"]
        {
            assert!(cell(other).is_err(), "{other}");
        }
        let nobody = read(wanted(|one| one.owner = Some(String::new()))).unwrap().0;
        assert!(nobody.owner.is_none());
    }
}
