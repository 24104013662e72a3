use crate::{golden, talk::conversation, world};

#[test]
fn the_committed_schema_is_fresh() {
    golden::check("schema.graphql", &api::graphql::sdl());
}

#[tokio::test]
async fn a_question_has_a_largest_depth() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let voice = talk.role("internal_auditor").await;
        let deep = |levels: usize| {
            let open = "team { systems { ".repeat(levels);
            let close = "} }".repeat(levels);
            format!("{{ systems {{ nodes {{ {open} name {close} }} }} }}")
        };
        assert!(voice.errors(&deep(3)).await.is_empty());
        let codes = voice.errors(&deep(8)).await;
        assert_eq!(codes, ["Query is nested too deep."]);
        let wide: String = (0..500)
            .map(|n| format!("q{n}: systems(first: 500) {{ totalCount }} "))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(voice.errors(&format!("{{ {wide} }}")).await, ["Query is too complex."]);
    })
    .await;
}
