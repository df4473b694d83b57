import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PASSPHRASE = "of no secret";

/** A key and a certificate that nobody trusts, as keytool makes them. */
function identity() {
  const folder = mkdtempSync(join(tmpdir(), "artistos-elsewhere-"));
  const keytool = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "keytool") : "keytool";
  const store = join(folder, "identity.p12");
  const key = ["-alias", "elsewhere", "-dname", "CN=elsewhere", "-keyalg", "EC", "-groupname", "secp256r1"];
  const kept = ["-storetype", "PKCS12", "-keystore", store, "-storepass", PASSPHRASE];
  try {
    execFileSync(keytool, ["-genkeypair", ...key, ...kept], { stdio: "pipe" });
    return { pfx: readFileSync(store), passphrase: PASSPHRASE };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Services of other people, over TLS: `from` leads to `to`, which shows a page; each is a host of its
 * own. A browser that was launched with `args` finds them here. What was asked is in `seen`.
 */
export async function startElsewhere(from, to) {
  const seen = [];
  const server = createServer(identity(), (request, response) => {
    seen.push({ host: request.headers.host, path: request.url, headers: request.headers });
    if (request.headers.host === from) {
      response.writeHead(302, { Location: `https://${to}${request.url}` }).end();
    } else {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end('<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Elsewhere</title><h1>Elsewhere</h1>');
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const here = `127.0.0.1:${server.address().port}`;
  return {
    seen,
    args: [`--host-resolver-rules=MAP ${from} ${here},MAP ${to} ${here}`],
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
