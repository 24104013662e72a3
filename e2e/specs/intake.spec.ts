// Journey: an AI that nobody registered is reported, registered step by step, classified by two
// people, and a role is lent while its holder is away. Nothing is lost on the way back.
import { type Page, expect } from "@playwright/test";
import { expectAccessible, pictures, settled, signIn, test } from "../fixtures";

// A log of its own: the journey records.
test.use({ serverOptions: { demoUntil: "2026-04-01T00:00:00Z" } });
test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Goes to the next step of registering. */
async function next(page: Page, to: string, heading: string) {
  await page.getByRole("button", { name: `Next: ${to}` }).click();
  await expect(page.getByRole("heading", { level: 2, name: heading })).toBeFocused();
}

/** Fills in what somebody reports. */
async function report(page: Page, name: string, purpose: string) {
  await settled(page);
  await page.getByRole("button", { name: "Report a use…" }).click();
  await page.getByRole("textbox", { name: "What is used" }).fill(name);
  await page.getByRole("textbox", { name: "What for" }).fill(purpose);
  await page.getByRole("textbox", { name: /Who sells or hosts it/ }).fill("Letterworks");
  await page.getByRole("combobox", { name: "Which team uses it" }).selectOption("team:team-care-ai");
}

/** Opens the form that settles a report with this system, and chooses it. */
async function belongs(page: Page, system: string) {
  const choice = page.getByRole("combobox", { name: "System" });
  // It offers the systems that have come when it opens; they are asked beside the report.
  await expect(async () => {
    await page.getByRole("button", { name: "It belongs to a system…" }).click();
    await expect(choice).toBeVisible();
    if ((await choice.locator(`option[value="${system}"]`).count()) > 0) return;
    await closed(page);
    throw new Error("the systems have not come");
  }).toPass({ timeout: 15_000 });
  await choice.selectOption(system);
}

/** Closes the open form with Escape, and waits until the page knows. */
async function closed(page: Page) {
  await page.keyboard.press("Escape");
  await expect(page.locator(".dialog-body form")).toHaveCount(0);
}

test("an engineer reports what nobody registered", async ({ page }) => {
  await signIn(page, "usr-care-mle");
  await page.goto("/intake");
  await settled(page);
  await expect(page.getByText("No report waits")).toBeVisible();
  await page.getByRole("button", { name: "Report a use…" }).click();
  await page.getByRole("button", { name: "Report it" }).click();
  await expect(page.getByText("Say what it is called.")).toBeVisible();
  await closed(page);
  await report(page, "Letter writer", "Writes the letters to patients");
  await expectAccessible(page);
  await pictures(page, "intake-report");
  await page.getByRole("button", { name: "Report it" }).click();
  await expect(page.getByRole("link", { name: "Letter writer" })).toBeVisible();
  for (const name of ["Old calculator", "Second calculator", "Minutes taker"]) {
    await report(page, name, "Nobody remembers");
    await page.getByRole("button", { name: "Report it" }).click();
    await expect(page.getByRole("link", { name })).toBeVisible();
  }
  await expectAccessible(page);
  await pictures(page, "intake-queue");
});

test("several reports are settled at once", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto("/intake");
  await settled(page);
  await page.getByRole("checkbox", { name: "Choose Old calculator" }).check();
  await page.getByRole("checkbox", { name: "Choose Second calculator" }).check();
  await expect(page.getByText("2 chosen")).toBeVisible();
  await page.getByRole("button", { name: "Dismiss them…" }).click();
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(page.getByText("Give a reason; it stands in the record.")).toBeVisible();
  await page.getByRole("textbox", { name: "Why there is nothing to govern" }).fill("Rules, no AI");
  await pictures(page, "intake-dismiss");
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(page.getByText("2 reports settled.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Old calculator" })).toHaveCount(0);
  await page.goto("/intake");
  await settled(page);
  await page.getByRole("link", { name: "Minutes taker" }).click();
  await belongs(page, "system:sys-supportchat");
  await page.getByRole("button", { name: "Settle", exact: true }).click();
  // The button that was pressed holds these words, too.
  await expect(page.getByText("Belongs to a system", { exact: true }).first()).toBeVisible();
});

test("a system owner registers it step by step, and going back loses nothing", async ({ page }) => {
  await signIn(page, "usr-care-owner");
  await page.goto("/intake");
  await settled(page);
  await page.getByRole("link", { name: "Letter writer" }).click();
  await expectAccessible(page);
  await pictures(page, "intake-waiting");
  await page.getByRole("link", { name: "Register it as a system" }).click();
  await settled(page);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Letter writer");
  await expect(page.getByText("It will be system:letter-writer.")).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "intake-purpose");
  await page.getByRole("textbox", { name: "Identifier" }).fill("sys-carerisk");
  await page.getByRole("button", { name: "Next: Kind" }).click();
  await expect(page.getByText("A system is registered under this identifier already")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Identifier" })).toBeFocused();
  await page.getByRole("textbox", { name: "Identifier" }).fill("sys-letters");
  await next(page, "Kind", "What sort of AI is it?");
  await page.getByRole("checkbox", { name: /^Generative/ }).check();
  await expect(page.getByRole("checkbox", { name: /^Third party/ })).toBeChecked();
  await pictures(page, "intake-kind");
  await next(page, "People", "Whom does it touch?");
  await page.getByRole("checkbox", { name: /^Personal data/ }).check();
  await page.getByRole("button", { name: "Next: Weight" }).click();
  await expect(page.getByText("Say whose data it is")).toBeVisible();
  await page.getByRole("textbox", { name: "Whose data" }).fill("patients, relatives");
  await next(page, "Weight", "How much hangs on it?");
  await page.getByRole("radio", { name: /a person reviews/ }).check();
  await page.getByRole("radio", { name: "Comfort" }).check();
  await page.getByRole("radio", { name: /^Medium/ }).check();
  await expectAccessible(page);
  await pictures(page, "intake-weight");
  await next(page, "Owner", "Who answers for it?");
  // Away and back again: what was written is still there.
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Comfort" })).toBeChecked();
  await page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name: "People" }).click();
  await expect(page).toHaveURL(/\/people$/);
  await page.goBack();
  await settled(page);
  await expect(page.getByRole("radio", { name: /^Medium/ })).toBeChecked();
  await next(page, "Owner", "Who answers for it?");
  await expect(page.getByRole("combobox", { name: "Team" })).toHaveValue("team:team-care-ai");
  await page.getByRole("combobox", { name: "Accountable owner" }).selectOption("person:usr-care-owner");
  await pictures(page, "intake-owner");
  await next(page, "Check", "Is this right?");
  await expectAccessible(page);
  await pictures(page, "intake-check");
  await page.getByRole("button", { name: "Register the system" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Letter writer" })).toBeVisible();
  await settled(page);
  await expect(page.getByText("Next: the EU AI Act questionnaire")).toBeVisible();
  await expect(page.getByText("patients, relatives")).toBeVisible();
  await expect(page.getByRole("link", { name: "Care System Owner" }).first()).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "intake-system");
});

test("who triages settles the report with it", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto("/intake");
  await settled(page);
  await page.getByRole("link", { name: "Letter writer" }).click();
  await belongs(page, "system:sys-letters");
  await page.getByRole("checkbox", { name: /registered because of this report/ }).check();
  await page.getByRole("button", { name: "Settle", exact: true }).click();
  await expect(page.getByText("Became a system").first()).toBeVisible();
  await expectAccessible(page);
});

test("the questionnaire says what would follow, and proposes it", async ({ page }) => {
  await signIn(page, "usr-care-owner");
  await page.goto("/systems/sys-letters/act");
  await settled(page);
  await expect(page.getByText(/^0 of \d+ questions answered/)).toBeVisible();
  const scope = page.getByRole("region", { name: "Scope and role" });
  const answer = async (question: RegExp, words: string) => {
    await page.getByRole("group", { name: question }).getByRole("radio", { name: words }).check();
  };
  await answer(/infer from input/, "Yes");
  await page.getByRole("checkbox", { name: "Deployer" }).check();
  await answer(/placed on the EU market/, "Yes");
  await scope.getByRole("button", { name: /^No to the rest/ }).click();
  await expect(page.getByText(/^5 of \d+ questions answered/)).toBeVisible();
  await page.getByRole("button", { name: "To the next open question" }).click();
  await expect(page.getByRole("group", { name: /subliminal/ }).getByRole("radio", { name: "Yes" })).toBeFocused();
  await expectAccessible(page);
  await pictures(page, "intake-questions");
  await page.getByRole("button", { name: "No to the rest of Prohibited practices" }).click();
  await answer(/product, or a safety component/, "No");
  await page.getByRole("checkbox", { name: "None of these" }).first().check();
  await answer(/generate synthetic/, "Yes");
  await page.getByRole("button", { name: "No to the rest of Telling people" }).click();
  await answer(/provide a general-purpose/, "No");
  await answer(/process personal data/, "Yes");
  await page.getByRole("button", { name: "No to the rest of Duties of those who use it" }).click();
  const follows = page.getByRole("region", { name: "What would follow" });
  await expect(follows.getByText("Transparency duties (Art. 50)")).toBeVisible();
  await expect(follows.getByText(/generate synthetic/)).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "intake-follows");
  await page.getByRole("button", { name: "Propose this class" }).click();
  await expect(page.getByText("Proposed, not approved")).toBeVisible();
  await expect(page.getByText(/You proposed it, so a second person must approve the class|Compliance Officer/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve…" })).toHaveCount(0);
  await pictures(page, "intake-proposed");
});

test("a second person approves the class", async ({ page }) => {
  await signIn(page, "usr-comp");
  await page.goto("/systems/sys-letters/act");
  await settled(page);
  await expect(page.getByRole("heading", { name: "What was answered" })).toBeVisible();
  await page.getByRole("button", { name: "Approve…" }).click();
  await expect(page.getByLabel("Its duties apply from")).toHaveValue("2026-08-02");
  await page.getByRole("button", { name: "Approve the class" }).click();
  await expect(page.getByText("Say why the class is right.")).toBeVisible();
  await page.getByRole("textbox", { name: "Why it is right" }).fill("It writes to patients; a person reviews.");
  await pictures(page, "intake-approve");
  await page.getByRole("button", { name: "Approve the class" }).click();
  await expect(page.getByText("Approved", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "intake-approved");
});

test("a new description asks for another look, and the end needs a reason", async ({ page }) => {
  await signIn(page, "usr-care-owner");
  await page.goto("/systems/sys-letters");
  await page.getByRole("link", { name: "Describe anew" }).click();
  await settled(page);
  await expect(page.getByText("Its class under the EU AI Act is approved")).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "intake-profile");
  await page.getByRole("textbox", { name: "What it is for" }).fill("Writes letters and sends them");
  await page.getByRole("radio", { name: /It decides and acts/ }).check();
  await page.getByRole("button", { name: "Record the description" }).click();
  await expect(page.getByText("Next: another look at the class under the EU AI Act")).toBeVisible();
  await page.getByRole("button", { name: "Take out of use…" }).click();
  await page.getByRole("button", { name: "Take it out of use" }).click();
  await expect(page.getByText("Say why it is taken out of use.")).toBeVisible();
  await pictures(page, "intake-end");
  await page.getByRole("textbox", { name: "Why" }).fill("A trial that ended");
  await page.getByRole("checkbox", { name: /does not come back/ }).check();
  await page.getByRole("button", { name: "Take it out of use" }).click();
  await expect(page.getByText("This system is out of use")).toBeVisible();
  await expect(page.getByRole("link", { name: "Describe anew" })).toHaveCount(0);
  await expectAccessible(page);
});

test("a role is lent until a day, and given back", async ({ page }) => {
  await signIn(page, "usr-sec-lead");
  await page.goto("/people/usr-ic");
  await settled(page);
  await page.getByRole("button", { name: "Lend them a role of mine…" }).click();
  await page.getByRole("combobox", { name: "Role" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Lend it" }).click();
  await expect(page.getByText("Say until when; a role is lent for a while only.")).toBeVisible();
  const far = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Last day").fill(far);
  await page.getByRole("button", { name: "Lend it" }).click();
  await expect(page.getByText(/lent for \d+ days at most/i)).toBeVisible();
  await pictures(page, "intake-lend");
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Last day").fill(soon);
  await page.getByRole("button", { name: "Lend it" }).click();
  const lent = page.getByRole("table", { name: "Roles others lend" });
  await expect(lent.getByRole("row").filter({ hasText: "AI Security Lead" })).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "intake-lent");
  await page.goto("/people/usr-sec-lead");
  await settled(page);
  await expect(page.getByRole("table", { name: "Roles you lend" })).toContainText("Incident Commander");
  await signIn(page, "usr-ic");
  await page.goto("/people/usr-ic");
  await settled(page);
  await lent.getByRole("button", { name: /^Give it back/ }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("Nobody lends them a role")).toBeVisible();
});

test("people come from a spreadsheet after a look at each line", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/people");
  await page.getByRole("link", { name: "Import people…" }).click();
  await settled(page);
  const file = page.getByRole("textbox", { name: "Lines of the file" });
  await file.fill("name\nNobody\n");
  await page.getByRole("button", { name: "Look at what it would do" }).click();
  await expect(page.getByText(/'id' is missing/)).toBeVisible();
  await file.fill(
    "id,name,team,role,scope\nusr-one,One Colleague,team-care-ai,data_scientist,team:team-care-ai\nusr-two,,team-care-ai,,\nusr-three,Three,team-nowhere,,\n",
  );
  await page.getByRole("button", { name: "Look at what it would do" }).click();
  await expect(page.getByText("2 of 3 lines are wrong, so none would be imported.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Record/ })).toBeDisabled();
  await expectAccessible(page);
  await pictures(page, "intake-roster");
  await file.fill(
    "id,name,team,role,scope\nusr-one,One Colleague,team-care-ai,data_scientist,team:team-care-ai\n",
  );
  await page.getByRole("button", { name: "Look at what it would do" }).click();
  await expect(page.getByText("1 of 1 line records something, nothing is wrong.")).toBeVisible();
  await page.getByRole("button", { name: "Record 1 line" }).click();
  await expect(page.getByText("The people are recorded")).toBeVisible();
  await page.goto("/people/usr-one");
  await expect(page.getByRole("heading", { level: 1, name: "One Colleague" })).toBeVisible();
});

test("who answers for what comes from a file, each line with its column", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/roster");
  await settled(page);
  await page.getByRole("button", { name: "Who answers for what" }).click();
  await expect(page).toHaveURL(/of=accountability/);
  const file = page.getByRole("textbox", { name: "Lines of the file" });
  const look = page.getByRole("button", { name: "Look at what it would do" });
  await file.fill(
    "system,stage,duty,person\nsys-carerisk,,responsible,usr-audit\nsys-carerisk,,king,usr-audit\nsys-nowhere,,owner,usr-audit\n",
  );
  await look.click();
  await expect(page.getByText("2 of 3 lines are wrong, so none would be imported.")).toBeVisible();
  await expect(page.getByText(/^duty: .*'king' is not one of/)).toBeVisible();
  await expect(page.getByText(/^system: .*there is no system:sys-nowhere/i)).toBeVisible();
  await expectAccessible(page);
  await file.fill("system,stage,duty,person\nsys-carerisk,,responsible,usr-audit\n");
  await look.click();
  await page.getByRole("button", { name: "Record 1 line" }).click();
  await expect(page.getByText("Who answers for what is recorded")).toBeVisible();
  // An administrator names no champions, and is told who does.
  await page.getByRole("button", { name: "Champions" }).click();
  await expect(page.getByText(/You may not ask champions/)).toBeVisible();
  await expect(page.getByText("Who answers for what is recorded")).toBeHidden();
});

test("an administrator creates a team", async ({ page }) => {
  await signIn(page, "usr-admin");
  await page.goto("/people");
  await settled(page);
  await page.getByRole("button", { name: "Create a team…" }).click();
  const create = page.getByRole("button", { name: "Create it" });
  await expect(create).toBeDisabled();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  // The name of another team under its identifier is refused, in words.
  await name.fill("Another name");
  await page.getByRole("textbox", { name: /^Identifier/ }).fill("team-care-ai");
  await create.click();
  await expect(page.getByText(/already registered with other details/)).toBeVisible();
  await expectAccessible(page);
  await name.fill("Letters AI");
  await page.getByRole("textbox", { name: /^Identifier/ }).fill("");
  await create.click();
  await expect(create).toBeHidden();
  await page.getByRole("table", { name: "All teams" }).getByRole("link", { name: "Letters AI" }).click();
  await expect(page).toHaveURL(/\/teams\/letters-ai$/);
  await expect(page.getByText("Nobody to do it")).toBeVisible();
  await expect(page.getByText("Nobody is in it")).toBeVisible();
});

test("an administrator registers a person, and moves them", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/people");
  await settled(page);
  await expect(page.getByRole("button", { name: "Register a person…" })).toHaveCount(0);
  await page.goto("/people/usr-care-mle");
  await settled(page);
  await expect(page.getByRole("button", { name: "Move to another team…" })).toHaveCount(0);
  await signIn(page, "usr-admin");
  await page.goto("/people");
  await settled(page);
  await page.getByRole("button", { name: "Register a person…" }).click();
  const dialog = page.getByRole("dialog", { name: "Register a person" });
  const register = dialog.getByRole("button", { name: "Register", exact: true });
  await expect(register).toBeDisabled();
  const identifier = dialog.getByRole("textbox", { name: /^Identifier/ });
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Another Colleague");
  await dialog.getByRole("textbox", { name: /^E-mail/ }).fill("another@example.org");
  await dialog.getByRole("combobox", { name: "Team" }).selectOption("team:team-care-ai");
  await identifier.fill("usr-admin");
  await register.click();
  await expect(dialog.getByText(/already registered with other details/)).toBeVisible();
  await expectAccessible(page);
  await identifier.fill("usr-two");
  await register.click();
  await expect(dialog).toBeHidden();
  await page.goto("/people/usr-two");
  await settled(page);
  await expect(page.getByRole("heading", { level: 1, name: "Another Colleague" })).toBeVisible();
  const known = page.getByRole("region", { name: "Who it is" });
  await expect(known).toContainText("another@example.org");
  await expect(known.getByRole("link", { name: "Care AI" })).toBeVisible();
  await page.getByRole("button", { name: "Move to another team…" }).click();
  const move = page.getByRole("dialog", { name: "Move Another Colleague to another team" });
  await expect(move.getByRole("button", { name: "Move", exact: true })).toBeDisabled();
  await move.getByRole("combobox", { name: "Team" }).selectOption({ label: "Support AI" });
  await expectAccessible(page);
  await move.getByRole("button", { name: "Move", exact: true }).click();
  await expect(move).toBeHidden();
  await expect(known.getByRole("link", { name: "Support AI" })).toBeVisible();
});

test("the matrix shows who answers for what", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/accountability");
  await page.getByRole("link", { name: "Matrix of all systems" }).click();
  await settled(page);
  await expect(page.getByRole("table", { name: "Who answers for which system" })).toContainText("CareRisk");
  await expectAccessible(page);
  await pictures(page, "intake-matrix");
  await page.getByRole("searchbox", { name: /Find a system/ }).fill("no such thing");
  await expect(page.getByText("Nothing fits these words")).toBeVisible();
});

test("those who may not register are told who may", async ({ page }) => {
  await signIn(page, "usr-audit");
  await page.goto("/register");
  await settled(page);
  await expect(page.getByText("You may not register systems")).toBeVisible();
  await page.goto("/roster");
  await settled(page);
  await expect(page.getByText("You may not import people; an administrator does")).toBeVisible();
  await expectAccessible(page);
});
