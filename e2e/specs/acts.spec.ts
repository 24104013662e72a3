// Acts: who may do something sees it, who may not is told who may, and nobody meets a dead button.
// Giving and ending roles, with refusals at their field.
import { expect } from "@playwright/test";
import { expectAccessible, pictures, settled, signIn, test } from "../fixtures";

// The drill's own containment comes a minute later.
test.use({ serverOptions: { demoUntil: "2026-02-10T14:19:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

const ORIGIN = "/datasets/ds-partner-clinics/v4";
const BLAST = "/blast?roots=dataset%3Ads-partner-clinics%40v4";
let incident = "";

test("whoever may not contain is told who may", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(BLAST);
  await settled(page);
  await expect(page.getByRole("button", { name: "Contain…" })).toHaveCount(0);
  await expect(page.locator(".said")).toHaveText(/ may contain this\.$/);
  await expectAccessible(page);
  await page.goto(ORIGIN);
  await settled(page);
  await expect(page.getByRole("button", { name: "Quarantine only…" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Contain…" })).toHaveCount(0);
});

test("own containment is no news, and the plan is what the server plans", async ({ page }) => {
  await signIn(page, "usr-ic");
  await page.goto(BLAST);
  await settled(page);
  await page.getByRole("button", { name: "Contain…" }).click();
  const dialog = page.getByRole("dialog", { name: "Contain", exact: true });
  const steps = dialog.locator(".plan-step");
  await expect(steps.nth(0)).toContainText("1 dataset version is quarantined");
  await expect(steps.nth(1)).toContainText("4 live deployments are flagged and asked to stop");
  await expect(steps.nth(2)).toContainText("4 rollbacks are proposed");
  await expect(steps.nth(2)).toContainText("taken out of service: no promoted version before it");
  await dialog.getByLabel("Reason").fill("Outlier scan");
  // A double click sends the same command twice; it is recorded once.
  await dialog.getByRole("button", { name: "Contain", exact: true }).dblclick();
  await expect(page).toHaveURL(/\/incidents\//);
  incident = new URL(page.url()).pathname;
  await settled(page);
  await expect(page.locator(".news"), "what came of one's own act is no news").toHaveCount(0);
  await page.goto("/incidents?state=open");
  await settled(page);
  await expect(page.locator("tbody tr").filter({ hasText: "CareRisk" })).toHaveCount(1);
});

test("an incident says which threats it realised", async ({ page }) => {
  await signIn(page, "usr-ic");
  await page.goto(incident);
  await settled(page);
  const known = page.getByRole("region", { name: "What is known" });
  await expect(known.getByText("None named: every risk of the system is put back to review")).toBeVisible();
  await known.getByRole("button", { name: "Name threats…" }).click();
  const dialog = page.getByRole("dialog", { name: "Name the threats it realised" });
  await dialog.getByRole("textbox").fill("THR-99");
  await dialog.getByRole("button", { name: "Name the threats" }).click();
  await expect(dialog.getByText(/catalogue has no threat 'THR-99'/)).toBeVisible();
  await dialog.getByRole("textbox").fill("THR-06.03");
  await dialog.getByRole("button", { name: "Name the threats" }).click();
  await expect(known.getByRole("link", { name: /^THR-06\.03 / })).toHaveAttribute("href", "/threats/THR-06");
  await known.getByRole("button", { name: "Name threats…" }).click();
  await expect(dialog.getByRole("textbox"), "it begins with what is named").toHaveValue("THR-06.03");
  await page.keyboard.press("Escape");
  await settled(page);
  await expectAccessible(page);
});

test("the one who proposed a rollback is told who decides it", async ({ page }) => {
  await signIn(page, "usr-ic");
  await page.goto(incident);
  await settled(page);
  const rollbacks = page.locator(".rollback");
  await expect(rollbacks).toHaveCount(4);
  await expect(page.getByRole("button", { name: /^Approve…/ })).toHaveCount(0);
  await expect(rollbacks.first().locator(".said")).toHaveText(
    /^You proposed it, so a second person must decide this rollback: /,
  );
  await expectAccessible(page);
  await signIn(page, "usr-audit");
  await page.goto(incident);
  await settled(page);
  await expect(page.getByRole("button", { name: /^(Approve|Reject|Mark|Close|Add note)/ })).toHaveCount(0);
  await expect(rollbacks.first().locator(".said")).toHaveText(/ may decide this rollback\.$/);
});

test("a role is given, clashes are said, and it ends", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/people/usr-care-ds2");
  await settled(page);
  const roles = page.getByRole("table", { name: "Roles" });
  const before = await roles.locator("tbody tr").count();
  await page.getByRole("button", { name: "Give a role…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Give .* a role$/ });
  await expect(dialog.getByLabel("Role")).toBeVisible();
  await expectAccessible(page);
  // What must not be held together is said before, and refused at its field.
  await dialog.getByLabel("Role").selectOption({ label: "Internal auditor" });
  await expect(dialog.getByText(/^Clashes with /)).toBeVisible();
  await dialog.getByRole("button", { name: "Give the role" }).click();
  const refused = dialog.locator(".field.invalid, .field:has(.field-error:not(:empty))");
  await expect(refused).toContainText("cannot be held together");
  // A period that ends before it begins is refused at its field, too.
  await dialog.getByLabel("Role").selectOption({ label: "Domain expert (e.g. clinician)" });
  await dialog.getByLabel("First day").fill("2027-03-01");
  await dialog.getByLabel("Last day").fill("2027-02-01");
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(dialog.getByText("A role must end after it begins.")).toBeVisible();
  await dialog.getByLabel("First day").fill("");
  await dialog.getByLabel("Last day").fill("2099-12-31");
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(dialog).toBeHidden();
  await expect(roles.locator("tbody tr")).toHaveCount(before + 1);
  const row = roles.getByRole("row").filter({ hasText: "Domain expert" });
  await expect(row).toContainText("2099");
  await row.getByRole("button", { name: "End… the role Domain expert" }).click();
  await page.getByRole("dialog", { name: /^End a role/ }).getByRole("button", { name: "End the role" }).click();
  await expect(roles.locator("tbody tr")).toHaveCount(before);
});

test("nobody else sees that roles can be changed", async ({ page }) => {
  await signIn(page, "usr-ceo");
  await page.goto("/people/usr-care-ds2");
  await settled(page);
  await expect(page.getByRole("button", { name: "Give a role…" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^End…/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Erase…" })).toHaveCount(0);
});

test("an environment says who vouches for it, and what ran in it", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/environments");
  await settled(page);
  await page.getByRole("link", { name: "EU training zone" }).click();
  await settled(page);
  await expect(page.getByRole("heading", { level: 1, name: "EU training zone" })).toBeVisible();
  // Nobody in the drill has vouched for it: the page says so, at its head and in its card.
  await expect(page.getByRole("region", { name: "Attestations" })).toContainText("Never attested");
  const runs = page.getByRole("table", { name: "Runs in this environment" });
  await expect(runs.locator("tbody tr")).not.toHaveCount(0);
  await expectAccessible(page);
  // And a run leads back to it.
  await runs.locator(".row-link").first().click();
  await page.getByRole("link", { name: "Environment EU training zone" }).click();
  await expect(page).toHaveURL(/\/environments\/env-train-eu$/);
});

test("a platform engineer vouches for an environment, and nobody else is offered to", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/environments/env-train-eu");
  await settled(page);
  await expect(page.getByRole("button", { name: "Attest…" })).toHaveCount(0);
  await signIn(page, "usr-mlops-eng");
  await page.goto("/environments/env-train-eu");
  await settled(page);
  await page.getByRole("button", { name: "Attest…" }).click();
  const dialog = page.getByRole("dialog", { name: "Attest EU training zone" });
  await expect(dialog.getByRole("button", { name: "Attest", exact: true })).toBeDisabled();
  await dialog.getByLabel("Encryption").fill("AES-256, keys of our own");
  await dialog.getByRole("checkbox", { name: /only the rights they need/ }).check();
  // A day that has passed is refused at its field.
  await dialog.getByLabel("Counts until").fill("2025-01-01");
  await dialog.getByRole("button", { name: "Attest", exact: true }).click();
  await expect(dialog.getByText("An attestation must end in the future.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Counts until").fill("2099-12-31");
  await dialog.getByRole("button", { name: "Attest", exact: true }).click();
  await expect(dialog).toBeHidden();
  const history = page.getByRole("table", { name: "Attestations of this environment" });
  await expect(history.getByRole("row").filter({ hasText: "In force" })).toContainText("AES-256");
  await pictures(page, "acts-environment");
});
