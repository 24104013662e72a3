use kernel::Kind;
use serde_json::json;

use crate::{Event, Room, golden::example, room, stream_kinds};

#[test]
fn every_type_belongs_to_a_room() {
    assert_eq!(room("batch.received"), Some(Room::Datasets));
    assert_eq!(room("prompt.version_registered"), Some(Room::Models));
    assert_eq!(room("person.moved"), Some(Room::People));
    assert_eq!(room("campaign.started"), Some(Room::Awareness));
    assert_eq!(room("run.started"), Some(Room::Training));
    assert_eq!(room("control.status_noticed"), Some(Room::Controls));
    assert_eq!(room("action.closed"), Some(Room::Reviews));
    assert_eq!(room("meeting.held"), Some(Room::Programme));
    assert_eq!(room("view.saved"), Some(Room::SavedViews));
    assert_eq!(room("planet.formed"), None);
    assert_eq!(room("dataset"), None);
}

#[test]
fn an_unknown_type_or_version_is_unreadable() {
    let decode = |kind, version| Event::decode(kind, version, json!({}), &[]).unwrap_err();
    assert_eq!(decode("planet.formed", 1).kind, "planet.formed");
    assert!(decode("dataset.danced", 1).cause.contains("unknown variant"));
    assert!(decode("incident.contained", 2).cause.contains("version 1 only"));
}

#[test]
fn an_event_comes_back_as_itself() {
    let event = Event::Incidents(example("incident.owner_told"));
    let wire = event.encode().unwrap();
    assert_eq!(Event::decode(&wire.kind, 1, wire.data, &[]).unwrap(), event);
    assert_eq!(event.room(), Room::Incidents);
}

#[test]
fn every_type_has_a_kind_of_stream() {
    for room in Room::ALL {
        for event in Event::examples(*room) {
            let kind = event.encode().unwrap().kind;
            assert!(!stream_kinds(&kind).is_empty(), "{kind} has no kind of stream");
        }
    }
    assert_eq!(stream_kinds("feedback.received"), [Kind::Feedback]);
    assert_eq!(stream_kinds("policy.published"), [Kind::Policy]);
    assert_eq!(stream_kinds("policy.attested"), [Kind::Attestation]);
    assert_eq!(stream_kinds("person.registered"), [Kind::Person, Kind::Service]);
    assert!(stream_kinds("planet.formed").is_empty());
}
