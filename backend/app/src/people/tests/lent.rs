//! Lent roles that reach their end, on the people of the drill: `usr-ciso` is the CISO, `usr-mrm2` one
//! of two model risk managers.

use domain::people::Command;
use kernel::{Micros, Name, Subject};

use super::{ORG, does, ends, holds, lend, person, subject};
use crate::{
    notices::Notice,
    testing::{NOW, drill_app},
};

#[tokio::test]
async fn the_end_of_a_lent_role_is_told_to_both() {
    let test = drill_app(None).await;
    let app = &test.app;
    // Each is lent until two weeks from now.
    for to in ["usr-mrm", "usr-comp", "usr-cro"] {
        does(app, "usr-ciso", &format!("person:{to}"), lend("ciso", ORG)).await.unwrap();
    }
    does(app, "usr-mrm2", "person:usr-ciso", lend("model_risk_manager", ORG)).await.unwrap();
    // One is given back, one is lent anew, and one lender loses the role before the end.
    let (by, role, scope) =
        (subject("person:usr-ciso"), Name::parse("ciso").unwrap(), subject(ORG));
    let back = Command::EndDelegation { by, role: role.clone(), scope: scope.clone() };
    does(app, "usr-ciso", "person:usr-comp", back).await.unwrap();
    let anew = Command::Delegate { role, scope, from: NOW, until: NOW.plus_days(20) };
    does(app, "usr-ciso", "person:usr-cro", anew).await.unwrap();
    does(app, "usr-admin", "person:usr-mrm2", ends("model_risk_manager", ORG)).await.unwrap();

    let due = async || {
        let all = app.what_is_due().await.unwrap().into_iter();
        let of_people = all.filter(|one| matches!(one.notice, Notice::People(_)));
        let told = of_people.map(|one| {
            let Notice::People(Command::NoticeDelegationEnd { told, .. }) = &one.notice else {
                panic!("{one:?}")
            };
            let names: Vec<String> = told.iter().map(Subject::label).collect();
            (one.stream.to_string(), one.day, names)
        });
        told.collect::<Vec<_>>()
    };
    test.set_now(Micros(NOW.plus_days(14).0 - 1));
    assert!(due().await.is_empty(), "it still counts");
    assert!(holds(&person(app, "usr-mrm").await, "ciso"));
    test.set_now(NOW.plus_days(14));
    let both = |to: &str| vec![String::from("usr-ciso"), to.to_owned()];
    let first = (String::from("person:usr-mrm"), NOW.plus_days(14), both("usr-mrm"));
    assert_eq!(due().await, [first]);
    assert!(!holds(&person(app, "usr-mrm").await, "ciso"));
    app.tell_what_is_due().await.unwrap();
    assert!(due().await.is_empty(), "nobody is told twice");
    test.set_now(NOW.plus_days(20));
    let second = (String::from("person:usr-cro"), NOW.plus_days(20), both("usr-cro"));
    assert_eq!(due().await, [second]);
}
