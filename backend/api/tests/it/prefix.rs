//! Every query, as of a position, against the same query on a log that ends there.

use app::drill;
use kernel::Micros;
use serde_json::Value;

use crate::talk::{Talk, conversation};

/// How many moments are compared.
const MOMENTS: usize = 50;

/// Every query of the schema but `me`, which is about now. Hashes are left out: they bind
/// ciphertexts, which differ from log to log.
const QUESTIONS: [&str; 11] = [
    r#"at { position size time live imported }
       dashboard { liveSystems totalSystems quarantinedVersions liveByRiskClass { riskClass total live suspect }
         suspectSystems { subject } openIncidents { subject state } ownersMissing { subject }
         evidence { total fresh stale failed passed inconclusive }
         trend { time liveSystems suspectSystems openIncidents staleEvidence failedEvidence }
         attention { subject title sentence severity since } recent { position sentence } }
       systems { totalCount nodes { subject name riskClass actClass actClassApproved live suspectBecause
         team { name } owner { subject } ownerMissing { since left { subject } } deputy { subject } evidence { total fresh stale } } }
       inconsistencies(first: 500) { totalCount nodes { check weight subject system { subject } why since mend mendAt }
         checks { key total findings { subject why since } } }
       accountabilities { champions { total covered missing { subject since } } owners { total covered } }
       vacancies(first: 500) { totalCount nodes { subject role gap left { subject } since suggested { subject } system { subject } } }
       accountableFor(subject: "model:mdl-carerisk@1.3.0") { accountable { duty from until left } }
       intakes { totalCount } questionnaire { version questions { id options } }
       conclude(answers: [{ question: "Q01", yes: false }]) { actClass missing shown }
       system(subject: "system:sys-carerisk") { name decommissioned vendor obligations consulted { subject } deployments { subject live } modelVersions { subject standing } }
       incidents { totalCount nodes { subject title severity state opened contained closed roots decisionsAffected
         rollbacks { deployment from to approved } told { at } rootCauses } }
       incident(subject: "incident:INC-2026-002") { state decisionsAffected decisionsChanged }"#,
    r#"datasets { totalCount nodes { subject name sensitivity registered versions { subject digest rows state
         standing suspectBecause batches { subject verdict } derivedFrom quarantine { at incident } } } }
       dataset(subject: "dataset:ds-care-train") { name versions { subject } lastReview { revoked overdue }
         privacy { standing spentEpsilon deltaUnstated techniques { technique } ledger { run epsilon counts } } }
       datasetVersion(subject: "dataset:ds-care-train@v4") { state standing usedBy { subject } evidence { subject outcome freshness } }
       source(subject: "source:src-partner-gateway") { name trust profile batches { subject } }
       batch(subject: "batch:bat-pc-20251124x") { records verdict versions checks { name value } }
       environment(subject: "environment:env-train-eu") { name attestation notices { due } }"#,
    r#"runs { totalCount nodes { subject kind inputs outputs state standing minutes } }
       run(subject: "run:run-hc-0004") { inputs outputs standing }
       spent: run(subject: "run:run-hc-0007") { privacySpent { dataset epsilon mechanism corrections { at } } }
       models { totalCount nodes { subject name versions { subject state standing lastClean } } }
       model(subject: "model:mdl-carerisk") { versions { subject } }
       modelVersion(subject: "model:mdl-carerisk@1.4.0") { state standing suspectBecause lastClean deployments { subject live } }
       evidence { totalCount nodes { subject about dataset outcome freshness staleAt affected speaksTo } }
       evidenceItem(subject: "evidence:EVD-HC-0804") { outcome freshness metrics { name value op threshold passed } }
       deployments { totalCount nodes { subject model endpoint stage live standing ended replacedBy flaggedBy } }
       deployment(subject: "deployment:dep-hc-0005") { live standing ended replacedBy }"#,
    r#"teams { subject name members { subject } systems { subject } champion { subject } nominated { subject }
         championActivity { since reviewsAttended findingsHandled actionsDone last daysSinceLast months { month count } } }
       championTeams(first: 100, order: { key: "last", descending: true }) { totalCount nodes { subject runsSystem champion { subject } } }
       team(subject: "team:team-care-ai") { name }
       people { totalCount nodes { subject name active erased service team { name } roles { role scope from until } } }
       person(subject: "person:usr-care-owner") { name joined left owns { subject } delegations { role { role } }
         nominations { accepted } }
       timeline(subject: "system:sys-carerisk") { from to lanes { name items { position at kind sentence } gaps { from to sentence } } }"#,
    r#"risks(first: 100) { totalCount nodes { subject title threat threatTitle system { subject } category owner { subject }
         identified status inherent { value band } current { value } residual { likelihood impact value band } aboveAppetite
         acceptance { band until counts expired endedBecause acceptedBy { person { subject } roles } } due { what due }
         reopened { why over } nextReview openTasks links } }
       high: risks(filter: { bands: [HIGH, VERY_HIGH], open: true }, order: { key: "identified", descending: true }) { totalCount nodes { subject } }
       risk(subject: "risk:RSK-HC-01") { status history { position at kind sentence changes { what from to } residual { value } } }
       heatMap(which: INHERENT) { total unscored tolerance cells { count above examples { subject } } moves { count } }
       riskExposure { time open unscored bands { band count } above undecided inherent residual appetite }
       riskIndicators { indicator system { subject } state value colour since readAt source }
       riskScheme { version categories { category tolerance } }"#,
    r#"reviews { totalCount nodes { subject phase opened asked answered participants { subject roles security }
         concluded { verdict openHigh fresh threats { id } } } }
       review(subject: "review:evt-hc-0004") { system { subject } notices { due } findings { subject } }
       findings { totalCount nodes { subject severity control { id } text links open } }
       finding(subject: "finding:FND-2025-002") { links actions { subject state } closed { at } }
       actions { totalCount nodes { subject title state due late owner { subject } controls { id } } }
       action(subject: "action:ACT-2025-009") { state late incident { subject } finding { subject } }
       policies { totalCount nodes { subject title version reviewOverdue coverage { bound attested overdue } } }
       policy(subject: "policy:POL-AI-LIFECYCLE") { versions { version } }
       attestations(first: 500) { totalCount nodes { policy { subject } person { subject } since due attested overdue } }
       appetite { set statements { category appetite toleranceMaxBand limit since } }
       initiatives { totalCount nodes { subject title amount spent currency period } }
       initiative(subject: "initiative:evt-org-0072") { title }
       meetings { totalCount nodes { subject title period figuresAsOf openDecisions overdueDecisions highlights } }
       meeting(subject: "meeting:REP-BOARD-2026Q1") { title decisions { number text } }
       exercises { totalCount nodes { subject scenario hoursToContain figures { name value } } }
       surveys { totalCount nodes { subject responses figures { name value } } }
       feedback { totalCount nodes { subject fromRole text settled { outcome } } }
       feedbackItem(subject: "feedback:evt-hc-0178") { text }"#,
    r#"lineage(roots: ["source:src-partner-gateway"], direction: DOWN) { width height truncated
         nodes { subject standing live root x y } edges { from to kind path tainted } }
       blastRadius(roots: ["batch:bat-pc-20251124x", "batch:bat-pc-20251219x"]) { counts { kind count }
         datasetVersions runs modelVersions evidence deployments { subject } liveEndpoints { endpoint model lastClean }
         owners { subject } decisionsAffected peopleAffected lastClean { model clean } }
       events(first: 20, newestFirst: true) { totalCount nodes { position kind stream at occurred imported late
         actor claimedActor ground command about sentence data } }
       event(position: 40) { kind sentence about }"#,
    r#"myTraining { minutesLeft } myNotices { totalCount nodes { position } }
       curriculum { version validFrom basis roles { role modules graceDays } }
       modules(first: 100) { totalCount nodes { id title minutes refreshMonths passScore own digest roles } }
       module(id: "M03") { page outcomes test(attempt: "a-1") { questions { id question options } } }
       campaigns { totalCount nodes { id title started due stopped } }
       training(first: 200, order: { key: "at" }) { totalCount nodes { person { subject } team { subject }
         duty { module { id } standing at because completed score triesLeft } } }
       trainingCoverage { organisation { people trained required current overdue waived share }
         teams { team { subject } count { required current } } roles { role count { required current } }
         modules { module title count { required current } } }
       literacyReport { curriculum basis people total { required current } roles { role minutes measures { module } } }
       person(subject: "person:usr-care-ds1") { training { more { module on until }
         steps { position at kind module score until reported } } }"#,
    r#"controls(first: 500, order: { key: "until" }) { totalCount counts { pass fail missing stale inconclusive notApplicable }
         stages { stage counts { pass missing } }
         nodes { subject id status why advice staleAt warnings owner { subject } counted linked } }
       control(system: "system:sys-supportchat", id: "AIC-GV-11") { status text { title origin { version position validFrom } }
         tests { id status readings { target value limit grounds evidence until } } notApplicable { at }
         notices { at from to } told { what due told { subject } } }
       catalogueControl(id: "AIC-DI-03") { title evidenceTypes { id } tests { limits { metric values } } mappings { reference confirmed }
         standings { system { subject } status } }
       system(subject: "system:sys-carerisk") { controls { pass missing } }"#,
    r#"threats { totalCount nodes { id title countered { points of system { subject } } } }
       threat(id: "THR-06") { definition techniques { id } controls { id } }
       frameworks { totalCount nodes { id itemCount mappedCount shownCount } }
       framework(id: "nist_ai_rmf") { systems { subject } items { id links { id confirmed } total { pass missing } } }
       evidenceTypes { id title }
       catalogue { sections { name count } files { file version position } own { id } differences { section id fate } }
       catalogueItems(first: 20, order: { key: "name", descending: true }) { totalCount nodes { section id title position validFrom } }
       catalogueItem(section: "metrics", id: "data.outlier.flagged_ratio") { title versions { position version validFrom } standing { body } }
       traceability(first: 500) { totalCount nodes { id resolved answered controls { id } evidenceTypes { id } shown { subject status } } }"#,
    r#"words: search(text: "care risk", first: 30) { total facets { kind count }
         hits { subject kind title detail state system } }
       begun: search(text: "mdl", kinds: ["model", "model_version"]) { total facets { kind count }
         hits { subject kind title detail state system } }
       exact: search(text: "dataset:ds-care-train@v4", first: 5) { total hits { subject state } }
       typo: search(text: "quarantned") { total facets { kind count } hits { subject state } }
       people: search(text: "owner", kinds: ["person"]) { total hits { subject title detail state } }
       governed: search(text: "carerisk", kinds: ["review", "finding", "action", "meeting", "exercise", "feedback"]) {
         total hits { subject kind title detail state system } }
       reference: search(text: "poisoning", first: 30) { total facets { kind count }
         hits { subject kind title detail state section item } }"#,
];

/// Moments of the drill, spread by a fixed rule that has no rhythm in common with it.
fn moments() -> Vec<Micros> {
    let mut times: Vec<Micros> =
        drill::events().unwrap().iter().map(|event| event.at.parse().unwrap()).collect();
    times.dedup();
    let chosen = (0..MOMENTS).map(|number| times[(number * 7919 + 13) % times.len()]);
    let mut chosen: Vec<Micros> = chosen.collect();
    chosen.sort();
    chosen.dedup();
    chosen
}

async fn answers(talk: &Talk, position: u64, third: usize) -> Vec<Value> {
    let voice = talk.reader();
    let mut all = Vec::new();
    for question in QUESTIONS.into_iter().skip(third).step_by(3) {
        all.push(voice.ask(&format!("{{ asOf(position: {position}) {{ {question} }} }}")).await);
    }
    all
}

/// With every third question, from one on: all of them at once take too long for one test on a slow
/// machine.
async fn every_query_as_of_a_position_equals_the_same_query_on_a_log_that_ends_there(third: usize) {
    conversation(async |whole| {
        whole.app.load_drill(None).await.unwrap();
        conversation(async |growing| {
            let moments = moments();
            assert!(moments.len() >= 45, "{} moments", moments.len());
            for moment in moments {
                growing.app.load_drill(Some(moment)).await.unwrap();
                let position = growing.app.store.head() - 1;
                let here = answers(growing, position, third).await;
                let there = answers(whole, position, third).await;
                assert_eq!(here, there, "as of position {position}");
                assert!(here.iter().all(|answer| !answer["asOf"].is_null()));
            }
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn every_first_of_three_queries_equals_itself_on_a_log_that_ends_there() {
    every_query_as_of_a_position_equals_the_same_query_on_a_log_that_ends_there(0).await;
}

#[tokio::test]
async fn every_second_of_three_queries_equals_itself_on_a_log_that_ends_there() {
    every_query_as_of_a_position_equals_the_same_query_on_a_log_that_ends_there(1).await;
}

#[tokio::test]
async fn every_last_of_three_queries_equals_itself_on_a_log_that_ends_there() {
    every_query_as_of_a_position_equals_the_same_query_on_a_log_that_ends_there(2).await;
}
