/** The built-in types of XML Schema that the services use: how a text is read, and how a value is written (XML Schema part 2, section 3). */
import { readBase64, XmlError } from "@eid-gateway/xmldsig";

/** A type whose value is text. */
export interface SimpleType<T = unknown> {
  readonly kind: "simple";
  readonly name: string;
  /** Of an enumeration, which is a type of the service's own. */
  readonly values?: readonly string[];
  /** `undefined`: the text is not of this type. */
  read(text: string): T | undefined;
  write(value: T): string;
}
/** Any simple value, told by the `xsi:type` it comes with; read as the text one would compare it by. */
export interface AnyType {
  readonly kind: "any";
  readonly name: "anyType";
}

export const XSD = "http://www.w3.org/2001/XMLSchema";

export const string: SimpleType<string> = {
  kind: "simple",
  name: "string",
  read: (text) => text,
  write: (value) => value,
};

export const boolean: SimpleType<boolean> = {
  kind: "simple",
  name: "boolean",
  read: (text) => BOOLEANS.get(collapse(text)),
  write: (value) => String(value),
};
const BOOLEANS = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

export const int: SimpleType<number> = wholeNumber("int", -(2 ** 31), 2 ** 31 - 1);
/** Without bounds in XML Schema; here within what a number holds exactly. */
export const integer: SimpleType<number> = wholeNumber("integer", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const dateTime: SimpleType<Date> = {
  kind: "simple",
  name: "dateTime",
  read: readDateTime,
  write: (value) => value.toISOString(),
};

export const base64Binary: SimpleType<Uint8Array> = {
  kind: "simple",
  name: "base64Binary",
  read: readBinary,
  write: (value) => Buffer.from(value.buffer, value.byteOffset, value.length).toString("base64"),
};

export const anyType: AnyType = { kind: "any", name: "anyType" };

/** By the local name of their `xsi:type`: what may stand where anything may. */
export const BUILT_IN: ReadonlyMap<string, SimpleType> = new Map(
  [string, boolean, int, integer, dateTime].map((type) => [type.name, type as SimpleType]),
);

/** One of these words. */
export function enumeration<const V extends string>(name: string, values: readonly V[]): SimpleType<V> {
  return {
    kind: "simple",
    name,
    values,
    read: (text) => values.find((value) => value === text),
    write: (value) => value,
  };
}

function wholeNumber(name: string, least: number, most: number): SimpleType<number> {
  return {
    kind: "simple",
    name,
    read(text) {
      const written = collapse(text);
      const value = Number(written);
      return /^[+-]?[0-9]{1,40}$/.test(written) && value >= least && value <= most ? value + 0 : undefined;
    },
    write: (value) => String(value),
  };
}

/** White space around the numbers, dates and words of a pretty-printed message means nothing. */
function collapse(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,20})?(Z|[+-]\d\d:\d\d)?$/;

/** A time without a zone is UTC, wherever sender and gateway are. */
function readDateTime(text: string): Date | undefined {
  const parts = DATE_TIME.exec(collapse(text));
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = parts;
  const offset = minutesEast(zone);
  const local = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // The Date of 30 February is in March.
  if (Number.isNaN(local.getTime()) || local.getUTCDate() !== Number(day) || offset === undefined) return undefined;
  const time = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const isMidnightAfter = time === 24 * 3600 && !/[1-9]/.test(fraction); // 24:00:00, section 3.2.7.1
  if (!isMidnightAfter && (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)) return undefined;
  const milliseconds = Math.floor(Number(`0${fraction}`) * 1000);
  return new Date(local.getTime() + time * 1000 + milliseconds - offset * 60_000);
}

/** Of a zone, which is at most 14 hours away. */
function minutesEast(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  if (Number(zone.slice(4)) > 59 || minutes > 14 * 60) return undefined;
  return zone.startsWith("-") ? -minutes : minutes;
}

function readBinary(text: string): Uint8Array | undefined {
  if (!/[^ \t\r\n]/.test(text)) return new Uint8Array();
  try {
    return readBase64(text);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
