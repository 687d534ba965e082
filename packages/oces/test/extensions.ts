/** Extensions that no OCES certificate has, as bytes: a plain writer of DER, for lengths up to 64 KB. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  const { length } = body;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...head), body]);
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);

export const mail = (text: string) => der(0x81, Buffer.from(text));
export const host = (text: string) => der(0x82, Buffer.from(text));
export const uri = (text: string) => der(0x86, Buffer.from(text));
export const address = (...bytes: readonly number[]) => der(0x87, Uint8Array.from(bytes));
/** C=DK, C=SE and the like, and what they hold. */
export const country = (code: string) =>
  der(0xa4, sequence(der(0x31, sequence(Buffer.from("0603550406", "hex"), der(0x13, Buffer.from(code))))));

interface Names {
  readonly permitted?: readonly Uint8Array[];
  readonly excluded?: readonly Uint8Array[];
  readonly critical?: boolean;
}

export function nameConstraints({ permitted, excluded, critical = true }: Names) {
  const list = (tag: number, names?: readonly Uint8Array[]) =>
    names ? [der(tag, ...names.map((name) => sequence(name)))] : [];
  return { oid: "2.5.29.30", critical, value: sequence(...list(0xa0, permitted), ...list(0xa1, excluded)) };
}

export const alternativeNames = (...names: readonly Uint8Array[]) => ({ oid: "2.5.29.17", value: sequence(...names) });
/** requireExplicitPolicy 0. */
export const policyConstraints = { oid: "2.5.29.36", critical: true, value: Buffer.from("3003800100", "hex") };
