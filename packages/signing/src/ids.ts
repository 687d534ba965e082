/** Bytes nobody can guess: node's `randomBytes`, or a test's. */
export type Random = (bytes: number) => Uint8Array;

/** 36^49 > 2^253: so many digits hold all but a few numbers of 256 bits, which have one more. */
const DIGITS = 49;

/**
 * The id of an order, file, archived file or package: `ddMMyyyy` (UTC) and a random number of 256 bits in lower-case base 36, 57 or
 * 58 characters. Who knows it may fetch nothing with it, but may open a task that asks for no log-in: it is a secret.
 */
export function newId(random: Random, at: Date): string {
  const [year, month, day] = at.toISOString().slice(0, 10).split("-");
  const number = BigInt(`0x${Buffer.from(random(32)).toString("hex")}`);
  return `${day}${month}${year}${number.toString(36).padStart(DIGITS, "0")}`;
}

/** What lets one browser past a task's log-in. */
export function newArtifact(random: Random): string {
  return Buffer.from(random(32)).toString("base64url");
}
