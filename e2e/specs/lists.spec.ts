// Lists: ordered by column and by keyboard, filtered in the address, and exported whole.
import { readFile } from "node:fs/promises";
import { type Page, expect } from "@playwright/test";
import { expectAccessible, settled, signIn, test } from "../fixtures";

test.describe.configure({ mode: "parallel" });

const LISTS: [path: string, column: string][] = [
  ["/systems", "System"],
  ["/quarantine", "Version"],
  ["/sources", "Source"],
  ["/batches", "Batch"],
  ["/datasets", "Dataset"],
  ["/models", "Model"],
  ["/runs", "Run"],
  ["/evidence", "Evidence"],
  ["/deployments", "Deployment"],
  ["/incidents", "Incident"],
  ["/risks", "Risk"],
  ["/people", "Name"],
  ["/teams/team-care-ai", "Name"],
  ["/accountability/teams", "Team"],
  ["/consistency", "What"],
  ["/learning/modules", "Module"],
  ["/learning/duties", "Person"],
];

/** Lists that are ordered by a column and exported in that order. */
const FILES: [path: string, column: string][] = [
  ["/findings", "Finding"],
  ["/initiatives", "Initiative"],
  ["/meetings", "Meeting"],
  ["/exercises", "Scenario"],
  ["/surveys", "Closed"],
  ["/feedback", "Received"],
  ["/threats", "Threat"],
  ["/frameworks", "Framework"],
  ["/environments", "Environment"],
  ["/catalogue/items", "Identifier"],
  ["/reviews", "System"],
];

/** The table of the list, once its rows are there. */
async function list(page: Page, path: string) {
  await page.goto(path);
  const table = page.locator(".list-head + .table-scroll table");
  await expect(table.locator("tbody tr").first()).toBeVisible();
  return table;
}

/** Rows and cells of a file; enough of RFC 4180 for what is written here. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = rows[rows.length - 1];
    const letter = text[at];
    if (letter === '"' && quoted && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (letter === '"') {
      quoted = !quoted;
    } else if (letter === "," && !quoted) {
      row.push("");
    } else if (letter === "\r" && text[at + 1] === "\n" && !quoted) {
      rows.push([""]);
      at += 1;
    } else {
      row[row.length - 1] += letter;
    }
  }
  expect(rows.pop(), "the last line ends too").toEqual([""]);
  return rows;
}

/** Presses "Export CSV" and reads the file. */
async function exported(page: Page): Promise<string[][]> {
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const download = await arrives;
  expect(download.suggestedFilename()).toMatch(/^ledgerstone-[a-z-]+-at-\d+\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text.startsWith("\uFEFF"), "programs that guess are told that it is UTF-8").toBe(true);
  return parsed(text.slice(1));
}

for (const [path, column] of LISTS) {
  test(`${path} is ordered by a column, with the keyboard alone`, async ({ page }) => {
    await signIn(page, "usr-audit");
    const table = await list(page, path);
    const head = table.getByRole("columnheader", { name: column, exact: true });
    await expect(head).toHaveAttribute("aria-sort", "none");
    const button = head.getByRole("button", { name: column, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await expect(page).toHaveURL(/[?&]sort=[a-z]+$/);
    await settled(page);
    await expect(button, "the focus stays where it was").toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: `Sorted by ${column}` })).toHaveCount(1);
    const names = () => table.locator("tbody th .row-link").allInnerTexts();
    const up = (await names()).map((name) => name.toLowerCase());
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/[?&]sort=-[a-z]+$/);
    await settled(page);
    const down = (await names()).map((name) => name.toLowerCase());
    expect(up).toEqual([...up].sort());
    expect(down).toEqual([...down].sort().reverse());
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "none");
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expectAccessible(page);
  });
}

for (const [path, column] of FILES) {
  test(`${path} is ordered with the keyboard, and its file follows`, async ({ page }) => {
    await signIn(page, "usr-audit");
    const table = await list(page, path);
    const head = table.getByRole("columnheader", { name: column, exact: true });
    const button = head.getByRole("button", { name: column, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/[?&]sort=[a-z]+$/);
    // The rows of the first press must not come after the second.
    await settled(page);
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/[?&]sort=-[a-z]+$/);
    await settled(page);
    await expect(button, "the focus stays where it was").toBeFocused();
    const said = await page.locator(".list-head [role=status]").innerText();
    const [heads, ...rows] = await exported(page);
    expect(rows.length).toBe(Number(said.replace(/\D/g, "")));
    const words = rows.map((row) => row[heads.indexOf(column)].toLowerCase());
    expect(words).toEqual([...words].sort().reverse());
  });
}

test("a shared address shows the same filter and the same order", async ({ page }) => {
  await signIn(page, "usr-audit");
  const table = await list(page, "/evidence?outcome=fail&sort=-attached");
  await expect(page.getByRole("button", { name: "Fail", exact: true })).toHaveAttribute("aria-pressed", "true");
  const head = table.getByRole("columnheader", { name: "Attached" });
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(table.locator("tbody tr").filter({ hasText: "Pass" })).toHaveCount(0);
  // An order that no column knows is none; the page shows its rows all the same.
  const plain = await list(page, "/evidence?sort=nonsense");
  await expect(plain.locator("th[aria-sort=ascending], th[aria-sort=descending]")).toHaveCount(0);
});

test("a filter that leaves nothing can be taken away", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/runs?q=no-such-run&sort=name");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page).toHaveURL(/\/runs\?sort=name$/);
  await expect(page.getByRole("searchbox", { name: "Find a run" })).toHaveValue("");
  await expect(page.locator("tbody tr").first()).toBeVisible();
});

test("a file holds all rows of the list, not the page, in its order", async ({ page }) => {
  await signIn(page, "usr-audit");
  const table = await list(page, "/evidence?sort=-attached");
  const count = await page.locator(".list-head [role=status]").innerText();
  const total = Number(count.replace(/\D/g, ""));
  const onPage = await table.locator("tbody tr").count();
  expect(total, "the list is longer than a page").toBeGreaterThan(onPage);
  const [head, ...rows] = await exported(page);
  // The message goes by itself after a while.
  const said = new RegExp(`Exported ${total.toLocaleString("en-GB")} pieces: as many as the server counts`);
  await expect(page.getByText(said)).toBeVisible();
  expect(rows.length).toBe(total);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  const attached = rows.map((row) => row[head.indexOf("Attached")]);
  expect(attached).toEqual([...attached].sort().reverse());
  const titles = await table.locator("tbody th .row-link").allInnerTexts();
  expect(rows.slice(0, onPage).map((row) => row[0])).toEqual(titles);
});

test("a file follows the filter and the moment looked at", async ({ page }) => {
  await signIn(page, "usr-audit");
  await list(page, "/deployments?show=live&asOf=2026-02-10T14:35:00Z");
  const [head, ...rows] = await exported(page);
  const state = head.indexOf("State");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row[state] === "Live")).toBe(true);
});

test("a source leads to its batches, and a bad one to what it reaches", async ({ page }) => {
  await signIn(page, "usr-audit");
  await list(page, "/sources?show=bad");
  // Ten batches came through the gateway of the partner clinics, three of them malicious.
  await page.getByRole("link", { name: /^3, bad batches of Partner clinic/ }).click();
  await expect(page).toHaveURL(/\/batches\?source=source(:|%3A)src-partner-gateway&sort=-verdict$/);
  const verdicts = page.locator("tbody tr td[data-label=Verdict]");
  await expect(verdicts).toHaveCount(10);
  await expect(verdicts.nth(2)).toContainText("Malicious");
  await expect(verdicts.nth(3)).toContainText("No verdict");
  await page.getByRole("button", { name: "Malicious", exact: true }).click();
  await expect(verdicts).toHaveCount(3);
  const [head, ...rows] = await exported(page);
  expect(rows.map((row) => row[head.indexOf("Verdict")])).toEqual(["Malicious", "Malicious", "Malicious"]);
  await page.getByRole("link", { name: "Blast radius of bat-pc-20251124x" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blast radius" })).toBeVisible();
  await page.goto("/batches?verdict=suspicious");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});

test("the members of a team are narrowed, and a file holds them alone", async ({ page }) => {
  await signIn(page, "usr-audit");
  await list(page, "/teams/team-care-ai");
  await page.getByRole("button", { name: "Active", exact: true }).click();
  await expect(page).toHaveURL(/show=active/);
  await settled(page);
  const [head, ...rows] = await exported(page);
  const [team, state] = [head.indexOf("Team"), head.indexOf("State")];
  expect(rows.length).toBeGreaterThan(0);
  expect([...new Set(rows.map((row) => `${row[team]}, ${row[state]}`))]).toEqual(["Care AI, Active"]);
  await page.getByRole("searchbox", { name: "Find a member" }).fill("no such person");
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page).toHaveURL(/\/teams\/team-care-ai$/);
});

test("on a phone the order is one choice", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "usr-audit");
  await page.goto("/systems");
  const order = page.getByRole("combobox", { name: "Order" });
  await order.selectOption({ label: "System, descending" });
  await expect(page).toHaveURL(/sort=-name$/);
  await settled(page);
  const names = await page.locator("tbody th .row-link").allInnerTexts();
  expect(names).toEqual([...names].sort().reverse());
  await expect(order).toHaveValue("-name");
  await expectAccessible(page);
});

test("events of a family and the figures of coverage are files", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/events?kind=evidence");
  await expect(page.getByRole("table", { name: "Events, newest first" })).toBeVisible();
  const [head, ...events] = await exported(page);
  expect(head.slice(0, 3)).toEqual(["Position", "Kind", "What happened"]);
  expect(events.length).toBeGreaterThan(0);
  expect(events.filter((event) => !event[1].startsWith("evidence."))).toEqual([]);
  const positions = events.map((event) => Number(event[0]));
  expect(positions, "newest first, none twice").toEqual([...new Set(positions)].sort((a, b) => b - a));
  await page.goto("/learning/coverage");
  await expect(page.getByRole("table", { name: "Coverage by team" })).toBeVisible();
  const [columns, whole, ...lines] = await exported(page);
  expect([columns[0], whole[0]]).toEqual(["Of", "Everybody"]);
  expect([...new Set(lines.map((line) => line[0]))]).toEqual(["Team", "Role", "Module"]);
});

test("what is stopped is narrowed by kind, and is a file", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/");
  const figure = page.getByRole("link", { name: /Versions quarantined/ });
  const count = Number((await figure.innerText()).match(/\d+/)?.[0]);
  await figure.click();
  await expect(page).toHaveURL(/\/quarantine$/);
  await expect(page.locator(".list-head [role=status]")).toHaveText(`${count} stopped versions`);
  await page.getByRole("button", { name: "Data", exact: true }).click();
  await expect(page).toHaveURL(/\?kind=dataset$/);
  await settled(page);
  const onPage = await page.locator("tbody th .row-link").allInnerTexts();
  const [head, ...rows] = await exported(page);
  expect(rows.map((row) => row[0])).toEqual(onPage.map((label) => `dataset:${label}`));
  expect(rows.filter((row) => row[head.indexOf("Kind")] !== "Dataset")).toEqual([]);
  await page.goto("/quarantine?q=no-such-version");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});

test("a timeline is narrowed, turned around, and a file", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/timeline/system:sys-carerisk");
  const lines = page.locator(".events-story > li");
  await expect(lines.first()).toBeVisible();
  const whole = await page.getByText(/^60 of [\d,]+ lines$/).innerText();
  const total = Number(whole.split(" of ")[1].replace(/\D/g, ""));
  const [head, ...rows] = await exported(page);
  expect(rows.length, "all lines, not the page").toBe(total);
  const times = rows.map((row) => row[head.indexOf("When")]);
  expect(times).toEqual([...times].sort().reverse());
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/after=60$/);
  await expect(lines.first().locator("p").first()).toHaveText(rows[60][head.indexOf("What happened")]);
  await page.getByRole("button", { name: "Oldest first" }).click();
  await expect(page).toHaveURL(/\?sort=at$/);
  await expect(lines.first().locator("p").first()).toHaveText(rows[total - 1][head.indexOf("What happened")]);
  await page.getByRole("button", { name: /^Evidence/ }).click();
  await expect(page).toHaveURL(/lane=Evidence$/);
  const [, ...evidence] = await exported(page);
  expect(evidence.length).toBeGreaterThan(0);
  expect(evidence.filter((row) => row[head.indexOf("Lane")] !== "Evidence")).toEqual([]);
  const some = evidence.map((row) => row[head.indexOf("When")]);
  expect(some).toEqual([...some].sort());
  await page.goto("/timeline/system:sys-carerisk?q=no-such-line");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "All events about it" }).click();
  await expect(page).toHaveURL(/\/events\?subject=system(:|%3A)sys-carerisk$/);
});

test("figures of coverage are narrowed and ordered, and the file is what is shown", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/learning/coverage?of=module&sort=-people");
  const table = page.getByRole("table", { name: "Coverage by module" });
  await expect(table).toBeVisible();
  await expect(page.getByRole("table", { name: "Coverage by team" })).toHaveCount(0);
  await expect(table.getByRole("columnheader", { name: "People" })).toHaveAttribute("aria-sort", "descending");
  const names = () => table.locator("tbody th .row-link").allInnerTexts();
  const [columns, , ...lines] = await exported(page);
  expect(lines.map((line) => line[0])).toEqual(lines.map(() => "Module"));
  expect(lines.map((line) => line[columns.indexOf("Name")])).toEqual(await names());
  const people = lines.map((line) => Number(line[columns.indexOf("People")]));
  expect(people).toEqual([...people].sort((a, b) => b - a));
  await table.getByRole("button", { name: "Name", exact: true }).click();
  await expect(page).toHaveURL(/of=module&sort=name$/);
  await expect(table.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  const ordered = (await names()).map((name) => name.toLowerCase());
  expect(ordered).toEqual([...ordered].sort());
  await page.goto("/learning/coverage?q=no-such-line");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page).toHaveURL(/\/learning\/coverage$/);
  await expect(page.getByRole("table", { name: "Coverage by role" })).toBeVisible();
  await expectAccessible(page);
});

test("events are read from either end of the log", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/events?kind=evidence");
  const newest = page.getByRole("table", { name: "Events, newest first" });
  await expect(newest).toBeVisible();
  const head = page.getByRole("columnheader", { name: "Position", exact: true });
  await expect(head).toHaveAttribute("aria-sort", "none");
  await page.goto("/events?kind=evidence&sort=position");
  const oldest = page.getByRole("table", { name: "Events, oldest first" });
  await expect(oldest).toBeVisible();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const shown = async () => (await oldest.locator("tbody th .row-link").allInnerTexts()).map(Number);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => oldest.locator("tbody tr").count()).toBeGreaterThan(50);
  const positions = await shown();
  expect(positions, "oldest first, none twice").toEqual([...new Set(positions)].sort((a, b) => a - b));
  const [, ...rows] = await exported(page);
  expect(rows.slice(0, positions.length).map((row) => Number(row[0]))).toEqual(positions);
  await head.getByRole("button", { name: "Position", exact: true }).click();
  await expect(page).toHaveURL(/\/events\?kind=evidence$/);
  await expect(newest).toBeVisible();
  await expectAccessible(page);
});

// Lists that come whole with their page are ordered where they are.
for (const [path, caption, column, file] of [
  ["/heat-map?asOf=2026-04-10T00:00:00Z", "What the indicators say", "Indicator", "risk-indicators"],
  ["/datasets/ds-care-train", "Privacy ledger", "Run", "privacy-ledger"],
  ["/accountability/for?subject=system:sys-carerisk", "Everybody who answered for it", "Who", "accountable-for"],
  ["/learning/literacy", "AI literacy by role", "Role", "ai-literacy"],
] as const) {
  test(`${caption}: ordered with the keyboard, and a file`, async ({ page }) => {
    await signIn(page, "usr-audit");
    await page.goto(path);
    const table = page.getByRole("table", { name: caption });
    await expect(table.locator("tbody tr").first()).toBeVisible();
    await settled(page);
    const head = table.getByRole("columnheader", { name: column, exact: true });
    const button = head.getByRole("button", { name: column, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await expect(button, "the focus stays where it was").toBeFocused();
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/[?&]sort=-[a-z]+$/);
    const count = await table.locator("tbody tr").count();
    const arrives = page.waitForEvent("download");
    await page.getByRole("button", { name: `Export CSV, ${caption}` }).click();
    const download = await arrives;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^ledgerstone-${file}-at-[1-9]\\d*\\.csv$`));
    const [heads, ...rows] = parsed((await readFile(await download.path(), "utf8")).slice(1));
    expect(rows.length, "all rows, not those shown").toBeGreaterThanOrEqual(count);
    expect(rows.every((row) => row.length === heads.length)).toBe(true);
    const words = rows.map((row) => row[heads.indexOf(column)].toLowerCase());
    expect(words).toEqual([...words].sort().reverse());
    await expectAccessible(page);
  });
}

test("the matrix of accountability is turned around", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/accountability/matrix");
  const table = page.getByRole("table", { name: "Who answers for which system" });
  const names = () => table.locator("tbody th .row-link").allInnerTexts();
  await expect(table.locator("tbody tr").first()).toBeVisible();
  const before = await names();
  expect(before.length).toBeGreaterThan(1);
  const head = table.getByRole("columnheader", { name: "System", exact: true });
  await head.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await page.keyboard.press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "descending");
  expect(await names()).toEqual([...before].reverse());
});

test("the items of a framework are ordered, and the file follows", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/frameworks/eu_ai_act");
  const table = page.getByRole("table", { name: /against systems$/ });
  await expect(table.locator("tbody tr").first()).toBeVisible();
  const head = table.getByRole("columnheader", { name: "Item", exact: true });
  const button = head.getByRole("button");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await settled(page);
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await settled(page);
  await expect(button, "the focus stays where it was").toBeFocused();
  await expect(table.locator("tr.group"), "no heading says what no longer stands under it").toHaveCount(0);
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const [heads, ...rows] = parsed((await readFile(await (await arrives).path(), "utf8")).slice(1));
  const titles = rows.map((row) => row[heads.indexOf("Title")]);
  expect(titles.map((title) => title.toLowerCase())).toEqual(
    titles.map((title) => title.toLowerCase()).sort().reverse(),
  );
  const first = table.locator("tbody th").first();
  await expect(first).toContainText(titles[0]);
});

test("a design review is found by the name of its system", async ({ page }) => {
  await signIn(page, "usr-audit");
  await list(page, "/reviews");
  await page.getByRole("searchbox", { name: "Find a design review" }).fill("carerisk");
  await expect(page).toHaveURL(/\?q=carerisk$/);
  await settled(page);
  const names = await page.locator("tbody th .row-link").allInnerTexts();
  expect(names.length).toBeGreaterThan(0);
  expect([...new Set(names)]).toEqual(names.slice(0, 1));
  expect(names[0]).toMatch(/CareRisk/);
});
