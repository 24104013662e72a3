//! Who one can be in the demonstration: people of the drill, called by what they do.

/// Person of the drill, and what they do.
pub(crate) const PERSONAS: [(&str, &str); 17] = [
    ("usr-ceo", "Executive sponsor"),
    ("usr-cro", "Chief risk officer"),
    ("usr-ciso", "CISO"),
    ("usr-care-owner", "Owner of the care system"),
    ("usr-care-po", "Product owner of the care team"),
    ("usr-care-champion", "Security champion of the care team"),
    ("usr-sec-lead", "AI security lead"),
    ("usr-ic", "Incident commander"),
    ("usr-care-mle", "ML engineer of the care team"),
    ("usr-chat-mle", "ML engineer of the support team"),
    ("usr-mlops-eng", "Platform engineer"),
    ("usr-mrm", "Model risk manager"),
    ("usr-comp", "Compliance officer"),
    ("usr-dpo", "Privacy officer"),
    ("usr-dp-owner", "Owner of clinical data"),
    ("usr-audit", "Internal auditor"),
    ("usr-admin", "Administrator"),
];
