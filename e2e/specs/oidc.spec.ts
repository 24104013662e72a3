// Sign-in at a real OpenID provider, and the refusal of everything a provider must not say.
import { type Page, expect, test } from "@playwright/test";
import { signInAtProvider, startWithLiar, startWithProvider } from "../fixtures/oidc";

test.describe.configure({ timeout: 120_000 });

/** Accounts nobody registered are let in, and a group brings a role. */
const ADMITTING = {
  LEDGERSTONE_OIDC_AUTO_PROVISION: "true",
  LEDGERSTONE_OIDC_DEFAULT_ROLE: "internal_auditor",
};

async function status(page: Page, url: string): Promise<number> {
  return (await page.request.get(`${url}/auth/me`)).status();
}

test("a person signs in at the organisation's own provider, and out again", async ({ page }) => {
  const { server } = await startWithProvider({
    env: {
      LEDGERSTONE_OIDC_AUTO_PROVISION: "true",
      LEDGERSTONE_OIDC_ROLES: "auditors=internal_auditor",
    },
  });
  try {
    await page.goto(server.url);
    await page.getByRole("link", { name: "Sign in with your organisation" }).click();
    await signInAtProvider(page, "alex+auditors");

    // Back here, with the name the provider gave and the role the group brings.
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(server.url);
    const me = await (await page.request.get(`${server.url}/auth/me`)).json();
    expect(me).toMatchObject({ name: "alex", roles: [expect.stringMatching(/auditor/i)] });

    const cookies = await page.context().cookies(server.url);
    const session = cookies.find((cookie) => cookie.name === "ls_session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

    await page.getByRole("button", { name: /account$/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("link", { name: "Sign in with your organisation" })).toBeVisible();
    expect(await status(page, server.url)).toBe(401);
    // The old session is over on the server, too, not only forgotten by the browser.
    await page.context().addCookies([session!]);
    expect(await status(page, server.url)).toBe(401);
  } finally {
    await server.stop();
  }
});

/** What a provider can get wrong, the code of the refusal, and what its sentence speaks of. */
const LIES = [
  ["wrong-nonce", "oidc.wrong_nonce", /another sign-in/],
  ["missing-nonce", "oidc.wrong_nonce", /another sign-in/],
  ["wrong-state", "oidc.wrong_state", /does not belong to the sign-in/],
  ["wrong-issuer", "oidc.wrong_issuer", /another identity provider/],
  ["mixed-up-issuer", "oidc.wrong_issuer", /another identity provider/],
  ["wrong-audience", "oidc.wrong_audience", /another application/],
  ["wrong-party", "oidc.wrong_audience", /another application/],
  ["expired", "oidc.expired", /has expired/],
  ["future", "oidc.from_the_future", /future/],
  ["rogue-key", "oidc.wrong_signature", /not signed by your identity provider/],
  ["unsigned", "oidc.wrong_signature", /not signed by your identity provider/],
  ["shared-secret", "oidc.wrong_signature", /not signed by your identity provider/],
  ["denied", "oidc.denied", /did not sign you in/],
] as const;

test("a provider that lies is refused, and the page says why", async ({ page }) => {
  const { server, issuer } = await startWithLiar({ demo: true, env: ADMITTING });
  try {
    // Without a lie the same provider is let in: what follows is refused because of the lie.
    await page.goto(`${server.url}/auth/oidc/login`);
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    expect(await status(page, server.url)).toBe(200);

    for (const [lie, code, sentence] of LIES) {
      await test.step(lie, async () => {
        await page.context().clearCookies();
        issuer.setMode(lie);
        await page.goto(`${server.url}/auth/oidc/login`);
        await expect(page.getByRole("heading", { name: "Not signed in" })).toBeVisible();
        await expect(page.getByText(code, { exact: true })).toBeVisible();
        await expect(page.locator("main")).toContainText(sentence);
        expect(await status(page, server.url), `${lie} must sign nobody in`).toBe(401);
      });
    }
  } finally {
    await server.stop();
  }
});

test("a sign-in ends in the browser it began in, and once", async ({ page, browser }) => {
  const { server } = await startWithLiar({ demo: true, env: ADMITTING });
  const other = await browser.newContext();
  try {
    // By hand as far as the provider's answer, which is not delivered yet.
    const follow = async (url: string) => {
      const step = await page.request.get(url, { maxRedirects: 0 });
      expect(step.status()).toBe(303);
      return step.headers()["location"]!;
    };
    const answer = await follow(await follow(`${server.url}/auth/oidc/login`));
    expect(answer).toContain(`${server.url}/auth/oidc/callback?code=`);

    const stranger = await other.newPage();
    const refused = await stranger.goto(answer);
    expect(refused?.status()).toBe(400);
    await expect(stranger.getByText("oidc.not_begun")).toBeVisible();
    expect(await status(stranger, server.url)).toBe(401);

    await page.goto(answer);
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    const again = await page.goto(answer);
    expect(again?.status()).toBe(400);
  } finally {
    await other.close();
    await server.stop();
  }
});
