import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { type Command, EXIT, readArgs, refuseUsage } from "./command.js";
import { type Answer, answerAbout, exitCodeOf } from "./verify/answer.js";
import { extractDocuments } from "./verify/extract.js";
import { findFiles, replaceDash } from "./verify/find-files.js";
import { HELP, OPTIONS } from "./verify/options.js";
import { createPrinter } from "./verify/printer.js";
import { readFormat, readQuestion } from "./verify/read-options.js";
import { openBatch } from "./verify/summary.js";
import { UsageError } from "./verify/usage-error.js";

const WORST_FIRST = [EXIT.invalid, EXIT.wrongUsage, EXIT.cannotTell, EXIT.notAMessage] as const;

export const verify: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals } = parsed;
  try {
    if (positionals.length === 0) throw new UsageError("Name a file to verify.");
    const question = readQuestion(values);
    const printer = createPrinter(readFormat(values));
    const files = findFiles(await replaceDash(positionals, () => text(process.stdin)));
    if (files.length === 0) throw new UsageError("Standard input names no file.");
    const batch = openBatch(files.length, process.stderr);
    const codes = new Set<number>();
    print(printer.begin());
    const reader = watchReader(process.stdout);
    for (const file of files) {
      if (reader.hasLeft()) break;
      const answer = await answerAbout(file, question);
      batch.clear();
      print(printer.print(answer));
      codes.add(exitCodeOf(answer));
      if (values.extract !== undefined) codes.add(extract(answer, values.extract));
      batch.count(answer);
      await setImmediate(); // lets the news in that nobody reads on
    }
    print(printer.end());
    batch.finish();
    if (reader.hasLeft()) {
      console.error("Not every answer was written: standard output was closed, or there is no room for it.");
      codes.add(EXIT.wrongUsage);
    }
    return WORST_FIRST.find((code) => codes.has(code)) ?? EXIT.ok;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return refuseUsage(error.message, HELP);
  }
};

/** `| head -1` reads one answer and leaves: the rest of a share need not be judged for nobody. */
function watchReader(output: NodeJS.WriteStream): { hasLeft(): boolean } {
  let hasLeft = false;
  output.on("error", () => {
    hasLeft = true;
  });
  return { hasLeft: () => hasLeft };
}

function print(line: string | undefined): void {
  if (line !== undefined) console.log(line);
}

/** A document that cannot be written is said, and the batch goes on. */
function extract(answer: Answer, folder: string): number {
  try {
    for (const path of extractDocuments(answer, folder)) console.error(`${path} written`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return EXIT.wrongUsage;
  }
}
