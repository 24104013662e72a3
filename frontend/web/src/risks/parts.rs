//! Bands, scores and states as they look everywhere.
use client::{
    risks::{
        list::Score,
        words::{RiskBand, RiskStatus},
    },
    scalars::Time as Moment,
};
use leptos::prelude::*;

use crate::ui::{Fact, Level, Status, Time, Tone, Written};

/// The level a band is drawn with.
pub fn level_of(band: RiskBand) -> Level {
    match band {
        RiskBand::VeryHigh => Level::Critical,
        RiskBand::High => Level::High,
        RiskBand::Medium => Level::Medium,
        RiskBand::Low => Level::Low,
    }
}

/// A band: shape, word, colour.
pub fn band_badge(band: RiskBand) -> AnyView {
    let level = level_of(band);
    view! {
        <span class="badge level" data-level=level.slug()>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d=level.shape()/></svg>
            {band.word()}
        </span>
    }
    .into_any()
}

/// A score with its band; what nobody scored is said to be so.
pub fn score_cell(score: Option<Score>) -> AnyView {
    match score {
        Some(score) => view! {
            <span class="inline nowrap"><b class="num">{score.value}</b>{band_badge(score.band)}</span>
        }
        .into_any(),
        None => view! { <span class="note">"Not scored"</span> }.into_any(),
    }
}

/// What a status means for the reader.
pub fn tone_of(status: RiskStatus) -> Tone {
    match status {
        RiskStatus::AcceptanceExpired | RiskStatus::Reopened => Tone::Bad,
        RiskStatus::Unassessed | RiskStatus::AwaitingAcceptance => Tone::Warn,
        RiskStatus::InTreatment => Tone::Info,
        RiskStatus::Accepted => Tone::Good,
        RiskStatus::Assessed | RiskStatus::Closed => Tone::Neutral,
    }
}

/// A status as a badge.
pub fn status_badge(status: RiskStatus) -> AnyView {
    view! { <Status tone=tone_of(status) text=status.word()/> }.into_any()
}

/// A day, or what stands in its place.
pub fn day(time: Option<&Moment>, none: &'static str) -> AnyView {
    match time {
        Some(time) => view! { <Time at=time.0.clone() written=Written::Day/> }.into_any(),
        None => view! { <span class="note">{none}</span> }.into_any(),
    }
}

/// A fact of a list of facts.
pub fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    let value = value.into_any();
    view! { <Fact name=name>{value}</Fact> }.into_any()
}

/// What somebody said, if they said anything.
pub fn said(words: Option<&String>) -> AnyView {
    words.cloned().map(|words| view! { <blockquote class="said">{words}</blockquote> }).into_any()
}
