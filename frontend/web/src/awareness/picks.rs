//! Several of a few values, as boxes to tick.
use client::awareness::curriculum::Choice;
use leptos::prelude::*;

/// Several of a few values.
#[component]
pub fn Picks(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The values with their words.
    choices: Vec<Choice>,
    /// The chosen values.
    chosen: RwSignal<Vec<String>>,
    /// What choosing means.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let boxes: Vec<_> = choices.into_iter().map(|choice| tick(choice, chosen)).collect();
    let count = move || match chosen.with(Vec::len) {
        0 => String::new(),
        some => format!("{some} chosen"),
    };
    view! {
        <fieldset class="picks" class:invalid=move || error.with(Option::is_some)>
            <legend>{label}" "<span class="note" role="status">{count}</span></legend>
            {hint.map(|hint| view! { <p class="note">{hint}</p> })}
            <div class="picks-list">{boxes}</div>
            <p class="field-error" role="alert">{move || error.get()}</p>
        </fieldset>
    }
}

fn tick((value, words): Choice, chosen: RwSignal<Vec<String>>) -> AnyView {
    let own = value.clone();
    let is_chosen = move || chosen.with(|all| all.contains(&own));
    let toggle = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|all| {
            all.retain(|one| *one != value);
            if on {
                all.push(value.clone());
            }
        });
    };
    view! {
        <label class="check"><input type="checkbox" prop:checked=is_chosen on:change=toggle/><span>{words}</span></label>
    }
    .into_any()
}
