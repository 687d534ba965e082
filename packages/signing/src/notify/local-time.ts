/** Between moments and the time on a wall of some place, through summer time's beginning and end. */
export type LocalDay = { readonly year: number; readonly month: number; readonly day: number };
export type LocalTime = LocalDay & { readonly hour: number; readonly minute: number; readonly second: number };

const DAY_MS = 24 * 60 * 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function localTimeOf(moment: number, zone: string): LocalTime {
  const parts = formatOf(zone).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)!.value);
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
    second: of("second"),
  };
}

/**
 * The moment at which a wall shows this. Of two, when the clock is set back, the first; of none, when it is set forward, as much
 * later as the clock was moved: 02:30 is then 03:30.
 */
export function instantAt({ year, month, day }: LocalDay, hour: number, minute: number, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const before = asUtc - offsetAt(asUtc - DAY_MS, zone);
  const after = asUtc - offsetAt(asUtc + DAY_MS, zone);
  const shows = (moment: number) => moment + offsetAt(moment, zone) === asUtc;
  const [first] = [before, after].filter(shows).sort((one, other) => one - other);
  return first ?? before;
}

function offsetAt(moment: number, zone: string): number {
  const { year, month, day, hour, minute, second } = localTimeOf(moment, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const numeric = "numeric" as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", calendar: "gregory", ...fields });
  formats.set(zone, format);
  return format;
}
