// Every list: what stands there while its rows are on their way, when they do not come, and when
// a filter leaves none.
import { type Page, expect } from "@playwright/test";
import { send, settled, signIn, test } from "../fixtures";

test.describe.configure({ mode: "parallel" });

const NONE = "no such row anywhere";

/** Lists; one that is not searched by words has a filter that leaves nothing. */
const LISTS: [path: string, narrowed?: string][] = [
  ["/systems"],
  ["/models"],
  ["/runs"],
  ["/environments"],
  ["/evidence"],
  ["/deployments"],
  ["/datasets"],
  ["/sources"],
  ["/batches"],
  ["/quarantine"],
  ["/incidents"],
  ["/risks"],
  ["/people"],
  ["/teams/team-care-ai"],
  ["/accountability/teams"],
  ["/consistency"],
  ["/controls"],
  ["/frameworks"],
  ["/threats"],
  ["/catalogue/items"],
  ["/traceability"],
  ["/learning/modules"],
  ["/learning/duties"],
  ["/policies"],
  ["/initiatives"],
  ["/meetings"],
  ["/exercises"],
  ["/surveys"],
  ["/feedback", "/feedback?system=system:sys-none"],
  ["/reviews"],
  ["/findings"],
  ["/actions"],
];

/** What becomes of the questions for rows; all others are answered. */
type Line = { wanted: Promise<void>; cut(): void; mend(): Promise<void> };

/** Holds the questions for rows back until they are cut off. */
async function held(page: Page): Promise<Line> {
  let [asked, cut] = [() => {}, () => {}];
  const wanted = new Promise<void>((resolve) => (asked = resolve));
  const end = new Promise<void>((resolve) => (cut = resolve));
  await page.route("**/graphql", async (route) => {
    const body = route.request().postData() ?? "";
    if (!/query (ListAnswer|Intakes)\b/.test(body)) return route.continue();
    asked();
    await end;
    return route.abort();
  });
  return { wanted, cut, mend: () => page.unroute("**/graphql") };
}

const rows = (page: Page) => page.locator("main table tbody tr:visible");

/** Grey rows, then an error that can be mended: until the rows are there. */
async function arrives(page: Page, path: string) {
  const line = await held(page);
  await page.goto(path);
  await line.wanted;
  await expect(page.locator(".waiting .skeleton.row").first()).toBeVisible();
  await expect(page.locator(".waiting").getByText("Loading").first()).toBeAttached();
  line.cut();
  const broken = page.getByRole("alert").filter({ hasText: "This could not be shown" });
  await expect(broken.first()).toContainText("Ledgerstone does not answer");
  await settled(page);
  await line.mend();
  for (let left = await broken.count(); left > 0; left -= 1) {
    await broken.first().getByRole("button", { name: "Try again" }).click();
    await expect(broken).toHaveCount(left - 1);
  }
}

/** Nothing fits, and a way back. */
async function empties(page: Page, narrowed?: string) {
  const find = page.getByRole("searchbox", { name: /^Find / }).first();
  if (narrowed) await page.goto(narrowed);
  else await find.fill(NONE);
  const clear = page.getByRole("button", { name: "Clear all filters" });
  await expect(clear.first()).toBeVisible();
  const empty = page.locator(".empty").filter({ has: clear }).first();
  await expect(empty.locator(".empty-title")).not.toBeEmpty();
  await clear.first().click();
  await expect(clear).toHaveCount(0);
  if (!narrowed) await expect(find).toHaveValue("");
}

// Walks of eight lists each, so that each keeps its time however many lists there are.
for (let start = 0; start < LISTS.length; start += 8) {
  const some = LISTS.slice(start, start + 8);
  test(`lists wait, fail and are empty in words, from ${some[0][0]}`, async ({ page, expectedComplaints }) => {
    test.setTimeout(120_000);
    expectedComplaints.push(/ERR_FAILED/);
    await signIn(page, "usr-audit");
    for (const [path, narrowed] of some) {
      await test.step(path, async () => {
        await arrives(page, path);
        await expect(rows(page).first()).toBeVisible();
        await empties(page, narrowed);
        await expect(rows(page).first()).toBeVisible();
      });
    }
  });
}

test("campaigns and reported uses wait, fail and are empty in words", async ({ page, expectedComplaints }) => {
  expectedComplaints.push(/ERR_FAILED/);
  await signIn(page, "usr-sec-lead");
  // Nobody may have started a campaign here, or somebody may have.
  await arrives(page, "/learning/campaigns");
  const title = page.getByText("No campaign was started");
  await expect(rows(page).first().or(title)).toBeVisible();
  await empties(page);
  await arrives(page, "/intake");
  // No report was dismissed before anybody reported one.
  await empties(page, "/intake?show=dismissed&asOf=2026-02-10T14:35:00Z");
  await expect(page).toHaveURL(/\/intake\?asOf=/);
});

test("reported uses are ordered with the keyboard, and are a file", async ({ page }) => {
  // The same command as elsewhere, so that it is reported once.
  await signIn(page, "usr-care-mle");
  await send(page, ["reportUse", "ReportUseInput"], {
    command: "pages-report",
    intake: "intake:use-pages",
    name: "Letter polisher",
    purpose: "Makes letters to patients easier to read",
    foundBy: "a colleague",
    team: "team:team-care-ai",
  });
  await signIn(page, "usr-sec-lead");
  await page.goto("/intake?show=all");
  const head = page.getByRole("columnheader", { name: "Report", exact: true });
  await head.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/show=all&sort=name$/);
  await settled(page);
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await arriving).suggestedFilename()).toMatch(/^ledgerstone-reports-at-\d+\.csv$/);
});
