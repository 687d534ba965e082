/**
 * Whole signings: a customer's server orders, a person reads and signs, the server asks. Gateway and simulator are processes of their own,
 * as `npm start` runs them on the embedded database; person and server are this process.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { freePorts, startAll } from "../../e2e/dist/process/start-all.js";
import { order, statusOf } from "../../e2e/dist/signing/order-by-soap.js";
import { signOn } from "../../e2e/dist/signing/sign-by-hand.js";
import { openBrowser } from "../../e2e/dist/world/log-in.js";
import { spreadOf } from "./interleave.mjs";

const AT_ONCE = 8;
const BATCH = 80;
const ROUNDS = 5;
const TICK_MS = 10;
const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const WAYS = [
  { name: "nemid-sign, native", methods: ["nemid-sign"] },
  { name: "nemid-sign, LTV-SDO", methods: ["nemid-sign"], sdoFormat: "ltv-sdo" },
  { name: "nemid, by log-in", methods: [], logIns: ["nemid"] },
];

export async function measureOrders() {
  const folder = mkdtempSync(join(tmpdir(), "eid-bench-"));
  const ports = await freePorts();
  const started = startAll({ ...ports, EID_GATEWAY_VAR: folder });
  try {
    await started.hasSaid("Ready.");
    const simulator = { url: `http://localhost:${ports.NEMID_SIMULATOR_PORT}` };
    const world = { url: `http://localhost:${ports.EID_GATEWAY_PORT}`, simulator, processes: processesOf(started) };
    const person = await readJson(`${simulator.url}/api/identities`, { kind: "POCES", autofill: true });
    for (const way of WAYS) await measureWay(world, person, way);
  } finally {
    started.kill("SIGTERM");
    await started.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureWay(world, person, { name, ...ways }) {
  const signAll = async (left) => {
    for (; left > 0; left -= AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, () => signOne(world, person, ways)));
  };
  await signAll(BATCH * 3); // warm: of three processes
  const rates = [];
  const before = cpuMs(world);
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    await signAll(BATCH);
    rates.push((BATCH / (performance.now() - begun)) * 1000);
  }
  const after = cpuMs(world);
  const each = Object.keys(after).map((who) => `${who} ${((after[who] - before[who]) / (BATCH * ROUNDS)).toFixed(0)}`);
  const { median, from, to } = spreadOf(rates);
  console.log(
    `${name.padEnd(22)}${median.toFixed(1)} (${from.toFixed(1)} to ${to.toFixed(1)}) orders a second; ms of CPU for each: ${each.join(", ")}`,
  );
}

async function signOne(world, person, ways) {
  const { id, url } = await order(world, { documents: [LETTER], ...ways });
  const browser = openBrowser();
  await signOn(browser, world, await browser.get(url), person);
  const { status } = await statusOf(world, id);
  if (status !== "completed") throw new Error(`an order is ${status}: nothing was measured`);
}

async function readJson(url, body) {
  const headers = { "content-type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/** In the order in which they were started. */
function processesOf({ children }) {
  const [simulator, gateway] = children();
  return { gateway, simulator };
}

function cpuMs({ processes }) {
  const { user, system } = process.cpuUsage();
  return {
    ...Object.fromEntries(Object.entries(processes).map(([who, pid]) => [who, cpuMsOf(pid)])),
    "person and server": (user + system) / 1000,
  };
}

/** As Linux counts them, proc(5): user and system time are the 14th and 15th field, and the name before them may hold blanks. */
function cpuMsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN; // another system
  }
}
