//! Form fields: a label, a control, a hint, and what is wrong with the value.
use leptos::{html, prelude::*};

/// What every field has besides its control.
#[component]
fn Field(
    id: String,
    label: String,
    hint: Option<String>,
    required: bool,
    #[prop(into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field" class:invalid=move || error.with(Option::is_some)>
            <label for=id>{label}{(!required).then(|| view! { <span class="note">" (optional)"</span> })}</label>
            {children()}
            {hint.map(|hint| view! { <p class="note" id=hint_id>{hint}</p> })}
            <p class="field-error" id=error_id role="alert">{move || error.get()}</p>
        </div>
    }
}

fn described_by(id: &str, has_hint: bool) -> String {
    if has_hint { format!("{id}-error {id}-hint") } else { format!("{id}-error") }
}

/// One line of text, or a date, a number: any `type` of the native input.
#[component]
pub fn TextField(
    /// The words before the control.
    #[prop(into)]
    label: String,
    /// The value.
    value: RwSignal<String>,
    /// The native type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What to write.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = super::fresh_id("field");
    let described = described_by(&id, hint.is_some());
    view! {
        <Field id=id.clone() label=label hint=hint required=required error=error>
            <input
                id=id.clone()
                class="input"
                type=kind
                required=required
                aria-describedby=described.clone()
                aria-invalid=move || error.with(Option::is_some).to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Field>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The words before the control.
    #[prop(into)]
    label: String,
    /// The value.
    value: RwSignal<String>,
    /// What to write.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = super::fresh_id("field");
    let described = described_by(&id, hint.is_some());
    view! {
        <Field id=id.clone() label=label hint=hint required=required error=error>
            <textarea
                id=id.clone()
                class="input"
                rows="3"
                required=required
                aria-describedby=described.clone()
                aria-invalid=move || error.with(Option::is_some).to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </Field>
    }
}

/// A file from this machine.
#[component]
pub fn FileField(
    /// The words before the control.
    #[prop(into)]
    label: String,
    /// Ends of the names that are offered, with commas between them.
    #[prop(into)]
    accept: String,
    /// The control itself: its file is read when it is sent.
    control: NodeRef<html::Input>,
    /// Another file was chosen, or none.
    #[prop(into)]
    on_choose: Callback<()>,
    /// What to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the file.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = super::fresh_id("field");
    let described = described_by(&id, hint.is_some());
    view! {
        <Field id=id.clone() label=label hint=hint required=true error=error>
            <input
                node_ref=control
                id=id.clone()
                class="input"
                type="file"
                accept=accept.clone()
                aria-describedby=described.clone()
                aria-invalid=move || error.with(Option::is_some).to_string()
                on:change=move |_| on_choose.run(())
            />
        </Field>
    }
}

/// One of several values.
#[component]
pub fn Select(
    /// The words before the control.
    #[prop(into)]
    label: String,
    /// The chosen value.
    value: RwSignal<String>,
    /// Values and the words for them.
    options: Vec<(String, String)>,
    /// What the choice means.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = super::fresh_id("field");
    let described = described_by(&id, hint.is_some());
    let options = options.into_iter().map(move |(key, words)| {
        let own = key.clone();
        view! { <option value=key selected=move || value.with(|value| *value == own)>{words}</option> }
    });
    view! {
        <Field id=id.clone() label=label hint=hint required=true error=error>
            <select
                id=id.clone()
                class="input"
                aria-describedby=described.clone()
                on:change=move |event| value.set(event_target_value(&event))
            >
                {options.collect_view()}
            </select>
        </Field>
    }
}

/// Controls that answer one question together: its words, and what is wrong.
#[component]
pub fn Group(
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let (id, hint) = (super::fresh_id("group"), hint.get_untracked());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = described_by(&id, hint.is_some());
    view! {
        <fieldset class="field" class:invalid=move || error.with(Option::is_some) aria-describedby=described>
            <legend>{label}</legend>
            {hint.map(|hint| view! { <p class="note" id=hint_id>{hint}</p> })}
            {children()}
            <p class="field-error" id=error_id role="alert">{move || error.get()}</p>
        </fieldset>
    }
}

/// One of a few values, all of them in view.
#[component]
pub fn Radios(
    /// The question.
    #[prop(into)]
    label: String,
    /// The chosen value.
    value: RwSignal<String>,
    /// Values and the words for them.
    options: Vec<(String, String)>,
    /// What helps to answer it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name = super::fresh_id("radio");
    let options = options.into_iter().map(move |(key, words)| {
        let own = StoredValue::new(key);
        let chosen = move || own.with_value(|own| value.with(|value| value == own));
        view! { <Radio name=name.clone() label=words chosen=Signal::derive(chosen) on_choose=move |()| value.set(own.get_value())/> }
    });
    let options = options.collect_view();
    view! { <Group label=label hint=hint error=error>{options}</Group> }
}

/// One button of a question with a few answers.
#[component]
pub fn Radio(
    /// What all buttons of the question share.
    #[prop(into)]
    name: String,
    /// The words.
    #[prop(into)]
    label: String,
    /// Whether it is the answer.
    #[prop(into)]
    chosen: Signal<bool>,
    /// It becomes the answer.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="radio" name=name prop:checked=move || chosen.get() on:change=move |_| on_choose.run(())/>
            <span>{label}</span>
        </label>
    }
}

/// A box to tick, with its words at the right.
#[component]
pub fn Checkbox(
    /// The words.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    value: RwSignal<bool>,
    /// What ticking it means.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || value.get() on:change=move |event| value.set(event_target_checked(&event))/>
            <span>{label}{hint.map(|hint| view! { <span class="note">{hint}</span> })}</span>
        </label>
    }
}

/// A box to look for something. Tells what is written after a short pause in typing.
#[component]
pub fn SearchField(
    /// What is looked for: `Find a system`.
    #[prop(into)]
    label: String,
    /// The settled value.
    value: RwSignal<String>,
) -> impl IntoView {
    let stamp = StoredValue::new(0_u32);
    let typed = move |event| {
        let (text, mine) = (event_target_value(&event), stamp.get_value().wrapping_add(1));
        stamp.set_value(mine);
        let settle = move || {
            if stamp.try_get_value() == Some(mine) {
                value.set(text);
            }
        };
        set_timeout(settle, std::time::Duration::from_millis(150));
    };
    view! {
        <div class="search-field">
            <super::Icon d=super::icon::SEARCH/>
            <input class="input" type="search" aria-label=label.clone() placeholder=label prop:value=move || value.get() on:input=typed/>
        </div>
    }
}
