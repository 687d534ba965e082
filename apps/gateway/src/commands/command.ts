/** A verb of the command line. */
import { resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";

/** @returns the exit code */
export type Command = (args: readonly string[]) => Promise<number>;

export const EXIT = { ok: 0, invalid: 1, notAMessage: 2, cannotTell: 3, wrongUsage: 64 } as const;

export type Options = NonNullable<ParseArgsConfig["options"]>;
export type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>;

/** Options and positionals, or the exit code when help was given or the options are wrong. */
export function readArgs<O extends Options>(args: readonly string[], options: O, help: string): Parsed<O> | number {
  try {
    const withHelp = { ...options, help: { type: "boolean", short: "h" } } as const;
    const parsed = parseArgs({ args: [...args], options: withHelp, allowPositionals: true, strict: true });
    if (!(parsed.values as { help?: boolean }).help) return parsed as unknown as Parsed<O>;
    console.log(help);
    return EXIT.ok;
  } catch (error) {
    return refuseUsage((error as Error).message, help);
  }
}

/** @returns the exit code */
export function refuseUsage(why: string, help: string): number {
  console.error(`${why}\n\n${help}`);
  return EXIT.wrongUsage;
}

/** `--config`, else EID_GATEWAY_CONFIG, else ./config. */
export function configDirectory(given: string | undefined): string {
  return resolve(given ?? process.env.EID_GATEWAY_CONFIG ?? "config");
}
