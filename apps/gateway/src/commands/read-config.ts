import process from "node:process";
import { type Config, ConfigError, formatIssues, loadConfig } from "@eid-gateway/config";
import { EXIT } from "./command.js";

/** The configuration, or the exit code after its mistakes were told. */
export function readConfig(directory: string): Config | number {
  try {
    return loadConfig(directory, { env: process.env });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(formatIssues(error.issues));
    return EXIT.invalid;
  }
}
