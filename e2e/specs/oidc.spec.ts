// Sign-in at a real OpenID provider, and the refusal of everything a provider must not say.
import { type Page, expect, test } from "@playwright/test";
import { signInAtProvider, startWithLiar, startWithProvider } from "../fixtures/oidc";

test.describe.configure({ timeout: 120_000 });

/** Lets accounts in that nobody registered, and gives auditors their role. */
const ROLES = {
  LEDGERSTONE_OIDC_AUTO_PROVISION: "true",
  LEDGERSTONE_OIDC_GROUP_ROLES: "auditors=internal_auditor",
};

async function statusOfMe(page: Page, url: string): Promise<number> {
  return (await page.request.get(`${url}/auth/me`)).status();
}
