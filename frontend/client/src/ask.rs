//! Questions as text: every page asks as of a moment, the present included.
use cynic::{
    QueryBuilder, QueryFragment, QueryVariables,
    queries::{SelectionBuilder, VariableMatch},
    variables::VariableDefinition,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    answer::decode,
    moment::Moment,
    scalars::{Position, Time},
    schema,
    shared::{One, OneFields, Whole, WholeFields},
};

/// Rows at most where a page shows all of something.
pub const MOST: i32 = 100;

/// Rows on one page of a list.
pub const PAGE: i32 = 50;

/// Asks `T`, a fragment of `Query`, through `asOf(time: $time, position: $position)`.
///
/// The server takes both being null for the present, so one struct serves now and the past. The
/// variables of `T` must have the fields `time: Option<Time>` and `position: Option<Position>`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct AsOf<T> {
    /// The answer, counted as of the moment.
    #[serde(rename = "asOf")]
    pub answer: T,
}

impl<T> QueryFragment for AsOf<T>
where
    T: QueryFragment<SchemaType = schema::Query>,
    T::VariablesFields: VariableMatch<T::VariablesFields>,
{
    type SchemaType = schema::Query;
    type VariablesFields = T::VariablesFields;

    const TYPE: Option<&'static str> = Some("Query");

    fn query(mut builder: SelectionBuilder<'_, Self::SchemaType, Self::VariablesFields>) {
        use schema::__fields::Query::{_as_of_arguments as arguments, asOf};
        let mut field = builder.select_field::<asOf, schema::Query>();
        field
            .argument::<arguments::time>()
            .variable(VariableDefinition::<Self::VariablesFields, Option<Time>>::new("time"));
        field
            .argument::<arguments::position>()
            .variable(VariableDefinition::<Self::VariablesFields, Option<Position>>::new(
                "position",
            ));
        T::query(field.select_children());
    }

    fn name() -> Option<std::borrow::Cow<'static, str>> {
        T::name()
    }
}

/// The request body that asks `T` as of the moment in `variables`.
pub fn question<T, V>(variables: V) -> String
where
    T: QueryFragment<SchemaType = schema::Query, VariablesFields = V::Fields>,
    V: QueryVariables + Serialize,
    V::Fields: VariableMatch<V::Fields>,
{
    written(&AsOf::<T>::build(variables))
}

/// A page of one thing: asked for by its subject.
pub trait OfOne: Sized + 'static {
    /// The request.
    fn ask(moment: Moment, subject: &str) -> String;
    /// Reads the answer; the error is a sentence for people.
    fn read(text: &str) -> Result<Self, String>;
}

impl<P> OfOne for P
where
    P: QueryFragment<SchemaType = schema::Query, VariablesFields = OneFields>,
    P: DeserializeOwned + 'static,
{
    fn ask(moment: Moment, subject: &str) -> String {
        question::<P, _>(One::of(moment, subject))
    }

    fn read(text: &str) -> Result<P, String> {
        answer(text)
    }
}

/// A page that has no choice but its moment.
pub trait OfAll: Sized + 'static {
    /// The request.
    fn ask(moment: Moment) -> String;
    /// Reads the answer; the error is a sentence for people.
    fn read(text: &str) -> Result<Self, String>;
}

impl<P> OfAll for P
where
    P: QueryFragment<SchemaType = schema::Query, VariablesFields = WholeFields>,
    P: DeserializeOwned + 'static,
{
    fn ask(moment: Moment) -> String {
        let Moment { time, position } = moment;
        question::<P, _>(Whole { time, position })
    }

    fn read(text: &str) -> Result<P, String> {
        answer(text)
    }
}

/// Reads the answer to a [`question`]; the error is a sentence for people.
pub fn answer<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    decode::<AsOf<T>>(text).map(|as_of| as_of.answer)
}

/// A request body; one copy of the code for the text.
fn written(operation: &impl Serialize) -> String {
    // Strings, numbers and lists always have a JSON form.
    serde_json::to_string(operation).unwrap_or_default()
}

/// The text of the query inside a request body, for snapshot tests.
#[cfg(test)]
pub(crate) fn query_of(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    body["query"].as_str().unwrap().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{answer, query_of, question};
    use crate::{
        scalars::{Position, Time},
        schema,
        shared::At,
    };

    #[derive(cynic::QueryVariables)]
    struct Variables {
        time: Option<Time>,
        position: Option<Position>,
    }

    #[derive(cynic::QueryFragment, Debug, PartialEq)]
    #[cynic(graphql_type = "Query", variables = "Variables")]
    struct Where {
        at: At,
    }

    #[test]
    fn a_question_carries_its_moment() {
        let time = Some(Time("2026-02-10T14:35:00Z".to_owned()));
        let body = question::<Where, _>(Variables { time, position: None });
        insta::assert_snapshot!(query_of(&body));
        assert!(
            body.contains(r#""variables":{"time":"2026-02-10T14:35:00Z","position":null}"#),
            "{body}"
        );
    }

    #[test]
    fn an_answer_is_taken_out_of_its_moment() {
        let text = r#"{"data":{"asOf":{"at":{"position":411,"time":"2026-02-10T14:35:00Z","imported":true}}}}"#;
        let at = answer::<Where>(text).unwrap().at;
        assert_eq!((at.position, at.imported), (Position(411), true));
    }
}
