import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { barriers } from "./axe.js";

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

const STORY_MS = 60_000;

/** Where the screenshots go. */
export const SCREENSHOTS = fileURLToPath(new URL("../target/screenshots/", import.meta.url));

/**
 * Somebody with a browser, who notices what must not be: errors in the console, requests to other
 * origins, cookies.
 */
export class Visitor {
  #complaints = [];
  #expected = [];
  #strays = [];
  #known;

  /** `known` are the origins that a page may lead to; `shared` the one that a page of another may ask. */
  static async arrive(browser, options, known, shared) {
    const visitor = new Visitor();
    visitor.#known = new Set(known);
    visitor.context = await browser.newContext({ colorScheme: "light", ...options });
    visitor.context.on("request", (request) => visitor.#notice(request, shared));
    visitor.page = await visitor.context.newPage();
    visitor.page.on("pageerror", (error) => visitor.#complaints.push(error.message));
    visitor.page.on("console", (message) => {
      if (message.type() === "error") visitor.#complaints.push(`${message.text()} (${message.location().url})`);
    });
    return visitor;
  }

  #notice(request, shared) {
    const { protocol, origin } = new URL(request.url());
    if (protocol === "data:") return;
    const allowed = request.isNavigationRequest()
      ? this.#known.has(origin)
      : origin === new URL(request.frame().url()).origin || origin === shared;
    if (!allowed) this.#strays.push(request.url());
  }

  /** Browsers complain of every answer from 400 on; of one with this status they may. */
  expects(status) {
    this.#expected.push(`responded with a status of ${status} `);
  }

  #unexpected() {
    const left = [...this.#complaints];
    for (const expected of this.#expected) {
      const index = left.findIndex((text) => text.includes(expected));
      if (index >= 0) left.splice(index, 1);
    }
    return left;
  }

  /** Screenshots of the page on phone and desktop, in light and dark, and what is wrong with it there. */
  look = async (name) => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const before = this.page.viewportSize();
    const found = [];
    for (const { viewport } of [PHONE, DESKTOP]) {
      await this.page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        const look = `${name}-${viewport.width}-${colorScheme}`;
        await this.page.emulateMedia({ colorScheme });
        await this.page.screenshot({ path: `${SCREENSHOTS}${look}.png`, fullPage: true });
        const width = await this.page.evaluate(() => document.documentElement.scrollWidth);
        if (width > viewport.width) found.push(`${look}: ${width} wide`);
        found.push(...(await barriers(this.page)).map((barrier) => `${look}: ${barrier}`));
      }
    }
    await this.page.emulateMedia({ colorScheme: "light" });
    await this.page.setViewportSize(before);
    assert.deepEqual(found, []);
  };

  async leave() {
    const cookies = await this.context.cookies();
    await this.context.close();
    const met = { complaints: this.#unexpected(), strays: this.#strays, cookies };
    assert.deepEqual(met, { complaints: [], strays: [], cookies: [] });
  }
}

/**
 * What makes a test in which a visitor comes, does what `story` says, and has met nothing odd.
 * `place()` gives the browser and the origins: `{browser, known, shared}`.
 */
export const visitTo = (place) => (name, options, story) =>
  test(name, { timeout: STORY_MS }, async () => {
    const { browser, known, shared } = place();
    const visitor = await Visitor.arrive(browser, options, known, shared);
    try {
      await story(visitor);
    } catch (error) {
      await visitor.context.close();
      throw error;
    }
    await visitor.leave();
  });
