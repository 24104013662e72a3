// Files of evidence: up, and down again as they were; refusals at the control; and a changed file
// that nobody gets.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, pictures, settled, signIn, test } from "../fixtures";

test.use({ serverOptions: { env: { LEDGERSTONE_ATTACHMENT_LIMIT: "20000" } } });
test.describe.configure({ mode: "serial" });

const SAMPLE = join(import.meta.dirname, "../fixtures/bandit.sarif");
const EVIDENCE = "/evidence/sast-of-the-loader";
let digest = "";

/** Attaches the result of a scan, as a pipeline does: what it found, and the digest of the report. */
async function attach(page: Page): Promise<void> {
  const cookies = await page.context().cookies();
  const csrf = cookies.find((cookie) => cookie.name === "ls_csrf")?.value ?? "";
  const query = `mutation($input: AttachEvidenceInput!) {
    attachEvidence(input: $input) { receipt { position } refusal { sentence } } }`;
  const input = {
    evidence: "evidence:sast-of-the-loader",
    about: "model:mdl-carerisk@1.3.0",
    system: "system:sys-carerisk",
    evidenceType: "EV-SARIF",
    tool: "bandit",
    digest,
  };
  const headers = { "X-CSRF-Token": csrf };
  const answer = await page.request.post("/graphql", { headers, data: { query, variables: { input } } });
  const { data } = (await answer.json()) as { data: { attachEvidence: { refusal: unknown } } };
  expect(data.attachEvidence.refusal).toBeNull();
}

async function open(page: Page, persona: string) {
  await signIn(page, persona);
  await page.goto(EVIDENCE);
  await settled(page);
  return page.getByRole("region", { name: "Files", exact: true });
}

test("a report goes up, is marked, and comes down as it was", async ({ page }) => {
  const bytes = await readFile(SAMPLE);
  digest = createHash("sha256").update(bytes).digest("hex");
  await signIn(page, "usr-care-mle");
  await attach(page);
  const files = await open(page, "usr-care-mle");
  await expect(files).toContainText("No file is kept with it.");
  const keep = files.getByRole("button", { name: "Keep the file" });
  await expect(keep).toBeDisabled();
  await files.getByLabel("Keep a file with it").setInputFiles(SAMPLE);
  await expectAccessible(page);
  await keep.click();
  await expect(page.getByText(/^Recorded at position/).first()).toBeVisible();

  const table = files.getByRole("table", { name: "Files kept with this evidence" });
  const row = table.locator("tbody tr");
  await expect(row).toHaveCount(1);
  for (const words of ["bandit.sarif", "The report itself", "SARIF", "10.8 kB"]) {
    await expect(row).toContainText(words);
  }
  const waits = page.waitForEvent("download");
  await row.getByRole("link", { name: "bandit.sarif" }).click();
  const download = await waits;
  expect(download.suggestedFilename()).toBe("bandit.sarif");
  expect(await readFile(await download.path())).toEqual(bytes);
  await expectAccessible(page);
  await pictures(page, "files");
});

test("the same file is kept once, and what is not kept says why", async ({
  page,
  expectedComplaints,
}) => {
  // What is refused is answered with 413 and 415, which the browser logs.
  expectedComplaints.push(/\/api\/v1\/evidence\/.*\/files/);
  const files = await open(page, "usr-care-mle");
  const control = files.getByLabel("Keep a file with it");
  const keep = files.getByRole("button", { name: "Keep the file" });
  const rows = files.locator("tbody tr");
  await control.setInputFiles(SAMPLE);
  await keep.click();
  await expect(page.getByText("There was nothing new to record.").first()).toBeVisible();
  await settled(page);
  await expect(rows).toHaveCount(1);
  for (const [name, buffer, why] of [
    ["page.html", Buffer.from("<script>alert(1)</script>"), /^Files of the type text\/html are not kept; /],
    ["large.txt", Buffer.alloc(20_001, "x"), /^The file has more than 20000 bytes, /],
    ["empty.csv", Buffer.alloc(0), /^The file is empty; /],
  ] as const) {
    await control.setInputFiles({ name, mimeType: "text/html", buffer });
    await keep.click();
    await expect(files.getByRole("alert")).toHaveText(why);
  }
  await expectAccessible(page);
  await pictures(page, "files-refused");
  // Another choice takes the refusal away, and is kept beside the report.
  await control.setInputFiles({ name: "notes.md", mimeType: "", buffer: Buffer.from("# Notes") });
  await expect(files.locator(".field.invalid")).toHaveCount(0);
  await keep.click();
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "notes.md" })).not.toContainText("The report itself");
});

test("who only reads gets the file, and nobody gets a changed one", async ({ page, server }) => {
  const files = await open(page, "usr-audit");
  await expect(files.locator("tbody tr")).toHaveCount(2);
  await expect(files.getByLabel("Keep a file with it")).toHaveCount(0);
  const address = await files.getByRole("link", { name: "bandit.sarif" }).getAttribute("href");
  const whole = await page.request.get(address ?? "");
  expect(await whole.body()).toEqual(await readFile(SAMPLE));
  expect(whole.headers()["content-disposition"]).toContain("attachment");
  expect(whole.headers()["content-security-policy"]).toContain("sandbox");

  const folder = join(server.dataDir, "attachments/sha256", digest.slice(0, 2));
  expect(await readdir(folder)).toContain(digest);
  await writeFile(join(folder, digest), "nothing was found");
  const damaged = await page.request.get(address ?? "");
  expect(damaged.status()).toBe(500);
  expect(await damaged.text()).toContain("attachment.damaged");
});
