import "reflect-metadata";
import process from "node:process";
import { createLog } from "../log.js";
import { type Gateway, openGateway } from "../open-gateway.js";
import { type Command, configDirectory, EXIT, readArgs, refuseUsage } from "./command.js";
import { explain } from "./explain.js";
import { readConfig } from "./read-config.js";

const HELP = `Usage: eid-gateway start [--config DIR]

Runs the gateway until it is told to stop (Ctrl-C, SIGTERM).

  --config DIR   the folder of gateway.yaml; else EID_GATEWAY_CONFIG, else ./config`;

export const start: Command = async (args) => {
  const parsed = readArgs(args, { config: { type: "string" } }, HELP);
  if (typeof parsed === "number") return parsed;
  if (parsed.positionals.length > 0) return refuseUsage(`There is no use for "${parsed.positionals[0]}".`, HELP);
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
