/**
 * The way in for `npm start` and `npm test`, for a machine that has Node and npm only: checks Node, runs the pinned pnpm through
 * npx, installs by the lock file, builds, and runs. No dependencies of its own.
 */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`Node 20.19 or newer is needed; this is ${process.version}.`);

const root = new URL("..", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const [verb = "start", ...rest] = process.argv.slice(2);
const options = {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
};

const verbs = {
  start() {
    prepare();
    hand("scripts/start.mjs", rest);
  },
  test() {
    prepare();
    pnpm("run", "lint");
    pnpm("run", "typecheck");
    node("scripts/check-lockfile.mjs");
    test(rest);
  },
  /** The tests alone, on what is built: `--no-browser` leaves out those that drive Chromium. */
  retest() {
    test(rest);
  },
  /** What Debian's tools say of the same material: judges that share no code with us. */
  judges() {
    node("scripts/judges/find-tools.mjs");
    prepare();
    pnpm("exec", "vitest", "run", "--config", "vitest.judges.config.ts", ...rest);
  },
};

if (!verbs[verb]) stop(`Unknown verb "${verb}". Known: ${Object.keys(verbs).join(", ")}.`);
verbs[verb]();

function prepare() {
  pnpm("install", "--frozen-lockfile", "--reporter=append-only");
  pnpm("exec", "turbo", "run", "build", "--output-logs=errors-only");
}

function test(flags) {
  if (flags.includes("--no-browser")) options.env.EID_TEST_WITHOUT_BROWSER = "1";
  pnpm("exec", "turbo", "run", "test", "--concurrency=2", "--output-logs=full");
}

function pnpm(...args) {
  run(process.platform === "win32" ? "npx.cmd" : "npx", ["-y", manifest.packageManager, ...args]);
}

function node(...args) {
  run(process.execPath, args);
}

function run(command, args) {
  const shell = process.platform === "win32";
  const { status, signal } = spawnSync(command, args, { ...options, shell });
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
}

/** Hands the terminal over for good: signals go on to the child, which decides when all is stopped, and sees by the channel if this is killed. */
function hand(script, args) {
  const child = spawn(process.execPath, [script, ...args], {
    ...options,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
