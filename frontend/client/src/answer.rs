//! Reading `{ data, errors }`.
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct Answer<T> {
    data: Option<T>,
    #[serde(default)]
    errors: Vec<Failed>,
}

#[derive(Deserialize)]
struct Failed {
    message: String,
}

/// Reads an answer of the GraphQL door; the error is a sentence for people.
///
/// Data with errors beside it is still data: the fields that failed are absent in it.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let answer: Answer<T> = serde_json::from_str(text)
        .map_err(|error| format!("The answer of the server could not be read: {error}"))?;
    if let Some(data) = answer.data {
        return Ok(data);
    }
    let sentences: Vec<String> = answer.errors.into_iter().map(|error| error.message).collect();
    if sentences.is_empty() {
        return Err("The server answered with nothing.".to_owned());
    }
    Err(sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn errors_become_one_sentence() {
        let text =
            r#"{"data":null,"errors":[{"message":"Not signed in."},{"message":"Try again."}]}"#;
        assert_eq!(decode::<u32>(text), Err("Not signed in. Try again.".to_owned()));
        assert_eq!(decode::<u32>(r#"{"data":7,"errors":[{"message":"part"}]}"#), Ok(7));
        assert!(decode::<u32>("<html>").is_err());
        assert_eq!(decode::<u32>("{}"), Err("The server answered with nothing.".to_owned()));
    }
}
