/**
 * The way in for `npm start` and `npm test`, for a machine that has Node and npm only: checks Node, runs the pinned pnpm through
 * npx, installs by the lock file, builds, and runs. No dependencies of its own.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`Node 20.19 or newer is needed; this is ${process.version}.`);

const root = new URL("..", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const stampFile = new URL("node_modules/.lock-installed", root);
const [verb = "start", ...rest] = process.argv.slice(2);
const options = {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
};

const verbs = {
  start() {
    if (!isInstalled()) install();
    build();
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
  install();
  build();
}

function install() {
  pnpm("install", "--frozen-lockfile", "--reporter=append-only");
  writeFileSync(stampFile, lockDigest());
}

/** Whether this lock file was installed here before: a second start need not ask pnpm again. */
function isInstalled() {
  try {
    return readFileSync(stampFile, "utf8") === lockDigest();
  } catch {
    return false;
  }
}

function lockDigest() {
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => readFileSync(new URL(name, root)));
  return createHash("sha256").update(files.join("\0")).digest("hex");
}

/** tsc's own build mode knows the order of the packages, and does nothing where nothing changed. */
function build() {
  node("node_modules/typescript/bin/tsc", "-b");
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
