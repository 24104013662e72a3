use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Decimal, Digest, Fact, Kind, Micros, Name, Personal, Subject, decode, encode};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
enum Sample {
    #[serde(rename = "sample.said")]
    Said {
        title: String,
        note: Option<String>,
        #[serde(default)]
        comment: Personal,
    },
}

impl Fact for Sample {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        vec![stream.clone()]
    }
    fn examples() -> Vec<Self> {
        Vec::new()
    }
}

fn person() -> Subject {
    Subject::new(Kind::Person, "p-1", None).unwrap()
}

#[test]
fn personal_text_leaves_the_data_and_comes_back_as_a_seal() {
    let said = Sample::Said {
        title: "t".into(),
        note: None,
        comment: Personal::written(&person(), "call me on 0123"),
    };
    let wire = encode(&said).unwrap();
    assert_eq!(wire.data, json!({ "title": "t" }));
    assert_eq!(wire.parts[0].pointer, "/comment");
    assert_eq!(wire.parts[0].text, "call me on 0123");

    let back: Sample = decode(&wire.kind, 1, wire.data, &[(7, "/comment")]).unwrap();
    let Sample::Said { comment, .. } = back;
    assert_eq!(comment, Personal::Sealed { pos: 7, pointer: "/comment".into() });
}

#[test]
fn a_fact_without_its_personal_part_still_loads() {
    let back: Sample = decode("sample.said", 1, json!({ "title": "t" }), &[]).unwrap();
    assert_eq!(back, Sample::Said { title: "t".into(), note: None, comment: Personal::Erased });
}

#[test]
fn subjects_are_written_kind_name_version() {
    let subject: Subject = "dataset:ds-care-train@v4".parse().unwrap();
    assert_eq!((subject.name(), subject.version()), ("ds-care-train", Some("v4")));
    assert_eq!(subject.to_string(), "dataset:ds-care-train@v4");
    assert_eq!(subject.stream().to_string(), "dataset:ds-care-train");
    assert_eq!(serde_json::to_value(&subject).unwrap(), json!("dataset:ds-care-train@v4"));
}

#[test]
fn separators_in_names_are_percent_encoded_and_read_back() {
    let subject = Subject::new(Kind::Model, "team/a:b@c", Some("1 0")).unwrap();
    assert_eq!(subject.to_string(), "model:team%2Fa%3Ab%40c@1%200");
    assert_eq!(subject.to_string().parse::<Subject>().unwrap(), subject);
    assert_eq!(subject.label(), "team/a:b@c@1 0");
}

#[test]
fn a_subject_reads_back_however_it_was_written() {
    let long = "x".repeat(200);
    for name in ["plain-1.0_x", "100%", "a b", "é", "~!$&'()*+,;=[]", "%41", long.as_str()] {
        let subject = Subject::new(Kind::Model, name, Some(name)).unwrap();
        assert_eq!(subject.to_string().parse::<Subject>().unwrap(), subject, "{name}");
        let again = Subject::reassembled(subject.kind(), subject.name(), subject.version());
        assert_eq!(again, subject);
    }
    // Written by hand, without the encoding.
    let by_hand: Subject = "model: a b@é".parse().unwrap();
    assert_eq!(by_hand, Subject::new(Kind::Model, "a b", Some("é")).unwrap());
    assert!(format!("model:{long}x").parse::<Subject>().is_err());
    assert!("model:a@".parse::<Subject>().is_err());
}

#[test]
fn unknown_kinds_and_empty_names_are_refused_in_words() {
    let sentence = |text: &str| text.parse::<Subject>().unwrap_err().to_string();
    assert!(sentence("planet:mars").starts_with("'planet' is not a kind of subject"));
    assert!(sentence("mars").contains("names no kind"));
    assert!(sentence("model:").contains("empty"));
}

#[test]
fn a_digest_has_sixty_four_digits() {
    let digits = "AB".repeat(32);
    assert_eq!(Digest::parse(&format!("sha256:{digits}")).unwrap().as_str(), digits.to_lowercase());
    assert!(Digest::parse("abc").unwrap_err().to_string().contains("this has 3 characters"));
}

#[test]
fn times_are_microseconds_and_print_as_rfc_3339() {
    let time: Micros = "2026-02-10T14:35:00Z".parse().unwrap();
    assert_eq!(time.0, 1_770_734_100_000_000);
    assert_eq!(time.to_string(), "2026-02-10T14:35:00Z");
    assert!("yesterday".parse::<Micros>().is_err());
}

#[test]
fn months_are_those_of_the_calendar() {
    let time = |text: &str| text.parse::<Micros>().unwrap();
    let moved = |text: &str, months| time(text).plus_months(months).to_string();
    assert_eq!(moved("2025-10-02T16:00:00Z", 12), "2026-10-02T16:00:00Z");
    assert_eq!(moved("2026-01-31T00:00:00Z", 1), "2026-02-28T00:00:00Z");
    assert_eq!(moved("2027-12-31T23:59:59Z", 2), "2028-02-29T23:59:59Z");
    assert_eq!(moved("2026-02-10T14:35:00Z", 0), "2026-02-10T14:35:00Z");
    assert_eq!(Micros(i64::MAX).plus_months(1), Micros(i64::MAX));
}

#[test]
fn decimals_keep_the_text_of_the_source() {
    assert_eq!(Decimal::parse("0.1690").unwrap().as_str(), "0.1690");
    assert!(Decimal::parse("NaN").is_err());
    assert!(Decimal::parse("inf").is_err());
}

#[test]
fn names_are_trimmed_and_bounded() {
    assert_eq!(Name::parse("  x ").unwrap().as_str(), "x");
    assert!(Name::parse(" ").is_err());
    assert!(Name::parse(&"x".repeat(201)).is_err());
    assert!(Name::parse("a\u{0}b").is_err());
}

#[test]
fn a_plain_text_is_never_taken_for_an_erased_one() {
    let said = Sample::Said { title: "erased".into(), note: None, comment: Personal::Erased };
    let wire = encode(&said).unwrap();
    assert_eq!(wire.data, json!({ "title": "erased" }));
    let back: Sample = decode(&wire.kind, 1, wire.data, &[]).unwrap();
    assert_eq!(back, said);
}
