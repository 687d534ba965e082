#!/usr/bin/env node
/** The command line. A verb's code is imported when the verb is used, so that `--help` is quick. */
import { readFileSync } from "node:fs";
import process from "node:process";
import type { Command } from "./commands/command.js";

const VERBS: Readonly<Record<string, { readonly says: string; load(): Promise<Command> }>> = {
  start: { says: "run the gateway", load: async () => (await import("./commands/start.js")).start },
  "check-config": {
    says: "say every mistake in a configuration",
    load: async () => (await import("./commands/check-config.js")).checkConfig,
  },
  verify: {
    says: "verify a signed NemID log-in message",
    load: async () => (await import("./commands/verify.js")).verify,
  },
  "verify-xmldsig": {
    says: "verify the XML signatures of any file",
    load: async () => (await import("./commands/verify-xmldsig.js")).verifyXmldsig,
  },
  "verify-chain": {
    says: "verify a certificate's chain",
    load: async () => (await import("./commands/verify-chain.js")).verifyChain,
  },
  "verify-ocsp": {
    says: "verify an OCSP answer",
    load: async () => (await import("./commands/verify-ocsp.js")).verifyOcsp,
  },
  keystore: {
    says: "check a PKCS#12 key file",
    load: async () => (await import("./commands/keystore.js")).keystore,
  },
  purge: {
    says: "delete what has expired",
    load: async () => (await import("./commands/purge.js")).purge,
  },
  keys: {
    says: "list or rotate the keys that sign ID tokens",
    load: async () => (await import("./commands/keys.js")).keys,
  },
};

/** As sysexits.h has it: the command was used wrongly. */
const WRONG_USAGE = 64;

process.exitCode = await run(process.argv.slice(2));

async function run([first, ...rest]: string[]): Promise<number> {
  if (first === "--help" || first === "-h" || first === "help") return say(help());
  if (first === "--version" || first === "-v") return say(version());
  const isFlag = first === undefined || first.startsWith("-");
  const name = isFlag ? "start" : first;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) return complain(`There is no command "${first}".\n\n${help()}`);
  if (rest.includes("--version")) return say(version());
  return (await verb.load())(isFlag && first !== undefined ? [first, ...rest] : rest);
}

function help(): string {
  const verbs = Object.entries(VERBS).map(([name, { says }]) => `  ${name.padEnd(16)}${says}`);
  return `Usage: eid-gateway [command] [options]

Commands (without one: start):
${verbs.join("\n")}

  eid-gateway <command> --help says more. Options: --help, --version`;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return manifest.version;
}

function say(text: string): number {
  console.log(text);
  return 0;
}

function complain(text: string): number {
  console.error(text);
  return WRONG_USAGE;
}
