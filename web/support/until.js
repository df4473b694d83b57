import { setTimeout as pause } from "node:timers/promises";

const BETWEEN_MS = 25;

/** What `probe` gives as soon as that is something; fails when it is nothing for `limit` ms. */
export async function until(what, probe, limit = 30_000) {
  const deadline = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`not within ${limit} ms: ${what}`);
    await pause(BETWEEN_MS);
  }
}
