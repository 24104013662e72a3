// The programme and its duties: a person attests a policy for themselves, and an overdue action is
// seen and closed by somebody who never owned it.
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
  await page.getByRole("table", { name: "Design reviews" }).getByRole("link").first().click();
  await expect(page.getByText(/questions wait for an answer/)).toBeVisible();
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
