/**
 * What `JSON.parse` would pass over in silence, or labour over, found before it runs: a member that stands there twice (RFC 8259
 * section 4 leaves open which of them counts), and more levels or values than any order has.
 */
import { RestRefused } from "./problem.js";

const MOST = { levels: 32, values: 20_000 };
/** One token with the white space before it: a mark, a string, or anything else. What is none ends the scan; the parser says why. */
const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|[^\s"{}[\],:]+)/sy;

interface Level {
  readonly members: Set<string> | undefined; // of an object
  step: string | number | undefined; // where in it the scan is
  awaitsName: boolean; // the next string is a member's name
}
interface Scan {
  readonly levels: Level[];
  values: number;
}

/** @throws RestRefused at its place; SyntaxError for a name that is no string */
export function scanJson(text: string): void {
  const scan: Scan = { levels: [], values: 0 };
  for (const [, mark, string] of tokensOf(text)) {
    const level = scan.levels.at(-1);
    if (mark === "}" || mark === "]") scan.levels.pop();
    else if (mark === ",") goOn(level);
    else if (string !== undefined && level?.awaitsName) nameMember(scan, level, string);
    else if (mark !== ":") countValue(scan, mark);
  }
}

function* tokensOf(text: string): Generator<RegExpExecArray> {
  const token = new RegExp(TOKEN); // it remembers where it is
  for (let found = token.exec(text); found; found = token.exec(text)) yield found;
}

function goOn(level: Level | undefined): void {
  if (typeof level?.step === "number") level.step += 1;
  else if (level) level.awaitsName = true;
}

function nameMember(scan: Scan, level: Level, string: string): void {
  const name = JSON.parse(string) as string; // its escapes resolved: "\u0069d" is "id"
  level.step = name;
  level.awaitsName = false;
  if (level.members?.has(name)) refuse(scan, "stands there twice");
  level.members?.add(name);
}

function countValue(scan: Scan, mark: string | undefined): void {
  scan.values += 1;
  if (scan.values > MOST.values) refuse(scan, `an order has at most ${MOST.values} values`);
  if (mark === undefined) return;
  if (scan.levels.length === MOST.levels) refuse(scan, `an order has at most ${MOST.levels} levels`);
  const isObject = mark === "{";
  scan.levels.push({
    members: isObject ? new Set() : undefined,
    step: isObject ? undefined : 0,
    awaitsName: isObject,
  });
}

function refuse({ levels }: Scan, message: string): never {
  throw new RestRefused(
    message,
    levels.flatMap(({ step }) => step ?? []),
  );
}
