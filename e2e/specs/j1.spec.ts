// Journey J1: an outlier scan flags a dataset version of the healthcare model. What is live because
// of it, who answers for it, one action that contains it, and a lift that takes two people.
import { type Page, expect } from "@playwright/test";
import { expectAccessible, pictures, settled, shot, signIn, test } from "../fixtures";

// The drill's own containment comes a minute later.
test.use({ serverOptions: { demoUntil: "2026-02-10T14:19:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

const FLAGGED = "/datasets/ds-care-train/v5";
const ORIGIN = "/datasets/ds-partner-clinics/v4";
const BLAST = "/blast?roots=dataset%3Ads-partner-clinics%40v4";
const REASON = "Outlier scan: three clusters from one address, sent at night with a shared key";
/** Live because of it: deployment, endpoint, and the version to go back to. */
const LIVE = [
  ["dep-hc-0007", "ep-edge-tablets", null],
  ["dep-hc-0008", "ep-eu-west", "mdl-carerisk@1.2.0"],
  ["dep-hc-0009", "ep-eu-north", "mdl-carerisk@1.2.0"],
  ["dep-hc-0010", "job-outreach-weekly", null],
] as const;

/** Where the incident that the journey opens has its page. */
let incident = "";

/** A dialog by its heading. */
function dialog(page: Page, name: string) {
  return page.getByRole("dialog", { name, exact: true });
}

/** The row of a table that speaks of something. */
function row(page: Page, table: string, name: string) {
  return page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: name });
}

test("an executive finds the flagged version, and where it came from", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /Chief Executive/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("heading", { name: "Live systems by risk class" })).toBeVisible();
  const suspect = page.locator(".figure").filter({ hasText: "Live on suspect data" });
  await expect(suspect).toContainText("0");
  await expectAccessible(page);
  await pictures(page, "j1-1-overview");

  const attention = page.locator(".attention-line").filter({ hasText: "ds-care-train@v5" });
  await expect(attention).toContainText("mdl-carerisk@1.4.0");
  await attention.getByRole("link", { name: /ds-care-train@v5/ }).click();
  await expect(page).toHaveURL(new RegExp(`${FLAGGED}$`));
  await expect(page.getByRole("heading", { level: 1, name: "ds-care-train@v5" })).toBeVisible();
  await settled(page);

  // The scan: every number against the limit it was held to, and which did not hold.
  const scan = page.locator(".scan").filter({ hasText: "EVD-HC-0805" });
  await expect(scan).toContainText("Fail");
  const number = (name: string) => scan.getByRole("row").filter({ hasText: name });
  await expect(number("data.outlier.baseline_multiple")).toContainText(/2\.8.*2\.0/);
  await expect(number("data.suspicious_clusters")).toContainText(/2.*0/);
  await expectAccessible(page);
  await pictures(page, "j1-2-version");

  // Up the lineage, to the first version that the batch went into.
  await page.getByRole("link", { name: "Lineage", exact: true }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Lineage of/ })).toBeVisible();
  await page.getByRole("button", { name: "Where it came from" }).click();
  await expect(page).toHaveURL(/direction=up/);
  await settled(page);
  await expectAccessible(page);
  await pictures(page, "j1-3-lineage");
  await page.getByRole("button", { name: "List", exact: true }).click();
  const version = page.getByRole("row").filter({
    has: page.getByRole("rowheader", { name: "ds-partner-clinics@v4" }),
  });
  await expect(version).toContainText("bat-pc-20251124x");
  await page.getByRole("link", { name: "ds-partner-clinics@v4", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "ds-partner-clinics@v4" })).toBeVisible();
  await page.getByRole("link", { name: /bat-pc-20251124x/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /bat-pc-20251124x/ })).toBeVisible();
});

test("one action contains what came from it", async ({ page }) => {
  await signIn(page, "usr-ceo");
  await page.goto(ORIGIN);
  await page.getByRole("link", { name: "Show blast radius" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blast radius" })).toBeVisible();
  await settled(page);
  const live = page.getByRole("table", { name: "Live endpoints" });
  await expect(live.getByRole("row")).toHaveCount(1 + LIVE.length);
  for (const [deployment, endpoint, clean] of LIVE) {
    const line = row(page, "Live endpoints", endpoint);
    await expect(line).toContainText(deployment);
    await expect(line).toContainText("Care System Owner");
    await expect(line).toContainText(clean ?? "None");
    await expect(line).toContainText("Not requested");
  }
  await expect(page.locator(".facts, dl").filter({ hasText: "Decisions affected" }).first())
    .toContainText(/Decisions affected\s*Unknown/);
  await expectAccessible(page);
  await pictures(page, "j1-4-blast");

  await page.getByRole("button", { name: "Contain…" }).click();
  const contain = dialog(page, "Contain");
  // What will happen, by name and by number, before the button.
  await expect(contain).toContainText("1 dataset version is quarantined");
  await expect(contain.getByRole("link", { name: "ds-partner-clinics@v4" })).toBeVisible();
  await expect(contain).toContainText("4 live deployments are flagged and asked to stop");
  await expect(contain).toContainText("4 rollbacks are proposed, for a second person to decide");
  await expect(contain).toContainText("1 accountable owner is told");
  for (const [deployment, , clean] of LIVE) {
    const after = clean === null ? " taken out of service" : ` back to ${clean}`;
    await expect(contain).toContainText(`${deployment}${after}`);
  }
  await expect(contain).toContainText("Care System Owner");
  await expectAccessible(page);

  // Without a reason nothing happens.
  await contain.getByRole("button", { name: "Contain", exact: true }).click();
  await expect(contain).toContainText("This is needed.");
  await contain.getByLabel("Title of the incident").fill("CareRisk: poisoned partner data");
  await contain.getByLabel("Reason").fill(REASON);
  await pictures(page, "j1-5-contain", false);
  await contain.getByRole("button", { name: "Contain", exact: true }).click();

  await expect(page).toHaveURL(/\/incidents\/[^/?]+\?receipt=\d+$/);
  incident = new URL(page.url()).pathname;
  await expect(
    page.getByRole("heading", { level: 1, name: "CareRisk: poisoned partner data" }),
  ).toBeVisible();
  await settled(page);
  const serving = page.getByRole("table", { name: "Deployments that may still serve" });
  await expect(serving.getByRole("row")).toHaveCount(1 + LIVE.length);
  await expect(page.getByText("4 rollbacks wait for a decision")).toBeVisible();
  await expect(page.locator(".told")).toContainText("Care System Owner");
  await expect(page.locator(".events-story")).toContainText(REASON);
  await expectAccessible(page);
  await pictures(page, "j1-6-incident");

  // Stopped here, suspect downstream, on every page that says so.
  await page.goto(ORIGIN);
  await expect(page.locator(".title-line")).toContainText("Quarantined");
  await expect(page.getByText("This version is quarantined: it must not be used")).toBeVisible();
  for (const path of [FLAGGED, "/models/mdl-carerisk/1.4.0", "/deployments/dep-hc-0008"]) {
    await page.goto(path);
    await settled(page);
    await expect(page.locator(".page-head")).toContainText("Suspect");
  }
  // What the batch never reached stays clean.
  await page.goto("/models/mdl-carerisk/1.2.0");
  await settled(page);
  await expect(page.locator(".page-head")).toContainText("Clean");
  await page.goto("/");
  await settled(page);
  const suspect = page.locator(".figure").filter({ hasText: "Live on suspect data" });
  await expect(suspect).toContainText("1");
});

test("an executive cannot decide a rollback; the incident commander can", async ({ page }) => {
  expect(incident).not.toBe("");
  await signIn(page, "usr-ceo");
  await page.goto(incident);
  await expect(page.getByText("4 rollbacks wait for a decision")).toBeVisible();
  const rollback = page.locator(".rollback").filter({ hasText: "dep-hc-0008" });
  await expect(rollback.locator(".said")).toHaveText(/Incident Commander may decide this rollback\.$/);
  await expect(page.getByRole("button", { name: /^Approve…/ })).toHaveCount(0);

  await signIn(page, "usr-ic");
  await page.reload();
  await page.getByRole("button", { name: "Approve… the rollback of dep-hc-0008" }).click();
  const approve = dialog(page, "Approve the rollback");
  await approve.getByLabel("Reason").fill("1.2.0 saw none of the partner data");
  await approve.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("3 rollbacks wait for a decision")).toBeVisible();
  await expect(rollback).toContainText("Approved, not done yet");
  await expect(rollback).toContainText("Approved by Incident Commander");
  await expect(rollback).toContainText("mdl-carerisk@1.2.0");
});

test("a stop counts when somebody who looked confirms it", async ({ page }) => {
  expect(incident).not.toBe("");
  await signIn(page, "usr-sec-lead");
  await page.goto(incident);
  const serving = page.getByRole("table", { name: "Deployments that may still serve" });
  await expect(serving.getByRole("row")).toHaveCount(1 + LIVE.length);
  await page.getByRole("button", { name: "Confirm stop… of dep-hc-0007" }).click();
  const confirm = dialog(page, "Confirm the stop");
  await confirm.getByLabel("What was seen").fill("No request reached the tablets for ten minutes");
  await confirm.getByRole("button", { name: "Confirm the stop" }).click();

  await expect(serving.getByRole("row")).toHaveCount(LIVE.length);
  await expect(serving).not.toContainText("dep-hc-0007");
  const stopped = row(page, "Stopped deployments", "dep-hc-0007");
  await expect(stopped).toContainText("AI Security Lead");
  await shot(page, "j1-7-stop-confirmed");
});

test("lifting the quarantine takes a second person", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto(ORIGIN);
  await page.getByRole("button", { name: "Request lift…" }).click();
  const request = dialog(page, "Request to lift the quarantine");
  await request.getByLabel("Reason").fill("The injected rows were taken out");
  await request.getByRole("button", { name: "Request lift" }).click();

  // The same person cannot, and is told why and who can.
  await expect(page.getByRole("button", { name: "Lift quarantine…" })).toHaveCount(0);
  await expect(page.locator(".said")).toHaveText(
    /^You asked for it to be lifted, so a second person must lift the quarantine: /,
  );
  await shot(page, "j1-8-lift-needs-another", false);
  await expect(page.locator(".title-line")).toContainText("Quarantined");

  await signIn(page, "usr-mrm");
  await page.reload();
  await page.getByRole("button", { name: "Lift quarantine…" }).click();
  const lift = dialog(page, "Lift the quarantine");
  await lift.getByLabel("Reason").fill("Checked the digest of the cleaned rows");
  await lift.getByRole("button", { name: "Lift quarantine", exact: true }).click();
  await expect(page.locator(".title-line")).not.toContainText("Quarantined");
  await page.goto(FLAGGED);
  await settled(page);
  await expect(page.locator(".page-head")).toContainText("Clean");
});

test("the day before, all of it was clean, and nothing can be recorded there", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto(`${ORIGIN}?asOf=2026-02-09T12:00:00Z`);
  await settled(page);
  await expect(page.getByText("You are looking at the past")).toBeVisible();
  await expect(page.locator(".page-head")).toContainText("Clean");
  await expect(page.getByRole("button", { name: "Quarantine only…" })).toBeDisabled();
  await expectAccessible(page);
  await pictures(page, "j1-9-past");

  await page.goto(`${BLAST}&asOf=2026-02-09T12:00:00Z`);
  await settled(page);
  await expect(page.getByRole("button", { name: "Contain…" })).toBeDisabled();
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page.getByRole("button", { name: "Contain…" })).toBeEnabled();
  await expect(page).not.toHaveURL(/asOf/);
});

test("who proposed a rollback cannot decide it, though the role could", async ({ page }) => {
  await signIn(page, "usr-ic");
  await page.goto("/blast?roots=dataset%3Ads-care-train%40v5");
  await page.getByRole("button", { name: "Contain…" }).click();
  const contain = dialog(page, "Contain");
  await contain.getByLabel("Reason").fill("Two clusters remain in this version");
  await contain.getByRole("button", { name: "Contain", exact: true }).click();
  await expect(page).toHaveURL(/\/incidents\//);
  await expect(page.locator(".rollback")).not.toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Approve…/ })).toHaveCount(0);
  await expect(page.locator(".rollback .said").first()).toHaveText(
    /^You proposed it, so a second person must decide this rollback: /,
  );
  await shot(page, "j1-10-own-rollback", false);
});
