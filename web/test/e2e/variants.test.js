import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { barriers } from "../../support/axe.js";
import { launchChromium } from "../../support/chromium.js";
import { startElsewhere } from "../../support/elsewhere.js";
import { aPersonsTime, button, consent, email, firstName, signUp } from "../../support/foreign-page.js";
import { startSite } from "../../support/sites.js";
import { Suite } from "../../support/suite.js";
import { DESKTOP, PHONE, visitTo } from "../../support/visitor.js";

const START_OR_END_MS = 180_000;
const ARABIC = { name: "نور الهدى", slug: "nour", intro: "أغانٍ هادئة للقطارات السريعة." };
const JAPANESE = { name: "夜行列車と港の灯り", slug: "yako", intro: "速い列車のためのゆっくりした歌。" };

// Two hosts of a service that fans know; the one leads to the other.
const SHOP = "mira.bandcamp.com";
const SHOP_TOO = "www.bandcamp.com";
const LEADING = { name: "Mira Luna", slug: "luna", redirect: `https://${SHOP}/album/one?a=1&b=2` };

let data;
let elsewhere;
let suite;
let site;
let browser;

before(
  async () => {
    data = mkdtempSync(join(tmpdir(), "artistos-variants-"));
    elsewhere = await startElsewhere(SHOP, SHOP_TOO);
    [suite, site, browser] = await Promise.all([Suite.start(data), startSite(), launchChromium(elsewhere.args)]);
    await suite.openAccount(ARABIC);
    await suite.openAccount(JAPANESE);
    await suite.openAccount(LEADING);
  },
  { timeout: START_OR_END_MS },
);

after(
  async () => {
    await browser?.close();
    await site?.close();
    await elsewhere?.close();
    await suite?.kill();
    rmSync(data, { recursive: true, force: true });
  },
  { timeout: START_OR_END_MS },
);

const visit = visitTo(() => ({
  browser,
  known: [suite.app, site.origin, `https://${SHOP}`, `https://${SHOP_TOO}`],
  shared: suite.app,
}));

const title = (page, text) => page.getByRole("heading", { name: text }).waitFor();

/** Shows a page of another origin that allows nothing but what `allowed` says of the suite. */
async function foreign(page, allowed, body) {
  const policy = allowed.map((directive) => `${directive} ${suite.app}`).join("; ");
  site.headers = { "Content-Security-Policy": `default-src 'none'; base-uri 'none'; ${policy}` };
  site.body = body;
  await page.goto(`${site.origin}/shows`);
}

const script = () => `<script src="${suite.app}/embed.js" async></script>`;
const element = (artist) => `<artistos-signup artist="${artist}"></artistos-signup>`;
const frame = (artist) =>
  `<iframe src="${suite.app}/a/${artist}/frame?source=band.example" title="Sign up for mail" width="100%" height="640"></iframe>`;

/** Whether it can only be read by scrolling sideways. */
const isCutOff = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe("on a page of another origin that allows no more than it must", () => {
  visit("the script's forms sign up for two artists", DESKTOP, async ({ page, look }) => {
    await foreign(page, ["script-src", "connect-src"], script() + element("mira-sol") + element(ARABIC.slug));
    await page.evaluate(() => {
      window.heard = [];
      addEventListener("artistos:signed-up", ({ detail }) => window.heard.push(detail.artist));
    });
    const forms = page.locator("artistos-signup");
    await button(forms.last()).waitFor();
    await look("variant-script");
    await signUp(forms.first(), "script@example.org");
    await forms.first().getByRole("status").getByText("Check your inbox").waitFor();
    await signUp(forms.last(), "script@example.org");
    await forms.last().getByRole("status").getByText("Check your inbox").waitFor();
    assert.deepEqual(await page.evaluate(() => window.heard), ["mira-sol", ARABIC.slug]);
    assert.equal((await suite.fan("script@example.org")).source, `${new URL(site.origin).host}/shows`);
    await look("variant-script-thanks");
  });

  visit("the frame signs up, after a mistake, and stays where it is", PHONE, async (visitor) => {
    const { page, look } = visitor;
    visitor.expects(422);
    await foreign(page, ["frame-src"], frame("mira-sol"));
    const inside = page.frameLocator("iframe");
    await button(inside).waitFor();
    const looked = async (name) => {
      await look(name);
      assert.deepEqual([await barriers(page.frames()[1]), await isCutOff(page.frames()[1])], [[], false]);
    };
    await looked("variant-frame");
    await signUp(inside, "a@b");
    await inside.getByRole("alert").waitFor();
    await looked("variant-frame-errors");
    await email(inside).fill("frame@example.org");
    await consent(inside).check();
    await button(inside).click();
    await title(inside, "Check your inbox");
    await looked("variant-frame-thanks");
    assert.equal(page.url(), `${site.origin}/shows`);
    const { status, source } = await suite.fan("frame@example.org");
    assert.deepEqual([status, source], ["pending", "band.example"]);
  });

  visit("the frame says so when there is nothing to show", PHONE, async (visitor) => {
    const { page } = visitor;
    visitor.expects(404);
    await foreign(page, ["frame-src"], frame("nobody"));
    await title(page.frameLocator("iframe"), "Not found");
    assert.deepEqual([await barriers(page.frames()[1]), await isCutOff(page.frames()[1])], [[], false]);
  });

  visit("the plain form leads to the fan page's thanks", { ...PHONE, javaScriptEnabled: false }, async ({ page }) => {
    const { consent: wording } = await (await fetch(`${suite.app}/api/fan-pages/mira-sol`)).json();
    await foreign(
      page,
      ["form-action"],
      `<form method="post" action="${suite.app}/api/fan-pages/mira-sol/signups">
        <label>Email <input name="email" type="email" required></label>
        <label><input name="consent" type="checkbox" value="${wording.version}" required> Yes, send me mail</label>
        <input type="hidden" name="source" value="band.example">
        <button>Sign up</button>
      </form>`,
    );
    await email(page).fill("form@example.org");
    await consent(page).check();
    await button(page).click();
    await title(page, "Check your inbox");
    const { status, source } = await suite.fan("form@example.org");
    assert.deepEqual([status, source], ["pending", "band.example"]);
  });
});

describe("a fan who confirms where the artist sends fans on", () => {
  /** Opens the page behind the mail's link and presses its button. */
  async function confirm(page, address) {
    await suite.signUp(address, LEADING.slug);
    const { text } = await suite.mailTo(address);
    await page.goto(new RegExp(`${suite.app}/confirm\\?\\S+`).exec(text)[0]);
    await page.getByRole("button", { name: "Yes, sign me up" }).click();
  }

  const seenBy = (host) => elsewhere.seen.filter((request) => request.host === host);

  visit("gets there, over another origin on the way", { ...PHONE, ignoreHTTPSErrors: true }, async ({ page }) => {
    await confirm(page, "leads@example.org");
    await page.waitForURL(`https://${SHOP_TOO}/album/one?a=1&b=2`);
    await title(page, "Elsewhere");
    const all = [...seenBy(SHOP), ...seenBy(SHOP_TOO)];
    assert.deepEqual(all.map(({ path }) => path), ["/album/one?a=1&b=2", "/album/one?a=1&b=2"]);
    assert.deepEqual(all.map(({ headers }) => headers.referer), [undefined, undefined], "the link stays ours");
    await page.goBack();
    await title(page, "One more click");
  });
});

describe("with the keyboard alone", () => {
  /** From field to field, as the caret goes. */
  async function type(page, address) {
    const { keyboard } = page;
    await keyboard.type(address);
    await keyboard.press("Tab");
    await keyboard.type("Jo & Co");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
  }

  /** Tabs until the field for the address has the focus. */
  async function reachEmail(page, root) {
    for (let presses = 0; presses < 20; presses++) {
      if (await email(root).evaluate((field) => field.getRootNode().activeElement === field)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail("the field for the address cannot be reached");
  }

  visit("a fan signs up on the fan page", DESKTOP, async ({ page }) => {
    await page.goto(suite.fanPage);
    await reachEmail(page, page);
    await aPersonsTime(page);
    const outline = await email(page).evaluate((field) => getComputedStyle(field).outlineStyle);
    assert.notEqual(outline, "none", "the focus is seen");
    await type(page, "keys-page@example.org");
    await title(page, "Check your inbox");
    assert.equal((await suite.fan("keys-page@example.org")).firstName, "Jo & Co");
  });

  visit("and in the script's form, whose answer then has the focus", DESKTOP, async ({ page }) => {
    await foreign(page, ["script-src", "connect-src"], script() + element("mira-sol"));
    await button(page).waitFor();
    await reachEmail(page, page);
    await aPersonsTime(page);
    await type(page, "keys-script@example.org");
    await page.getByRole("status").getByText("Check your inbox").waitFor();
    const focused = await page.locator("artistos-signup").evaluate(({ shadowRoot }) => shadowRoot.activeElement?.role);
    assert.equal(focused, "status");
    assert.equal((await suite.fan("keys-script@example.org")).status, "pending");
  });
});

describe("names that are not Latin", () => {
  const direction = (locator) => locator.evaluate((node) => getComputedStyle(node).direction);

  visit("from right to left stand as they are read", PHONE, async (visitor) => {
    const { page, look } = visitor;
    await page.goto(`${suite.app}/a/${ARABIC.slug}`);
    assert.equal(await direction(page.getByRole("heading", { name: ARABIC.name }).first()), "rtl");
    assert.equal(await direction(page.getByText(ARABIC.intro)), "rtl");
    await firstName(page).fill("ليلى");
    assert.equal(await direction(firstName(page)), "rtl");
    assert.equal(await direction(email(page)), "ltr");
    await look("arabic");

    visitor.expects(422);
    await signUp(page, "a@b");
    await page.getByRole("alert").waitFor();
    await firstName(page).fill("שרה לוי");
    await email(page).fill("sara@example.org");
    await consent(page).check();
    await button(page).click();
    await title(page, "Check your inbox");
    await look("arabic-thanks");
    const mail = await suite.mailTo("sara@example.org");
    assert.ok(mail.subject.includes(ARABIC.name));
    await page.goto(new RegExp(`${suite.app}/confirm\\?\\S+`).exec(mail.text)[0]);
    await look("arabic-confirm");
  });

  visit("and Japanese ones too, in Japanese", PHONE, async ({ page, look }) => {
    await page.goto(`${suite.app}/a/${JAPANESE.slug}?lang=ja`);
    await title(page, JAPANESE.name);
    assert.equal(await page.locator("html").getAttribute("lang"), "ja");
    await look("japanese");
  });
});

describe("enlarged", () => {
  // 1280 pixels at 200 %, and at 400 % as WCAG 2.2 asks (1.4.10).
  for (const [percent, width, height] of [[200, 640, 400], [400, 320, 256]]) {
    const zoomed = { viewport: { width, height }, deviceScaleFactor: percent / 100 };
    visit(`to ${percent} % nothing is cut off`, zoomed, async (visitor) => {
      const { page } = visitor;
      const cutOff = [];
      const see = async (what, where = page) => {
        if (await isCutOff(where)) cutOff.push(what);
      };
      for (const slug of ["mira-sol", ARABIC.slug, JAPANESE.slug]) {
        await page.goto(`${suite.app}/a/${slug}`);
        await see(slug);
      }
      visitor.expects(422);
      await page.goto(suite.fanPage);
      await signUp(page, "a@b");
      await page.getByRole("alert").waitFor();
      await see("errors");
      const fan = `zoomed-${percent}@example.org`;
      await email(page).fill(fan);
      await consent(page).check();
      await button(page).click();
      await title(page, "Check your inbox");
      await see("thanks");
      const { text } = await suite.mailTo(fan);
      for (const path of ["confirm", "unsubscribe"]) {
        await page.goto(new RegExp(`${suite.app}/${path}\\?\\S+`).exec(text)[0]);
        await see(path);
      }
      await foreign(
        page,
        ["script-src", "connect-src", "frame-src"],
        script() + element(ARABIC.slug) + frame("mira-sol"),
      );
      await button(page.locator("artistos-signup")).waitFor();
      await button(page.frameLocator("iframe")).waitFor();
      await see("script");
      await see("frame", page.frames()[1]);
      assert.deepEqual(cutOff, []);
    });
  }
});
