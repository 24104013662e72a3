// The programme and its duties: a person attests a policy for themselves, an overdue action is seen
// and closed by somebody who never owned it, and what a leaver was to do is given to another person.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, settled, signIn, test } from "../fixtures";

/** Sends a mutation as whoever is signed in; its payload. */
async function send(page: Page, mutation: string, input: Record<string, unknown>) {
  const me = await page.request.get("/auth/me");
  const { csrf } = (await me.json()) as { csrf: string };
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { receipt { position } refusal { code } } }`;
  const answer = await page.request.post("/graphql", {
    headers: { "X-CSRF-Token": csrf },
    data: { query, variables: { input } },
  });
  const body = (await answer.json()) as { data: Record<string, { receipt: unknown; refusal: { code: string } | null }> };
  const payload = body.data[mutation]!;
  expect(payload.refusal, `${mutation}: ${JSON.stringify(body)}`).toBeNull();
  return payload;
}

test("the text of a policy is there for those who have to attest it", async ({ page }) => {
  await signIn(page, "usr-comp");
  await page.goto("/policies/POL-AI-LIFECYCLE");
  const text = page.getByRole("region", { name: "The text", exact: true });
  const keep = text.getByRole("button", { name: "Keep the text", exact: true });
  await expect(keep).toBeDisabled();
  const buffer = Buffer.from("# Secure AI lifecycle\n\nNobody trains on what was not cleared.\n");
  await text
    .getByLabel("Keep the text of this version")
    .setInputFiles({ name: "lifecycle.md", mimeType: "text/markdown", buffer });
  await expectAccessible(page);
  await keep.click();
  await expect(text.getByRole("link", { name: "lifecycle.md" })).toBeVisible();

  await signIn(page, "usr-care-mle");
  await page.goto("/policies?show=mine");
  await settled(page);
  const row = page.getByRole("row", { name: /Secure AI lifecycle policy/ });
  await expect(row.getByRole("link", { name: "Read version 1" })).toBeVisible();
  await row.getByRole("link", { name: "Secure AI lifecycle policy" }).click();
  await page.getByRole("button", { name: "Attest…" }).click();
  const dialog = page.getByRole("dialog", { name: "Attest this policy" });
  const waits = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Read version 1" }).click();
  const download = await waits;
  expect(download.suggestedFilename()).toBe("lifecycle.md");
  expect(await readFile(await download.path())).toEqual(buffer);
  await expectAccessible(page);
});

test("a person attests a policy for themselves", async ({ page }) => {
  await signIn(page, "usr-care-mle");
  await page.goto("/programme");
  await expect(page.getByRole("heading", { level: 1, name: "Programme" })).toBeVisible();
  await expect(page.getByText("A policy waits for your attestation")).toBeVisible();
  await page.getByRole("link", { name: "Read and attest" }).click();
  const title = page.getByRole("heading", { level: 1, name: "Secure AI lifecycle policy" });
  await expect(title).toBeVisible();
  const bound = page.getByRole("row", { name: /Care ML Engineer/ });
  await expect(bound).toContainText("Not yet");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Attest…" }).click();
  const dialog = page.getByRole("dialog", { name: "Attest this policy" });
  await expect(dialog.getByRole("button", { name: "Attest" })).toBeDisabled();
  await dialog.getByText("I have read version 1 and keep to it").click();
  await dialog.getByRole("button", { name: "Attest" }).click();
  await expect(page.getByText("You attested this version")).toBeVisible();
  await expect(bound).toContainText("Attested");
  await expect(page.getByRole("button", { name: "Attest…" })).toHaveCount(0);

  await page.goto("/programme");
  await expect(page.getByText("A policy waits for your attestation")).toHaveCount(0);
  const row = page.getByRole("row", { name: /Secure AI lifecycle policy/ });
  await expect(row).toContainText(/^.*1 of \d+/);
});

test("those a policy binds are narrowed, ordered and exported", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/policies");
  await page.getByRole("link", { name: "Secure AI lifecycle policy" }).click();
  const table = page.getByRole("table", { name: "Those this policy binds" });
  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "Not yet" }).click();
  await expect(page).toHaveURL(/show=waiting/);
  await table.getByRole("columnheader", { name: "Person" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=person/);
  await settled(page);
  const names = (await table.locator("tbody th").allInnerTexts()).map((name) => name.toLowerCase());
  expect(names.length).toBeGreaterThan(0);
  expect(names).toEqual([...names].sort());
  await expect(table.locator("tbody tr").filter({ hasNotText: "Not yet" })).toHaveCount(0);
  const total = Number((await page.locator(".list-head [role=status]").innerText()).replace(/\D/g, ""));
  const waits = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await readFile(await (await waits).path(), "utf8");
  expect(file.trim().split("\r\n")).toHaveLength(total + 1);
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Find who is bound" }).fill("nobody of this name");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});

test("an overdue action is seen, and closed by a second person", async ({ page }) => {
  // As it was: due on the fifth of December, open on the sixth.
  await signIn(page, "usr-sec-lead");
  await page.goto("/actions?state=overdue&asOf=2025-12-06T12:00:00Z");
  await expect(page.getByRole("row", { name: /Move discount rule out of the prompt/ })).toContainText("Overdue");

  await send(page, "openAction", {
    action: "action:rotate-keys",
    title: "Rotate the keys of the partner gateway",
    owner: "person:usr-sec-lead",
    due: "2026-06-01T00:00:00Z",
    system: "system:sys-carerisk",
    controls: ["AIC-TE-04"],
  });
  await page.goto("/");
  await expect(page.getByText("Overdue: Rotate the keys of the partner gateway")).toBeVisible();
  await page.goto("/actions");
  const first = page.locator("tbody tr").first();
  await expect(first).toContainText("Rotate the keys of the partner gateway");
  await expect(first).toContainText("Overdue");
  await first.getByRole("link", { name: "Rotate the keys of the partner gateway" }).click();
  // Its owner reports it done, and cannot close it.
  await expect(page.getByRole("button", { name: "Close action…" })).toHaveCount(0);
  await page.getByRole("button", { name: "Report done…" }).click();
  await page.getByLabel("What was done").fill("All three keys are new.");
  await page.getByRole("button", { name: "Report done", exact: true }).click();
  await expect(page.getByText("All three keys are new.")).toBeVisible();
  await expect(page.getByText("Reported done, but its day has passed and nobody looked yet.").first()).toBeVisible();

  await signIn(page, "usr-mrm");
  await page.goto("/actions/rotate-keys");
  await settled(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close action…" }).click();
  const dialog = page.getByRole("dialog", { name: "Close this action" });
  await dialog.getByRole("button", { name: "Close action" }).click();
  await expect(dialog.getByText("This is needed.")).toBeVisible();
  await dialog.getByLabel("What you saw").fill("Looked at the gateway: the old keys are refused.");
  await dialog.getByRole("button", { name: "Close action" }).click();
  await expect(page.getByText("Looked at the gateway: the old keys are refused.")).toBeVisible();
  await expect(page.getByText("Closed late").first()).toBeVisible();
  await page.goto("/actions?state=overdue");
  await expect(page.getByText("Nothing is overdue")).toBeVisible();
});

test("a design review goes from its questions to a conclusion", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto("/systems/sys-fraudshield");
  await settled(page);
  await page.getByRole("link", { name: "Open a review" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Design reviews" })).toBeVisible();
  await page.getByRole("button", { name: "Open a review…" }).click();
  const dialog = page.getByRole("dialog", { name: "Open a design review" });
  await dialog.getByLabel("Phase").selectOption("change");
  await dialog.getByLabel("Add who takes part").selectOption({ label: "Fraud ML Engineer" });
  await dialog.getByRole("button", { name: "Open review" }).click();
  await expect(dialog.getByText(/Nobody of security takes part/)).toBeVisible();
  await dialog.getByLabel("Add who takes part").selectOption({ label: "AI Security Lead" });
  await dialog.getByRole("button", { name: "Open review" }).click();
  await expect(dialog).toBeHidden();
  // The drill concluded an earlier one of this system: only the new one is under way.
  const reviews = page.getByRole("table", { name: "Design reviews" });
  await reviews.getByRole("row", { name: /Under way/ }).getByRole("link").click();
  await expect(page.getByText(/questions wait for an answer/)).toBeVisible();
  // It predicts, and acts through no tools: the questions name what concerns its kind.
  await expect(page.getByText(/Think of: Gaming the decision boundary/)).toBeVisible();
  await expect(page.getByText(/Excessive agency and tool misuse/)).toHaveCount(0);
  await page.getByRole("button", { name: "Answer…" }).first().click();
  const answer = page.getByRole("dialog", { name: "Answer" });
  await answer.getByLabel("Answer").selectOption("open");
  await answer.getByLabel("How bad it is").selectOption("high");
  await answer.getByLabel("Why").fill("Scores are returned with four decimals.");
  await answer.getByRole("button", { name: "Answer" }).click();
  await expect(page.getByText("Scores are returned with four decimals.")).toBeVisible();
  await page.getByRole("button", { name: "Conclude…" }).click();
  const end = page.getByRole("dialog", { name: "Conclude this review" });
  await end.getByLabel("Why").fill("Good enough");
  await end.getByRole("button", { name: "Conclude" }).click();
  await expect(end.getByText(/questions are unanswered/)).toBeVisible();
});

test("a list says the same as its file", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/actions?asOf=2026-05-30T00:00:00Z");
  await settled(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await (await download).createReadStream();
  let text = "";
  for await (const chunk of file) text += String(chunk);
  const lines = text.trim().split("\r\n");
  expect(lines[0]).toContain("Action,Identifier,State,Owner,Due");
  expect(lines).toHaveLength(1 + 11);
  expect(lines.filter((line) => line.includes("Closed late"))).toHaveLength(1);
});

// The last one: somebody leaves in it.
test("what a leaver was to mend is given to another person", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await send(page, "raiseFinding", {
    finding: "finding:holdout",
    control: "AIC-VT-03",
    severity: "LOW",
    text: "Two pipelines read the holdout",
    system: "system:sys-carerisk",
    owner: "person:usr-care-ds2",
  });
  await signIn(page, "usr-admin");
  await send(page, "deactivatePerson", { person: "person:usr-care-ds2" });

  await signIn(page, "usr-sec-lead");
  await page.goto("/accountability");
  await settled(page);
  const left = page.getByRole("table", { name: "Duties that nobody holds" });
  const waiting = left.getByRole("row").filter({ hasText: "owner of a finding" });
  await expect(waiting).toContainText("Care Data Scientist Two");
  await waiting.getByRole("link", { name: "holdout" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Two pipelines read the holdout" })).toBeVisible();
  await settled(page);
  await page.getByRole("button", { name: /^Give to somebody…/ }).click();
  const dialog = page.getByRole("dialog", { name: "Give this finding to somebody else" });
  const give = dialog.getByRole("button", { name: "Give", exact: true });
  await expect(give).toBeDisabled();
  await dialog.getByLabel("Owner").selectOption({ label: "Care ML Engineer" });
  const leaver = dialog.getByRole("option", { name: "Care Data Scientist Two" });
  await expect(leaver, "who left is not offered").toHaveCount(0);
  await expectAccessible(page);
  await give.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "What it is" })).toContainText("Care ML Engineer");

  await page.goto("/people/usr-care-ds2");
  await settled(page);
  const handed = page.getByRole("table", { name: "What was handed over" });
  await expect(handed.getByRole("row").filter({ hasText: "owner of a finding" })).toContainText("Care ML Engineer");
  await expectAccessible(page);

  await page.goto("/accountability");
  await settled(page);
  await expect(page.getByRole("region", { name: "Accountable owners" })).toBeVisible();
  await expect(waiting).toHaveCount(0);
});
