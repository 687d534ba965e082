/** The spellings of TIMESTAMP: a date with or without a zone, or milliseconds since 1970; plain or base64. */

const DATE = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) ?([+-]\d{4}|[A-Za-z][A-Za-z_/]*)?$/;
const SERVER_ZONE = "Europe/Copenhagen"; // whose time a date without a zone is in
const MINUTE_MS = 60_000;

/** Zone names that stand for one offset, in minutes. Other names are looked up as IANA zones. */
const OFFSETS: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
};

export interface Timestamp {
  readonly at: number; // milliseconds since 1970
  readonly base64: boolean;
}

/** Reads a TIMESTAMP, or gives undefined when it has no known spelling. */
export function readTimestamp(value: string): Timestamp | undefined {
  const plain = readPlain(value);
  if (plain !== undefined) return { at: plain, base64: false };
  const decoded = decodeBase64(value)?.toString("utf8");
  const at = decoded === undefined ? undefined : readPlain(decoded);
  return at === undefined ? undefined : { at, base64: true };
}

/** Strict base64 without line breaks, or undefined. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : undefined;
}

function readPlain(text: string): number | undefined {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const read = DATE.exec(text);
  if (!read) return undefined;
  const [year, month, day, hour, minute, second] = read.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const isRealTime = new Date(local).toISOString().startsWith(text.slice(0, 19).replace(" ", "T"));
  const offset = isRealTime ? findOffset(read[7] ?? SERVER_ZONE, local) : undefined;
  return offset === undefined ? undefined : local - offset * MINUTE_MS;
}

function findOffset(zone: string, local: number): number | undefined {
  const digits = /^([+-])(\d\d)(\d\d)$/.exec(zone);
  if (digits) return Number(`${digits[1]}1`) * (Number(digits[2]) * 60 + Number(digits[3]));
  return OFFSETS[zone.toUpperCase()] ?? findIanaOffset(zone, local);
}

/** How far a zone's wall clock is ahead of UTC, in minutes, near a local time. */
function findIanaOffset(timeZone: string, local: number): number | undefined {
  try {
    const wallClock = (at: number) =>
      Date.parse(`${new Date(at).toLocaleString("sv-SE", { timeZone }).replace(" ", "T")}Z`);
    const guess = wallClock(local) - local;
    return (wallClock(local - guess) - (local - guess)) / MINUTE_MS;
  } catch {
    return undefined; // not a zone
  }
}
