// The blast radius of the three injected batches: the same set from the page, from GraphQL and
// from the command line, and the set that whoever wrote the drill expects.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "../fixtures";
import { binary } from "../fixtures/server";

interface Expected {
  roots: string[];
  as_of: string;
  affected: Record<Kind, string[]>;
  counts: Record<Kind, number>;
  must_not_contain: string[];
}
type Kind = "dataset_version" | "run" | "model_version" | "deployment" | "evidence";
type Sets = Record<Kind, string[]>;

const file = resolve(import.meta.dirname, "../../backend/app/drill/expectations.json");
const { care } = JSON.parse(readFileSync(file, "utf8"));
const expected: Expected = care.blast_radius_forward;
const ROOTS = expected.roots.map((batch) => `batch:${batch}`);
const COUNTED = "2026-02-13T18:00:00Z";
const DAY_BEFORE = "2025-11-23T03:12:00Z";
const DAY_AFTER_ROLLBACK = "2026-02-11T18:00:00Z";

/** The expected names as subjects of ours. */
const PREFIX: Record<Kind, string> = {
  dataset_version: "dataset",
  run: "run",
  model_version: "model",
  deployment: "deployment",
  evidence: "evidence",
};
const KINDS = Object.keys(PREFIX) as Kind[];

function sorted(of: (kind: Kind) => string[]): Sets {
  const entries = KINDS.map((kind) => [kind, [...new Set(of(kind))].sort()]);
  return Object.fromEntries(entries) as Sets;
}

const wanted = sorted((kind) => expected.affected[kind].map((name) => `${PREFIX[kind]}:${name}`));

const QUESTION = `query($time: Time!, $roots: [Subject!]!) { asOf(time: $time) { blastRadius(roots: $roots) {
  counts { kind count } decisionsAffected
  dataset_version: datasetVersions run: runs model_version: modelVersions
  deployment: deployments { subject } evidence
  liveEndpoints { endpoint stopConfirmed } } } }`;

async function ask(page: Page, time: string) {
  const { csrf } = await (await page.request.get("/auth/me")).json();
  const answer = await page.request.post("/graphql", {
    headers: { "X-CSRF-Token": csrf },
    data: { query: QUESTION, variables: { time, roots: ROOTS } },
  });
  const { data, errors } = await answer.json();
  expect(errors).toBeUndefined();
  return data.asOf.blastRadius;
}

async function onCommandLine(dataDir: string, time: string) {
  const args = ["blast", ...ROOTS, "--as-of", time, "--output", "json", "--data-dir", dataDir];
  const { stdout } = await promisify(execFile)(binary(), args);
  return JSON.parse(stdout);
}

async function open(page: Page, time: string) {
  await page.goto(`/blast?roots=${ROOTS.join(",")}&asOf=${time}`);
  await expect(page.getByRole("heading", { level: 1, name: "Blast radius" })).toBeVisible();
  await expect(page.locator(".waiting")).toHaveCount(0);
}

/** The subjects that a part of the page links to, read from the addresses of its links. */
async function linked(page: Page, part: string, room: string): Promise<string[]> {
  const section = page.locator(`section#${part}`);
  const hrefs = await section
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  return hrefs.filter((href) => href.startsWith(`/${room}/`)).map(decodeURIComponent);
}

async function onPage(page: Page): Promise<Sets> {
  const names = async (part: string, room: string, prefix: string) => {
    const paths = await linked(page, part, room);
    return paths.map((path) => `${prefix}:${path.split("/").slice(2).join("@")}`);
  };
  // A row of model versions names the last clean one, too, which is not part of the radius.
  const rows = page.locator("section#model-versions tbody tr th");
  const models = (await rows.allInnerTexts()).map((name) => `model:${name.trim()}`);
  const sets: Sets = {
    dataset_version: await names("dataset-versions", "datasets", "dataset"),
    run: await names("runs", "runs", "run"),
    model_version: models,
    deployment: await names("deployments", "deployments", "deployment"),
    evidence: await names("evidence", "evidence", "evidence"),
  };
  return sorted((kind) => sets[kind]);
}

test.beforeEach(({ page }) => signIn(page, "usr-audit"));

test("page, GraphQL and command line name the same set, and it is the expected one", async ({
  page,
  server,
}) => {
  const graph = await ask(page, expected.as_of);
  const fromGraph = sorted((kind) =>
    graph[kind].map((one: string | { subject: string }) =>
      typeof one === "string" ? one : one.subject,
    ),
  );
  expect(fromGraph).toEqual(wanted);
  const counts = graph.counts.map(({ kind, count }: { kind: Kind; count: number }) => [kind, count]);
  expect(Object.fromEntries(counts)).toMatchObject(expected.counts);

  const cli = await onCommandLine(server.dataDir, expected.as_of);
  expect(sorted((kind) => cli.affected[kind])).toEqual(wanted);

  await open(page, expected.as_of);
  const figures = page.locator(".blast-figures");
  for (const [name, kind] of [
    ["Deployments", "deployment"],
    ["Model versions", "model_version"],
    ["Runs", "run"],
    ["Dataset versions", "dataset_version"],
    ["Evidence touched", "evidence"],
  ] as const) {
    await expect(figures).toContainText(new RegExp(`${name}\\s*${expected.counts[kind]}`, "i"));
  }
  expect(await onPage(page)).toEqual(wanted);

  const everything = [...Object.values(fromGraph), ...Object.values(await onPage(page))].flat();
  for (const name of expected.must_not_contain) {
    expect(everything.filter((subject) => subject.endsWith(`:${name}`))).toEqual([]);
  }
});

test("decisions are unknown until somebody counted them, and never nought", async ({ page }) => {
  const known = page.locator("dl, .facts").filter({ hasText: "Decisions affected" }).first();
  expect((await ask(page, expected.as_of)).decisionsAffected).toBeNull();
  await open(page, expected.as_of);
  await expect(known).toContainText(/Decisions affected\s*Unknown/);

  expect((await ask(page, COUNTED)).decisionsAffected).toBe(care.decisions_patient_total);
  await open(page, COUNTED);
  await expect(known).toContainText(/Decisions affected\s*111,969/);
});

test("the day before the first batch nothing is reached", async ({ page, server }) => {
  const none = sorted(() => []);
  const graph = await ask(page, DAY_BEFORE);
  expect(sorted((kind) => graph[kind])).toEqual(none);
  const cli = await onCommandLine(server.dataDir, DAY_BEFORE);
  expect(Object.values(cli.affected).flat()).toEqual([]);
  await open(page, DAY_BEFORE);
  await expect(page.getByText("Nothing was reached")).toBeVisible();
  expect(await onPage(page)).toEqual(none);
});

test("the day after the rollback no live endpoint is reached", async ({ page, server }) => {
  const before = await ask(page, expected.as_of);
  expect(before.liveEndpoints.length).toBeGreaterThan(0);
  const after = await ask(page, DAY_AFTER_ROLLBACK);
  expect(after.liveEndpoints).toEqual([]);
  expect((await onCommandLine(server.dataDir, DAY_AFTER_ROLLBACK)).live_endpoints).toEqual([]);
  await open(page, DAY_AFTER_ROLLBACK);
  await expect(page.getByText("No live endpoint is reached")).toBeVisible();
  await expect(page.getByRole("table", { name: "Live endpoints" })).toHaveCount(0);
});
