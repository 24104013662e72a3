// The inbox: somebody is told what is theirs to do, the bell counts it, and what was seen is new no
// more.
import { type Page, expect } from "@playwright/test";
import { expectAccessible, pictures, settled, signIn, test } from "../fixtures";

// A log of its own: the journey records.
test.use({ serverOptions: { demoUntil: "2026-04-01T00:00:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

function bell(page: Page, says: string | RegExp) {
  return page.getByRole("banner").getByRole("link", { name: says });
}

function told(page: Page) {
  return page.getByRole("table", { name: "Told to you, newest first" }).locator("tbody tr");
}

/** A day some days from now, as a field of a form takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test("what somebody is told is counted by the bell until they have seen it", async ({ page }) => {
  await signIn(page, "usr-care-po");
  await page.goto("/inbox");
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Told to you");
  await expect(bell(page, "Inbox, nothing new")).toBeVisible();
  const before = await told(page).count();

  // A campaign that ends within two weeks is told as soon as somebody says so.
  await signIn(page, "usr-sec-lead");
  await page.goto("/learning/campaigns");
  await settled(page);
  await page.getByRole("button", { name: "Start a campaign…" }).click();
  const dialog = page.getByRole("dialog", { name: "Start a campaign" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Before the audit");
  await dialog.getByLabel("Due by").fill(inDays(7));
  await dialog.getByRole("group", { name: "Modules" }).getByRole("checkbox", { name: /^M03/ }).check();
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/learning/coverage");
  await settled(page);
  await page.getByRole("button", { name: "Tell what is due" }).click();
  await expect(page.getByText(/notices? recorded\.$/)).toBeVisible();

  await signIn(page, "usr-care-po");
  await page.goto("/");
  await settled(page);
  await bell(page, /^Inbox, [1-9]\d* new$/).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await settled(page);
  await expect.poll(() => told(page).count()).toBeGreaterThan(before);
  const asked = told(page).filter({ hasText: "M03" });
  await expect(asked).toHaveCount(1);
  await expect(asked.getByText("New", { exact: true })).toBeVisible();
  await expect(bell(page, "Inbox, nothing new")).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "inbox");

  // By kind; what there is none of says so.
  const kinds = page.getByRole("group", { name: "Kind" });
  await kinds.getByRole("button", { name: "Training", exact: true }).click();
  await expect(page).toHaveURL(/kind=training$/);
  await expect(asked).toHaveCount(1);
  await kinds.getByRole("button", { name: "Environments", exact: true }).click();
  await expect(page.getByText("You were told nothing of this kind")).toBeVisible();
  await expectAccessible(page);

  // Each leads to its event. Coming back, it was seen.
  await kinds.getByRole("button", { name: "All", exact: true }).click();
  await asked.getByRole("link", { name: /^Event \d+$/ }).click();
  await expect(page).toHaveURL(/\/events\/\d+$/);
  await page.goto("/inbox");
  await settled(page);
  await expect(asked).toHaveCount(1);
  await expect(told(page).getByText("New", { exact: true })).toHaveCount(0);
});
