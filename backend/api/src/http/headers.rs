//! Headers that tell browsers what our pages may do.

use actix_web::middleware::DefaultHeaders;

/// What our pages may load and do: their own files, wasm, and connections to this server.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; \
    frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The security headers of every answer.
pub struct Headers;

impl Headers {
    /// As a middleware; with strict transport security when browsers come by https.
    pub fn middleware(secure: bool) -> DefaultHeaders {
        let headers = DefaultHeaders::new()
            .add(("Content-Security-Policy", POLICY))
            .add(("X-Content-Type-Options", "nosniff"))
            .add(("Referrer-Policy", "same-origin"))
            .add(("Cross-Origin-Opener-Policy", "same-origin"))
            .add(("Cross-Origin-Resource-Policy", "same-origin"))
            .add((
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            ));
        if secure {
            return headers
                .add(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
        }
        headers
    }
}
