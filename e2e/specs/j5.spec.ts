// Journey J5, up to completion: somebody becomes a data scientist, is asked for what the role needs,
// learns, takes the test until it is passed, and those who lead see it. The gate that waits for it
// comes later.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, pictures, settled, signIn, test } from "../fixtures";

// A log of its own: the journey records.
test.use({ serverOptions: { demoUntil: "2026-04-01T00:00:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

interface Question {
  question: string;
  options: string[];
  answer: number;
}

/** The questions of a module as the catalogue has them: what somebody knows who has learnt it. */
function questions(module: string): Question[] {
  const file = join(import.meta.dirname, "../../backend/app/catalog/awareness_curriculum.json");
  const catalogue = JSON.parse(readFileSync(file, "utf8")) as {
    modules: { id: string; questions: Question[] }[];
  };
  return catalogue.modules.find((one) => one.id === module)!.questions;
}

/** Answers the test of a module; the first question wrongly when `wrong`. */
async function answer(page: Page, module: string, wrong: boolean) {
  for (const [number, one] of questions(module).entries()) {
    const place = wrong && number === 0 ? (one.answer + 1) % one.options.length : one.answer;
    const group = page.getByRole("group", { name: one.question });
    await group.getByRole("radio", { name: one.options[place]!, exact: true }).check();
  }
  await page.getByRole("button", { name: "Send the answers" }).click();
}

function required(page: Page, module: string) {
  return page.getByRole("table", { name: "Required modules" }).getByRole("row").filter({ hasText: module });
}

test("an administrator gives a role, and its training is asked for", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/people/usr-care-po");
  await page.getByRole("button", { name: "Give a role…" }).click();
  await page.getByRole("combobox", { name: "Role" }).selectOption("data_scientist");
  await page.getByRole("combobox", { name: "Where it counts" }).selectOption("team:team-care-ai");
  await page.getByRole("button", { name: "Give the role" }).click();
  await expect(page.getByRole("table", { name: "Roles" })).toContainText("Data scientist");
  await signIn(page, "usr-care-po");
  await page.goto("/learning");
  await settled(page);
  await expect(required(page, "M03")).toContainText("To do");
  await expect(required(page, "M03")).toContainText("Data scientist");
  await expectAccessible(page);
  await pictures(page, "j5-mine");
});

test("whoever is asked reads, fails, learns and passes", async ({ page }) => {
  await signIn(page, "usr-care-po");
  await page.goto("/learning");
  await required(page, "M03").getByRole("link", { name: "Learn" }).click();
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Keeping training data trustworthy");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Begin the test" }).click();
  await expect(page.getByRole("button", { name: "Send the answers" })).toBeDisabled();
  await expectAccessible(page);
  await pictures(page, "j5-test");
  await answer(page, "M03", true);
  await expect(page.getByText(/^Not passed: 3 of 4 answers are right\.$/)).toBeVisible();
  await expect(page.getByText("Not right", { exact: true })).toHaveCount(1);
  await settled(page);
  await pictures(page, "j5-failed");
  await page.getByRole("button", { name: "Try again" }).click();
  await answer(page, "M03", false);
  await expect(page.getByText(/^Passed: 4 of 4 answers are right\.$/)).toBeVisible();
  await expectAccessible(page);
  await page.goto("/learning");
  await settled(page);
  await expect(required(page, "M03")).toContainText("Done");
  const story = page.getByRole("table", { name: "Steps of this training" });
  await expect(story.getByRole("row").filter({ hasText: "Test not passed" })).toContainText("M03");
  await expect(story.getByRole("row").filter({ hasText: "Completed" }).first()).toContainText("M03");
});

test("those who lead see it, and the day before it was not so", async ({ page }) => {
  await signIn(page, "usr-comp");
  await page.goto("/learning/people/usr-care-po");
  await settled(page);
  await expect(required(page, "M03")).toContainText("Done");
  await page.goto("/learning/people/usr-care-po?asOf=2026-03-31T12:00:00Z");
  await settled(page);
  await expect(required(page, "M03")).toHaveCount(0);
  await page.goto("/learning/coverage");
  await settled(page);
  const care = page.getByRole("table", { name: "Coverage by team" }).getByRole("row").filter({ hasText: "Care AI" });
  await expect(care).toContainText("%");
  await expectAccessible(page);
  await pictures(page, "j5-coverage");
  await care.getByRole("link").click();
  await settled(page);
  await expect(page.getByRole("table", { name: "Who must learn what" })).toContainText("M03");
  await page.goto("/learning/literacy");
  await settled(page);
  await expect(page.getByRole("table", { name: "AI literacy by role" })).toContainText("Data scientist");
  await expectAccessible(page);
  await pictures(page, "j5-literacy");
});

test("an own module is written for a system, and asked of those who work on it", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto("/learning/write");
  await settled(page);
  await page.getByRole("textbox", { name: "Title" }).fill("How CareRisk decides");
  await page.getByRole("textbox", { name: "Identifier" }).fill("OUR-1");
  await page.getByRole("group", { name: "Systems whose people need it" }).getByRole("checkbox").first().check();
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("## Scores\n\nA score <b>never</b> decides alone.");
  await page.getByRole("textbox", { name: "What is asked" }).fill("Who looks at a score?");
  await page.getByRole("textbox", { name: "Options" }).fill("Nobody\nA clinician");
  await page.getByRole("combobox", { name: "The right one" }).selectOption("2");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Write an explanation for question 1.")).toBeVisible();
  await page.getByRole("textbox", { name: "Why it is right" }).fill("A score never decides alone");
  await pictures(page, "j5-write");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How CareRisk decides");
  await settled(page);
  await expect(page.locator(".prose").getByText("A score <b>never</b> decides alone.")).toBeVisible();
  await page.goto("/learning/campaigns");
  await settled(page);
  await page.getByRole("button", { name: "Start a campaign…" }).click();
  const dialog = page.getByRole("dialog", { name: "Start a campaign" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("After the incident");
  await dialog.getByLabel("Due by").fill("2030-01-31");
  await dialog.getByRole("group", { name: "Modules" }).getByRole("checkbox", { name: /^OUR-1/ }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(dialog).toBeHidden();
  const campaigns = page.getByRole("table", { name: "Training campaigns" });
  await expect(campaigns.getByRole("row").filter({ hasText: "After the incident" })).toContainText("Everybody");
  const due = campaigns.getByRole("columnheader", { name: "Due", exact: true });
  await due.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(due).toHaveAttribute("aria-sort", "ascending");
  await settled(page);
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await arrives).suggestedFilename()).toMatch(/^ledgerstone-campaigns-at-\d+\.csv$/);
  await pictures(page, "j5-campaigns");
  await signIn(page, "usr-care-po");
  await page.goto("/learning");
  await settled(page);
  await expect(required(page, "OUR-1")).toContainText("After the incident");
});
