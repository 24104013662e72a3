// Journey J6: somebody leaves. The gap shows at once, what they answered for waits for a successor,
// a team gets a security champion who said yes, and nothing about the past changes.
import { type Page, expect } from "@playwright/test";
import { expectAccessible, pictures, settled, signIn, test } from "../fixtures";

// A log of its own: the journey records.
test.use({ serverOptions: { demoUntil: "2026-04-01T00:00:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

function waiting(page: Page) {
  return page.getByRole("table", { name: "What leavers still stand for" });
}

/** The figure of the overview that counts systems nobody answers for. */
function ownerless(page: Page) {
  return page.locator(".figure").filter({ hasText: "Without an owner" }).locator(".figure-value");
}

test("an administrator records that an owner left, and the gap shows", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/");
  await settled(page);
  await expect(ownerless(page)).toHaveText("0");
  await page.goto("/accountability");
  await settled(page);
  await expect(page.getByText("4 of 4 systems in use")).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  await page.goto("/people/usr-care-owner");
  await page.getByRole("button", { name: "Has left…" }).click();
  await page.getByRole("button", { name: "Record that they left" }).click();
  await expect(page.getByText("Left", { exact: true })).toBeVisible();
  await page.goto("/accountability");
  await settled(page);
  await expect(page.getByText("3 of 4 systems in use")).toBeVisible();
  const owner = waiting(page).getByRole("row").filter({ hasText: "accountable owner" });
  await expect(owner).toContainText("sys-carerisk");
  await expectAccessible(page);
  await pictures(page, "j6-left");
});

test("the overview, the list and the page of the system say so too", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/");
  await settled(page);
  await expect(ownerless(page)).toHaveText("1");
  await page.goto("/systems?show=ownerless");
  await settled(page);
  const line = page.getByRole("row").filter({ hasText: "CareRisk Predict" });
  await expect(line).toContainText("Left");
  await page.goto("/systems/sys-carerisk");
  await settled(page);
  await expect(page.getByText(/ left on /)).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "j6-ownerless");
});

test("nothing about the past changes", async ({ page }) => {
  await signIn(page, "usr-audit");
  const dayBefore = new Date(Date.now() - 86_400_000).toISOString();
  await page.goto(`/?asOf=${dayBefore}`);
  await settled(page);
  await expect(ownerless(page)).toHaveText("0");
  await page.goto(`/systems/sys-carerisk?asOf=${dayBefore}`);
  await settled(page);
  await expect(page.getByText("Who answered when")).toBeVisible();
  await expect(page.getByText(/ left on /)).toHaveCount(0);
  await page.goto("/accountability/for?subject=model%3Amdl-carerisk%401.3.0&asOf=2026-01-15T12:00:00Z");
  await settled(page);
  const now = page.getByRole("table", { name: "Who answers at this moment" });
  await expect(now.getByRole("row").filter({ hasText: "Accountable owner" })).toContainText("In office");
  await page.goto("/accountability/for?subject=model%3Amdl-carerisk%401.3.0");
  await settled(page);
  await expect(now.getByRole("row").filter({ hasText: "Accountable owner" })).toContainText("Left");
  await expectAccessible(page);
  await pictures(page, "j6-answerable");
});

test("a successor is named, and the task is gone", async ({ page }) => {
  await signIn(page, "usr-ceo");
  await page.goto("/systems/sys-carerisk");
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByRole("combobox", { name: "Person" }).selectOption("person:usr-care-po");
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByRole("button", { name: "Assign" })).toBeHidden();
  await page.goto("/accountability");
  await settled(page);
  await expect(page.getByText("4 of 4 systems in use")).toBeVisible();
  await page.goto("/");
  await settled(page);
  await expect(ownerless(page)).toHaveText("0");
});

test("a champion who leaves is followed by one who says yes", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/people/usr-care-champion");
  await page.getByRole("button", { name: "Has left…" }).click();
  await page.getByRole("button", { name: "Record that they left" }).click();
  await expect(page.getByText("Left", { exact: true })).toBeVisible();
  await signIn(page, "usr-sec-lead");
  await page.goto("/accountability");
  await settled(page);
  const team = page
    .getByRole("table", { name: "Security champions of the teams" })
    .getByRole("row")
    .filter({ hasText: "Care AI" });
  await expect(team).toContainText("Nobody");
  await team.getByRole("button", { name: "Ask somebody…" }).click();
  await page.getByRole("combobox", { name: "Person" }).selectOption("person:usr-care-mle");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByRole("button", { name: "Ask", exact: true })).toBeHidden();
  await signIn(page, "usr-care-mle");
  await page.goto("/accountability");
  await settled(page);
  await team.getByRole("button", { name: "Say yes" }).click();
  await expect(team.getByRole("button", { name: "Say yes" })).toHaveCount(0);
  await expect(team).not.toContainText("Nobody");
});
