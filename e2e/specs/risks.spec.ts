// An executive walks from the map to a risk and accepts it with a colleague; the filters of the
// register stand in its address; everybody can read the pages, and use them on a phone.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, pictures, settled, shot, sideways, signIn, test } from "../fixtures";
import { unzipped } from "../fixtures/zip";

test.describe.configure({ mode: "serial" });

const END = "2026-05-30T00:00:00Z";

/** A day so many days from now, as a form takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test("an executive goes from the map to a risk", async ({ page }) => {
  await signIn(page, "usr-ceo");
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name: "Heat map" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Heat map" })).toBeVisible();
  await page.goto(`/?asOf=${END}`);
  const map = page.getByRole("region", { name: "Open risks" });
  await map.getByRole("gridcell").getByRole("link", { name: /^1: Possible, Major, High risk$/ }).click();
  await expect(page).toHaveURL(/cell=residual-3-4/);
  await expect(page.getByText("residual likelihood 3, impact 4")).toBeVisible();
  const rows = page.getByRole("table", { name: "Risks" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: /Bias and fairness failures/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Bias and fairness failures/ })).toBeVisible();
  await expect(page.getByText("The acceptance ended on 2026-05-04")).toBeVisible();
  await expect(page.getByText("A high risk is accepted by CISO and Chief risk officer, for 90 days at most")).toBeVisible();
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByText("residual band").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept…" })).toHaveCount(0);
  const acceptance = page.getByRole("region", { name: "Acceptance" });
  await acceptance.getByRole("link", { name: /^Evidence of / }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Evidence/ })).toBeVisible();
  await expect(page).toHaveURL(/evidence\?system=/);
});

test("an indicator says its colour in words, with its value, its limits and since when", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/heat-map?asOf=2026-04-10T00:00:00Z");
  await settled(page);
  const all = page.getByRole("table", { name: "What the indicators say" });
  const ratio = all.getByRole("row").filter({ hasText: "Disparate impact ratio" });
  for (const words of ["Red", "0.793", "red below 0.8, amber below 0.85"]) {
    await expect(ratio).toContainText(words);
  }
  await page.getByLabel("System", { exact: true }).selectOption("system:sys-creditline");
  await expect(all.getByRole("row").filter({ hasText: "Score distribution drift" })).toContainText("No source yet");
  await settled(page);
  await expectAccessible(page);
  await pictures(page, "risks-indicators");
  await page.goto("/risks/RSK-CR-01?asOf=2026-04-10T00:00:00Z");
  await settled(page);
  const own = page.getByRole("table", { name: "Indicators that warn of this risk" });
  await expect(own.getByRole("row")).toHaveCount(4);
  await expect(own.getByRole("row").filter({ hasText: "KRI-06" })).toContainText("0.793");
});

test("arrow keys move inside the map", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/heat-map?asOf=${END}`);
  await settled(page);
  const grid = page.getByRole("grid");
  const first = grid.getByRole("link").first();
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(":focus")).toHaveAccessibleName(/Likely, Minor, Medium risk$/);
  await page.keyboard.press("End");
  await expect(page.locator(":focus")).toHaveAccessibleName(/Likely, Severe, Very high risk$/);
});

test("a high risk is accepted by two people", async ({ page }) => {
  await signIn(page, "usr-mrm");
  await page.goto("/risks/RSK-CR-01");
  await page.getByRole("button", { name: "Request acceptance…" }).click();
  const ask = page.getByRole("dialog");
  await ask.getByLabel("Until when").fill(inDays(120));
  await ask.getByLabel("Reason").fill("Until the model is retrained");
  await ask.getByRole("button", { name: "Request" }).click();
  await expect(ask.getByText(/accepted for 90 days at most/)).toBeVisible();
  await ask.getByLabel("Until when").fill(inDays(60));
  await ask.getByRole("button", { name: "Request" }).click();
  await expect(ask.getByText(/compensating controls; name at least one/)).toBeVisible();
  await ask.getByLabel(/Compensating controls/).fill("Weekly look at the selection ratio");
  await ask.getByRole("button", { name: "Request" }).click();
  await expect(page.getByText("Nobody has agreed yet.")).toBeVisible();

  await signIn(page, "usr-ceo");
  await page.goto("/risks/RSK-CR-01");
  await page.getByRole("button", { name: "Accept…" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("With the weekly look");
  await page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await expect(page.getByText("Agreed so far:")).toBeVisible();

  await signIn(page, "usr-cro");
  await page.goto("/risks/RSK-CR-01");
  await page.getByRole("button", { name: "Accept…" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Agreed");
  await page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await expect(page.getByText("In force")).toBeVisible();
  await shot(page, "risk-accepted");
});

test("a finding is made a risk, and each shows the other", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto("/findings?state=open&system=system:sys-fraudshield");
  await page.getByRole("button", { name: "Raise a finding…" }).click();
  const raise = page.getByRole("dialog", { name: "Raise a finding" });
  await raise.getByLabel("Control").fill("AIC-VT-03");
  await raise.getByLabel("What was found").fill("The holdout of FraudShield changes");
  await raise.getByRole("button", { name: "Raise finding" }).click();
  await page.getByRole("link", { name: "The holdout of FraudShield changes" }).click();
  await page.getByRole("button", { name: "Make it a risk…" }).click();
  const dialog = page.getByRole("dialog", { name: "Make it a risk" });
  await expect(dialog.getByLabel("Title")).toHaveValue("The holdout of FraudShield changes");
  await expect(dialog.getByLabel(/^System/)).toHaveValue("system:sys-fraudshield");
  await expect(dialog.getByLabel("What could happen")).toHaveValue("The holdout of FraudShield changes");
  await dialog.getByLabel(/^Threat/).selectOption("THR-06");
  await dialog.getByLabel("Accountable").selectOption("person:usr-fraud-owner");
  await dialog.getByRole("button", { name: "Put it on the register" }).click();
  await expect(page).toHaveURL(/\/risks\/risk-/);
  await expect(page.getByRole("heading", { level: 1, name: "The holdout of FraudShield changes" })).toBeVisible();
  await page.getByRole("region", { name: "Linked with" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/findings\//);
  const follows = page.getByRole("region", { name: "What follows from it" });
  await expect(follows.locator('a[href^="/risks/risk-"]')).toBeVisible();
  await expectAccessible(page);
});

test("several risks are given a review date together", async ({ page }) => {
  await signIn(page, "usr-mrm");
  await page.goto("/risks");
  await page.getByRole("checkbox", { name: /^Select Bias/ }).check();
  await page.getByRole("checkbox", { name: /^Select Model drift/ }).check();
  await page.getByRole("button", { name: "Set review date…" }).click();
  const dialog = page.getByRole("dialog");
  // Asked once: at midnight it becomes another day.
  const day = inDays(30);
  await dialog.getByLabel("Review on").fill(day);
  await expect(dialog.getByText(`not set → ${day}`)).toHaveCount(2);
  await dialog.getByRole("button", { name: "Change 2 risks" }).click();
  await expect(dialog.getByText("Recorded", { exact: true })).toHaveCount(2);
  await expect(dialog.getByRole("button", { name: "Change 2 risks" })).toBeDisabled();
});

test("the register is filtered, sorted, narrowed and exported by its address", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/risks?asOf=${END}`);
  const rows = page.getByRole("table", { name: "Risks" }).getByRole("row");
  await expect(rows).toHaveCount(5);
  await page.getByRole("group", { name: "Level" }).getByRole("button", { name: "High", exact: true }).click();
  await expect(page).toHaveURL(/band=high/);
  await expect(rows).toHaveCount(2);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await (await download).createReadStream();
  let text = "";
  for await (const part of file) text += part;
  expect(text.trim().split("\r\n")).toHaveLength(2);
  expect(text).toContain("RSK-CR-01");
  await page.getByRole("group", { name: "Level" }).getByRole("button", { name: "All", exact: true }).click();
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  await expect(page).toHaveURL(/sort=title/);
  await expect(rows.nth(1)).toContainText("Bias");
  await page.goto(`/risks?asOf=${END}&show=unscored`);
  await expect(page.getByText("Everything is scored")).toBeVisible();
});

test("the columns of the register are chosen, saved and exported", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/risks?asOf=${END}`);
  const table = page.getByRole("table", { name: "Risks" });
  const head = (name: string) => table.getByRole("columnheader", { name, exact: true });
  await expect(head("Open tasks")).toBeVisible();
  await expect(head("Category")).toHaveCount(0);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const menu = page.locator(".menu:popover-open");
  await expectAccessible(page);
  const category = menu.getByRole("button", { name: "Category", exact: true });
  await expect(category).toHaveAttribute("aria-pressed", "false");
  await category.click();
  await expect(category).toHaveAttribute("aria-pressed", "true");
  await expect(head("Category")).toBeVisible();
  for (const name of ["Inherent", "Threat", "Open tasks", "Next review", "Accepted until"]) {
    await menu.getByRole("button", { name, exact: true }).click();
    await expect(head(name)).toHaveCount(0);
  }
  await shot(page, "risks-columns");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/columns=residual(,|%2C)status(,|%2C)system(,|%2C)owner(,|%2C)category$/);
  await expect(table.getByRole("row").nth(1).getByRole("cell")).toHaveCount(5);
  // The choice is in the address, so a reload, a file and a saved view have it, too.
  await page.reload();
  await expect(head("Category")).toBeVisible();
  await expect(head("Threat")).toHaveCount(0);
  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  let text = "";
  for await (const part of await (await csv).createReadStream()) text += part;
  const titles = "Risk,Identifier,Residual,Residual likelihood,Residual impact,Status,System,Accountable,Category";
  expect(text.replace("\ufeff", "").split("\r\n")[0]).toBe(titles);
  const book = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export XLSX" }).click();
  const strings = unzipped(await readFile(await (await book).path()), "xl/sharedStrings.xml");
  expect(strings).toContain("<t>category</t>");
  expect(strings).not.toContain("<t>threat</t>");
  await page.getByRole("button", { name: "Views", exact: true }).click();
  await menu.getByRole("button", { name: "Save this view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByLabel("Name").fill("By category");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/risks");
  await expect(head("Threat")).toBeVisible();
  await page.getByRole("button", { name: "Views", exact: true }).click();
  await menu.getByRole("link", { name: /By category/ }).click();
  await expect(head("Category")).toBeVisible();
  await expect(head("Threat")).toHaveCount(0);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await menu.getByRole("button", { name: "The usual columns" }).click();
  await expect(head("Threat")).toBeVisible();
  await expect(page).toHaveURL(/\/risks$/);
});

for (const theme of ["light", "dark"] as const) {
  test(`the pages of risks can be read by everyone, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "usr-mrm");
    for (const [path, name] of [
      [`/risks?asOf=${END}`, "register"],
      [`/heat-map?asOf=${END}`, "map"],
      ["/risks/RSK-CR-01", "risk"],
      ["/risks/RSK-HC-01", "risk-hc"],
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator(".waiting")).toHaveCount(0);
      await expectAccessible(page);
      await shot(page, `risks-${name}-${theme}`);
    }
  });
}

test("on a phone nothing moves sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "usr-mrm");
  for (const path of ["/risks", "/heat-map", "/risks/RSK-CR-01", "/risks/RSK-HC-01"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator(".waiting")).toHaveCount(0);
    const wide = await sideways(page);
    expect.soft(wide, `${path} is wider than the phone`).toBeLessThanOrEqual(0);
    await shot(page, `risks-phone-${path.split("/").pop()}`);
  }
});
