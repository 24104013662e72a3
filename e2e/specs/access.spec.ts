// Access to data: what is due is found in the list, a reviewer keeps and withdraws right by right, and
// whoever may not review only looks.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, pictures, settled, signIn, test } from "../fixtures";

test.describe.configure({ mode: "serial" });

const DATASET = "/datasets/ds-care-train";

/** A day so many days from now, as a form takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Grants a right on the dataset as whoever is signed in. */
async function grant(page: Page, principal: string, right: string): Promise<void> {
  const me = await page.request.get("/auth/me");
  const { csrf } = (await me.json()) as { csrf: string };
  const query = "mutation($input: GrantAccessInput!) { grantAccess(input: $input) { refusal { sentence } } }";
  const input = { dataset: "dataset:ds-care-train", principal, right };
  const answer = await page.request.post("/graphql", {
    headers: { "X-CSRF-Token": csrf },
    data: { query, variables: { input } },
  });
  expect(await answer.json()).toEqual({ data: { grantAccess: { refusal: null } } });
}

test("a review that is overdue is found in the list", async ({ page }) => {
  await signIn(page, "usr-dp-owner");
  await grant(page, "person:usr-care-mle", "read");
  await grant(page, "person:usr-care-mle", "write");
  await page.goto("/datasets");
  await settled(page);
  await page.getByRole("group", { name: "Access review" }).getByRole("button", { name: "Due", exact: true }).click();
  await expect(page).toHaveURL(/review=due/);
  const rows = page.getByRole("table", { name: "Datasets" }).locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Access review due");
  await expectAccessible(page);
  await rows.getByRole("link").first().click();
  const card = page.getByRole("region", { name: "Who may touch it" });
  await expect(card.getByText("Review overdue")).toBeVisible();
  const grants = card.getByRole("table", { name: "Access grants" });
  await expect(grants.locator("tbody tr")).toHaveCount(2);
  const right = grants.getByRole("columnheader", { name: "Right", exact: true });
  await right.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(grants.locator("tbody tr").first()).toContainText("Read");
  await page.keyboard.press("Enter");
  await expect(right).toHaveAttribute("aria-sort", "descending");
  await expect(grants.locator("tbody tr").first()).toContainText("Write");
  const arrives = page.waitForEvent("download");
  await card.getByRole("button", { name: "Export CSV" }).click();
  expect((await arrives).suggestedFilename()).toMatch(/^ledgerstone-access-grants-at-\d+\.csv$/);
});

test("a dataset is given to another owner", async ({ page }) => {
  await signIn(page, "usr-dp-owner");
  await page.goto("/datasets/ds-outreach-train");
  await settled(page);
  await page.getByRole("button", { name: /^Give to somebody…/ }).click();
  const dialog = page.getByRole("dialog", { name: "Give this dataset to somebody else" });
  const give = dialog.getByRole("button", { name: "Give", exact: true });
  await expect(give).toBeDisabled();
  await dialog.getByLabel("Owner").selectOption({ label: "Care ML Engineer" });
  await expectAccessible(page);
  await give.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "What it is" })).toContainText("Care ML Engineer");
});

test("whoever may not review is not offered it", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(DATASET);
  await settled(page);
  await expect(page.getByText("Review overdue")).toBeVisible();
  await expect(page.getByRole("button", { name: "Review access…" })).toHaveCount(0);
});

test("the data owner keeps one right, withdraws another and completes the review", async ({ page }) => {
  await signIn(page, "usr-dp-owner");
  await page.goto(DATASET);
  await settled(page);
  await page.getByRole("button", { name: "Review access…" }).click();
  const dialog = page.getByRole("dialog", { name: "Review who may touch this dataset" });
  const complete = dialog.getByRole("button", { name: "Complete review" });
  await expect(complete).toBeDisabled();
  await dialog.getByRole("group", { name: /may read$/ }).getByLabel("Keep").check();
  await dialog.getByRole("group", { name: /may write$/ }).getByLabel("Withdraw").check();
  await dialog.getByLabel("Next review on").fill(inDays(90));
  await expect(complete).toBeDisabled();
  await dialog.getByLabel(/^Why .* may write no more/).fill("Works on another system now");
  await expectAccessible(page);
  await pictures(page, "access-review", false);
  await complete.click();
  await expect(dialog).toBeHidden();
  const card = page.getByRole("region", { name: "Who may touch it" });
  await expect(card.getByText("Reviewed", { exact: true })).toBeVisible();
  await expect(card.getByText(/1 taken back/)).toBeVisible();
  await expect(card.getByRole("table", { name: "Access grants" }).locator("tbody tr")).toHaveCount(1);
  await page.goto("/datasets?review=due");
  await expect(page.getByText("No review of access is due")).toBeVisible();
});

test("the data owner lets somebody touch a dataset", async ({ page }) => {
  await signIn(page, "usr-dp-owner");
  await page.goto("/datasets/ds-core-clinical");
  await settled(page);
  await page.getByRole("button", { name: "Grant access…" }).click();
  const dialog = page.getByRole("dialog", { name: "Let somebody touch this dataset" });
  const send = dialog.getByRole("button", { name: "Grant access", exact: true });
  await dialog.getByLabel("Who", { exact: true }).selectOption({ label: "Care ML Engineer" });
  await expect(send).toBeDisabled();
  await dialog.getByRole("group", { name: "What they may do" }).getByLabel("Read").check();
  await dialog.getByLabel("Last day").fill(inDays(30));
  await expectAccessible(page);
  await send.click();
  await expect(dialog).toBeHidden();
  const grants = page.getByRole("table", { name: "Access grants" }).locator("tbody tr");
  await expect(grants).toHaveCount(1);
  await expect(grants).toContainText("Care ML Engineer");
});
