// Lists: ordered by column and by keyboard, filtered in the address, and exported whole.
import { readFile } from "node:fs/promises";
import { type Page, expect } from "@playwright/test";
import { expectAccessible, settled, signIn, test } from "../fixtures";

test.describe.configure({ mode: "parallel" });

const LISTS: [path: string, column: string][] = [
  ["/systems", "System"],
  ["/datasets", "Dataset"],
  ["/models", "Model"],
  ["/runs", "Run"],
  ["/evidence", "Evidence"],
  ["/deployments", "Deployment"],
  ["/incidents", "Incident"],
  ["/risks", "Risk"],
  ["/people", "Name"],
  ["/consistency", "What"],
  ["/learning/modules", "Module"],
  ["/learning/duties", "Person"],
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
  expect(rows.length).toBe(total);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  const attached = rows.map((row) => row[head.indexOf("Attached")]);
  expect(attached).toEqual([...attached].sort().reverse());
  const titles = await table.locator("tbody th .row-link").allInnerTexts();
  expect(rows.slice(0, onPage).map((row) => row[0])).toEqual(titles);
  const said = new RegExp(`Exported ${total.toLocaleString("en-GB")} pieces: as many as the server counts`);
  await expect(page.getByText(said)).toBeVisible();
});

test("a file follows the filter and the moment looked at", async ({ page }) => {
  await signIn(page, "usr-audit");
  await list(page, "/deployments?show=live&asOf=2026-02-10T14:35:00Z");
  const [head, ...rows] = await exported(page);
  const state = head.indexOf("State");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row[state] === "Live")).toBe(true);
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

test("one's own page leads to what one was told", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/people/usr-audit");
  await page.getByRole("link", { name: "What you were told is due" }).click();
  await expect(page).toHaveURL(/events\?kind=notices&subject=person(:|%3A)usr-audit$/);
  await expect(page.getByRole("button", { name: "Notices", exact: true })).toHaveAttribute("aria-pressed", "true");
});
