//! The bytes of the leaf, hashed again here, and how to check them without trusting us.
use client::events::{Check, Event};
use leptos::prelude::*;

use crate::ui::{
    Card, CopyButton, Disclosure, Fact, Facts, Hash, Icon, Notice, Status, Tone, grouped, icon,
};

/// The proof side of an event.
pub fn leaf_card(event: &Event) -> AnyView {
    let check = event.check();
    let differs = match &check {
        Check::Matches => None,
        Check::Differs(own) => Some(own.clone()),
    };
    let mark = match &differs {
        None => view! { <Status tone=Tone::Good text="Matches"/> }.into_any(),
        Some(_) => view! { <Status tone=Tone::Bad text="Does not match" strong=true/> }.into_any(),
    };
    let alarm = differs.map(|own| {
        view! {
            <Notice tone=Tone::Bad title="These bytes do not give the hash that the server names">
                <p>"This browser computed "<code>{own}</code>". Check the whole log on the command line before you rely on anything here."</p>
            </Notice>
        }
    });
    let parts = (downloads(event), bytes(event), by_hand(event));
    let (hash, size) = (event.leaf_hash.clone(), grouped(event.leaf_size()));
    view! {
        <Card title="Proof" note="The exact bytes that the log seals, and their hash." class="proof">
            {alarm}
            <Facts>
                <Fact name="Leaf hash (SHA-256, RFC 6962)"><Hash digest=hash what="the leaf hash" whole=true/></Fact>
                <Fact name="Computed again in this browser">{mark}</Fact>
                <Fact name="Size">{size}" bytes"</Fact>
            </Facts>
            {parts.0}{parts.1}{parts.2}
        </Card>
    }
    .into_any()
}

fn downloads(event: &Event) -> AnyView {
    let (receipt, leaf) = (event.receipt_path(), event.leaf_path());
    // Files of the log, not pages: the moment looked at does not belong in their addresses.
    view! {
        <p class="inline">
            <a class="btn" href=receipt download=""><Icon d=icon::SHIELD/>"Receipt (.tlog-proof)"</a>
            <a class="btn" href=leaf download=""><Icon d=icon::EVIDENCE/>"Leaf bytes (.leaf)"</a>
        </p>
    }
    .into_any()
}

fn bytes(event: &Event) -> AnyView {
    let (leaf, copy) = (event.leaf.clone(), event.leaf.clone());
    view! {
        <Disclosure summary="Show the bytes">
            <div class="bytes-box">
                <pre class="bytes wrap" tabindex="0" role="region" aria-label="Bytes of the leaf"><code>{leaf}</code></pre>
                <CopyButton text=copy what="the bytes of the leaf"/>
            </div>
        </Disclosure>
    }
    .into_any()
}

fn by_hand(event: &Event) -> AnyView {
    let place = event.position.0;
    let hash = format!("(printf '\\0'; cat {place}.leaf) | sha256sum");
    let copy = hash.clone();
    view! {
        <Disclosure summary="Check it without us">
            <p class="note">"Download the leaf and hash it with any tool: a zero byte first, then the bytes."</p>
            <p class="command"><code>{hash}</code><CopyButton text=copy what="the command"/></p>
            <p class="note">"The receipt proves that this leaf is in the tree of a signed checkpoint. It is in a public format (C2SP), so programs that are not ours can check it against the log's key at "<a href="/log/vkey">"/log/vkey"</a>"."</p>
        </Disclosure>
    }
    .into_any()
}
