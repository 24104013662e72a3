// Every page: it has a heading, complains of nothing, everyone can read it in light and in dark,
// and on a phone it never moves sideways.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, send, settled, sideways, signIn, test } from "../fixtures";

// Each walk is long and needs nothing of the others.
test.describe.configure({ mode: "parallel" });

const BATCHES = "batch:bat-pc-20251124x,batch:bat-pc-20251219x,batch:bat-pc-20260116x";

/** Pages with what their heading says. */
const PAGES: [path: string, heading: RegExp][] = [
  ["/", /^Overview$/],
  ["/systems", /systems$/i],
  ["/systems/sys-carerisk", /CareRisk/],
  ["/systems/sys-carerisk/act", /under the EU AI Act$/],
  ["/systems/sys-carerisk/profile", /^Describe CareRisk/],
  ["/register", /^Register an AI system$/],
  ["/intake", /^Reported uses$/],
  ["/intake/use-pages", /^Letter polisher$/],
  ["/datasets", /^Datasets$/],
  ["/datasets/ds-care-train", /^Assembled training set$|ds-care-train/],
  ["/datasets/ds-care-train/v5", /^ds-care-train@v5$/],
  ["/quarantine", /^Quarantined versions$/],
  ["/sources", /^Sources$/],
  ["/sources/src-partner-gateway", /./],
  ["/batches", /^Ingestion batches$/],
  ["/batches/bat-pc-20251124x", /bat-pc-20251124x/],
  ["/runs", /runs/i],
  ["/runs/run-hc-0005", /run-hc-0005/],
  ["/environments", /^Training environments$/],
  ["/environments/env-train-eu", /^EU training zone$/],
  ["/models", /^Models$/],
  ["/models/mdl-carerisk", /./],
  ["/models/mdl-carerisk/1.4.0", /1\.4\.0/],
  ["/prompts/prm-support", /^prm-support$/],
  ["/prompts/prm-support/v4", /^prm-support$/],
  ["/evidence", /^Evidence$/],
  ["/evidence?system=system%3Asys-carerisk", /^Evidence$/],
  ["/evidence/EVD-HC-0805", /./],
  ["/deployments", /^Deployments$/],
  ["/deployments/dep-hc-0008", /./],
  ["/controls", /^Controls$/],
  ["/controls?system=system%3Asys-supportchat&sort=status", /^Controls$/],
  ["/controls/AIC-GV-11", /^Guard prompts/],
  ["/controls/sys-supportchat/AIC-GV-11", /^Guard prompts/],
  ["/frameworks", /^Frameworks$/],
  ["/frameworks/eu_ai_act", /Artificial Intelligence Act/],
  ["/threats", /^Threats$/],
  ["/threats/THR-06", /tampering/],
  ["/catalogue", /^Catalogue$/],
  ["/catalogue/import", /^Items from a file$/],
  ["/catalogue/items?section=metrics", /^Items of the catalogue$/],
  ["/catalogue/item?section=metrics&id=data.outlier.flagged_ratio", /./],
  ["/traceability", /^Traceability$/],
  ["/people", /^People and teams$/],
  ["/people/usr-care-owner", /^Care System Owner$/],
  ["/teams/team-care-ai", /./],
  ["/roster", /^Import people$/],
  ["/accountability", /^Accountability$/],
  ["/accountability/teams", /^Security champions$/],
  ["/accountability/matrix", /^Who answers for what$/],
  ["/consistency", /^What does not add up$/],
  ["/accountability/for?subject=model:mdl-carerisk@1.3.0", /^Who answers for /],
  ["/learning", /^My training$/],
  ["/learning/modules", /^Modules$/],
  ["/learning/modules/M03", /^Keeping training data trustworthy$/],
  ["/learning/write", /^Write a module$/],
  ["/learning/campaigns", /^Training campaigns$/],
  ["/learning/coverage", /^Training coverage$/],
  ["/learning/duties", /^Who must learn what$/],
  ["/learning/literacy", /^AI literacy report$/],
  ["/learning/people/usr-care-ds1", /^Training of /],
  ["/programme", /^Programme$/],
  ["/policies", /^Policies$/],
  ["/policies/POL-AI-LIFECYCLE", /Secure AI lifecycle policy/],
  ["/initiatives", /^Funded initiatives$/],
  ["/initiatives/evt-org-0072", /./],
  ["/meetings", /^Meetings$/],
  ["/meetings/REP-BOARD-2026-EX1", /Extraordinary board report/],
  ["/exercises", /^Exercises$/],
  ["/surveys", /^Surveys$/],
  ["/feedback", /^Feedback$/],
  ["/feedback/evt-hc-0178", /^Feedback from/],
  ["/reviews", /^Design reviews$/],
  ["/reviews/evt-hc-0004", /CareRisk/],
  ["/findings", /^Findings$/],
  ["/findings/FND-2025-002", /selection rate/],
  ["/actions", /^Actions$/],
  ["/actions/ACT-2026-004", /Frozen holdout/],
  ["/lineage", /^Lineage$/],
  [`/lineage?roots=${BATCHES}&direction=down`, /^Lineage of 3 things$/],
  [`/blast?roots=${BATCHES}&asOf=2026-02-10T14:35:00Z`, /^Blast radius$/],
  ["/incidents", /^Incidents$/],
  ["/incidents/INC-2026-002", /poisoning/],
  ["/risks", /^Risks$/],
  ["/risks/RSK-HC-01", /CareRisk/],
  ["/heat-map", /^Heat map$/],
  ["/timeline/system:sys-carerisk", /./],
  ["/inbox", /^Told to you$/],
  ["/events", /^Events$/],
  ["/events/120", /./],
  ["/search", /^Search$/],
  ["/search?q=carerisk", /^Search$/],
];

/** Opens a page and waits until nothing on it is still on its way. */
async function open(page: Page, path: string, heading: RegExp) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await settled(page);
  const nothing = page.locator(".empty-title", { hasText: /could not be shown|^Nothing here$/ });
  await expect(nothing).toHaveCount(0);
  await expect(page.locator("h1")).toHaveCount(1);
}

/** Reports a use, as the demonstration has none; under the same command it is reported once. */
async function report(page: Page) {
  await signIn(page, "usr-care-mle");
  await send(page, ["reportUse", "ReportUseInput"], {
    command: "pages-report",
    intake: "intake:use-pages",
    name: "Letter polisher",
    purpose: "Makes letters to patients easier to read",
    foundBy: "a colleague",
    team: "team:team-care-ai",
  });
}

// Walks of ten pages each, so that each keeps its time however many pages there are.
const WALKS = Array.from({ length: Math.ceil(PAGES.length / 10) }, (_, walk) => ({
  name: `walk ${walk + 1}`,
  pages: PAGES.slice(walk * 10, walk * 10 + 10),
}));

// Reading is asked of an auditor, acting of a security lead: the one sees no button, the other all,
// which is also what has to fit on a phone.
for (const [theme, persona] of [
  ["light", "usr-sec-lead"],
  ["dark", "usr-audit"],
] as const) {
  for (const { name, pages } of WALKS) {
    test(`every page can be read by everyone, ${theme}, ${name}`, async ({ page }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme: theme });
      if (pages.some(([path]) => path.startsWith("/intake/"))) await report(page);
      await signIn(page, persona);
      for (const [path, heading] of pages) {
        await test.step(path, async () => {
          await page.setViewportSize({ width: 1280, height: 860 });
          await open(page, path, heading);
          await expect(page).toHaveTitle(/. · Ledgerstone$/);
          await expectAccessible(page);
          await page.setViewportSize({ width: 390, height: 844 });
          await settled(page);
          const wide = await sideways(page);
          expect.soft(wide, `${path} is wider than the phone`).toBeLessThanOrEqual(0);
        });
      }
    });
  }
}

test("an address that leads nowhere says so", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { level: 1, name: "Nothing here" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the overview" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});
