const WRITTEN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ?(?:([+-]\d\d):?(\d\d)|(Z|UTC|GMT|CET|CEST))$/;
const ZONES: Readonly<Record<string, string>> = { Z: "Z", UTC: "Z", GMT: "Z", CET: "+01:00", CEST: "+02:00" };

/**
 * The client's echo of the parameter TIMESTAMP: "2021-04-20 15:26:05+0200", with a zone's name in place of the offset, or
 * milliseconds since 1970. Without a zone it would be the server's time, which nobody can know: undefined, as for anything else.
 */
export function readTimeStamp(text: string): Date | undefined {
  if (/^\d{12,14}$/.test(text)) return new Date(Number(text));
  const [, date, time, hours, minutes, zone] = WRITTEN.exec(text) ?? [];
  if (date === undefined) return undefined;
  const offset = zone === undefined ? `${hours}:${minutes}` : ZONES[zone];
  const read = new Date(`${date}T${time}${offset}`);
  return Number.isNaN(read.getTime()) || !exists(`${date}T${time}.000Z`) ? undefined : read;
}

/** Date carries 30 February over into March, and 24:00 into the next day; neither was ever stamped. */
function exists(iso: string): boolean {
  return new Date(iso).toISOString() === iso;
}
