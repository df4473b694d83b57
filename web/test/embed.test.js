import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { barriers } from "../support/axe.js";
import { asked, button, consent, email, foreignPage, hasFocus, ONE, signUp } from "../support/foreign-page.js";
import { json, WORDS } from "../support/sites.js";

const world = foreignPage();
const posts = () => world.api.seen.filter(({ method }) => method !== "GET");

describe("the form", () => {
  test("shows the artist's name, the wording and the location notice", async () => {
    await world.open();

    await world.page.getByRole("form", { name: "Join Mira Vale’s list" }).waitFor();
    await world.page.getByRole("checkbox", { name: WORDS.agreement }).waitFor();
    await world.page.getByText(WORDS.locationNotice).waitFor();
    assert.equal(await email(world.page).getAttribute("autocomplete"), "email");
    assert.equal(await consent(world.page).isChecked(), false);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`keeps nobody out, ${colorScheme}, before and after`, async () => {
      await world.freshPage({ colorScheme });
      await world.open();
      await button(world.page).waitFor();
      assert.deepEqual(await barriers(world.page), []);

      world.api.onSignup = () => json(422, { errors: [{ field: "email", code: "invalid", detail: "No address." }] });
      await signUp(world.page);
      await world.page.getByText("No address.").waitFor();
      assert.deepEqual(await barriers(world.page), []);

      world.api.onSignup = () => json(202, {});
      await button(world.page).click();
      await world.page.getByText("Check your inbox").waitFor();
      assert.deepEqual(await barriers(world.page), []);
    });
  }

  test("has its size before its words are there", async () => {
    let goOn;
    const held = new Promise((done) => (goOn = done));
    const answer = world.api.onPage;
    world.api.onPage = async (slug) => {
      await held;
      return answer(slug);
    };
    await world.open();
    await world.page.getByText("Loading…").waitFor();
    const height = () => world.page.locator("artistos-signup").evaluate((element) => element.offsetHeight);
    const early = await height();
    goOn();
    await button(world.page).waitFor();

    assert.equal(await height(), early);
  });

  test("says when it cannot load, and loads when asked again", async () => {
    const answer = world.api.onPage;
    world.api.onPage = () => json(503, {});
    await world.open();
    await world.page.getByText("This sign-up form did not load.").waitFor();
    world.api.onPage = answer;
    await world.page.getByRole("button", { name: "Try again" }).click();

    await button(world.page).waitFor();
    assert.equal(await hasFocus(email(world.page)), true);
  });

  test("takes what the API says for text", async () => {
    world.api.onPage = (slug) =>
      json(200, {
        slug,
        artistName: "<img src=x onerror=alert(1)>",
        consent: { ...WORDS, agreement: "<b>Yes</b>", locationNotice: "<script>alert(1)</script>" },
      });
    await world.open();

    await world.page.getByText("Join <img src=x onerror=alert(1)>’s list").waitFor();
    await world.page.getByText("<b>Yes</b>").waitFor();
    assert.equal(await world.page.locator("artistos-signup").locator("img, b, script").count(), 0);
  });

  test("wears the page's colours, and keeps its button readable", async () => {
    await world.open(
      `<style>artistos-signup { --artistos-accent: #123a8c; --artistos-text: #222; --artistos-background: #eee;
        --artistos-radius: 0; font-family: Courier }</style>${world.script()}${ONE}`,
    );
    const style = (locator) =>
      locator.evaluate((element) => {
        const { color, backgroundColor, borderRadius, fontFamily } = getComputedStyle(element);
        return { color, backgroundColor, borderRadius, fontFamily };
      });

    const worn = await style(button(world.page));
    assert.equal(worn.backgroundColor, "rgb(18, 58, 140)");
    assert.match(worn.color, /^(lch\(100|rgb\(255, 255, 255)/);
    assert.equal(worn.borderRadius, "0px");
    assert.equal(worn.fontFamily, "Courier");
    const card = await style(world.page.locator(".card"));
    assert.equal(card.backgroundColor, "rgb(238, 238, 238)");
    assert.equal(card.color, "rgb(34, 34, 34)");
  });
});

describe("what the page asks for, in its language", () => {
  const asking = (slug) =>
    json(200, {
      slug,
      artistName: "Mira Vale",
      language: "de",
      consent: { ...WORDS, version: "2026-11.de", agreement: "Ja, schickt mir Mails." },
      fields: [
        { key: "city", label: "Stadt", required: true, autocomplete: "address-level2" },
        { key: "birthday", label: "Geburtstag", required: false, autocomplete: "off" },
      ],
      words: {
        "form.join": "Auf die Liste von Mira Vale",
        "form.email": "E-Mail",
        "form.optional": "(freiwillig)",
        "form.signUp": "Eintragen",
        "form.day": "Tag",
        "form.month": "Monat",
        "form.birthday.hint": "Das Jahr brauchen wir nicht.",
        "error.birthday": "Bitte wähle Tag und Monat.",
        "error.required": "Bitte füll das aus.",
        "thanks.title": "Schau in dein Postfach",
        "thanks.text": "Eine Mail ist unterwegs.",
      },
    });

  test("is asked for and sent, and its faults are told at the field", async () => {
    world.api.onPage = asking;
    await world.open();
    await world.page.getByRole("form", { name: "Auf die Liste von Mira Vale" }).waitFor();
    assert.equal(await world.page.getByLabel("First name").count(), 0);
    assert.deepEqual(await barriers(world.page), []);

    world.api.onSignup = () =>
      json(422, {
        errors: [
          { field: "birthday", code: "invalid", detail: "Month and day." },
          { field: "city", code: "required", detail: "This field is needed." },
        ],
      });
    await world.page.getByLabel("E-Mail").fill("jo@example.org");
    await world.page.getByLabel("Stadt").fill("Köln");
    await world.page.getByLabel("Tag").selectOption("24");
    await world.page.getByLabel("Monat").selectOption({ label: "Dezember" });
    await world.page.getByRole("checkbox", { name: "Ja, schickt mir Mails." }).check();
    await world.page.getByRole("button", { name: "Eintragen" }).click();
    await world.page.getByText("Bitte wähle Tag und Monat.").waitFor();
    await world.page.getByText("Bitte füll das aus.").waitFor();
    assert.deepEqual(await barriers(world.page), []);

    world.api.onSignup = () => json(202, {});
    await world.page.getByRole("button", { name: "Eintragen" }).click();
    await world.page.getByText("Eine Mail ist unterwegs.").waitFor();

    const sent = Object.fromEntries(new URLSearchParams(posts().at(-1).body));
    delete sent.source;
    assert.deepEqual(sent, {
      email: "jo@example.org",
      city: "Köln",
      birthdayDay: "24",
      birthdayMonth: "12",
      consent: "2026-11.de",
      website: "",
      language: "de",
    });
  });

  test("follows the language of the place where the form stands", async () => {
    world.api.onPage = asking;
    await world.open(`${world.script()}<div lang="de-AT">${ONE}</div>`);
    await world.page.getByRole("button", { name: "Eintragen" }).waitFor();

    assert.ok(world.api.seen.some(({ path }) => path === "/api/fan-pages/mira-vale?lang=de"));
  });
});

describe("on somebody's page", () => {
  test("works twice, even when the script is there twice", async () => {
    await world.open(`${world.script()}${ONE}<artistos-signup artist="other-band"></artistos-signup>${world.script()}`);
    const other = world.page.locator("artistos-signup").nth(1);
    await signUp(other);
    await other.getByText("Check your inbox").waitFor();
    await signUp(world.page.locator("artistos-signup").first());
    await world.page.locator("artistos-signup").first().getByText("Check your inbox").waitFor();

    assert.deepEqual(
      posts().map(({ path }) => path),
      ["/api/fan-pages/other-band/signups", "/api/fan-pages/mira-vale/signups"],
    );
    assert.deepEqual(world.complaints, []);
  });

  test("can be moved, taken away and put back with what was typed", async () => {
    await world.open();
    await email(world.page).fill("jo@example.org");
    await world.page.evaluate(async () => {
      const element = document.querySelector("artistos-signup");
      document.body.append(element);
      element.remove();
      await new Promise((done) => setTimeout(done));
      document.querySelector("main").prepend(element);
    });

    assert.equal(await email(world.page).inputValue(), "jo@example.org");
    assert.deepEqual(asked(world.api), ["GET /embed.js", "GET /api/fan-pages/mira-vale?lang=en"]);
  });

  test("follows when a script makes it and when its artist changes", async () => {
    await world.open(world.script());
    await world.page.evaluate(() => {
      const element = document.createElement("artistos-signup");
      element.setAttribute("artist", "first");
      document.body.append(element);
    });
    await button(world.page).waitFor();
    await world.page.evaluate(() => document.querySelector("artistos-signup").setAttribute("artist", "second"));
    await signUp(world.page);
    await world.page.getByText("Check your inbox").waitFor();

    assert.deepEqual(asked(world.api), [
      "GET /embed.js",
      "GET /api/fan-pages/first?lang=en",
      "GET /api/fan-pages/second?lang=en",
      "POST /api/fan-pages/second/signups",
    ]);
  });

  test("asks where the attribute `api` says when it does not know its own address", async () => {
    const source = readFileSync(new URL("../embed/embed.js", import.meta.url), "utf8");
    await world.open(
      `<script type="module">${source}</script><artistos-signup artist="mira-vale" api="${world.api.origin}/"></artistos-signup>`,
    );

    await button(world.page).waitFor();
    assert.deepEqual(asked(world.api), ["GET /api/fan-pages/mira-vale?lang=en"]);
  });

  test("without any address says that it did not load, and does not ask the page's own site", async () => {
    const source = readFileSync(new URL("../embed/embed.js", import.meta.url), "utf8");
    await world.open(`<script type="module">${source}</script>${ONE}`);

    await world.page.getByText("This sign-up form did not load.").waitFor();
    assert.deepEqual(asked(world.site), ["GET /shows?utm=1"]);
  });

  test("is styled under a strict Content-Security-Policy", async () => {
    world.site.headers = {
      "Content-Security-Policy": `default-src 'none'; style-src 'self'; script-src ${world.api.origin}; connect-src ${world.api.origin}; require-trusted-types-for 'script'`,
    };
    await world.open();
    await button(world.page).waitFor();
    const background = await button(world.page).evaluate((element) => getComputedStyle(element).backgroundColor);

    assert.equal(background, "rgb(255, 194, 51)");
    assert.deepEqual(world.complaints, []);
  });

  test("asks for itself, its words and the sign-up, and keeps nothing", async () => {
    const requests = [];
    world.page.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await world.open();
    await signUp(world.page);
    await world.page.getByText("Check your inbox").waitFor();

    assert.deepEqual(requests, [
      "GET /shows",
      "GET /embed.js",
      "GET /api/fan-pages/mira-vale",
      "POST /api/fan-pages/mira-vale/signups",
    ]);
    const { cookies, origins } = await world.context.storageState({ indexedDB: true });
    assert.deepEqual([cookies, origins], [[], []]);
    assert.equal(await world.page.evaluate(() => sessionStorage.length), 0);
    assert.deepEqual(world.complaints, []);
  });
});

test("the script has at most 5.5 kB, compressed", () => {
  const source = readFileSync(new URL("../embed/embed.js", import.meta.url));

  assert.ok(gzipSync(source, { level: 9 }).length <= 5.5 * 1024);
});
