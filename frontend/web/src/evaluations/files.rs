//! The files of a piece of evidence: those that are kept, and the way to keep one more.
use client::{
    evaluations::{
        queries::{Evidence, EvidenceFile},
        upload,
    },
    offer::Chance,
    shared::{Me, Refusal},
};
use leptos::{html, prelude::*};
use wasm_bindgen_futures::JsFuture;

use crate::{
    api::{Answer, send_file},
    rows::{form::Form, offer::said, person},
    ui::{Button, Card, Column, FileField, Row, Status, Table, Time, Tone, cell, escaped, icon},
};

/// The card with the files.
pub fn files_card(item: &Evidence, me: &Me) -> AnyView {
    let chance = item.keeping(me);
    let path = format!("/api/v1/evidence/{}/files", escaped(item.subject.name()));
    let rows: Vec<Row> = item.files.iter().map(|file| line(&path, file)).collect();
    let list = if rows.is_empty() {
        view! { <p class="note pad">"No file is kept with it."</p> }.into_any()
    } else {
        let columns = vec![
            Column::new("File"),
            Column::new("Type"),
            Column::number("Size"),
            Column::new("Kept"),
            Column::new("Kept by"),
        ];
        view! { <Table caption="Files kept with this evidence" columns=columns rows=rows/> }
            .into_any()
    };
    let who = said(&chance);
    let keep = (chance == Chance::Offered).then(|| view! { <KeepFile path=path/> });
    view! {
        <Card title="Files" note="Kept under the SHA-256 of their bytes, and checked each time they are read" flush=true>
            {list}
            {who}
            {keep}
        </Card>
    }
    .into_any()
}

fn line(path: &str, file: &EvidenceFile) -> Row {
    // A file, not a page: the moment looked at does not belong in its address.
    let to = format!("{path}/{}", file.digest);
    let badge =
        file.is_report.then(|| view! { <Status tone=Tone::Good text="The report itself"/> });
    let name = view! {
        <span class="inline"><a class="row-link" href=to download="">{file.words()}</a>{badge}</span>
    };
    Row::new(vec![
        cell(name),
        cell(file.kind()),
        cell(view! { <span class="num">{file.size()}</span> }),
        cell(view! { <Time at=file.kept_at.0.clone()/> }),
        cell(person(file.kept_by.clone(), "Unknown")),
    ])
}

/// The form that keeps one more.
#[component]
fn KeepFile(
    /// Where files of the evidence are sent to.
    path: String,
) -> impl IntoView {
    let control = NodeRef::<html::Input>::new();
    let chosen = RwSignal::new(None::<String>);
    let form = Form::new(RwSignal::new(true));
    let choose = Callback::new(move |()| {
        form.refusal.set(None);
        chosen.set(chosen_file(control).map(|file| file.name()));
    });
    let send = Callback::new(move |()| {
        if let Some(file) = chosen_file(control) {
            start(form, path.clone(), file);
        }
    });
    let error = Signal::derive(move || form.refusal.with(|one| one.as_ref().map(Refusal::words)));
    let off = Signal::derive(move || chosen.with(Option::is_none));
    let sending = move || {
        let name = form.busy.get().then(|| chosen.get()).flatten();
        name.map(|name| format!("Sending {name} …"))
    };
    view! {
        <div class="pad stack">
            <FileField label="Keep a file with it" accept=upload::offered() control=control on_choose=choose error=error hint="The report itself, or what belongs to it. Whoever may read the evidence may read the file, and it cannot be taken back."/>
            <div class="dialog-acts">
                <span class="note" role="status">{sending}</span>
                <Button records=true busy=form.busy disabled=off icon=icon::PLUS on_press=send>"Keep the file"</Button>
            </div>
        </div>
    }
}

/// The file that a control holds.
pub fn chosen_file(control: NodeRef<html::Input>) -> Option<web_sys::File> {
    control.get_untracked()?.files()?.get(0)
}

/// Sends a file. The same file sent again after a failure is the same command.
pub fn start(form: Form, path: String, file: web_sys::File) {
    let name = file.name();
    let which = format!("{path} {name} {} {}", file.size(), file.last_modified());
    let Some((id, _)) = form.begin(move |id| format!("{id} {which}")) else { return };
    leptos::task::spawn_local(async move {
        let answer = keep(&path, &file, id).await;
        form.end(answer, upload::taken, |(), _| ());
    });
}

/// Sends a file under the id of a command to where files of a piece of evidence are kept.
pub(super) async fn keep(path: &str, file: &web_sys::File, id: String) -> Answer {
    let name = file.name();
    let headers = [
        ("Content-Type", media_type(&name, file)),
        ("X-File-Name", escaped(&name)),
        ("Idempotency-Key", id),
    ];
    send_file(path, &headers, file).await
}

/// SHA-256 of a file; a sentence for people where it is none that is kept.
pub(super) async fn digest_of(file: &web_sys::File) -> Result<String, String> {
    let kind = media_type(&file.name(), file);
    if !upload::TYPES.iter().any(|(_, kept)| *kept == kind) {
        return Err(format!("Files of the type {kind} are not kept; send {}.", upload::offered()));
    }
    let read = JsFuture::from(file.array_buffer()).await;
    let buffer = read.map_err(|_| "The file could not be read; choose it again.".to_owned())?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    if bytes.is_empty() {
        return Err("The file is empty; choose one with something in it.".to_owned());
    }
    Ok(upload::digest(&bytes))
}

/// What the end of the name says, or else the browser; the server refuses what it does not keep.
fn media_type(name: &str, file: &web_sys::File) -> String {
    let said = upload::media_type(name).map_or_else(|| file.type_(), str::to_owned);
    if said.is_empty() { "application/octet-stream".to_owned() } else { said }
}
