// What does not add up: found as of any day, narrowed by the check, and mended where the row says.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, settled, signIn, test } from "../fixtures";

const AFTER = "2026-06-01T00:00:00Z";
const BEFORE = "2026-05-04T09:00:00Z";

const rows = (page: Page) => page.locator(".list-head + .table-scroll table tbody tr");

test("an expired acceptance is found, and its row leads to where it is decided", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/consistency?asOf=${AFTER}`);
  await settled(page);
  await page.getByRole("link", { name: /A risk whose acceptance has expired/ }).click();
  await expect(page).toHaveURL(/check=lapsed_acceptance/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("RSK-CR-01");
  await expect(rows(page).first()).toContainText("nobody asked again");
  await expect(page.getByLabel("Check", { exact: true })).toHaveValue("lapsed_acceptance");
  await expectAccessible(page);
  await rows(page).first().getByRole("link", { name: /^Ask again for its acceptance/ }).click();
  await expect(page).toHaveURL(/\/risks\/RSK-CR-01\?asOf=/);
  await page.goto(`/consistency?check=lapsed_acceptance&asOf=${BEFORE}`);
  await expect(page.getByText("This check found nothing")).toBeVisible();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("the findings stand right after the picture, and one request brings all of it", async ({ page }) => {
  await signIn(page, "usr-audit");
  const asked: string[] = [];
  page.on("request", (request) => {
    const body = request.postData() ?? "";
    if (body.includes("inconsistencies(")) asked.push(body);
  });
  await page.goto(`/consistency?asOf=${AFTER}`);
  await settled(page);
  await expect(rows(page).first()).toBeVisible();
  // Asked again after news, it is the same question.
  expect(new Set(asked).size).toBe(1);
  const top = (title: string) =>
    page.getByRole("heading", { name: title, exact: true }).evaluate((head) => head.getBoundingClientRect().top);
  const first = await rows(page).first().evaluate((row) => row.getBoundingClientRect().top);
  expect(await top("Open")).toBeLessThan(first);
  expect(await top("In order")).toBeGreaterThan(first);
});

test("findings are narrowed by their kind and their system", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto(`/consistency?asOf=${AFTER}`);
  await settled(page);
  await page.getByRole("group", { name: "Kind" }).getByRole("button", { name: "Risks", exact: true }).click();
  await expect(page).toHaveURL(/kind=risk/);
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel("System", { exact: true }).selectOption({ label: "CareRisk Predict" });
  await expect(rows(page)).toHaveCount(1);
  const row = rows(page).first();
  await expect(row).toContainText("with nothing that works against THR-06");
  await row.getByRole("link", { name: /^Show that a control against it works/ }).click();
  await expect(page).toHaveURL(/\/controls\?system=system%3Asys-carerisk&threat=THR-06/);
});
