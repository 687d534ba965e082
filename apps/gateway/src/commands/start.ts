import "reflect-metadata";
import process from "node:process";
import { type Config, ConfigError, formatIssues, loadConfig } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import { StorageError } from "@eid-gateway/storage";
import { createLog } from "../log.js";
import { type Gateway, openGateway } from "../open-gateway.js";
import { type Command, configDirectory, EXIT, readArgs } from "./command.js";

const HELP = `Usage: eid-gateway start [--config DIR]

Runs the gateway until it is told to stop (Ctrl-C, SIGTERM).

  --config DIR   the folder of gateway.yaml; else EID_GATEWAY_CONFIG, else ./config`;

export const start: Command = async (args) => {
  const parsed = readArgs(args, { config: { type: "string" } }, HELP);
  if (typeof parsed === "number") return parsed;
  const config = readConfig(configDirectory(parsed.values.config));
  if (typeof config === "number") return config;
  const log = createLog(config.gateway.log.level);
  for (const { file, message } of config.warnings) log.warn({ file }, message);
  try {
    const gateway = await openGateway(config, { log });
    log.info({ url: gateway.url, management: gateway.managementUrl }, "the gateway is ready");
    await untilTold();
    await stop(gateway);
    return EXIT.ok;
  } catch (error) {
    console.error(explain(error, config));
    return EXIT.invalid;
  }
};

function readConfig(directory: string): Config | number {
  try {
    return loadConfig(directory, { env: process.env });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(formatIssues(error.issues));
    return EXIT.invalid;
  }
}

/** A second signal does not wait. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(EXIT.invalid));
        resolve();
      });
    }
  });
}

async function stop(gateway: Gateway): Promise<void> {
  await gateway.stop();
}

/** One clear sentence for what an operator can mend; a stack only for a fault of ours. */
export function explain(error: unknown, { gateway }: Config): string {
  if (error instanceof ConfigError) return formatIssues(error.issues);
  if (error instanceof EidError)
    return [error.message, ...error.issues.map(({ message }) => `  ${message}`)].join("\n");
  if (error instanceof StorageError) return `${error.message} (${error.code})`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    const isMain = port === gateway.listen.port;
    const variable = isMain ? "EID_GATEWAY_PORT" : "EID_GATEWAY_MANAGEMENT_PORT";
    return `Port ${port} is taken by another program: free it, or set ${variable} to another port.`;
  }
  if (code === "EACCES") return `Port ${port} may not be opened by this user: choose one above 1023.`;
  return (error as Error).stack ?? String(error);
}
