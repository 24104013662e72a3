// Journey J6: somebody leaves. The gap shows at once, what they answered for waits for a successor,
// a team gets a security champion who said yes, and nothing about the past changes.
import { readFile } from "node:fs/promises";
import { type Page, expect } from "@playwright/test";
import { expectAccessible, pictures, settled, signIn, test } from "../fixtures";

// A log of its own: the journey records.
test.use({ serverOptions: { demoUntil: "2026-04-01T00:00:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

function waiting(page: Page) {
  return page.getByRole("table", { name: "Duties that nobody holds" }).locator("tbody tr");
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
  await expect(waiting(page).filter({ hasText: "accountable owner" })).toHaveCount(0);
  await page.goto("/people/usr-care-owner");
  await page.getByRole("button", { name: "Has left…" }).click();
  await page.getByRole("button", { name: "Record that they left" }).click();
  await expect(page.getByText("Left", { exact: true })).toBeVisible();
  await page.goto("/accountability");
  await settled(page);
  await expect(page.getByText("3 of 4 systems in use")).toBeVisible();
  const owner = waiting(page).filter({ hasText: "accountable owner" });
  await expect(owner).toContainText("sys-carerisk");
  await expectAccessible(page);
  await pictures(page, "j6-left");
  // What coverage misses leads to its rows; they are found, ordered and exported like those of any list.
  await page.getByRole("link", { name: /^Without owner/ }).click();
  await expect(page).toHaveURL(/show=gaps&kind=system$/);
  await expect(waiting(page)).toHaveCount(1);
  await page.getByRole("group", { name: "Kind" }).getByRole("button", { name: "All" }).click();
  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "All" }).click();
  await page.getByRole("columnheader", { name: "As", exact: true }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=role$/);
  await settled(page);
  await expect(waiting(page).first()).toContainText("accountable owner");
  const count = await waiting(page).count();
  const waits = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await readFile(await (await waits).path(), "utf8");
  expect(file.trim().split("\r\n")).toHaveLength(count + 1);
  expect(file).toContain("system:sys-carerisk,System");
  await page.getByRole("searchbox", { name: "Find a duty" }).fill("no such duty");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
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

test("what champions did stands beside them, as of any day", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/accountability/teams?asOf=2026-03-31T12:00:00Z");
  await settled(page);
  const teams = page.getByRole("table", { name: "Security champions of the teams" });
  // A threat model in October and an action closed on 8 December.
  const support = teams.getByRole("row").filter({ hasText: "Support AI" });
  await expect(support).toContainText("113 days ago");
  const course = "Done by month in the last twelve: 1 in 2025-10, 1 in 2025-12";
  await expect(support.getByRole("img", { name: course })).toBeVisible();
  await expect(teams.getByRole("row").filter({ hasText: "Care AI" })).toContainText("Nothing yet");
  // On a phone a row names what it has, and leaves out what it has not: whom nobody asked, no step to take.
  await page.setViewportSize({ width: 390, height: 844 });
  const cells = teams.locator("tbody td:visible");
  await expect(cells.first()).toBeVisible();
  const bare = await cells.evaluateAll(
    (all) => all.filter((one) => !one.textContent?.trim() && !one.querySelector("svg")).map((one) => one.dataset.label),
  );
  expect(bare, "labels without a value").toEqual([]);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto("/teams/team-support-ai?asOf=2026-03-31T12:00:00Z");
  await settled(page);
  await expect(page.getByRole("region", { name: "What the champion does" })).toContainText("113 days ago");
  await expectAccessible(page);
  await pictures(page, "j6-activity");
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

test("somebody does the work for one stage, until it ends", async ({ page }) => {
  await signIn(page, "usr-ceo");
  await page.goto("/systems/sys-carerisk");
  await settled(page);
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByRole("combobox", { name: "Person" }).selectOption("person:usr-care-mle");
  await page.getByRole("combobox", { name: "Duty" }).selectOption("responsible");
  await page.getByRole("combobox", { name: "Stage" }).selectOption("production");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Assign" }).click();
  const duty = page.getByRole("list", { name: "Duties" }).getByRole("listitem").filter({ hasText: "Responsible, production" });
  await expect(duty).toContainText("Care ML Engineer");
  await page.goto("/accountability/matrix");
  await settled(page);
  const matrix = page.getByRole("table", { name: "Who answers for which system" });
  const line = matrix.getByRole("row").filter({ hasText: "CareRisk" });
  await expect(line.getByText("Responsible, production")).toHaveCount(1);
  await expect(line.getByText("Consulted")).toHaveCount(1);
  await page.goto("/systems/sys-carerisk");
  await settled(page);
  await duty.getByRole("button", { name: /^End…/ }).click();
  await page.getByRole("button", { name: "End the duty" }).click();
  await expect(duty).toHaveCount(0);
});

test("a champion who leaves is followed by one who says yes", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/people/usr-care-champion");
  await page.getByRole("button", { name: "Has left…" }).click();
  await page.getByRole("button", { name: "Record that they left" }).click();
  await expect(page.getByText("Left", { exact: true })).toBeVisible();
  await signIn(page, "usr-sec-lead");
  await page.goto("/accountability/teams");
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
  // Who is asked may say no, with a reason or without, and be asked again.
  await signIn(page, "usr-care-mle");
  await page.goto("/accountability/teams");
  await settled(page);
  await team.getByRole("button", { name: "Say no…" }).click();
  await page.getByRole("textbox", { name: /^Why/ }).fill("Not this quarter");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Say no", exact: true }).click();
  await expect(team.getByRole("button", { name: "Say yes" })).toHaveCount(0);
  await signIn(page, "usr-sec-lead");
  await page.goto("/accountability/teams");
  await settled(page);
  await team.getByRole("button", { name: "Ask somebody…" }).click();
  await page.getByRole("combobox", { name: "Person" }).selectOption("person:usr-care-mle");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByRole("button", { name: "Ask", exact: true })).toBeHidden();
  await signIn(page, "usr-care-mle");
  await page.goto("/accountability/teams");
  await settled(page);
  await team.getByRole("button", { name: "Say yes" }).click();
  await expect(team.getByRole("button", { name: "Say yes" })).toHaveCount(0);
  await expect(team).not.toContainText("Nobody");
});

test("a champion steps down without leaving, and proposes who follows", async ({ page }) => {
  const team = page
    .getByRole("table", { name: "Security champions of the teams" })
    .getByRole("row")
    .filter({ hasText: "Care AI" });
  // An administrator ends roles where they stand; the list leads there.
  await signIn(page, "usr-admin");
  await page.goto("/accountability/teams");
  await settled(page);
  await expect(team.getByRole("button", { name: "Step down…" })).toHaveCount(0);
  await team.getByRole("link", { name: "End the role…" }).click();
  await expect(page).toHaveURL(/\/people\/usr-care-mle$/);
  await signIn(page, "usr-care-mle");
  await page.goto("/accountability/teams");
  await settled(page);
  await team.getByRole("button", { name: "Step down…" }).click();
  const dialog = page.getByRole("dialog", { name: "Step down as security champion" });
  const send = dialog.getByRole("button", { name: "Step down", exact: true });
  await expect(send).toBeDisabled();
  await dialog.getByRole("textbox", { name: /^Why/ }).fill("Another duty takes the time");
  await dialog.getByRole("combobox", { name: "Who could follow" }).selectOption("person:usr-care-ds1");
  await expectAccessible(page);
  await send.click();
  await expect(dialog).toBeHidden();
  await expect(team).toContainText("Nobody");
  // Who was proposed is asked, and is no champion before a yes.
  await signIn(page, "usr-sec-lead");
  await page.goto("/accountability/teams");
  await settled(page);
  await expect(team).toContainText("Nobody");
  await expect(team).toContainText("Care Data Scientist One");
});
