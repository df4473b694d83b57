import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { barriers } from "../support/axe.js";
import { button, consent, email, firstName, foreignPage, hasFocus, signUp } from "../support/foreign-page.js";
import { json, WORDS } from "../support/sites.js";

const world = foreignPage();
const posts = () => world.api.seen.filter(({ method }) => method !== "GET");

describe("signing up", () => {
  test("posts the form's fields and where it stands, and nothing else", async () => {
    await world.open();
    await signUp(world.page);
    await world.page.getByText("Check your inbox").waitFor();

    const [post, ...others] = posts();
    assert.deepEqual(others, [], "no preflight, no second post");
    assert.equal(`${post.method} ${post.path}`, "POST /api/fan-pages/mira-vale/signups");
    assert.deepEqual(
      [...new URLSearchParams(post.body)],
      [
        ["email", "jo@example.org"],
        ["firstName", "Jo & Co"],
        ["consent", WORDS.version],
        ["website", ""],
        ["source", `${new URL(world.site.origin).host}/shows`],
      ],
    );
    assert.match(post.headers["content-type"], /^application\/x-www-form-urlencoded\b/);
    assert.equal(post.headers.accept, "application/json");
    assert.equal(post.headers.cookie, undefined);
    assert.equal(post.headers.referer, undefined);
  });

  test("proves that it was shown, and comes again by itself when it came too soon", async () => {
    let shown = 0;
    const again = { field: "form", code: "again", detail: "Please send the form once more." };
    world.api.onPage = (slug) =>
      json(200, { slug, artistName: "Mira Vale", consent: WORDS, form: `token-${++shown}` });
    world.api.onSignup = () => (posts().length === 1 ? json(422, { errors: [again] }) : json(202, {}));
    await world.open();
    await signUp(world.page);
    await world.page.getByText("Check your inbox").waitFor();

    const tokens = posts().map(({ body }) => new URLSearchParams(body).get("form"));
    assert.deepEqual(tokens, ["token-1", "token-2"]);
  });

  test("leads to the page itself when that asks for what only it can show", async () => {
    const challenge = { field: "form", code: "challenge", detail: "Please show that you are a person." };
    world.api.onSignup = ({ headers }) =>
      headers.accept === "application/json"
        ? json(422, { errors: [challenge] })
        : { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>The page</title>" };
    await world.open();
    await signUp(world.page);
    await world.page.waitForURL(`${world.api.origin}/api/fan-pages/mira-vale/signups`);

    assert.equal(new URLSearchParams(posts().at(-1).body).get("email"), "jo@example.org");
  });

  test("says which address may have been meant, in the page's language", async () => {
    const meant = "jo+$&@gmail.com";
    world.api.onSignup = () => json(202, { status: "pending", suggestion: meant });
    await world.open();
    await signUp(world.page, "jo+$&@gmial.com");
    await world.page.getByRole("status").getByText(`Did you mean ${meant}?`).waitFor();
    assert.deepEqual(await barriers(world.page), []);

    world.api.onPage = (slug) =>
      json(200, { slug, artistName: "Mira Vale", consent: WORDS, words: { "form.didYouMean": "Meintest du {0}?" } });
    await world.open();
    await signUp(world.page, "jo+$&@gmial.com");
    await world.page.getByRole("status").getByText(`Meintest du ${meant}?`).waitFor();
  });

  test("asks for what has the name of something that forms have", async () => {
    const keys = ["submit", "reset", "elements", "action", "method", "querySelector", "append", "id"];
    const fields = keys.map((key) => ({ key, label: `A ${key}`, required: false, autocomplete: "off" }));
    world.api.onPage = (slug) => json(200, { slug, artistName: "Mira Vale", consent: WORDS, fields });
    world.api.onSignup = () => json(422, { errors: [{ field: "reset", code: "too-long", detail: "Too long." }] });
    await world.open();
    await email(world.page).fill("jo@example.org");
    for (const key of keys) await world.page.getByLabel(`A ${key}`).fill(`my ${key}`);
    await consent(world.page).check();
    await button(world.page).click();
    await world.page.getByText("Too long.").waitFor();
    assert.equal(await hasFocus(world.page.getByLabel("A reset")), true);
    const sent = new URLSearchParams(posts().at(-1).body);
    assert.deepEqual(keys.map((key) => sent.get(key)), keys.map((key) => `my ${key}`));

    world.api.onSignup = () => json(202, {});
    await button(world.page).click();
    await world.page.getByRole("status").getByText("Check your inbox").waitFor();
    assert.equal(await world.page.locator("#reset").inputValue(), "");

    const challenge = { field: "form", code: "challenge", detail: "Please show that you are a person." };
    world.api.onSignup = ({ headers }) =>
      headers.accept === "application/json"
        ? json(422, { errors: [challenge] })
        : { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>The page</title>" };
    await world.open();
    await email(world.page).fill("jo@example.org");
    await consent(world.page).check();
    await button(world.page).click();
    await world.page.waitForURL(`${world.api.origin}/api/fan-pages/mira-vale/signups`);
    assert.equal(posts().at(-1).method, "POST");
  });

  test("names at most 200 characters of where it stands", async () => {
    await world.open(undefined, `/${"long/".repeat(100)}?secret=1`);
    await signUp(world.page);
    await world.page.getByText("Check your inbox").waitFor();

    assert.equal(new URLSearchParams(posts()[0].body).get("source").length, 200);
  });

  test("tells the page, without a word about the fan", async () => {
    await world.open();
    await button(world.page).waitFor();
    const told = world.page.evaluate(
      () =>
        new Promise((done) => {
          document.addEventListener("artistos:signed-up", (event) =>
            done({ detail: event.detail, from: event.target.localName }),
          );
        }),
    );
    await signUp(world.page);

    assert.deepEqual(await told, { detail: { artist: "mira-vale" }, from: "artistos-signup" });
  });

  test("leaves the focus at the answer and what was typed nowhere", async () => {
    await world.open();
    await signUp(world.page);
    const status = world.page.getByRole("status");
    await status.getByText("Check your inbox").waitFor();

    assert.equal(await hasFocus(status), true);
    assert.equal(await world.page.locator("#email").inputValue(), "");
  });

  test("asks for the consent before anything is sent", async () => {
    await world.open();
    await email(world.page).fill("jo@example.org");
    await button(world.page).click();

    assert.equal(await consent(world.page).evaluate((box) => box.matches(":invalid")), true);
    assert.deepEqual(posts(), []);
  });

  test("shows what is wrong at its field, keeps what was typed, and forgets it when mended", async () => {
    world.api.onSignup = () =>
      json(422, { errors: [{ field: "email", code: "invalid", detail: "This is no address." }] });
    await world.open();
    await signUp(world.page);
    await world.page.getByText("This is no address.").waitFor();

    assert.equal(await email(world.page).getAttribute("aria-invalid"), "true");
    assert.equal(
      await email(world.page).evaluate(
        (input) => input.getRootNode().getElementById(input.getAttribute("aria-describedby")).textContent,
      ),
      "This is no address.",
    );
    assert.equal(await hasFocus(email(world.page)), true);
    assert.equal(await firstName(world.page).inputValue(), "Jo & Co");
    assert.equal(await consent(world.page).isChecked(), true);

    await email(world.page).fill("jo@example.com");
    assert.equal(await email(world.page).getAttribute("aria-invalid"), null);
  });

  test("says in the page's words that a number must not be typed here", async () => {
    world.api.onPage = (slug) =>
      json(200, { slug, artistName: "Mira Vale", consent: WORDS, words: { "error.number": "Keine Nummern." } });
    for (const code of ["card-number", "bank-account", "social-security-number"]) {
      world.api.onSignup = () => json(422, { errors: [{ field: "firstName", code, detail: "Such numbers …" }] });
      await world.open();
      await signUp(world.page);
      await world.page.getByText("Keine Nummern.").waitFor();
      assert.equal(await firstName(world.page).getAttribute("aria-invalid"), "true");
    }
  });

  test("shows what is wrong elsewhere by the button", async () => {
    world.api.onSignup = () =>
      json(422, { errors: [{ field: "source", code: "too-long", detail: "At most 200 characters." }] });
    await world.open();
    await signUp(world.page);

    await world.page.getByRole("alert").getByText("At most 200 characters.").waitFor();
  });

  for (const [failure, answer] of [
    ["429", () => json(429, {})],
    ["503", () => json(503, {})],
    ["a lost connection", () => "hang up"],
  ]) {
    test(`loses nothing to ${failure}`, async () => {
      world.api.onSignup = answer;
      await world.open();
      await signUp(world.page);
      await world.page.getByRole("alert").getByText("please try again in a moment").waitFor();
      assert.equal(await email(world.page).inputValue(), "jo@example.org");

      world.api.onSignup = () => json(202, {});
      await button(world.page).click();
      await world.page.getByText("Check your inbox").waitFor();
    });
  }

  test("happens once however often the button is pressed", async () => {
    let goOn;
    const held = new Promise((done) => (goOn = done));
    world.api.onSignup = async () => {
      await held;
      return json(202, {});
    };
    await world.open();
    await signUp(world.page);
    const sending = world.page.getByRole("button", { name: "Sending…" });
    // By force: Playwright waits for buttons that say they are disabled.
    await sending.click({ force: true });
    await email(world.page).press("Enter");
    goOn();
    await world.page.getByText("Check your inbox").waitFor();

    assert.equal(posts().length, 1);
  });
});
