/** What the attacker wants the reader to believe. */
export interface Forgery {
  /** Name of the property to forge; it must be in the message. */
  readonly property: string;
  readonly value: string;
}

/** Cuts and stitches in the text of a signed message, whose exact shape is known here: the tools of the attacks. */
export const objectOf = (document: string): string => between(document, "<ds:Object ", "</ds:Object>");
export const signatureOf = (document: string): string => between(document, "<ds:Signature ", "</ds:Signature>");

function between(document: string, start: string, end: string): string {
  return document.slice(document.indexOf(start), document.indexOf(end) + end.length);
}

/** The first occurrence only, and `$` in the new text means nothing special. */
export const swap = (document: string, from: string | RegExp, to: string): string => document.replace(from, () => to);

export function insertBefore(document: string, mark: string, text: string): string {
  return swap(document, mark, text + mark);
}

/** The XML declaration with its line feed, and the rest. */
export function splitDeclaration(document: string): [declaration: string, message: string] {
  const end = document.indexOf("\n") + 1;
  return [document.slice(0, end), document.slice(end)];
}

export const withoutIds = (element: string): string => element.replaceAll(/ Id="[^"]*"/g, "");

/** The signed object with the forged value in it. */
export const forgedObject = (document: string, { property, value }: Forgery): string =>
  replaceValue(objectOf(document), property, () => encoded(document, property, value));

/** The signature element around the forged object, without any Id. */
export const forgedSignature = (document: string, forgery: Forgery): string =>
  withoutIds(swap(signatureOf(document), objectOf(document), forgedObject(document, forgery)));

/** One more SignatureProperty, with the forged value. */
export function propertyOf(document: string, { property, value }: Forgery): string {
  const honest = document.split("\n").find((line) => line.includes(`Name>${property}</`)) ?? "";
  return replaceValue(honest, property, () => encoded(document, property, value));
}

const valuePattern = (property: string): RegExp =>
  new RegExp(
    `(<(?:openoces:)?Name>${property}</(?:openoces:)?Name><(?:openoces:)?Value Encoding="(\\w+)"[^>]*>)([^<]*)`,
  );

export const replaceValue = (text: string, property: string, change: (value: string) => string): string =>
  text.replace(valuePattern(property), (_, start: string, _encoding, value: string) => start + change(value));

export const readValue = (text: string, property: string): string => valuePattern(property).exec(text)?.[3] ?? "";

const encoded = (document: string, property: string, value: string): string =>
  valuePattern(property).exec(document)?.[2] === "base64" ? Buffer.from(value, "utf8").toString("base64") : value;
