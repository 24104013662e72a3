// The shell: it loads from the release frontend, without a complaint, and everyone can use it.
import { expect, expectAccessible, shot, signIn, test } from "../fixtures";

test("the first page loads, names the product and has no accessibility fault", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/Ledgerstone/);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "first-page");
});

test("assets are compressed, kept for ever, and the page itself is asked for again", async ({
  page,
  request,
}) => {
  const [wasm] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith("/app_bg.wasm")),
    page.goto("/"),
  ]);
  expect(wasm.headers()["content-encoding"]).toBe("br");
  expect(wasm.headers()["cache-control"]).toContain("immutable");
  expect(wasm.headers()["content-type"]).toBe("application/wasm");
  const index = await request.get("/");
  expect(index.headers()["cache-control"]).not.toContain("immutable");
  expect(index.headers()["content-security-policy"]).toContain("default-src 'self'");
});

test("in the dark the first page is as readable", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test("one's own page leads to what one was told", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/people/usr-audit");
  await page.getByRole("link", { name: "What you were told is due" }).click();
  await expect(page).toHaveURL(/events\?kind=notices&subject=person(:|%3A)usr-audit$/);
  await expect(page.getByRole("button", { name: "Notices", exact: true })).toHaveAttribute("aria-pressed", "true");
});
