// Prompts and what providers do: every version says what changed, a new one shows its difference, and
// a model that a provider swapped is recorded by those who may.
import { expect, expectAccessible, pictures, settled, signIn, test } from "../fixtures";

test.describe.configure({ mode: "serial" });

test("a prompt tells its history, with or without its text", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/systems/sys-supportchat");
  await settled(page);
  await expect(page.getByRole("button", { name: "Register a prompt…" })).toHaveCount(0);
  await page.getByRole("link", { name: /prm-support@v4/ }).first().click();
  await expect(page).toHaveURL(/\/prompts\/prm-support\/v4/);
  await expect(page.getByRole("heading", { level: 1, name: "prm-support" })).toBeVisible();
  await expect(page.locator("section.card h2")).toHaveText(["v4", "v3", "v2", "v1"]);
  const newest = page.getByRole("region", { name: "v4" });
  await expect(newest).toContainText("refund tool needs human confirmation");
  await expect(newest).toContainText("The text of v3 is not kept, only its SHA-256: that differs.");
  await expect(page.getByRole("button", { name: "Register a version…" })).toHaveCount(0);
  await expectAccessible(page);
});

test("an engineer registers a prompt, and its next version shows the difference", async ({ page }) => {
  await signIn(page, "usr-chat-mle");
  await page.goto("/systems/sys-supportchat");
  await settled(page);
  await page.getByRole("button", { name: "Register a prompt…" }).click();
  const dialog = page.getByRole("dialog", { name: "Register a version of a prompt" });
  const send = dialog.getByRole("button", { name: "Register version" });
  await expect(send).toBeDisabled();
  await dialog.getByLabel("Prompt", { exact: true }).fill("prm-triage");
  await dialog.getByLabel("Version").fill("v1");
  await dialog.getByLabel("Text").fill("Sort the ticket.\nNever promise a refund.");
  await dialog.getByLabel("What changed").fill("Triage in front of support");
  await expectAccessible(page);
  await send.click();
  await expect(dialog).toBeHidden();
  await page.goto("/prompts/prm-triage");
  await page.getByRole("button", { name: "Register a version…" }).click();
  await expect(dialog.getByLabel("Text")).toHaveValue("Sort the ticket.\nNever promise a refund.");
  await dialog.getByLabel("Version").fill("v1");
  await dialog.getByLabel("Text").fill("Sort the ticket.\nSay who answers.\nNever promise a refund.");
  await dialog.getByLabel("What changed").fill("People want to know who answers");
  await send.click();
  await expect(dialog.getByText(/version v1 is already registered with another digest/)).toBeVisible();
  await dialog.getByLabel("Version").fill("v2");
  await send.click();
  await expect(dialog).toBeHidden();
  const newest = page.getByRole("region", { name: "v2" });
  await expect(newest.getByRole("list", { name: "Compared with v1" }).getByRole("listitem")).toHaveCount(3);
  await expect(newest.locator("ins")).toHaveText("+ Say who answers.");
  await expect(newest.locator("del")).toHaveCount(0);
  await expectAccessible(page);
  await pictures(page, "prompt");
});

test("a provider's swap is seen, and the next one recorded", async ({ page }) => {
  await signIn(page, "usr-chat-mle");
  await page.goto("/models/mdl-hosted-llm");
  await settled(page);
  const rows = page.getByRole("table", { name: "Each change of the model behind the name" }).locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("Without notice");
  await page.getByRole("button", { name: "Record a change…" }).click();
  const dialog = page.getByRole("dialog", { name: "Record a change by the provider" });
  await dialog.getByLabel("Version after").fill("2026-08");
  await dialog.getByLabel("Days of notice").fill("14");
  await dialog.getByRole("button", { name: "Record change" }).click();
  await expect(dialog).toBeHidden();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("14 days before");
  await expectAccessible(page);
  await page.goto("/timeline/system:sys-supportchat");
  await settled(page);
  // The picture above the list names the event too, in a title that is never drawn.
  const told = page.locator(".events-story").getByRole("link", { name: /The provider replaced .*2026-08 with 14 days notice/ });
  await expect(told).toBeVisible();
});
