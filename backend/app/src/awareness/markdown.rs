//! Markdown as HTML that can do nothing but be read.
//!
//! # Invariants
//! - No HTML of the text passes. (`no_html_of_the_text_passes`)
//! - A link leads to the web, to a mailbox or inside the product, or it is no link.
//!   (`a_link_leads_somewhere_harmless`)
//!
//! # Deliberately absent
//! - Images and tables of contents: a page is text.
//! - A sanitizer behind the writer: HTML in the text becomes text before anything is written, and the
//!   writer escapes all text, so there is nothing to clean.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Renders a text. Headings begin at the second level: the first belongs to the page.
pub fn render(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    let mut links = Vec::new();
    let events = parser.filter_map(|event| harmless(event, &mut links));
    let mut page = String::with_capacity(text.len().saturating_mul(2));
    html::push_html(&mut page, events);
    page
}

/// What of an event may be shown. `links` remembers for each open link whether it is one.
fn harmless<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Option<Event<'a>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            let is_link = leads_somewhere(&dest_url);
            links.push(is_link);
            let title = CowStr::from("");
            is_link.then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) => {
            links.pop().unwrap_or_default().then_some(Event::End(TagEnd::Link))
        }
        Event::Start(Tag::Heading { level, .. }) => {
            let (classes, attrs) = (Vec::new(), Vec::new());
            Some(Event::Start(Tag::Heading { level: below(level), id: None, classes, attrs }))
        }
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(below(level)))),
        other @ (Event::Start(_)
        | Event::End(_)
        | Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::Rule
        | Event::TaskListMarker(_)) => Some(other),
    }
}

fn leads_somewhere(to: &str) -> bool {
    let to = to.trim().to_ascii_lowercase();
    let is_inside = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    is_inside || ["https://", "http://", "mailto:"].iter().any(|scheme| to.starts_with(scheme))
}

fn below(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn a_page_has_headings_lists_and_emphasis() {
        let page = render(
            "# One\n\ntwo *three* **four** `five`\n\n- six\n\n[out](https://example.org \"t\")",
        );
        let expected = "<h2>One</h2>\n<p>two <em>three</em> <strong>four</strong> <code>five</code></p>\n\
            <ul>\n<li>six</li>\n</ul>\n<p><a href=\"https://example.org\">out</a></p>\n";
        assert_eq!(page, expected);
    }

    #[test]
    fn no_html_of_the_text_passes() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<div onclick='x'>\n\nhi\n\n</div>",
            "<!-- x --><svg onload=alert(1)>",
            "`<b>`\n\n    <i>code</i>",
            "![alt](x.png \"<b>\")",
            "# <style>*{}</style> {#id onclick=x}",
            "| <u>a</u> |\n|---|\n| <s>b</s> |",
        ] {
            let page = render(text);
            let allowed = ["p", "h2", "code", "pre", "table", "thead", "tbody", "tr", "td", "th"];
            for tag in page.split('<').skip(1) {
                let name: String = tag
                    .trim_start_matches('/')
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect();
                assert!(allowed.contains(&name.as_str()), "<{name}> in {page}");
                let inside = tag.split('>').next().unwrap();
                assert!(inside.trim_start_matches('/') == name, "<{inside}> in {page}");
            }
        }
    }

    #[test]
    fn a_link_leads_somewhere_harmless() {
        for to in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "vbscript:x",
            "java&#115;cript:x",
            "/\\evil.example",
            "file:///etc/passwd",
        ] {
            let page = render(&format!("[here]({to}) and <{to}>"));
            assert!(!page.contains("<a"), "{to}: {page}");
            assert!(page.contains("here"), "{to}: {page}");
        }
        assert!(render("[x](/training)").contains("<a href=\"/training\">"));
        assert!(render("[x](mailto:a@example.org)").contains("<a href=\"mailto:"));
        let nested = render("[a](javascript:x) [b](https://b.example)");
        assert_eq!(nested.matches("</a>").count(), 1, "{nested}");
    }
}
