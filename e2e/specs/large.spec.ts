// A register that is longer than anybody reads: it is counted, turned page by page, narrowed,
// mapped and kept as a file, and every count is the same.
import { readFile } from "node:fs/promises";
import { type Page, expect } from "@playwright/test";
import { expectAccessible, settled, shot, sideways, signIn, test } from "../fixtures";

test.describe.configure({ mode: "serial" });
// A server that no other journey shares: its register is the demonstration's and a thousand more.
test.use({ serverOptions: { demoUntil: "2026-05-30T00:00:00Z" } });

const MORE = 1_000;

/** Reports a thousand risks as a program would, in one batch. */
async function report(page: Page): Promise<void> {
  const me = (await (await page.request.get("/auth/me")).json()) as { csrf: string };
  const event = (_: unknown, number: number) => ({
    specversion: "1.0",
    id: `large-${number}`,
    source: "journeys",
    type: "risk.identified",
    subject: `risk:large-${number}`,
    time: "2026-05-01T08:00:00Z",
    data: {
      title: `Zebra crossing ${String(number).padStart(4, "0")}`,
      threat: "THR-06",
      system: "system:sys-carerisk",
      category: "integrity",
      owner: "person:usr-mrm",
      description: "Something could happen",
    },
  });
  const answer = await page.request.post("/api/v1/events", {
    headers: {
      "X-CSRF-Token": me.csrf,
      "Content-Type": "application/cloudevents-batch+json",
    },
    data: JSON.stringify(Array.from({ length: MORE }, event)),
    timeout: 120_000,
  });
  expect(answer.ok(), `${answer.status()}`).toBe(true);
  const { results } = (await answer.json()) as { results: { status: string }[] };
  expect(results.filter((result) => result.status !== "recorded")).toEqual([]);
}

/** How many the list says there are. */
async function counted(page: Page): Promise<number> {
  await settled(page);
  const count = await page.locator(".list-head [role=status]").innerText();
  return Number(count.replace(/\D/g, ""));
}

test("a long register is turned, narrowed and kept as a file", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, "usr-mrm");
  await page.goto("/risks");
  const before = await counted(page);
  await report(page);
  // The views count a thousand risks in their own time; a question waits for them ten seconds.
  const ready = async () => (await page.request.get("/readyz")).status();
  await expect.poll(ready, { timeout: 120_000 }).toBe(200);
  await page.reload();
  expect(await counted(page)).toBe(before + MORE);

  const rows = page.getByRole("table", { name: "Risks" }).locator("tbody tr");
  const onPage = await rows.count();
  expect(onPage, "a page, and not the whole register").toBeLessThan(MORE);
  await page.goto("/risks?sort=-title");
  await expect(rows.first()).toContainText("Zebra crossing 0999");
  const first = await rows.allInnerTexts();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(rows.first()).not.toContainText("Zebra crossing 0999");
  const second = await rows.allInnerTexts();
  expect(second.filter((row) => first.includes(row)), "no row is on two pages").toEqual([]);

  await page.goto("/risks?q=zebra%20crossing%2009");
  expect(await counted(page), "0900 to 0999").toBe(100);
  await page.goto("/risks?q=zebra");
  expect(await counted(page)).toBe(MORE);
  await expectAccessible(page);
  await shot(page, "risks-large", false);
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const text = await readFile(await (await arrives).path(), "utf8");
  const lines = text.trim().split("\r\n").slice(1);
  expect(lines).toHaveLength(MORE);
  expect(new Set(lines).size, "no row is there twice").toBe(MORE);

  await page.goto("/heat-map?system=system:sys-carerisk");
  await settled(page);
  const unscored = await page.getByText(/risks are not scored, and in no cell/).first().innerText();
  expect(Number(unscored.replace(/\D/g, "")), "nobody scored them").toBe(MORE);
});

test("on a phone a long register does not move sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "usr-mrm");
  await page.goto("/risks?q=zebra");
  await settled(page);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
});
