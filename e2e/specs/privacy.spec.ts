// Privacy: what a run spent stands in the dataset's ledger, and a budget says whether it was too much.
import { expect } from "@playwright/test";
import { expectAccessible, pictures, settled, signIn, test } from "../fixtures";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const DATASET = "/datasets/ds-care-train";

test("the ledger leads to the run that spent, and back", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(DATASET);
  await settled(page);
  await expect(page.getByRole("button", { name: "Set budget…" })).toHaveCount(0);
  const ledger = page.getByRole("table", { name: "Privacy ledger" });
  await expect(ledger.locator("tbody tr")).toHaveCount(1);
  await expect(ledger.locator("tbody tr")).toContainText("7.6");
  await expect(page.getByText("No budget set")).toBeVisible();
  await expectAccessible(page);
  await ledger.getByRole("link", { name: /run-hc-0007/ }).click();
  await expect(page).toHaveURL(/\/runs\/run-hc-0007/);
  await settled(page);
  const spent = page.getByRole("table", { name: "Privacy spent by this run" });
  await expect(spent.locator("tbody tr")).toContainText("gradient boosting with DP noise");
  await expectAccessible(page);
  await pictures(page, "privacy-run");
  await spent.getByRole("link", { name: /ds-care-train@v7/ }).click();
  await expect(page).toHaveURL(/\/datasets\/ds-care-train\/v7/);
});

test("a privacy officer sets a budget; too small a one marks the dataset", async ({ page }) => {
  await signIn(page, "usr-dpo");
  await page.goto(DATASET);
  await settled(page);
  const set = async (epsilon: string): Promise<void> => {
    await page.getByRole("button", { name: "Set budget…" }).click();
    const dialog = page.getByRole("dialog", { name: "Set the privacy budget" });
    await dialog.getByLabel("Epsilon").fill(epsilon);
    await dialog.getByLabel("Reason").fill("As the policy says");
    await dialog.getByRole("button", { name: "Set budget", exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await set("8");
  await expect(page.getByText("Epsilon 7.6 of 8 spent, 0.4 left")).toBeVisible();
  await expect(page.getByText("Within the budget", { exact: true })).toBeVisible();
  await set("7");
  await expect(page.getByText("Budget overspent")).toBeVisible();
  await pictures(page, "privacy-dataset");
  await page.goto("/datasets");
  await settled(page);
  const row = page.locator("tbody tr").filter({ hasText: "ds-care-train" });
  await expect(row.getByText("Budget overspent")).toBeVisible();
  await expectAccessible(page);
});

test("a technique is declared with its figure and withdrawn with a reason", async ({ page }) => {
  await signIn(page, "usr-dpo");
  await page.goto(DATASET);
  await settled(page);
  await page.getByRole("button", { name: "Declare technique…" }).click();
  const dialog = page.getByRole("dialog", { name: "Declare a privacy technique" });
  await dialog.getByLabel("Technique").selectOption({ label: "K anonymity" });
  await dialog.getByRole("button", { name: "Declare", exact: true }).click();
  await expect(dialog.getByText(/says nothing without its parameter/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Parameters").fill("k 11");
  await dialog.getByRole("button", { name: "Declare", exact: true }).click();
  await expect(dialog).toBeHidden();
  const techniques = page.getByRole("table", { name: "Privacy techniques in use" });
  await expect(techniques.locator("tbody tr")).toContainText("k 11");
  await techniques.getByRole("button", { name: "Withdraw…" }).click();
  const withdraw = page.getByRole("dialog", { name: "Withdraw this technique" });
  await withdraw.getByLabel("Reason").fill("Postcodes came back");
  await withdraw.getByRole("button", { name: "Withdraw technique" }).click();
  await expect(withdraw).toBeHidden();
  await expect(page.getByText(/was withdrawn on/)).toContainText("Postcodes came back");
});
