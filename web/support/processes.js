import { execFileSync } from "node:child_process";
import { connect, createServer } from "node:net";

const LOOPBACK = "127.0.0.1";
// Below what systems hand out themselves, and free of the ports that browsers refuse.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** The first of `count` free ports in a row. */
export async function freePorts(count) {
  for (;;) {
    const first = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST - count));
    const free = await Promise.all(row(first, count).map(canListen));
    if (free.every(Boolean)) return first;
  }
}

export const row = (first, count) => Array.from({ length: count }, (_, index) => first + index);

function canListen(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, LOOPBACK, () => server.close(() => done(true)));
  });
}

/** Whether something takes connections there. */
export function isOpen(port) {
  return new Promise((done) => {
    const socket = connect(port, LOOPBACK);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}

/** The ids of all processes that `pid` started, and that those started. */
export function descendants(pid) {
  const children = new Map();
  for (const line of execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const of = (parent) => (children.get(parent) ?? []).flatMap((child) => [child, ...of(child)]);
  return of(pid);
}

export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}
