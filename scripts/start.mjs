/**
 * `npm start` after the build: the simulator of NemID's operator, then the gateway, then the demo customer's web site, and where to go.
 * Ends them all when told, when one of them ends, or when whoever started this is gone.
 *
 *   npm start                                         everything, on config/
 *   npm start -- --config DIR [--with-simulator]      the gateway alone (or with the other two) on another configuration
 */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { complaintsAbout } from "./start/taken-ports.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { config: { type: "string" }, "with-simulator": { type: "boolean" } } });
const everything = values.config === undefined || values["with-simulator"];

const port = (name, usual) => Number(process.env[name] || usual);
const ports = {
  gateway: port("EID_GATEWAY_PORT", 8080),
  management: port("EID_GATEWAY_MANAGEMENT_PORT", 9000),
  simulator: port("NEMID_SIMULATOR_PORT", 8090),
  simulatorTls: port("NEMID_SIMULATOR_TLS_PORT", 8091),
  portal: port("DEMO_PORTAL_PORT", 3000),
};
const env = {
  ...process.env,
  EID_GATEWAY_VAR: resolve(root, process.env.EID_GATEWAY_VAR || "var"),
  NO_COLOR: process.env.NO_COLOR ?? (process.stdout.isTTY ? "" : "1"),
};
const stopWithParent = new URL("start/stop-with-parent.mjs", import.meta.url).href;
const PATIENCE_MS = 60_000;
const STOP_MS = 4_000;

const running = new Map();
let stopping = false;

for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, () => stopAll(0));

const complaints = await complaintsAbout({
  // Another configuration says itself where its gateway listens.
  ...(values.config === undefined && {
    EID_GATEWAY_PORT: ports.gateway,
    EID_GATEWAY_MANAGEMENT_PORT: ports.management,
  }),
  ...(everything && {
    NEMID_SIMULATOR_PORT: ports.simulator,
    NEMID_SIMULATOR_TLS_PORT: ports.simulatorTls,
    DEMO_PORTAL_PORT: ports.portal,
  }),
});
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}

if (everything)
  await begin("NemID simulator", ["apps/nemid-simulator/dist/main.js"], `http://localhost:${ports.simulator}/health`);
const config = resolve(process.cwd(), values.config ?? resolve(root, "config"));
await begin(
  "gateway",
  ["apps/gateway/dist/main.js", "start", "--config", config],
  everything ? `http://localhost:${ports.gateway}/oidc/.well-known/openid-configuration` : undefined,
);
if (everything) {
  await begin("demo web site", ["apps/demo-portal/dist/main.js"], `http://localhost:${ports.portal}/health`);
  await tellWhereToGo();
}

/** Starts one and waits until it answers. What it prints goes on, each line under its name. */
async function begin(name, args, address) {
  if (stopping) return;
  const child = spawn(process.execPath, ["--import", stopWithParent, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: process.platform !== "win32",
  });
  running.set(name, child);
  relay(name, child.stdout, process.stdout, isWorthShowing);
  relay(name, child.stderr, process.stderr, (line) => !line.startsWith("{") || isWorthShowing(line));
  child.once("exit", (code) => {
    running.delete(name);
    if (!stopping) console.error(`The ${name} stopped.`);
    stopAll(code ?? 1);
  });
  if (address) await untilItAnswers(name, address);
}

async function untilItAnswers(name, address) {
  const until = Date.now() + PATIENCE_MS;
  while (running.has(name) && Date.now() < until) {
    const isUp = await fetch(address, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  if (running.has(name)) {
    console.error(`The ${name} does not answer at ${address}.`);
    stopAll(1);
  }
}

function relay(name, from, to, isShown) {
  let rest = "";
  from.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) if (isShown(line)) to.write(`[${name}] ${line}\n`);
  });
  from.on("end", () => rest && to.write(`[${name}] ${rest}\n`));
}

/** What they print is logs for machines, and addresses that are told below: only warnings and worse are shown. EID_VERBOSE=1 shows all. */
function isWorthShowing(line) {
  if (process.env.EID_VERBOSE === "1") return true;
  return /"level":(?:"(?:warn|error|fatal)"|[4-6]0)/.test(line);
}

async function tellWhereToGo() {
  if (stopping) return;
  const simulator = `http://localhost:${ports.simulator}`;
  const { identities } = await fetch(`${simulator}/api/identities`).then((answer) => answer.json());
  const people = identities
    .slice(0, 3)
    .map(
      ({ alias, password, name, kind, cpr, links }) =>
        `  ${alias.padEnd(12)} ${String(password).padEnd(12)} ${name} (${kind}${kind === "POCES" ? `, CPR ${cpr}` : ""})\n${" ".repeat(15)}key card: ${new URL(links.keyCard, simulator)}`,
    );
  console.log(`
Ready. Log in at       http://localhost:${ports.portal}

  the demo web site    http://localhost:${ports.portal}
  the gateway          http://localhost:${ports.gateway}/oidc/.well-known/openid-configuration
  the NemID simulator  ${simulator}
  a look at all pages  http://localhost:${ports.management}/preview

User-id, password and key card of three test identities:
${people.join("\n")}
Owners of companies:   ${simulator}/companies
Key files:             ${simulator}/key-files

Everything is kept in ${env.EID_GATEWAY_VAR}. Ctrl-C stops it all.`);
}

/** Each child leads a group of its own, so that a Ctrl-C in the terminal reaches it once, through here. */
function stopAll(code) {
  if (stopping) return;
  stopping = true;
  for (const child of running.values()) child.kill("SIGTERM");
  const force = setTimeout(() => {
    for (const child of running.values()) child.kill("SIGKILL");
  }, STOP_MS);
  const wait = setInterval(() => {
    if (running.size > 0) return;
    clearInterval(wait);
    clearTimeout(force);
    process.exit(code);
  }, 20);
}
