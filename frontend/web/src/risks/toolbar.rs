//! The filters of the register: a few in sight, the others one click away, all in the address.
use client::{
    risks::queries::RiskFilter,
    words::{RiskBand, RiskCategory, RiskStatus},
};
use leptos::prelude::*;

use super::act::{fetched, people_ask, people_options, systems_ask, systems_options};
use crate::{
    rows::Address,
    ui::{Button, Choice, Disclosure, Filters, SearchField, Select},
};

/// The filter the address says.
pub fn filter(address: Address) -> RiskFilter {
    RiskFilter::read(|key| address.get(key))
}

fn every() -> Choice {
    Choice::new("", "All", None)
}

/// The toolbar.
pub fn toolbar(address: Address) -> AnyView {
    let bands = std::iter::once(every())
        .chain(RiskBand::ALL.iter().map(|band| Choice::new(band.slug(), band.word(), None)))
        .collect::<Vec<_>>();
    let shows = [
        ("", "All"),
        ("open=true", "Open"),
        ("above=true", "Above appetite"),
        ("due=true", "Due"),
        ("scored=false", "Not scored"),
    ];
    let shows: Vec<Choice> =
        shows.iter().map(|(value, words)| Choice::new(*value, *words, None)).collect();
    view! {
        <div class="toolbar">
            <SearchField label="Find a risk" value=address.text("q")/>
            <Filters label="Level" choices=Signal::stored(bands) chosen=address.signal("band") on_choose=address.setter("band")/>
            <Filters label="Show" choices=Signal::stored(shows) chosen=shown(address) on_choose=show(address)/>
        </div>
        <Disclosure summary="More filters">{more(address)}</Disclosure>
        {move || narrowed(address)}
    }
    .into_any()
}

/// Keys of which one at a time is set by "Show".
const SHOWS: [(&str, &str); 4] =
    [("open", "true"), ("above", "true"), ("due", "true"), ("scored", "false")];

fn shown(address: Address) -> Signal<String> {
    Signal::derive(move || {
        let set = SHOWS.iter().find(|(key, value)| address.get(key) == *value);
        set.map(|(key, value)| format!("{key}={value}")).unwrap_or_default()
    })
}

fn show(address: Address) -> Callback<String> {
    Callback::new(move |wanted: String| {
        let pairs = SHOWS.iter().map(|(key, value)| {
            let is_it = wanted == format!("{key}={value}");
            (*key, if is_it { (*value).to_owned() } else { String::new() })
        });
        address.set_all(pairs.collect());
    })
}

fn more(address: Address) -> AnyView {
    let no_error = || Signal::stored(None::<String>);
    let words = |all: &mut dyn Iterator<Item = (&'static str, &'static str)>| {
        let all = all.map(|(slug, word)| (slug.to_owned(), word.to_owned()));
        std::iter::once((String::new(), "All".to_owned())).chain(all).collect::<Vec<_>>()
    };
    let statuses = words(&mut RiskStatus::ALL.iter().map(|one| (one.slug(), one.word())));
    let categories = words(&mut RiskCategory::ALL.iter().map(|one| (one.slug(), one.word())));
    view! {
        <div class="filter-fields">
            <Select label="Status" value=address.text("status") options=statuses/>
            {fetched("System", address.text("system"), no_error(), (systems_ask(), systems_options))}
            {fetched("Accountable", address.text("owner"), no_error(), (people_ask(), people_options))}
            <Select label="Category" value=address.text("category") options=categories/>
        </div>
    }
    .into_any()
}

/// What else narrows the list, and the way to take it all out.
fn narrowed(address: Address) -> AnyView {
    let extra = filter(address).extra();
    if extra.is_empty() {
        return ().into_any();
    }
    let clear = move |()| {
        let keys = client::risks::model::KEYS.iter().map(|key| (*key, String::new()));
        address.set_all(keys.collect());
    };
    view! {
        <p class="inline" role="status">
            <span class="note">{format!("Only {}", extra.join(", "))}</span>
            <Button on_press=clear>"Show all risks"</Button>
        </p>
    }
    .into_any()
}
