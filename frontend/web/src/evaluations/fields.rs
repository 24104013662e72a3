//! The fields of the form that records evidence, and what is sent one after the other.
use client::{
    command::{Command, Sent, done},
    controls::commands::{ControlEvidenceInput, LinkControlEvidence},
    evaluations::{
        commands::{AttachEvidence, AttachEvidenceInput},
        record::{Draft, Measured, OPS, Wanted, Wants},
        upload,
    },
    scalars::Subject,
};
use leptos::{html, prelude::*};

use super::files::{chosen_file, digest_of, keep};
use crate::{
    api::{Answer, fresh_id, post},
    rows::form::{Form, Loose, buttons},
    state::{Live, use_live},
    ui::{
        Button, Checkbox, FileField, Group, IconButton, Notice, Select, TextArea, TextField, Tone,
        escaped, icon,
    },
};

/// What is chosen where the thing stands in no list.
const OTHER: &str = "other";

/// Fields that show what is wrong with them.
const OWN: &[&str] = &[
    "evidenceType",
    "subject",
    "about",
    "tool",
    "metrics",
    "flags",
    "thresholds",
    "source",
    "dataset",
    "freshDays",
    "speaksTo",
    "details",
    "digest",
];

/// Something measured. Copy it freely.
#[derive(Clone, Copy)]
struct Line {
    number: usize,
    wanted: StoredValue<Option<Wanted>>,
    metric: RwSignal<String>,
    value: RwSignal<String>,
    op: RwSignal<String>,
    limit: RwSignal<String>,
}

impl Line {
    fn new(number: usize, wanted: Option<Wanted>) -> Self {
        let blank = || RwSignal::new(String::new());
        let metric = wanted.as_ref().map(|wanted| wanted.metric.clone()).unwrap_or_default();
        Self {
            number,
            wanted: StoredValue::new(wanted),
            metric: RwSignal::new(metric),
            value: blank(),
            op: RwSignal::new("le".to_owned()),
            limit: blank(),
        }
    }

    fn measured(self) -> Measured {
        let said = |text: RwSignal<String>| text.get_untracked();
        let (metric, value, op) = (said(self.metric), said(self.value), said(self.op));
        Measured { metric, value, op, limit: said(self.limit) }
    }

    /// The value; the metric where nobody asked for it, and a limit where the report has its own.
    fn draw(self, own: RwSignal<bool>) -> AnyView {
        let value = match self.wanted.get_value() {
            Some(Wanted { metric, title, limits }) => {
                let label = if title.is_empty() { metric.clone() } else { title };
                view! { <TextField label=label value=self.value hint=format!("{metric}: {limits}")/> }
                    .into_any()
            }
            None => view! {
                <div class="form-cols even">
                    <TextField label="Metric" value=self.metric hint="Its id in the catalogue, such as adv.robust_drop."/>
                    <TextField label="Value" value=self.value hint="A number, yes or no."/>
                </div>
            }
            .into_any(),
        };
        let limit = move || {
            own.get().then(|| {
                let ops = OPS.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
                view! {
                    <div class="form-cols even">
                        <Select label="It must be" value=self.op options=ops/>
                        <TextField label="Limit" value=self.limit hint="Empty where it has none."/>
                    </div>
                }
            })
        };
        view! { <div class="stack">{value}{limit}</div> }.into_any()
    }
}

/// The form. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    form: Form,
    live: Live,
    wants: StoredValue<Wants>,
    place: StoredValue<(String, String)>,
    mark: StoredValue<String>,
    kind: RwSignal<String>,
    about: RwSignal<String>,
    other: RwSignal<String>,
    tool: RwSignal<String>,
    dataset: RwSignal<String>,
    days: RwSignal<String>,
    speaks_to: RwSignal<String>,
    note: RwSignal<String>,
    own: RwSignal<bool>,
    source: RwSignal<String>,
    asked: StoredValue<Vec<Line>>,
    more: RwSignal<Vec<Line>>,
    file: NodeRef<html::Input>,
    digest: RwSignal<String>,
    unfit: RwSignal<Option<String>>,
    step: RwSignal<String>,
    stranded: RwSignal<bool>,
}

impl Fields {
    /// An empty form for a system and, where one is meant, a control. `stranded` is set while the
    /// evidence is recorded and something after that is not.
    pub(super) fn new(
        wants: Wants,
        place: (String, String),
        (open, stranded): (RwSignal<bool>, RwSignal<bool>),
    ) -> Self {
        let blank = || RwSignal::new(String::new());
        let only = match wants.kinds.as_slice() {
            [only] => only.id.clone(),
            _ => String::new(),
        };
        let first = wants.about.first().map(|about| about.0.clone()).unwrap_or_default();
        let asked = wants.metrics.iter().cloned().enumerate();
        let asked: Vec<Line> = asked.map(|(at, wanted)| Line::new(at, Some(wanted))).collect();
        let more = if asked.is_empty() { vec![Line::new(0, None)] } else { Vec::new() };
        Self {
            form: Form::new(open),
            live: use_live(),
            kind: RwSignal::new(only),
            about: RwSignal::new(first),
            speaks_to: RwSignal::new(wants.speaks_to.join(", ")),
            wants: StoredValue::new(wants),
            place: StoredValue::new(place),
            mark: StoredValue::new(fresh_id()),
            other: blank(),
            tool: blank(),
            dataset: blank(),
            days: blank(),
            note: blank(),
            own: RwSignal::new(false),
            source: blank(),
            asked: StoredValue::new(asked),
            more: RwSignal::new(more),
            file: NodeRef::new(),
            digest: blank(),
            unfit: RwSignal::new(None),
            step: blank(),
            stranded,
        }
    }

    /// The form.
    pub(super) fn draw(self) -> AnyView {
        let (form, stranded) = (self.form, self.stranded);
        let send = Callback::new(move |()| self.send());
        let acts = move || {
            let words = if stranded.get() { "Try again" } else { "Record evidence" };
            buttons(form, words, self.lacks_something(), move |()| send.run(()))
        };
        let progress = move || form.busy.get().then(|| self.step.get());
        let left = move || {
            let refusal = form.refusal.get().filter(|_| stranded.get())?;
            let title = "The evidence is recorded; what belongs to it is not yet";
            let words = refusal.words();
            Some(
                view! { <Notice tone=Tone::Warn title=title><p>{words}</p><p>"Try again, or close this: a file can be kept, and a link made, on the pages of the evidence and of the control."</p></Notice> },
            )
        };
        view! {
            <div class="stack" hidden=move || stranded.get()>
                {self.what()}
                {self.measured()}
                {self.counts()}
                {self.report()}
                <Loose form=form fields=OWN/>
            </div>
            {left}
            <p class="note" role="status">{progress}</p>
            {acts}
        }
        .into_any()
    }

    /// What it is, what it is about, and what wrote it.
    fn what(self) -> AnyView {
        let form = self.form;
        let (kinds, about) = self.wants.with_value(|wants| {
            let about = wants.about.iter().map(|about| (about.0.clone(), about.0.clone()));
            let other = (OTHER.to_owned(), "Something else…".to_owned());
            (wants.choices(), about.chain([other]).collect::<Vec<_>>())
        });
        let wrong = either(form.error("subject"), form.error("about"));
        let other = move || {
            self.about.with(|about| about == OTHER).then(|| {
                view! { <TextField label="Which one exactly" value=self.other required=true hint="Such as model:NAME@VERSION or deployment:NAME. Data, models and prompts are named with their version."/> }
            })
        };
        let tool = move || {
            let hint = self.kind.with(|kind| self.wants.with_value(|wants| wants.tools(kind)));
            view! { <TextField label="Tool" value=self.tool required=true hint=hint error=form.error("tool")/> }
        };
        view! {
            <div class="form-cols even">
                <Select label="Kind of evidence" value=self.kind options=kinds error=form.error("evidenceType")/>
                <Select label="What was tested" value=self.about options=about error=wrong/>
            </div>
            {other}
            {tool}
        }
        .into_any()
    }

    /// What it measured, and the limits it is held against.
    fn measured(self) -> AnyView {
        let (form, own, more) = (self.form, self.own, self.more);
        let asked =
            self.asked.with_value(|lines| lines.iter().map(|line| line.draw(own)).collect_view());
        let draw = move |line: Line| {
            let off = move |()| more.update(|lines| lines.retain(|one| one.number != line.number));
            view! {
                <fieldset class="stack">
                    {line.draw(own)}
                    <IconButton icon=icon::CROSS label="Take this metric out" on_press=off/>
                </fieldset>
            }
        };
        let add = move |()| {
            more.update(|lines| {
                let next = lines.last().map_or(0, |line| line.number.saturating_add(1));
                lines.push(Line::new(next, None));
            });
        };
        let wrong = either(form.error("metrics"), form.error("flags"));
        let source = move || {
            let error = either(form.error("source"), form.error("thresholds"));
            own.get().then(|| {
                view! { <TextField label="Where the limits come from" value=self.source required=true hint="A test of the catalogue by its id, or a word such as contract." error=error/> }
            })
        };
        view! {
            <Group label="What it measured" hint="Leave out what the report does not say. Write a number, yes or no." error=wrong>
                <div class="stack">
                    {asked}
                    <For each=move || more.get() key=|line| line.number children=draw/>
                    <div><Button icon=icon::PLUS on_press=add>"Add a metric"</Button></div>
                </div>
            </Group>
            <Checkbox label="Hold it against limits of its own" value=own hint="Otherwise those of the catalogue count, for the risk class of the system."/>
            {source}
        }
        .into_any()
    }

    /// For how long it counts and for what, and whatever else is to be known.
    fn counts(self) -> AnyView {
        let form = self.form;
        view! {
            <div class="form-cols even">
                <TextField label="Counts for days" value=self.days hint="Left empty, as long as the catalogue says." error=form.error("freshDays")/>
                <TextField label="Measured on" value=self.dataset hint="The exact data, dataset:NAME@VERSION." error=form.error("dataset")/>
            </div>
            <TextField label="Speaks to" value=self.speaks_to hint="Controls and threats by id, with commas. Left empty, what the catalogue asks it for." error=form.error("speaksTo")/>
            <TextArea label="Note" value=self.note hint="What a reader should know beside the numbers. Name no persons: it stays readable for ever." error=form.error("details")/>
        }
        .into_any()
    }

    /// The report: its SHA-256 is worked out here, and its bytes are sent.
    fn report(self) -> AnyView {
        let (form, file, digest, unfit) = (self.form, self.file, self.digest, self.unfit);
        let choices = StoredValue::new(0_u32);
        let choose = Callback::new(move |()| {
            let mine = choices.get_value().wrapping_add(1);
            choices.set_value(mine);
            form.refusal.set(None);
            unfit.set(None);
            digest.set(String::new());
            let Some(report) = chosen_file(file) else { return };
            leptos::task::spawn_local(async move {
                let read = digest_of(&report).await;
                // Another file may have been chosen meanwhile.
                if choices.try_get_value() != Some(mine) {
                    return;
                }
                match read {
                    Ok(found) => digest.set(found),
                    Err(sentence) => unfit.set(Some(sentence)),
                }
            });
        });
        let refused = form.error("digest");
        let error = Signal::derive(move || unfit.get().or_else(|| refused.get()));
        let known = move || {
            let words = digest.with(|digest| format!("SHA-256 {digest}"));
            (!digest.with(String::is_empty)).then(|| view! { <p class="note code">{words}</p> })
        };
        view! {
            <FileField label="The report" accept=upload::offered() control=file on_choose=choose error=error hint="The file as the tool wrote it. Whoever may read the evidence may read it, and it cannot be taken back."/>
            {known}
        }
        .into_any()
    }

    fn lacks_something(self) -> Signal<bool> {
        let is_empty = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
        Signal::derive(move || {
            let is_unnamed = self.about.with(|about| about == OTHER) && is_empty(self.other);
            let lacks = [self.kind, self.about, self.tool, self.digest].into_iter().any(is_empty);
            !self.stranded.get() && (lacks || is_unnamed)
        })
    }

    fn draft(self, days: Option<i64>) -> Draft {
        let said = |text: RwSignal<String>| text.get_untracked();
        let about = if said(self.about) == OTHER { said(self.other) } else { said(self.about) };
        let asked = self.asked.get_value().into_iter().chain(self.more.get_untracked());
        Draft {
            mark: self.mark.get_value(),
            kind: said(self.kind),
            about,
            system: self.place.with_value(|(system, _)| system.clone()),
            tool: said(self.tool),
            digest: said(self.digest),
            dataset: said(self.dataset),
            note: said(self.note),
            speaks_to: said(self.speaks_to),
            days,
            measured: asked.map(Line::measured).collect(),
            source: self.own.get_untracked().then(|| said(self.source)),
        }
    }

    /// Where it is linked, once it is recorded.
    fn link(self, evidence: Subject) -> Option<ControlEvidenceInput> {
        let (system, control) = self.place.get_value();
        let may = self.wants.with_value(|wants| wants.link) && !control.is_empty();
        may.then_some(ControlEvidenceInput { system: Subject(system), control, evidence })
    }

    fn send(self) {
        let form = self.form;
        let days = self.days.get_untracked();
        let Some(days) = form.maybe_whole("freshDays", &days) else { return };
        let Some(file) = chosen_file(self.file) else { return };
        match self.draft(days).input() {
            Err(refusal) => form.refusal.set(Some(refusal)),
            Ok(input) => self.start(input, file),
        }
    }

    /// Records it, keeps its file, and links it. The same again after a failure is the same
    /// commands: nothing is recorded twice.
    fn start(self, input: AttachEvidenceInput, file: web_sys::File) {
        let (form, stranded, step) = (self.form, self.stranded, self.step);
        let link = self.link(input.evidence.clone());
        let path = format!("/api/v1/evidence/{}/files", escaped(input.evidence.name()));
        let order = move |id: &str| AttachEvidence::order(id, input.clone());
        let Some((id, body)) = form.begin(order) else { return };
        let own = |what: &str| format!("{id}-{what}");
        let (file_id, link_id) = (own("file"), own("link"));
        self.live.sends(&file_id);
        self.live.sends(&link_id);
        step.set("Recording it …".to_owned());
        leptos::task::spawn_local(async move {
            let attached = post(body).await;
            if !arrived(&attached, done::<AttachEvidence>) {
                form.end(attached, done::<AttachEvidence>, |(), _| ());
                return;
            }
            stranded.try_set(true);
            step.try_set(format!("Sending {} …", file.name()));
            let kept = keep(&path, &file, file_id).await;
            let over = move |(): (), _: Option<u64>| {
                stranded.try_set(false);
            };
            let (Some(link), true) = (link, arrived(&kept, upload::taken)) else {
                form.end(kept, upload::taken, over);
                return;
            };
            step.try_set("Linking it …".to_owned());
            let linked = post(LinkControlEvidence::order(&link_id, link)).await;
            form.end(linked, done::<LinkControlEvidence>, over);
        });
    }
}

/// Whether a step is done.
fn arrived(answer: &Answer, read: fn(&str) -> Result<Sent<()>, String>) -> bool {
    answer.as_ref().is_ok_and(|text| matches!(read(text), Ok(Sent::Done { .. })))
}

/// What is wrong with a field that goes by two names.
fn either(one: Signal<Option<String>>, other: Signal<Option<String>>) -> Signal<Option<String>> {
    Signal::derive(move || one.get().or_else(|| other.get()))
}
