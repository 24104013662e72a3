// Search: opened by keyboard on every page, typed into, chosen from, and a page of its own.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, shot, signIn, test } from "../fixtures";

/** Opens the palette with the keyboard alone. */
async function opened(page: Page, key = "Control+k") {
  await page.keyboard.press(key);
  const palette = page.getByRole("dialog", { name: "Search" });
  await expect(palette).toBeVisible();
  const line = palette.getByRole("combobox", { name: "Search" });
  await expect(line).toBeFocused();
  return { palette, line };
}

test.beforeEach(async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("a thing is found by its name and reached with the keyboard", async ({ page }) => {
  const { palette, line } = await opened(page);
  await expect(palette.getByRole("option", { name: "Incidents" })).toBeVisible();
  await line.fill("carerisk pred");
  const found = palette.getByRole("group", { name: "AI systems" }).getByRole("option");
  await expect(found).toHaveCount(1);
  await expect(palette.getByRole("status")).toHaveText(/result/);
  await expectAccessible(page);
  await shot(page, "palette", false);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/systems\/sys-carerisk$/);
  await expect(palette).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/CareRisk/);
});

test("the arrows move, Escape closes, and the focus goes back", async ({ page }) => {
  const button = page.getByRole("button", { name: "Search", exact: true });
  await button.focus();
  const { palette, line } = await opened(page, "Meta+k");
  await line.fill("mdl-carerisk");
  const options = palette.getByRole("option");
  await expect(palette.getByRole("group", { name: "Models" })).toBeVisible();
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  const second = await options.nth(1).getAttribute("id");
  await page.keyboard.press("ArrowDown");
  await expect(line).toHaveAttribute("aria-activedescendant", second ?? "");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(button).toBeFocused();
});

test("pages are found too, and what is not there is said", async ({ page }) => {
  const { palette, line } = await opened(page);
  await line.fill("zzzz nothing");
  await expect(palette.getByText("Nothing is found")).toBeVisible();
  await expect(palette.getByRole("option")).toHaveCount(0);
  await expectAccessible(page);
  await line.fill("training r");
  await palette.getByRole("option", { name: "Training runs" }).click();
  await expect(page).toHaveURL(/\/runs$/);
});

test("what is mandated is found, and so are its lists", async ({ page }) => {
  const { palette, line } = await opened(page);
  await line.fill("lifecycle policy");
  await palette.getByRole("group", { name: "Policies" }).getByRole("option").first().click();
  await expect(page).toHaveURL(/\/policies\/POL-AI-LIFECYCLE$/);
  // The palette hears that it closed after the page begins to change.
  await expect(page.getByRole("heading", { level: 1, name: /lifecycle policy/ })).toBeVisible();
  const again = await opened(page);
  await again.line.fill("initiat");
  await again.palette.getByRole("group", { name: "Go to" }).getByRole("option", { name: "Initiatives" }).click();
  await expect(page).toHaveURL(/\/initiatives$/);
});

test("a typo is forgiven", async ({ page }) => {
  const { palette, line } = await opened(page);
  await line.fill("fruadshield");
  await expect(palette.getByRole("option", { name: /FraudShield/ }).first()).toBeVisible();
});

test("without an answer it says so", async ({ page, expectedComplaints }) => {
  expectedComplaints.push(/graphql|ERR_FAILED/);
  const { palette, line } = await opened(page);
  await page.route("**/graphql", (route) => route.abort());
  await line.fill("care");
  await expect(palette.getByRole("alert")).toContainText("does not answer");
  await page.unroute("**/graphql");
  await line.fill("carerisk");
  await expect(palette.getByRole("group", { name: "AI systems" })).toBeVisible();
});

test("all results have a page, narrowed down by kind", async ({ page }) => {
  const { palette, line } = await opened(page);
  await line.fill("carerisk");
  await palette.getByRole("option", { name: /^All results for/ }).click();
  await expect(page).toHaveURL(/\/search\?q=carerisk$/);
  const kinds = page.getByRole("group", { name: "Kind" });
  await kinds.getByRole("button", { name: /^Model versions/ }).click();
  await expect(page).toHaveURL(/kind=model_version/);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Model versions"]);
  await expect(kinds.getByRole("button", { name: /^AI systems/ }), "the others can still be chosen").toBeVisible();
  await expectAccessible(page);
  await shot(page, "search");
  await page.getByRole("link", { name: "mdl-carerisk@1.3.0", exact: true }).click();
  await expect(page).toHaveURL(/\/models\/mdl-carerisk\/1\.3\.0$/);
});

test("the past is searched as it was", async ({ page }) => {
  await page.goto("/search?q=INC-2026-002&asOf=2026-01-15T00:00:00Z");
  await expect(page.getByText("Nothing is found for")).toBeVisible();
  await page.goto("/search?q=INC-2026-002");
  await expect(page.getByRole("link", { name: /poisoning/i }).first()).toBeVisible();
});

test("on a phone it is opened by its button", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const palette = page.getByRole("dialog", { name: "Search" });
  await palette.getByRole("combobox").fill("carerisk");
  await expect(palette.getByRole("group", { name: "AI systems" })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, "nothing moves sideways").toBe(false);
  await expectAccessible(page);
  await shot(page, "palette-phone", false);
  await palette.getByRole("button", { name: "Close" }).click();
  await expect(palette).toBeHidden();
});
