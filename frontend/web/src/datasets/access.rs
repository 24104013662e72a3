//! Who may touch a dataset, when somebody last looked at that, and the forms to let somebody else
//! touch it and to go through who may.
use client::{
    datasets::{
        access::{Decided, RIGHTS, VERDICTS, grant, review, withdraws},
        commands::{CompleteAccessReview, GrantAccess},
        queries::{AccessGrant, AccessReview, Dataset},
    },
    list::{Heading, day},
    offer::Chance,
    words::{counted, plain},
};
use leptos::prelude::*;

use crate::{
    people::choose::one_principal,
    rows::{
        form::{Form, Loose, buttons},
        offer::offered,
        person,
        whole::{Whole, whole},
    },
    ui::{
        Button, Card, Dialog, Empty, Radios, Row, Status, Subject, TextField, Time, Tone, Written,
        cell, icon,
    },
};

/// Who may touch a dataset, and when somebody last looked at that.
pub fn access_card(dataset: &Dataset, (may_review, may_grant): (Chance, Chance)) -> AnyView {
    let note = dataset.last_review.as_ref().map_or_else(
        || "Nobody has reviewed it yet".to_owned(),
        |review| format!("Reviewed: {}, {} taken back", plain(&review.scope), review.revoked),
    );
    let state = state(dataset.last_review.clone(), dataset.access_review_due);
    let body = if dataset.access.is_empty() {
        view! { <Empty title="No access has been granted" note="Grants that were never recorded here are not known." icon=icon::PERSON/> }.into_any()
    } else {
        access_table(dataset.access.clone())
    };
    let (subject, held) = (dataset.subject.0.clone(), dataset.in_force());
    let actions = move || {
        // Whoever may grant may review, too: one sentence says who.
        let granting = (may_grant == Chance::Offered).then(|| begin_grant(&subject));
        view! { {granting}{offered(&may_review, || begin(&subject, &held))} }.into_any()
    };
    view! {
        <Card title="Who may touch it" note=note flush=true actions=actions>{state}{body}</Card>
    }
    .into_any()
}

/// What is due, and the last review.
fn state(last: Option<AccessReview>, is_due: bool) -> AnyView {
    let Some(review) = last else {
        let never = view! { <p class="inline pad"><Status tone=Tone::Warn text="Review due"/></p> };
        return is_due.then_some(never).into_any();
    };
    let due = review.next_due.map(|due| view! { <Time at=due.0 written=Written::Day/> });
    let (tone, words) =
        if review.overdue { (Tone::Bad, "Review overdue") } else { (Tone::Good, "Reviewed") };
    view! {
        <p class="inline pad">
            <Status tone=tone text=words/>
            <span class="note">"last "<Time at=review.at.0 written=Written::Day/></span>
            {person(review.by, "")}
            {due.map(|due| view! { <span class="note">"next due "{due}</span> })}
        </p>
    }
    .into_any()
}

const RIGHTS_HELD: &[Heading] = &[
    Heading::new("Who").sorted("who"),
    Heading::new("Identifier").file_only(),
    Heading::new("Right").sorted("right"),
    Heading::new("Since").sorted("since"),
    Heading::new("Until").sorted("until"),
    Heading::new("Lapsed").file_only(),
];

/// Grants as a table, with the way to a file.
pub fn access_table(grants: Vec<AccessGrant>) -> AnyView {
    let list = Whole {
        caption: "Access grants",
        file: "access-grants",
        what: ("access right", "access rights"),
        headings: RIGHTS_HELD,
        cells,
        line,
    };
    whole(grants, list)
}

fn cells(grant: &AccessGrant) -> Vec<String> {
    vec![
        grant.principal_name.clone(),
        grant.principal.0.clone(),
        plain(&grant.right),
        day(Some(&grant.since)),
        day(grant.until.as_ref()),
        if grant.lapsed { "Yes" } else { "No" }.to_owned(),
    ]
}

fn line(grant: &AccessGrant) -> Row {
    let grant = grant.clone();
    let lapsed = grant.lapsed.then(|| view! { <Status tone=Tone::Neutral text="Lapsed"/> });
    let until = grant.until.map_or_else(
        || view! { <span class="note">"No end"</span> }.into_any(),
        |until| {
            view! { <span class="inline"><Time at=until.0 written=Written::Day/>{lapsed}</span> }
                .into_any()
        },
    );
    Row::new(vec![
        cell(view! { <Subject of=grant.principal.0 title=grant.principal_name/> }),
        cell(plain(&grant.right)),
        cell(view! { <Time at=grant.since.0 written=Written::Day/> }),
        cell(until),
    ])
    .muted(grant.lapsed)
}

/// The button that begins a grant, and its dialog.
fn begin_grant(dataset: &str) -> AnyView {
    let open = RwSignal::new(false);
    let dataset = StoredValue::new(dataset.to_owned());
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Grant access…"</Button>
        <Dialog open=open title="Let somebody touch this dataset" lede="They may from now on, until the last day named here or until it is withdrawn. A review goes through it again.">
            {move || grant_form(dataset, open)}
        </Dialog>
    }
    .into_any()
}

fn grant_form(dataset: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (principal, right, until) = (blank(), blank(), blank());
    let form = Form::new(open);
    let made = Callback::new(move |()| {
        let (principal, right, until) = (principal.get(), right.get(), until.get());
        dataset.with_value(|dataset| grant(dataset, (&principal, &right), &until))
    });
    let off = Signal::derive(move || made.run(()).is_none());
    let send = move |()| {
        if let Some(input) = untrack(|| made.run(())) {
            form.send::<GrantAccess>(input, |_, _| ());
        }
    };
    let options = RIGHTS.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
    view! {
        <div class="stack">
            {one_principal("Who", principal, form.error("principal"))}
            <Radios label="What they may do" value=right options=options/>
            <TextField label="Last day" kind="date" value=until error=form.error("until") hint="Empty: until it is withdrawn."/>
            <Loose form=form fields=&["principal", "until"]/>
            {buttons(form, "Grant access", off, send)}
        </div>
    }
    .into_any()
}

/// The button that begins a review, and the dialog it is done in.
fn begin(dataset: &str, held: &[AccessGrant]) -> AnyView {
    let open = RwSignal::new(false);
    let about = StoredValue::new((dataset.to_owned(), held.to_vec()));
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Review access…"</Button>
        <Dialog open=open wide=true title="Review who may touch this dataset" lede="Keep what is still needed, and withdraw the rest. What is withdrawn ends at once.">
            {move || form(about.get_value(), open)}
        </Dialog>
    }
    .into_any()
}

/// What is said of one right. Copy it freely.
#[derive(Clone, Copy)]
struct Line {
    grant: StoredValue<AccessGrant>,
    verdict: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Line {
    fn new(grant: &AccessGrant) -> Self {
        let blank = || RwSignal::new(String::new());
        Self { grant: StoredValue::new(grant.clone()), verdict: blank(), reason: blank() }
    }

    /// What is said so far. Reactive.
    fn decided(self) -> Decided {
        let (grant, verdict, reason) =
            (self.grant.get_value(), self.verdict.get(), self.reason.get());
        Decided { grant, verdict, reason }
    }

    fn draw(self) -> AnyView {
        let options = VERDICTS.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
        let question = self.grant.with_value(AccessGrant::words);
        let label = format!("Why {question} no more");
        let why = move || {
            let label = label.clone();
            self.verdict.with(|verdict| withdraws(verdict)).then(|| {
                view! { <TextField label=label value=self.reason required=true hint="Whoever may read the event can read it; it can be erased later."/> }
            })
        };
        view! { <div class="stack"><Radios label=question value=self.verdict options=options/>{why}</div> }
            .into_any()
    }
}

fn form((dataset, held): (String, Vec<AccessGrant>), open: RwSignal<bool>) -> AnyView {
    let lines: Vec<Line> = held.iter().map(Line::new).collect();
    let (scope, due) =
        (RwSignal::new("readers and writers".to_owned()), RwSignal::new(String::new()));
    let form = Form::new(open);
    let all = lines.clone();
    let made = Callback::new(move |()| {
        let decided: Vec<Decided> = all.iter().map(|line| line.decided()).collect();
        review(&dataset, (scope.get().as_str(), due.get().as_str()), &decided)
    });
    let off = Signal::derive(move || made.run(()).is_none());
    let send = move |()| {
        if let Some(input) = untrack(|| made.run(())) {
            form.send::<CompleteAccessReview>(input, |_, _| ());
        }
    };
    let count = if lines.is_empty() {
        "Nobody may touch it now; the review says so.".to_owned()
    } else {
        format!("{} to decide about.", counted(lines.len(), "right", "rights"))
    };
    let lines = lines.into_iter().map(Line::draw).collect_view();
    view! {
        <div class="stack">
            <p class="note">{count}</p>
            {lines}
            <div class="form-cols even">
                <TextField label="What was looked at" value=scope required=true error=form.error("scope")/>
                <TextField label="Next review on" kind="date" value=due required=true error=form.error("nextDue")/>
            </div>
            <Loose form=form fields=&["scope", "nextDue"]/>
            {buttons(form, "Complete review", off, send)}
        </div>
    }
    .into_any()
}
