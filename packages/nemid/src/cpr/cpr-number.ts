/** The Danish civil registration number, DDMMYYSSSS: read as people write it, and the birth date in it (cpr.dk, "Opbygning af CPR-nummeret"). */
import { NationalId } from "@eid-gateway/core";

const form = /^\s*(\d{6})[- ]?(\d{4})\s*$/;

/**
 * A number as typed, with or without hyphen or space; `undefined` when it cannot be one. The date part must exist. Modulus 11 is
 * not demanded: numbers that fail it have been issued since 2007.
 */
export function readCprNumber(written: string | undefined): NationalId | undefined {
  const [, date, serial] = form.exec(written ?? "") ?? [];
  if (date === undefined || serial === undefined) return undefined;
  return birthDateOf(date + serial) === undefined ? undefined : new NationalId("DK", date + serial);
}

/** yyyy-mm-dd. In a replacement number (erstatningspersonnummer) the day is raised by 60. */
export function birthDateOf(digits: string): string | undefined {
  const raised = Number(digits.slice(0, 2));
  const day = raised > 60 ? raised - 60 : raised;
  const month = Number(digits.slice(2, 4));
  const year = century(Number(digits[6]), Number(digits.slice(4, 6))) + Number(digits.slice(4, 6));
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

/** The seventh digit tells the century, together with the year. */
function century(seventh: number, year: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}
