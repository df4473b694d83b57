import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { freePorts, row } from "./processes.js";
import { until } from "./until.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGE = "functions/target/azure-functions/artistos";
const PORTS = 10;
const START_MS = 120_000;
const END_MS = 45_000;

/** The answer to a call that must succeed. */
async function post(url, body, headers, method = "POST") {
  const response = await fetch(url, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** The suite as `./dev up` runs it, on `data`, which it keeps. */
export class Suite {
  #process;
  #said = [];
  #ended;

  /** Starts one, on free ports unless `firstPort` says which, and waits until it says that it is up. */
  static async start(data, firstPort) {
    const suite = new Suite(data, firstPort ?? (await freePorts(PORTS)));
    try {
      await suite.#up();
    } catch (error) {
      await suite.kill();
      throw error;
    }
    return suite;
  }

  constructor(data, firstPort) {
    if (!existsSync(join(ROOT, PACKAGE, "host.json"))) {
      throw new Error(`${PACKAGE} is not built; run mvn -DskipTests package`);
    }
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
    const jvm = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "local/target/classes:local/target/lib/*"];
    const main = ["io.artistos.local.suite.SuiteMain", PACKAGE, data, "local/node_modules", String(firstPort)];
    this.ports = row(firstPort, PORTS);
    this.#process = spawn(java, [...jvm, ...main], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      createInterface({ input: stream }).on("line", (line) => this.#said.push(line));
    }
    this.#ended = new Promise((done) => {
      this.#process.once("error", (error) => done({ error }));
      this.#process.once("exit", (code, signal) => done({ code, signal }));
    });
  }

  async #up() {
    let ended;
    this.#ended.then((how) => (ended = how));
    const upOrEnded = () => ended || this.#said.some((line) => line.includes("fans, as JSON"));
    await until("ArtistOS is up", upOrEnded, START_MS).catch((error) => (ended = error));
    if (ended) throw new Error(`the suite did not start:\n${this.#said.join("\n")}`, { cause: ended });
    const said = this.#said.join("\n");
    const find = (pattern) => pattern.exec(said)[1];
    find(/(ArtistOS is up)/);
    this.fanPage = find(/fan page +(\S+)/);
    this.foreignPage = find(/embedded form +(\S+)/);
    this.inbox = find(/mail inbox +(\S+)/);
    this.key = find(/Authorization: (Bearer [^']+)/);
    this.fansUrl = find(/(\S+\/api\/fans)$/m);
    this.artist = new URL(this.fanPage).pathname.split("/").pop();
    this.app = new URL(this.fanPage).origin;
  }

  get pid() {
    return this.#process.pid;
  }

  /** Ctrl-C; gives how the process ended. */
  async interrupt() {
    this.#process.kill("SIGINT");
    let how;
    this.#ended.then((ended) => (how = ended));
    return until("the end of the suite", () => how, END_MS);
  }

  /** For when a test is over, whatever became of it: nothing is left running. */
  async kill() {
    this.#process.kill("SIGINT");
    const late = setTimeout(() => this.#process.kill("SIGKILL"), END_MS);
    await this.#ended;
    clearTimeout(late);
  }

  /** All fans, as an API key reads them, as text. */
  async fansAsText() {
    const response = await fetch(`${this.fansUrl}?limit=200`, {
      headers: { Authorization: this.key },
    });
    if (response.status !== 200) throw new Error(`/api/fans answered ${response.status}`);
    return response.text();
  }

  /** The fan with an address, as `/api/fans` shows them; undefined when there is none. */
  async fan(address) {
    return JSON.parse(await this.fansAsText()).items.find(({ email }) => email === address);
  }

  /** The newest mail to an address, when it has come. */
  mailTo(address) {
    return until(`a mail to ${address}`, async () => {
      const response = await fetch(`${this.inbox}.json?to=${encodeURIComponent(address)}`);
      return (await response.json()).mails[0];
    });
  }

  /** Opens an artist account, by somebody of its own, whose page sends fans on to `redirect`, if anywhere. */
  async openAccount({ name, slug, intro, redirect }) {
    const clerk = `${new URL(this.inbox).origin}/control/clerk`;
    const { id } = await post(`${clerk}/persons`, { email: `${slug}@band.example` });
    const { jwt } = await post(`${clerk}/tokens`, { user: id });
    const account = {
      artistName: name,
      slug,
      intro,
      timeZone: "Europe/London",
      country: "GB",
      postalAddress: "12 Harbour Lane, Bristol BS1 4RW, United Kingdom",
      birthDate: "1994-05-17",
      terms: "2026-01",
      privacyPolicy: "2026-01",
    };
    const headers = { Authorization: `Bearer ${jwt}` };
    await post(`${this.app}/api/artists`, account, headers);
    if (redirect) await this.#sendOn(slug, redirect, { ...headers, "Artist-Account": slug });
  }

  async #sendOn(slug, redirect, headers) {
    const pages = `${this.app}/api/pages`;
    const { items } = await (await fetch(pages, { headers })).json();
    await post(`${pages}/${items[0].id}/draft`, { texts: { en: {} }, redirect }, headers, "PUT");
    await post(`${pages}/${items[0].id}/publish`, {}, headers);
  }

  /** Signs somebody up as a program does. */
  async signUp(address, artist = this.artist) {
    const page = `${this.app}/api/fan-pages/${artist}`;
    const { consent } = await (await fetch(page)).json();
    await post(`${page}/signups`, { email: address, consent: consent.version });
  }
}
