/**
 * The numbers of Danish registers, as far as test data needs them.
 *
 * Generated CPR numbers are always replacement numbers (day + 60), which the register gives to nobody as an ordinary number:
 * a generated identity can never carry a living person's number.
 */
import type { Draw } from "../state/seeded-draw.js";

const CENTURY_DIGITS = { 19: ["0", "1", "2", "3"], 20: ["5", "6", "7", "8"] } as const;

/** `DDMMYYSSSS` with the day raised by 60. The seventh digit tells the century, the last the gender (cpr.dk). */
export function drawCpr(draw: Draw, born: { readonly from: number; readonly to: number }): string {
  const year = born.from + draw.below(born.to - born.from + 1);
  const day = 61 + draw.below(28);
  const month = 1 + draw.below(12);
  const seventh = draw.pick(CENTURY_DIGITS[year < 2000 ? 19 : 20]);
  return two(day) + two(month) + two(year % 100) + seventh + draw.digits(3);
}

/** When the holder of a CPR number was born, or undefined when the ten digits hold no date. Accepts day + 60. */
export function birthDate(cpr: string): Date | undefined {
  const read = /^(\d\d)(\d\d)(\d\d)(\d)\d{3}$/.exec(cpr);
  if (!read) return undefined;
  const [day, month, yy, seventh] = read.slice(1).map(Number) as [number, number, number, number];
  const realDay = day > 60 ? day - 60 : day;
  const date = new Date(Date.UTC(fullYear(yy, seventh), month - 1, realDay));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === realDay ? date : undefined;
}

/** The table of cpr.dk: the seventh digit and the two year digits together give the century. */
function fullYear(yy: number, seventh: number): number {
  if (seventh <= 3) return 1900 + yy;
  if (seventh === 4 || seventh === 9) return yy <= 36 ? 2000 + yy : 1900 + yy;
  return yy <= 57 ? 2000 + yy : 1800 + yy;
}

/** Whole years between birth and `now`. */
export function ageAt(born: Date, now: Date): number {
  const years = now.getUTCFullYear() - born.getUTCFullYear();
  const birthday = Date.UTC(now.getUTCFullYear(), born.getUTCMonth(), born.getUTCDate());
  return now.getTime() < birthday ? years - 1 : years;
}

const CVR_WEIGHTS = [2, 7, 6, 5, 4, 3, 2] as const;

/** Eight digits, weights 2 7 6 5 4 3 2 1, sum divisible by 11; a remainder of 1 is not issued (erhvervsstyrelsen.dk). */
export function drawCvr(draw: Draw): string {
  for (;;) {
    const first = `${1 + draw.below(9)}${draw.digits(6)}`;
    const sum = CVR_WEIGHTS.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
    const remainder = sum % 11;
    if (remainder !== 1) return `${first}${remainder === 0 ? 0 : 11 - remainder}`;
  }
}

/** The PID's prefix is the same for everybody; the person is the last twelve digits. */
export function drawPid(draw: Draw): string {
  return `9208-2002-2-${draw.digits(12)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
