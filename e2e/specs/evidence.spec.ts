// Evidence: somebody who answers for a control records a report and its file, and withdraws it; and an
// executive walks from the map to the evidence that an acceptance rests on.
import { type Page, expect } from "@playwright/test";
import { expectAccessible, pictures, send, settled, shot, signIn, test } from "../fixtures";

// A log of its own: the journeys record.
test.use({ serverOptions: { demoUntil: "2026-06-15T00:00:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

const CONTROL = "/controls/sys-carerisk/AIC-GV-10";
const FAIRNESS = "EVD-CR-0406";

async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}

/** Opens the form, with its kind, its tool and its report filled in. */
async function begin(page: Page, kind: string, tool: string, report: string) {
  await page.getByRole("button", { name: "Record evidence…" }).click();
  const dialog = page.getByRole("dialog", { name: "Record evidence" });
  const record = dialog.getByRole("button", { name: "Record evidence", exact: true });
  await dialog.getByLabel("Kind of evidence").selectOption(kind);
  await dialog.getByLabel("Tool", { exact: true }).fill(tool);
  await expect(record).toBeDisabled();
  const buffer = Buffer.from(report);
  await dialog.getByLabel("The report").setInputFiles({ name: "report.md", mimeType: "", buffer });
  await expect(dialog.getByText(/^SHA-256 [0-9a-f]{64}$/)).toBeVisible();
  await expect(record).toBeEnabled();
  return { dialog, record };
}

/** Fills in what a report on human oversight measured. */
async function oversight(page: Page, tested: string, report: string) {
  const form = await begin(page, "EV-OVERSIGHT-DESIGN", "manual", report);
  await form.dialog.getByLabel("What was tested").selectOption("system:sys-carerisk");
  await form.dialog.getByLabel(/^Override and stop tested/).fill(tested);
  await form.dialog.getByLabel(/^Fallback process defined/).fill("yes");
  await form.dialog.getByLabel(/^Reviewers trained/).fill("1");
  return form;
}

function status(page: Page, words: string) {
  return page.locator(".page-head").getByText(words, { exact: true });
}

test("who answers for a control records a report, and its status changes", async ({ page }) => {
  await signIn(page, "usr-comp");
  await send(page, ["assignControlOwner", "AssignControlOwnerInput"], {
    system: "system:sys-carerisk",
    control: "AIC-GV-10",
    person: "person:usr-care-champion",
  });
  await signIn(page, "usr-care-champion");
  await open(page, CONTROL);
  const owner = page.getByRole("region", { name: "Who answers for it" });
  await expect(owner).toContainText("Care Security Champion");

  const { dialog, record } = await oversight(page, "no", "# The stop button did nothing");
  await expectAccessible(page);
  await pictures(page, "evidence-record", false);
  // What is wrong stands beside its field, and what was filled in stays.
  await dialog.getByLabel(/^Reviewers trained/).fill("all of them");
  await record.click();
  const measured = dialog.getByRole("group", { name: "What it measured" });
  await expect(measured.getByRole("alert").filter({ hasText: /is not a decimal number/ })).toBeVisible();
  await dialog.getByLabel(/^Reviewers trained/).fill("1");
  const file = dialog.getByLabel("The report");
  await file.setInputFiles({ name: "page.html", mimeType: "text/html", buffer: Buffer.from("<p>") });
  await expect(dialog.getByText(/^Files of the type text\/html are not kept; send /)).toBeVisible();
  await expect(record).toBeDisabled();
  const failing = Buffer.from("# The stop button did nothing");
  await file.setInputFiles({ name: "stop.md", mimeType: "", buffer: failing });
  await record.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Recorded at position/).first()).toBeVisible();
  await expect(status(page, "Failing")).toBeVisible();
  await settled(page);

  const again = await oversight(page, "yes", "# The stop button stops it");
  await again.record.click();
  await expect(again.dialog).toBeHidden();
  await expect(status(page, "Effective")).toBeVisible();
  const linked = page.getByRole("region", { name: "Linked by somebody" });
  await expect(linked.getByRole("listitem")).toHaveCount(2);
  await settled(page);
  await expectAccessible(page);
  await shot(page, "evidence-recorded");
});

test("what was wrong is withdrawn, and counts no more", async ({ page }) => {
  await signIn(page, "usr-care-champion");
  await open(page, CONTROL);
  const linked = page.getByRole("region", { name: "Linked by somebody" });
  await linked.getByRole("link", { name: /ev-oversight-design-/ }).last().click();
  await settled(page);
  await expect(page).toHaveURL(/\/evidence\/ev-oversight-design-[0-9a-f]{8}$/);
  const files = page.getByRole("region", { name: "Files", exact: true });
  await expect(files.locator("tbody tr")).toHaveCount(1);
  await expect(files.locator("tbody tr")).toContainText("report.md");
  await expect(files.locator("tbody tr")).toContainText("The report itself");
  await page.getByRole("button", { name: "Withdraw…" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw this evidence" });
  const withdraw = dialog.getByRole("button", { name: "Withdraw it" });
  await expect(withdraw).toBeDisabled();
  await dialog.getByLabel("Why").fill("The test was run on the wrong environment");
  await expectAccessible(page);
  await withdraw.click();
  await expect(dialog).toBeHidden();
  await expect(status(page, "Withdrawn")).toBeVisible();
  await settled(page);
  await expect(page.getByRole("button", { name: "Withdraw…" })).toHaveCount(0);
  await expect(page.getByLabel("Keep a file with it")).toHaveCount(0);
  await expectAccessible(page);
  // The report before it decides again.
  await open(page, CONTROL);
  await expect(status(page, "Failing")).toBeVisible();
});

test("a report without a control is held against limits of its own", async ({ page }) => {
  await signIn(page, "usr-chat-mle");
  await open(page, "/evidence?system=system%3Asys-supportchat");
  const { dialog, record } = await begin(page, "EV-DAST", "zap", "# Nothing found");
  await expect(dialog.getByLabel("Control it speaks to")).toHaveValue("");
  await dialog.getByLabel(/^Metric/).fill("code.dast.high");
  await dialog.getByLabel(/^Value/).fill("0");
  await dialog.getByLabel(/^Hold it against limits of its own/).check();
  await record.click();
  await expect(dialog.getByText("Say where the limits come from.")).toBeVisible();
  await dialog.getByLabel("Where the limits come from").fill("contract");
  await record.click();
  await expect(dialog.getByText("Give a limit at least, or let those of the catalogue count.")).toBeVisible();
  await dialog.getByLabel("It must be").selectOption("le");
  await dialog.getByLabel(/^Limit \(optional\)/).fill("0");
  await expectAccessible(page);
  await record.click();
  await expect(dialog).toBeHidden();
  const newest = page.getByRole("table", { name: "Evidence" }).locator("tbody tr").first();
  await expect(newest).toContainText("Dynamic test result");
  await expect(newest).toContainText("zap");
  await expect(newest).toContainText("Pass");
});

test("who may not record evidence sees no button for it", async ({ page }) => {
  const evidence = "/evidence/EVD-HC-0805";
  for (const persona of ["usr-audit", "usr-care-owner"]) {
    await signIn(page, persona);
    for (const path of [CONTROL, "/evidence", "/evidence?system=system%3Asys-carerisk", evidence]) {
      await open(page, path);
      await expect(page.getByRole("button", { name: "Record evidence…" })).toHaveCount(0);
      await expect(page.getByRole("button", { name: "Withdraw…" })).toHaveCount(0);
    }
  }
  // The same pages offer it to whoever may: it is not the pages that lack it.
  await signIn(page, "usr-care-champion");
  await open(page, "/evidence");
  await expect(page.getByRole("button", { name: "Record evidence…" })).toBeVisible();
  await open(page, evidence);
  await expect(page.getByRole("button", { name: "Withdraw…" })).toBeVisible();
});

test("an executive goes from the map to the evidence of an acceptance", async ({ page }) => {
  const risk = "risk:RSK-CR-01";
  await signIn(page, "usr-sec-lead");
  await send(page, ["linkRisk", "LinkRiskInput"], { risk, to: `evidence:${FAIRNESS}` });
  await signIn(page, "usr-mrm");
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString();
  await send(page, ["requestAcceptance", "RequestAcceptanceInput"], {
    risk,
    until,
    compensating: ["Weekly look at the selection ratio"],
    reason: "Until the model is retrained",
  });
  for (const persona of ["usr-ciso", "usr-cro"]) {
    await signIn(page, persona);
    await send(page, ["acceptRisk", "AcceptRiskInput"], { risk, reason: "With the weekly look" });
  }

  await signIn(page, "usr-ceo");
  await open(page, "/");
  await expectAccessible(page);
  const map = page.getByRole("region", { name: "Open risks" });
  await map.getByRole("gridcell").getByRole("link", { name: /Possible, Major, High risk$/ }).click();
  await expect(page).toHaveURL(/cell=residual-3-4/);
  await settled(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: /Bias and fairness failures/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Bias and fairness failures/ })).toBeVisible();
  await settled(page);
  const acceptance = page.getByRole("region", { name: "Acceptance" });
  await expect(acceptance.getByText("In force")).toBeVisible();
  for (const name of ["Chief Information Security Officer", "Chief Risk Officer"]) {
    await expect(acceptance.getByRole("link", { name })).toBeVisible();
  }
  await expectAccessible(page);
  await shot(page, "risk-accepted-with-evidence");
  await acceptance.getByRole("link", { name: new RegExp(FAIRNESS) }).click();
  await expect(page).toHaveURL(new RegExp(`/evidence/${FAIRNESS}$`));
  await expect(page.getByRole("heading", { level: 1, name: "Fairness report by group" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("table", { name: "Metrics and limits" })).toContainText("0.898");
  await expectAccessible(page);
});
