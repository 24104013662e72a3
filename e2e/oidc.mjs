// A real OpenID provider on loopback, for sign-in journeys: everything in memory, fresh keys at
// every start, PKCE demanded, login and consent forms that a headless browser can fill in.
//
//   node oidc.mjs --redirect URL [--port N]     prints one line of JSON, ends with standard input
import { once } from "node:events";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

export const CLIENT_ID = "ledgerstone";
export const CLIENT_SECRET = "only-for-tests-0123456789abcdef0123456789";

/** Claims of whoever signs in: the login name decides, any password is right. */
function account(login) {
  const [name, ...groups] = login.split("+");
  return {
    accountId: login,
    claims: () => ({
      sub: login,
      name,
      preferred_username: name,
      email: `${name}@example.test`,
      email_verified: true,
      groups,
    }),
  };
}

async function freshKey() {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" };
}

async function configuration(redirects) {
  return {
    jwks: { keys: [await freshKey()] },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: redirects,
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    pkce: { required: () => true },
    // Claims belong into the ID token, too: the relying party need not ask a second time.
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub"],
      profile: ["name", "preferred_username"],
      email: ["email", "email_verified"],
      groups: ["groups"],
    },
    scopes: ["openid", "profile", "email", "groups"],
    findAccount: (_context, login) => account(login),
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    cookies: { keys: ["only-for-tests"] },
  };
}

/** Starts a provider for the given redirect addresses; stop it with `close()`. */
export async function startProvider({ redirects, port = 0 }) {
  // The issuer contains the port, so the port comes first.
  let handle = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;
  handle = new Provider(issuer, await configuration(redirects)).callback();
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, close };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { redirect: { type: "string", multiple: true }, port: { type: "string" } },
  });
  const provider = await startProvider({
    redirects: values.redirect ?? ["http://127.0.0.1:8080/auth/oidc/callback"],
    port: Number(values.port ?? 0),
  });
  const { issuer, clientId, clientSecret } = provider;
  console.log(JSON.stringify({ issuer, client_id: clientId, client_secret: clientSecret }));
  // Whoever started us holds our standard input; when they are gone, so are we.
  process.stdin.resume().on("end", () => process.exit(0));
}
