import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../support/chromium.js";
import { button, consent, email, firstName, signUp } from "../../support/foreign-page.js";
import { descendants, isOpen, isRunning } from "../../support/processes.js";
import { Suite } from "../../support/suite.js";
import { until } from "../../support/until.js";
import { DESKTOP, PHONE, SCREENSHOTS, visitTo } from "../../support/visitor.js";

const START_OR_END_MS = 180_000;

let data;
let suite;
let browser;

before(
  async () => {
    rmSync(SCREENSHOTS, { recursive: true, force: true });
    data = mkdtempSync(join(tmpdir(), "artistos-e2e-"));
    [suite, browser] = await Promise.all([Suite.start(data), launchChromium()]);
  },
  { timeout: START_OR_END_MS },
);

after(
  async () => {
    await browser?.close();
    await suite?.kill();
    rmSync(data, { recursive: true, force: true });
  },
  { timeout: START_OR_END_MS },
);

const visit = visitTo(() => ({
  browser,
  known: [suite.app, suite.inbox, suite.foreignPage].map((url) => new URL(url).origin),
  shared: suite.app,
}));

const title = (page, text) => page.getByRole("heading", { name: text }).waitFor();
const inMail = (page) => page.frameLocator("iframe");

/** Opens the inbox, waits for the mail as people do, and opens it. */
async function openMail(page, address) {
  await page.goto(suite.inbox);
  await page.getByRole("listitem").filter({ hasText: address }).getByRole("link").click();
  await inMail(page).getByRole("heading", { name: "Mira Sol" }).waitFor();
}

/** What a mail client reads from the headers. */
const oneClickUrl = ({ headers }) => /^<(.+)>$/.exec(headers["List-Unsubscribe"])[1];
const linkIn = ({ text }, path) => new RegExp(`${suite.app}/${path}\\?\\S+`).exec(text)[0];

async function confirmed(address) {
  await suite.signUp(address);
  const mail = await suite.mailTo(address);
  const response = await fetch(linkIn(mail, "confirm"), { method: "POST" });
  assert.equal(response.status, 200);
  assert.equal((await suite.fan(address)).status, "confirmed");
  return mail;
}

describe("a fan", () => {
  visit("signs up on the fan page, gets mail and confirms", PHONE, async ({ page, look }) => {
    const fan = "ana@example.org";
    await page.goto(`${suite.fanPage}?source=spring-tour`);
    await look("fan-page");
    await signUp(page, fan);
    await title(page, "Check your inbox");
    assert.equal(page.url(), `${suite.fanPage}/thanks?lang=en`);
    await look("thanks");

    await page.goto(suite.inbox);
    await page.getByRole("listitem").filter({ hasText: fan }).waitFor();
    await look("inbox");
    await openMail(page, fan);
    // Nothing of what was typed into the form: it may have been a stranger.
    await inMail(page).getByText("Somebody, we hope it was you").waitFor();
    assert.equal(await inMail(page).getByText("Jo & Co").count(), 0);
    await look("mail");
    await inMail(page).getByRole("link", { name: "Yes, sign me up" }).click();
    await title(page, "One more click");
    await look("confirm");
    const pending = await suite.fan(fan);
    assert.deepEqual([pending.status, pending.confirmedAt], ["pending", undefined]);

    await page.getByRole("button", { name: "Yes, sign me up" }).click();
    await title(page, "You’re in");
    await look("confirmed");
    const { status, firstName: name, source, page: slug, confirmedAt } = await suite.fan(fan);
    assert.deepEqual([status, name, source, slug], ["confirmed", "Jo & Co", "spring-tour", "mira-sol"]);
    assert.ok(Date.parse(confirmedAt) >= Date.parse(pending.signedUpAt));

    // Mail clients show it in pages of their own.
    await page.goto("about:blank");
    await page.setContent((await suite.mailTo(fan)).html);
    await look("mail-alone");
  });

  test("is not confirmed by whatever only opens the link", async () => {
    const fan = "scanned@example.org";
    await suite.signUp(fan);
    const link = linkIn(await suite.mailTo(fan), "confirm");
    for (const method of ["GET", "HEAD", "GET"]) {
      assert.equal((await fetch(link, { method })).status, 200);
    }
    assert.equal((await suite.fan(fan)).status, "pending");

    assert.equal((await fetch(link, { method: "POST" })).status, 200);
    assert.equal((await suite.fan(fan)).status, "confirmed");
  });

  test("leaves by the mail client's own button, once and for all", async () => {
    const fan = "oneclick@example.org";
    const mail = await confirmed(fan);
    assert.equal(mail.headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
    const leave = () =>
      fetch(oneClickUrl(mail), {
        method: "POST",
        redirect: "error",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      });

    const first = await leave();
    assert.deepEqual([first.status, await first.text(), first.headers.getSetCookie()], [200, "", []]);
    const left = await suite.fan(fan);
    assert.equal(left.status, "unsubscribed");

    const second = await leave();
    assert.deepEqual([second.status, await second.text()], [200, ""]);
    assert.deepEqual(await suite.fan(fan), left, "the first time counts");
  });

  visit("leaves by the link in the mail and its button", PHONE, async ({ page, look }) => {
    const fan = "byhand@example.org";
    await confirmed(fan);
    await openMail(page, fan);
    await inMail(page).getByRole("link", { name: "Unsubscribe" }).click();
    await title(page, "Leave the list?");
    await look("unsubscribe");
    assert.equal((await suite.fan(fan)).status, "confirmed");

    await page.getByRole("button", { name: "Unsubscribe" }).click();
    await title(page, "Goodbye");
    await look("goodbye");
    assert.equal((await suite.fan(fan)).status, "unsubscribed");
  });

  visit("signs up on somebody else's page", DESKTOP, async ({ page, look }) => {
    const fan = "embedded@example.org";
    await page.goto(suite.foreignPage);
    await button(page).waitFor();
    await look("embed");
    const told = page.evaluate(
      () => new Promise((done) => addEventListener("artistos:signed-up", ({ detail }) => done(detail))),
    );
    await signUp(page.locator("artistos-signup"), fan);
    await page.getByRole("status").getByText("Check your inbox").waitFor();
    assert.deepEqual(await told, { artist: "mira-sol" });
    await look("embed-thanks");

    const { status, source } = await suite.fan(fan);
    assert.deepEqual([status, source], ["pending", `${new URL(suite.foreignPage).host}/`]);
    await openMail(page, fan);
    await inMail(page).getByRole("link", { name: "Yes, sign me up" }).waitFor();
  });

  for (const [how, javaScriptEnabled] of [["", true], [" without JavaScript", false]]) {
    visit(`mends a mistake on the fan page${how}`, { ...PHONE, javaScriptEnabled }, async (visitor) => {
      const { page, look } = visitor;
      const fan = `mended-${javaScriptEnabled}@example.org`;
      visitor.expects(422);
      await page.goto(suite.fanPage);
      // Browsers let this pass as an address.
      await signUp(page, "a@b");
      await title(page, "Almost there");
      // Without scripts axe cannot run.
      if (javaScriptEnabled) await look("fan-page-errors");
      assert.equal(await email(page).getAttribute("aria-invalid"), "true");
      const wrong = page.locator(`#${await email(page).getAttribute("aria-describedby")}`);
      assert.equal(await wrong.innerText(), "This does not look like an email address.");
      assert.deepEqual([await email(page).inputValue(), await firstName(page).inputValue()], ["a@b", "Jo & Co"]);
      assert.equal(await consent(page).isChecked(), false, "consent is given anew");
      assert.equal(await suite.fan("a@b"), undefined);

      await email(page).fill(fan);
      await consent(page).check();
      await button(page).click();
      await title(page, "Check your inbox");
      assert.equal((await suite.fan(fan)).firstName, "Jo & Co");
    });
  }

  // Of documentation's own addresses none has a place; this one belongs to a public name server.
  const elsewhere = { ...PHONE, extraHTTPHeaders: { "X-Local-Peer": "8.8.8.8:1234" } };
  visit("is known by city, region and country, never by address", elsewhere, async ({ page }) => {
    const fan = "placed@example.org";
    const seen = [];
    const remember = async () => seen.push(await page.content());
    await page.goto(suite.fanPage);
    await remember();
    await signUp(page, fan);
    await title(page, "Check your inbox");
    await remember();
    await openMail(page, fan);
    await remember();
    await inMail(page).getByRole("link", { name: "Yes, sign me up" }).click();
    await title(page, "One more click");
    await remember();
    await page.getByRole("button").click();
    await title(page, "You’re in");
    await remember();

    const { location } = await suite.fan(fan);
    assert.deepEqual(location, { country: "US", region: "California", city: "Mountain View" });
    seen.push(await suite.fansAsText(), JSON.stringify(await suite.mailTo(fan)));
    assert.deepEqual(seen.filter((text) => text.includes("8.8.8.8")), []);
  });

  visit("hears what is wrong with a link", PHONE, async (visitor) => {
    const { page, look } = visitor;
    visitor.expects(400);
    assert.equal((await page.goto(`${suite.app}/confirm?t=broken`)).status(), 400);
    await title(page, "This link is not valid");
    await look("broken-link");

    visitor.expects(404);
    assert.equal((await page.goto(`${suite.app}/a/nobody`)).status(), 404);
    await title(page, "Not found");
    await look("no-such-page");
  });
});

describe("the suite", () => {
  let before;

  test("ends with Ctrl-C and leaves nothing behind", { timeout: START_OR_END_MS }, async () => {
    before = await suite.fansAsText();
    const processes = [suite.pid, ...descendants(suite.pid)];
    assert.ok(processes.length >= 3, "the Functions host and Azurite are processes of their own");
    assert.deepEqual(await Promise.all(suite.ports.map(isOpen)), suite.ports.map(() => true));

    const { code, signal } = await suite.interrupt();
    assert.deepEqual({ code, signal }, { code: 130, signal: null });
    assert.deepEqual(processes.filter(isRunning), []);
    const open = await Promise.all(suite.ports.map(isOpen));
    assert.deepEqual(suite.ports.filter((_, index) => open[index]), []);
  });

  test("comes back with all that it knew", { timeout: START_OR_END_MS }, async (t) => {
    const { ports, fanPage } = suite;
    const start = performance.now();
    const firstAnswer = until("the fan page", () => fetch(fanPage).then(({ ok }) => ok, () => false), START_OR_END_MS)
      .then(() => performance.now() - start);
    suite = await Suite.start(data, ports[0]);
    t.diagnostic(`from the start to the first fan page: ${Math.round(await firstAnswer)} ms`);

    assert.equal(await suite.fansAsText(), before);
    assert.ok(await suite.mailTo("ana@example.org"));
  });
});
