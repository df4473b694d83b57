import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const EMBED = new URL("../embed/embed.js", import.meta.url);

export const WORDS = {
  version: "2026-11.en",
  agreement: "Yes, send me mail about Mira Vale’s music and shows. I can leave again with one click.",
  locationNotice:
    "When you sign up we look up the city, region and country of your connection and keep those. " +
    "Your IP address itself is never kept.",
};

/**
 * A server on a port of its own, which makes it an origin of its own. `answer(request)` gets
 * `{method, path, headers, body}` and gives `{status, headers, body}`, or a promise of it, or
 * `"hang up"`. What was asked is in `seen`, save the browser's own wish for an icon.
 */
async function listen(answer) {
  const seen = [];
  const server = createServer(async (message, response) => {
    let body = "";
    for await (const chunk of message) body += chunk;
    if (message.url === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const request = { method: message.method, path: message.url, headers: message.headers, body };
    seen.push(request);
    const reply = await answer(request);
    if (reply === "hang up") {
      message.socket.destroy();
      return;
    }
    response.writeHead(reply.status ?? 200, reply.headers);
    response.end(reply.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    seen,
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/** `value` as a cross-origin answer. */
export function json(status, value) {
  return {
    status,
    headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
    body: JSON.stringify(value),
  };
}

/**
 * The part of the API that the form speaks to. `onPage(slug)` and `onSignup(request)` can be set to
 * answer otherwise.
 */
export async function startApi() {
  const api = {
    onPage: (slug) => json(200, { slug, artistName: "Mira Vale", consent: WORDS }),
    onSignup: () => json(202, { status: "pending" }),
  };
  const server = await listen((request) => {
    const [, slug, signups] = /^\/api\/fan-pages\/([^/?]+)(\/signups)?(?:\?lang=\w*)?$/.exec(request.path) ?? [];
    if (request.path === "/embed.js") {
      return { headers: { "Content-Type": "text/javascript" }, body: readFileSync(EMBED) };
    }
    if (slug && request.method === "GET") return api.onPage(slug);
    return signups && request.method === "POST" ? api.onSignup(request) : json(404, {});
  });
  return Object.assign(api, server);
}

/** Somebody's site: every path shows `site.body`, with `site.headers`. */
export async function startSite() {
  const site = { body: "", headers: {} };
  const server = await listen(() => ({
    headers: { "Content-Type": "text/html; charset=utf-8", ...site.headers },
    body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A foreign page</title><main><h1>Shows</h1>${site.body}</main></html>`,
  }));
  return Object.assign(site, server);
}
