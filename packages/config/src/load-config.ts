import type { Config } from "./config.js";

export type LoadOptions = { readonly env: Readonly<Record<string, string | undefined>> };

/**
 * Reads a configuration folder.
 *
 * @throws ConfigError with all mistakes of all files
 */
export function loadConfig(directory: string, { env }: LoadOptions): Config {
  throw new Error(`not built yet: ${directory} ${Object.keys(env).length}`);
}
