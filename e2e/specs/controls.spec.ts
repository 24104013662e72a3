// Controls: from a framework to the control behind it, what shows it, and what people decide.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, settled, shot, signIn, test } from "../fixtures";

// The day after the red team said no, and a day on which it had said yes again.
const FAILING = "2026-02-21T00:00:00Z";
const PASSING = "2026-03-01T00:00:00Z";
const GUARD = "/controls/sys-supportchat/AIC-GV-11";

/** Opens a page and waits until nothing on it is still on its way. */
async function open(page: Page, path: string, heading: RegExp) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

test("a control stands as its evidence says, now and then", async ({ page }) => {
  await signIn(page, "usr-audit");
  await open(page, `${GUARD}?asOf=${FAILING}`, /^Guard prompts/);
  const head = page.locator(".page-head");
  await expect(head.getByText("Failing")).toBeVisible();
  await expect(page.locator(".notice").first()).toContainText("the limit is");
  await expect(page.locator(".notice").first()).toContainText("Mend the cause");
  await shot(page, "control-failing");
  await open(page, `${GUARD}?asOf=${PASSING}`, /^Guard prompts/);
  await expect(head.getByText("Effective")).toBeVisible();
  await expect(page.locator(".notice").first()).toContainText("Nothing until");
  // What was recorded when it happened stands beside what is worked out.
  const noticed = page.locator(".card", { hasText: "What was noticed" });
  await expect(noticed.getByText("Failing").first()).toBeVisible();
  await page.getByRole("link", { name: "THR-08" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /inference logic/i })).toBeVisible();
});

test("a control says why it applies, and which data its stricter tests are for", async ({ page }) => {
  await signIn(page, "usr-audit");
  await open(page, "/controls/sys-carerisk/AIC-PC-03", /^Anonymise/);
  await expect(page.locator(".notice").first()).toContainText(
    "It applies because the system processes personal data.",
  );
  await expect(page.getByText("Asked because the system holds special-category data.")).toBeVisible();
  await expect(page.getByText("It is for systems that hold personal data.")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "control-segments", false);
});

test("what the rooms record is evidence, and leads to where it was recorded", async ({ page }) => {
  await signIn(page, "usr-audit");
  // CreditLine has an owner and a deputy, and nobody attached anything about that.
  await open(page, "/controls/sys-creditline/AIC-GV-02", /accountable/);
  await expect(page.locator(".page-head").getByText("Effective")).toBeVisible();
  const card = page.locator(".card", { hasText: "Its status follows from one fact of the record" });
  await expect(card).toContainText("From the record: Owner and deputy named");
  await expectAccessible(page);
  await shot(page, "control-record");
  await card.getByRole("link", { name: /^position \d+$/ }).click();
  await expect(page).toHaveURL(/\/events\/\d+/);
});

test("the list is narrowed, ordered and exported as its address says", async ({ page }) => {
  await signIn(page, "usr-audit");
  await open(page, `/controls?asOf=${FAILING}`, /^Controls$/);
  await page.getByLabel("System", { exact: true }).selectOption({ label: "HelpDesk Copilot" });
  await expect(page).toHaveURL(/system=system%3Asys-supportchat/);
  await page.getByRole("columnheader", { name: "Status" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=status/);
  // The list before may begin with a failing one, too.
  await settled(page);
  const rows = page.locator("table.table tbody tr");
  await expect(rows.first()).toContainText("Failing");
  const shown = await rows.count();
  const waits = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await readFile(await (await waits).path(), "utf8");
  const lines = file.trim().split("\r\n");
  expect(lines).toHaveLength(shown + 1);
  expect(lines[1]).toContain("Failing,HelpDesk Copilot");
  await page.getByLabel("Find a control").fill("guard prompts");
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole("link", { name: /Guard prompts/ }).click();
  await expect(page).toHaveURL(/\/controls\/sys-supportchat\/AIC-GV-11/);
});

test("a cell of the picture opens the controls it counts", async ({ page }) => {
  await signIn(page, "usr-audit");
  await open(page, `/controls?asOf=${PASSING}`, /^Controls$/);
  const cell = page.getByRole("gridcell").filter({ hasText: /^[1-9]/ }).first();
  const count = Number(await cell.textContent());
  await cell.getByRole("link").click();
  await expect(page).toHaveURL(/status=.*stage=/);
  await expect(page.locator("table.table tbody tr")).toHaveCount(Math.min(count, 50));
  await shot(page, "controls");
});

test("a statement leads to the page that shows it", async ({ page }) => {
  await signIn(page, "usr-audit");
  await open(page, "/traceability", /^Traceability$/);
  await expect(page.getByText("81 statements").first()).toBeVisible();
  await shot(page, "traceability", false);
  await page.goto("/traceability?show=open");
  await expect(page.getByText("Every statement is answered")).toBeVisible();
  await page.goto("/traceability?q=ART-014");
  await page.getByRole("link", { name: /^AIC-.* for / }).first().click();
  await expect(page).toHaveURL(/\/controls\/sys-[a-z]+\/AIC-/);
});

test("a cell of a framework opens the controls it counts", async ({ page }) => {
  await signIn(page, "usr-audit");
  await open(page, `/frameworks/eu_ai_act?asOf=${PASSING}`, /Artificial Intelligence Act/);
  await shot(page, "framework", false);
  const line = page.locator("tr", { hasText: "EUAI-15.5" });
  const cell = line.getByRole("link", { name: /effective/ }).first();
  const words = (await cell.textContent()) ?? "";
  const [, of] = /\d+\/(\d+)/.exec(words) ?? [];
  await cell.click();
  await expect(page).toHaveURL(/framework=eu_ai_act&item=EUAI-15.5/);
  await expect(page.locator("table.table tbody tr")).toHaveCount(Math.min(Number(of), 50));
  await expect(page.getByText(`of ${of} effective`)).toBeVisible();
});

test("people decide about a control, and set a limit of their own", async ({ page }) => {
  await signIn(page, "usr-comp");
  await open(page, "/controls/sys-fraudshield/AIC-VT-04", /static and dynamic/);
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByLabel("Person").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText(/Recorded at position/)).toBeVisible();
  await settled(page);
  await page.getByRole("button", { name: "Does not apply…" }).click();
  await page.getByLabel("Why").fill("Scored by a supplier for this test");
  await page.getByRole("button", { name: "It does not apply" }).click();
  await expect(page.locator(".page-head").getByText("Not applicable")).toBeVisible();
  await expect(page.getByText("Scored by a supplier for this test")).toBeVisible();
  await page.getByRole("button", { name: "Let it apply again…" }).click();
  await page.getByLabel("Why").fill("We score ourselves");
  await page.getByRole("button", { name: "Let it apply" }).last().click();
  await expect(page.locator(".page-head").getByText("Not applicable")).toHaveCount(0);

  await open(page, "/controls/AIC-DI-03", /outliers/);
  await page.getByRole("button", { name: "Set own limit…" }).click();
  await page.getByLabel("Metric").selectOption({ index: 2 });
  await page.getByRole("textbox", { name: "Limit" }).fill("many");
  await page.getByLabel("Why").fill("Stricter after the incident");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await expect(page.getByText(/is not a decimal number/)).toBeVisible();
  await page.getByRole("textbox", { name: "Limit" }).fill("0.005");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await expect(page.getByText("at most 0.005").first()).toBeVisible();
  await open(page, "/catalogue", /^Catalogue$/);
  await expect(page.locator("tr", { hasText: "ORG-AIC-DI-03" })).toContainText("Stands");
  await shot(page, "catalogue");

  await page.getByRole("link", { name: "From a file…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Items from a file" })).toBeVisible();
  const file = page.getByRole("textbox", { name: "Items of the file" });
  const look = page.getByRole("button", { name: "Look at what it would do" });
  const house = '{"section":"frameworks","id":"ORG-HOUSE","body":{"name":"House rules"}}';
  await file.fill(`${house}\n{"section":"moons","id":"ORG-2","body":{}}\n`);
  await look.click();
  await expect(page.getByText("1 of 2 items is refused, so none would be recorded.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Record/ })).toBeDisabled();
  await expectAccessible(page);
  await file.fill(house);
  await look.click();
  await expect(page.getByText("Of 1 item, 1 would be added and 0 changed.")).toBeVisible();
  await page.getByRole("button", { name: "Record 1 item" }).click();
  await expect(page.getByText("The items are recorded")).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test(`the dialogs can be used by everyone, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "usr-comp");
    await open(page, "/controls/sys-carerisk/AIC-DI-03", /outliers/);
    await page.getByRole("button", { name: "Does not apply…" }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await open(page, "/catalogue", /^Catalogue$/);
    await page.getByRole("button", { name: "Add an item…" }).click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press("Escape");
    await open(page, "/frameworks/nist_ai_rmf", /Risk Management Framework/);
    await expectAccessible(page);
    await shot(page, `framework-phone-${theme}`, false);
  });
}
