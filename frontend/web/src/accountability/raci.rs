//! The page at `/accountability/matrix`: who is accountable, stands in, does the work and is
//! consulted, systems by people.
use client::{
    accountability::raci::{Duty, HEAD, Line, Mark, Raci, RaciPage},
    ask::OfAll,
    list::Heading,
};
use leptos::prelude::*;

use crate::{
    rows::{
        Address, asked,
        export::save_rows,
        list::{columns, order_choice, sorting},
        note, shown, use_address,
    },
    ui::{
        Button, Empty, Icon, Link, More, Notice, Outline, PageHead, SearchField, Sorting, Status,
        Tone, icon, page_of, table::head, use_toasts,
    },
};

/// What the matrix is ordered by.
const COLUMNS: &[Heading] = &[Heading::new("System").sorted("name")];
/// Systems shown at first, and with every further step.
const STEP: usize = 50;

/// Systems by people.
pub fn raci_page() -> AnyView {
    let address = use_address();
    let page = asked(RaciPage::ask);
    view! {
        <PageHead title="Who answers for what" lede="Every system in use, and everybody who is accountable for it, stands in, does the work, or is consulted." back=("/accountability", "Accountability")/>
        <div class="toolbar"><SearchField label="Find a system, team or person" value=address.text("q")/></div>
        {shown(page, Outline::Rows, RaciPage::read, move |page| {
            note(&page.at);
            draw(page, address)
        })}
    }
    .into_any()
}

fn draw(page: RaciPage, address: Address) -> AnyView {
    let beyond = page.beyond().map(|words| {
        view! { <Notice tone=Tone::Info title="Not all systems are shown"><p>{words}</p></Notice> }
    });
    let page = StoredValue::new(page);
    let (sorting, most) = (sorting(address, COLUMNS), RwSignal::new(STEP));
    let matrix = move || {
        let words = address.get("q");
        let mut found = page.with_value(|page| page.matrix(&words));
        if found.lines.is_empty() {
            return nothing(&words, address);
        }
        // They come by name.
        if sorting.get().is_some_and(|sort| sort.descending) {
            found.lines.reverse();
        }
        full(&found, page, (sorting, most))
    };
    view! { {beyond}{matrix} }.into_any()
}

fn nothing(words: &str, address: Address) -> AnyView {
    let is_filtered = !words.trim().is_empty();
    let (title, note) = if is_filtered {
        (
            "Nothing fits these words",
            "No system, team or person of that name answers for something.",
        )
    } else {
        (
            "No system is in use",
            "At the moment you look at nothing was registered that you may see.",
        )
    };
    let clear = move || {
        is_filtered
            .then(|| view! { <Button on_press=move |()| address.clear()>"Show all"</Button> })
            .into_any()
    };
    view! { <div class="card"><Empty title=title note=note icon=icon::PERSON actions=clear/></div> }
        .into_any()
}

fn full(
    found: &Raci,
    page: StoredValue<RaciPage>,
    (sorting, most): (Sorting, RwSignal<usize>),
) -> AnyView {
    let toasts = use_toasts();
    let lines = found.lines.clone();
    let export = move |()| {
        let made = page.with_value(|page| {
            let name = format!("ledgerstone-accountability-at-{}.csv", page.at.position.0);
            let rows = page.rows(&lines);
            save_rows(&name, &HEAD, &rows).map(|()| rows.len())
        });
        match made {
            Ok(count) => {
                toasts
                    .good(format!("Exported {}.", client::words::counted(count, "line", "lines")));
            }
            Err(sentence) => toasts.bad(sentence),
        }
    };
    let (systems, people) = (found.lines.len(), found.people.len());
    let words = format!(
        "{} by {}",
        client::words::counted(systems, "system", "systems"),
        client::words::counted(people, "person", "people")
    );
    let heads = found.people.iter().map(|one| {
        let (to, words) = (page_of(&one.subject.0), one.words());
        view! { <th scope="col"><Link to=to>{words}</Link></th> }
    });
    let names: Vec<String> = found.people.iter().map(client::shared::PersonLink::words).collect();
    let lines = found.lines.iter().take(most.get()).map(|one| line(one, &names)).collect_view();
    let shown = systems.min(most.get());
    let on_more = Callback::new(move |()| most.update(|most| *most = most.saturating_add(STEP)));
    let more = (shown < systems)
        .then(|| view! { <More shown=shown total=systems what="systems" on_more=on_more/> });
    let columns = columns(COLUMNS);
    let first = columns.iter().map(|column| head(column, Some(sorting))).collect_view();
    view! {
        <div class="card flush">
            <div class="list-head">
                <span class="note" role="status">{words}</span>
                <div class="acts">{legend()}{order_choice(&columns, sorting)}<Button icon=icon::DOWNLOAD on_press=export>"Export CSV"</Button></div>
            </div>
            <div class="table-scroll" role="region" aria-label="Systems by people" tabindex="0">
                <table class="table raci">
                    <caption class="sr-only">"Who answers for which system"</caption>
                    <thead><tr>{first}{heads.collect_view()}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            {more}
            <p class="note pad">"Consulted are the security champions of the team, and whoever takes part in a design review of the system that is not concluded. Who was informed is not kept for a system as a whole: that somebody was told stands on the risk, the action, the control or the incident it was about."</p>
        </div>
    }
    .into_any()
}

/// What the letters mean.
fn legend() -> AnyView {
    let all = Duty::ALL.map(|duty| {
        view! { <span class="note"><b>{duty.letter()}</b>" "{duty.word()}</span> }
    });
    view! { <span class="answers">{all.collect_view()}</span> }.into_any()
}

fn line(line: &Line, names: &[String]) -> AnyView {
    let (to, name) = (page_of(&line.system.0), line.name.clone());
    let nobody = (!line.owned).then(|| {
        view! { <span class="under"><Status tone=Tone::Bad text="Nobody accountable"/></span> }
    });
    let cells = line.cells.iter().zip(names).map(|(marks, name)| {
        if marks.is_empty() {
            return view! { <td></td> }.into_any();
        }
        let marks = marks.iter().map(mark).collect_view();
        view! { <td data-label=name.clone()><span class="inline">{marks}</span></td> }.into_any()
    });
    view! {
        <tr class:marked=!line.owned>
            <th scope="row">
                <Link to=to class="row-link">{name}</Link>
                <span class="note under">{line.team.clone()}</span>
                {nobody}
            </th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

/// A letter, with its meaning for those who point at it or hear it.
fn mark(mark: &Mark) -> AnyView {
    let words = if mark.left { format!("{}, left", mark.words) } else { mark.words.clone() };
    let title = words.clone();
    let left = mark.left.then(|| view! { <Icon d=icon::WARNING/> });
    view! {
        <abbr class="chip" title=title>
            <span aria-hidden="true">{mark.duty.letter()}</span><span class="sr-only">{words}</span>{left}
        </abbr>
    }
    .into_any()
}
