/** The time stamp of the client's parameters: `2021-04-20 15:26:05+0200`, and the clients' other spellings when it comes back. */

/** Writes a moment as the client's TIMESTAMP, in UTC, to the second. */
export function writeTimeStamp(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace("T", " ")}+0000`;
}
