// Somebody keeps a filtered register under a name and shares it; somebody else opens it, and takes
// what is on the screen along as a workbook.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, pictures, settled, signIn, test } from "../fixtures";
import { unzipped } from "../fixtures/zip";

test.describe.configure({ mode: "serial" });

const NAME = "High, for the committee";
const END = "2026-05-30T00:00:00Z";

/** Opens the menu above the list, once its content is there. */
async function views(page: Page) {
  await page.getByRole("button", { name: "Views", exact: true }).click();
  const menu = page.locator(".menu:popover-open");
  await expect(menu.getByRole("button", { name: "Save this view…" })).toBeVisible();
  return menu;
}

test("a filtered register is saved and shared", async ({ page }) => {
  await signIn(page, "usr-mrm");
  await page.goto("/risks");
  await page.getByRole("group", { name: "Level" }).getByRole("button", { name: "High", exact: true }).click();
  await expect(page).toHaveURL(/band=high/);
  const menu = await views(page);
  await expect(menu.getByText("Nobody saved a view of this list.")).toBeVisible();
  await expectAccessible(page);
  await menu.getByRole("button", { name: "Save this view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("This must not be empty.")).toBeVisible();
  await dialog.getByLabel("Name").fill(NAME);
  await dialog.getByLabel("Who finds it").selectOption({ label: "Everyone" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Recorded at position \d+/)).toBeVisible();
});

test("another person opens it", async ({ page }) => {
  // Somebody who kept no view of their own in any other journey.
  await signIn(page, "usr-ceo");
  await page.goto("/risks");
  const menu = await views(page);
  const shared = menu.getByRole("link", { name: new RegExp(NAME) });
  await expect(shared).toContainText("Everyone, by ");
  await expect(menu.getByRole("button", { name: "Rename or remove…" })).toHaveCount(0);
  await shared.click();
  await expect(page).toHaveURL(/\/risks\?band=high$/);
  await expect(menu).toHaveCount(0);
  const level = page.getByRole("group", { name: "Level" });
  await expect(level.getByRole("button", { name: "High", exact: true })).toHaveAttribute("aria-pressed", "true");
  // A view of one list is no view of another.
  await page.goto("/controls");
  await expect((await views(page)).getByText(NAME)).toHaveCount(0);
});

test("a view keeps the moment looked at only when asked", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/systems?asOf=${END}`);
  const menu = await views(page);
  await menu.getByRole("button", { name: "Save this view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByLabel("Name").fill("At the end of May");
  // An auditor shares nothing.
  await expect(dialog.getByLabel("Who finds it")).toHaveCount(0);
  await dialog.getByLabel("Always show the moment I look at now").check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/systems");
  await (await views(page)).getByRole("link", { name: /At the end of May/ }).click();
  await expect(page).toHaveURL(/asOf=2026-05-30T00(:|%3A)00(:|%3A)00Z/);
});

test("what is on the screen is a workbook, too", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/risks?asOf=${END}&sort=title`);
  await settled(page);
  const count = Number((await page.locator(".list-head [role=status]").innerText()).replace(/\D/g, ""));
  expect(count).toBeGreaterThan(1);
  const arrives = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export XLSX" }).click();
  const download = await arrives;
  expect(download.suggestedFilename()).toBe("risks.xlsx");
  const book = await readFile(await download.path());
  expect(book.subarray(0, 2).toString()).toBe("PK");
  const rows = unzipped(book, "xl/worksheets/sheet1.xml").match(/<row /g) ?? [];
  expect(rows.length, "the headings, and a row for each risk").toBe(count + 1);
  const texts = unzipped(book, "xl/sharedStrings.xml");
  expect(texts).toContain(`${count}, as many as the register counts`);
  expect(texts).toContain("person:usr-audit");
  expect(texts).toContain("2026-05-30T00:00:00");
});

test("its owner names it anew and removes it", async ({ page }) => {
  await signIn(page, "usr-mrm");
  await page.goto("/risks");
  await pictures(page, "views-register", false);
  await (await views(page)).getByRole("button", { name: "Rename or remove…" }).click();
  const dialog = page.getByRole("dialog", { name: "Your views" });
  await dialog.getByRole("textbox", { name: NAME }).fill("High risks");
  await dialog.getByRole("button", { name: `Rename ${NAME}` }).click();
  await expect(dialog).toBeHidden();
  const menu = await views(page);
  await expect(menu.getByRole("link", { name: /High risks/ })).toBeVisible();
  await menu.getByRole("button", { name: "Rename or remove…" }).click();
  await dialog.getByRole("button", { name: "Remove High risks" }).click();
  await expect(dialog).toBeHidden();
  await expect((await views(page)).getByText("Nobody saved a view of this list.")).toBeVisible();
});
