import { after, afterEach, before, beforeEach } from "node:test";
import { launchChromium } from "./chromium.js";
import { startApi, startSite } from "./sites.js";
import { until } from "./until.js";

/** One form for the artist `mira-vale`. */
export const ONE = `<artistos-signup artist="mira-vale"></artistos-signup>`;

/**
 * A browser for the tests of a file, and for each test a page, an API and a foreign site of its own.
 * `complaints` are the errors in the page's console.
 */
export function foreignPage() {
  const world = {};
  let browser;

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser.close());

  beforeEach(async () => {
    world.api = await startApi();
    world.site = await startSite();
    await world.freshPage();
  });

  afterEach(async () => {
    await world.context.close();
    await Promise.all([world.api.close(), world.site.close()]);
  });

  world.freshPage = async (options) => {
    await world.context?.close();
    world.context = await browser.newContext({ viewport: { width: 800, height: 900 }, ...options });
    world.page = await world.context.newPage();
    world.complaints = [];
    world.page.on("pageerror", (error) => world.complaints.push(error.message));
    world.page.on("console", (message) => {
      if (message.type() === "error") world.complaints.push(message.text());
    });
  };

  world.script = () => `<script src="${world.api.origin}/embed.js" async></script>`;

  world.open = async (body = world.script() + ONE, path = "/shows?utm=1") => {
    world.site.body = body;
    await world.page.goto(world.site.origin + path);
  };

  return world;
}

/** The parts of a form as its users find them; `root` is the page or one element. */
export const email = (root) => root.getByLabel("Email");
export const firstName = (root) => root.getByLabel("First name");
export const consent = (root) => root.getByRole("checkbox");
export const button = (root) => root.getByRole("button", { name: "Sign up" });

/** Until the form has been shown for as long as a person takes at least; sooner it would come back. */
export const aPersonsTime = (root) =>
  until(
    "a person's time",
    // Asked from here: where scripts are off, nothing that waits comes back.
    () =>
      email(root).evaluate(
        () => performance.now() - (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0) > 2000,
      ),
    10_000,
  );

export async function signUp(root, address = "jo@example.org") {
  await email(root).fill(address);
  await firstName(root).fill("Jo & Co");
  await consent(root).check();
  await aPersonsTime(root);
  await button(root).click();
}

export const hasFocus = (locator) =>
  locator.evaluate((element) => element.getRootNode().activeElement === element);

/** The requests that a server saw, a line each. */
export const asked = (server) => server.seen.map(({ method, path }) => `${method} ${path}`);
