// An OpenID provider that can lie, for the refusals: it signs everyone in at once as "mallory",
// and gets wrong exactly what its mode says.
//
//   node evil-oidc.mjs [--port N] [--mode MODE]   prints one line of JSON, ends with standard input
//   POST /mode/MODE                               changes the mode of a running one
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from "jose";

export const CLIENT_ID = "ledgerstone";
export const CLIENT_SECRET = "only-for-tests-0123456789abcdef0123456789";
const HOUR = 3600;
const now = () => Math.floor(Date.now() / 1000);

/** What each mode does to the claims of the ID token, the signature, or the redirect. */
export const MODES = {
  good: {},
  "wrong-nonce": { claims: (token) => ({ ...token, nonce: "another" }) },
  "missing-nonce": { claims: ({ nonce: _, ...token }) => token },
  "wrong-issuer": { claims: (token) => ({ ...token, iss: "http://127.0.0.1:1" }) },
  "wrong-audience": { claims: (token) => ({ ...token, aud: "somebody-else" }) },
  "wrong-party": {
    claims: (token) => ({ ...token, aud: [token.aud, "other"], azp: "somebody-else" }),
  },
  expired: { claims: (token) => ({ ...token, iat: now() - 2 * HOUR, exp: now() - HOUR }) },
  future: { claims: (token) => ({ ...token, iat: now() + HOUR, exp: now() + 2 * HOUR }) },
  "no-subject": { claims: ({ sub: _, ...token }) => token },
  unsigned: { key: "none" },
  "rogue-key": { key: "rogue" },
  "shared-secret": { key: "secret" },
  "wrong-state": { redirect: (query) => query.set("state", "forged") },
  "missing-state": { redirect: (query) => query.delete("state") },
  "mixed-up-issuer": { redirect: (query) => query.set("iss", "http://127.0.0.1:1") },
  denied: {
    redirect: (query) => {
      query.delete("code");
      query.set("error", "access_denied");
    },
  },
};

async function makeKeys() {
  const honest = await generateKeyPair("RS256");
  const rogue = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(honest.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  return { honest: honest.privateKey, rogue: rogue.privateKey, jwk };
}

async function sign(claims, kind, keys) {
  if (kind === "none") return new UnsecuredJWT(claims).encode();
  const token = new SignJWT(claims);
  if (kind === "secret") {
    // The public key used as if it were a shared secret.
    const secret = new TextEncoder().encode(JSON.stringify(keys.jwk));
    return token.setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
  }
  const key = kind === "rogue" ? keys.rogue : keys.honest;
  return token.setProtectedHeader({ alg: "RS256", kid: "k1" }).sign(key);
}

class Issuer {
  mode = "good";
  codes = new Map();

  constructor(issuer, keys) {
    this.issuer = issuer;
    this.keys = keys;
  }

  discovery() {
    const at = (path) => `${this.issuer}${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at("/auth"),
      token_endpoint: at("/token"),
      jwks_uri: at("/jwks"),
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "profile", "email", "groups"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      authorization_response_iss_parameter_supported: true,
    };
  }

  /** Signs in without asking, and sends the browser back. */
  authorize(asked) {
    const code = randomUUID();
    this.codes.set(code, {
      nonce: asked.get("nonce"),
      challenge: asked.get("code_challenge"),
      client: asked.get("client_id"),
    });
    const back = new URL(asked.get("redirect_uri"));
    back.searchParams.set("code", code);
    back.searchParams.set("state", asked.get("state"));
    back.searchParams.set("iss", this.issuer);
    MODES[this.mode].redirect?.(back.searchParams);
    return back.href;
  }

  async exchange(form) {
    const grant = this.codes.get(form.get("code"));
    this.codes.delete(form.get("code"));
    const proof = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (grant === undefined || proof !== grant.challenge) return { error: "invalid_grant" };
    const honest = {
      iss: this.issuer,
      sub: "mallory",
      aud: CLIENT_ID,
      nonce: grant.nonce,
      iat: now(),
      exp: now() + HOUR,
      name: "mallory",
      email: "mallory@example.test",
    };
    const { claims = (token) => token, key = "honest" } = MODES[this.mode];
    return {
      access_token: randomBytes(16).toString("hex"),
      token_type: "Bearer",
      expires_in: HOUR,
      id_token: await sign(claims(honest), key, this.keys),
    };
  }
}

async function body(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

async function answer(issuer, request, response) {
  const url = new URL(request.url, issuer.issuer);
  const json = (value, status = 200) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  if (url.pathname === "/.well-known/openid-configuration") return json(issuer.discovery());
  if (url.pathname === "/jwks") return json({ keys: [issuer.keys.jwk] });
  if (url.pathname === "/auth") {
    return response.writeHead(303, { location: issuer.authorize(url.searchParams) }).end();
  }
  if (url.pathname === "/token" && request.method === "POST") {
    const tokens = await issuer.exchange(await body(request));
    return json(tokens, "error" in tokens ? 400 : 200);
  }
  const mode = url.pathname.match(/^\/mode\/(.+)$/)?.[1];
  if (mode in MODES && request.method === "POST") {
    issuer.mode = mode;
    return response.writeHead(204).end();
  }
  return json({ error: "not_found" }, 404);
}

/** Starts the liar; change its mode with `setMode`, stop it with `close()`. */
export async function startLiar({ port = 0, mode = "good" } = {}) {
  const keys = await makeKeys();
  const server = createServer((request, response) => {
    answer(issuer, request, response).catch((error) => response.destroy(error));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const issuer = new Issuer(`http://127.0.0.1:${server.address().port}`, keys);
  const setMode = (next) => {
    if (!(next in MODES)) throw new Error(`no mode ${next}`);
    issuer.mode = next;
  };
  setMode(mode);
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  const url = issuer.issuer;
  return { issuer: url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, setMode, close };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { port: { type: "string" }, mode: { type: "string" } },
  });
  const liar = await startLiar({ port: Number(values.port ?? 0), mode: values.mode ?? "good" });
  const { issuer, clientId, clientSecret } = liar;
  console.log(JSON.stringify({ issuer, client_id: clientId, client_secret: clientSecret }));
  process.stdin.resume().on("end", () => process.exit(0));
}
