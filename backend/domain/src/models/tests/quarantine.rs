use kernel::testing::given;

use super::{
    Event, Models, Refusal, promote, quarantine, quarantined, registered, rejected, release,
    version_registered,
};
use crate::golden::{name, reason};

#[test]
fn a_quarantined_version_is_not_promoted() {
    given::<Models>([registered(), version_registered(), quarantined(None)])
        .when(promote())
        .then_refused(Refusal::InQuarantine(name("1.3.0")));
}

#[test]
fn a_rejected_version_can_still_be_quarantined() {
    given::<Models>([registered(), version_registered(), rejected()])
        .when(quarantine(Some("incident:i-1")))
        .then([quarantined(Some("incident:i-1"))]);
}

#[test]
fn a_second_incident_is_recorded_too() {
    let history = || [registered(), version_registered(), quarantined(Some("incident:i-1"))];
    given::<Models>(history()).when(quarantine(Some("incident:i-1"))).then_nothing();
    given::<Models>(history())
        .when(quarantine(Some("incident:i-2")))
        .then([quarantined(Some("incident:i-2"))]);
}

#[test]
fn only_a_quarantined_version_is_released() {
    given::<Models>([registered(), version_registered()])
        .when(release())
        .then_refused(Refusal::NotInQuarantine(name("1.3.0")));
}

#[test]
fn releasing_needs_a_second_person() {
    let history = || [registered(), version_registered()];
    given::<Models>(history())
        .and_by("p-2", [quarantined(None)])
        .when_by("p-2", release())
        .then_refused(Refusal::ReleaseNeedsSecondPerson(name("1.3.0")));
    given::<Models>(history())
        .and_by("p-2", [quarantined(None)])
        .when_by("p-3", release())
        .then([Event::VersionReleased { version: name("1.3.0"), reason: reason() }]);
}

#[test]
fn nobody_who_put_it_in_quarantine_releases_it() {
    given::<Models>([registered(), version_registered()])
        .and_by("p-2", [quarantined(Some("incident:i-1"))])
        .and_by("p-3", [quarantined(Some("incident:i-2"))])
        .when_by("p-2", release())
        .then_refused(Refusal::ReleaseNeedsSecondPerson(name("1.3.0")));
}
