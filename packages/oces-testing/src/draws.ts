import { createHash, randomBytes } from "node:crypto";

/** Numbers that look random and come out the same for the same seed. */
export interface Draws {
  /** `count` decimal digits, the first not zero. */
  digits(count: number): string;
  /** Eight hexadecimal digits of a positive four-byte number, as OCES serials are. */
  serial(): string;
  /** Eight digits whose weighted sum (2 7 6 5 4 3 2 1) is divisible by 11. */
  cvr(): string;
}

export function createDraws(seed: string = randomBytes(16).toString("hex")): Draws {
  let counter = 0;
  const next = (): Buffer => createHash("sha256").update(`${seed}/${counter++}`).digest();
  const digits = (count: number): string => {
    const lowest = 10n ** BigInt(count - 1);
    return (lowest + (BigInt(`0x${next().toString("hex")}`) % (9n * lowest))).toString();
  };
  const serial = (): string => {
    const bytes = next().subarray(0, 4);
    bytes[0] = 0x40 | (bytes[0]! & 0x3f);
    return bytes.toString("hex").toUpperCase();
  };
  return { digits, serial, cvr: () => companyNumber(digits) };
}

/** A remainder of 1 has no check digit: such numbers are not given out. */
function companyNumber(digits: (count: number) => string): string {
  for (;;) {
    const start = digits(7);
    const sum = [2, 7, 6, 5, 4, 3, 2].reduce((total, weight, index) => total + weight * Number(start[index]), 0);
    if (sum % 11 !== 1) return `${start}${(11 - (sum % 11)) % 11}`;
  }
}
