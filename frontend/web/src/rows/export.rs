//! All rows of a list as a file, in the filter and the order of the page.
//!
//! A page holds a part of a list. The rest is fetched, and the count is held against the one the
//! server gives: a file is made of all rows of one moment, or not at all.
use client::{
    columns::Columns,
    csv,
    list::{List, OrderBy, Page, Part, gather},
    moment::Moment,
    words::noun,
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    api::post,
    state::use_as_of,
    ui::{grouped, use_toasts},
};

/// Rows fetched at a time.
const STEP: i32 = 200;

/// The way to a file. Copy it freely.
#[derive(Clone, Copy)]
pub struct Export {
    /// Whether it is at work.
    pub busy: RwSignal<bool>,
    start: Callback<()>,
}

impl Export {
    /// Makes the file.
    pub fn run(self) {
        self.start.run(());
    }
}

/// Makes files of a list; `wanted` gives the filter, the order and the columns of the page.
pub fn exporter<L: List>(
    wanted: impl Fn() -> (L::Filter, Option<OrderBy>, Columns) + Send + Sync + 'static,
) -> Export {
    let (as_of, toasts, busy) = (use_as_of(), use_toasts(), RwSignal::new(false));
    let start = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let ((filter, order, columns), moment) =
            untrack(|| (wanted(), Moment::new(as_of.time(), as_of.position())));
        leptos::task::spawn_local(async move {
            let all = everything::<L>(moment, filter, order).await;
            busy.try_set(false);
            match all.and_then(|all| save::<L>(&all, &columns).map(|()| all.rows.len())) {
                Ok(count) => toasts.good(format!(
                    "Exported {} {}: as many as the server counts.",
                    grouped(count),
                    noun(count, (L::ONE, L::WHAT))
                )),
                Err(sentence) => toasts.bad(sentence),
            }
        });
    });
    Export { busy, start }
}

/// All rows of a list at one moment.
async fn everything<L: List>(
    moment: Moment,
    filter: L::Filter,
    order: Option<OrderBy>,
) -> Result<Page<L::Row>, String> {
    gather(async |held, after| {
        let moment = moment.clone().held_at(held);
        let part = Part { order: order.clone(), first: Some(STEP), after };
        let body = L::ask(moment, filter.clone(), part);
        L::read(&post(body).await.map_err(|failure| failure.to_string())?)
    })
    .await
}

fn save<L: List>(all: &Page<L::Row>, columns: &Columns) -> Result<(), String> {
    let rows = all.rows.iter().map(|row| columns.file_cells(L::cells(row)));
    let rows: Vec<Vec<String>> = rows.collect();
    let name = format!("ledgerstone-{}-at-{}.csv", L::WHAT.replace(' ', "-"), all.at.position.0);
    save_rows(&name, &columns.file_heads(), &rows)
}

/// Hands rows to the browser as a file.
pub fn save_rows(name: &str, head: &[&str], rows: &[Vec<String>]) -> Result<(), String> {
    download(name, &csv::file(head.iter().copied(), rows))
        .map_err(|_| "The browser did not take the file.".to_owned())
}

/// Hands a text to the browser as a file.
fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}
