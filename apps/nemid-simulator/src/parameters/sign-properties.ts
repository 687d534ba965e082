/** Names the operator writes itself; a service provider may not say them in its place. */
const RESERVED = new Set(
  [
    "RequestIssuer",
    "TimeStamp",
    "action",
    "identityAssuranceLevel",
    "rememberUseridToken",
    "signtext",
    "stylesheetDigest",
    "transformationId",
    "logonto",
  ].map((name) => name.toLowerCase()),
);

/** Reads `name=value;name=value`, or says what is wrong. A value may hold `=` but not `;`; a last `;` may stand. */
export function readSignProperties(text: string): ReadonlyMap<string, string> | string {
  const properties = new Map<string, string>();
  for (const pair of text.replace(/;$/, "").split(";")) {
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) return "a pair has no =";
    if (!/^[A-Za-z_]+$/.test(name)) return "a name has other characters than letters and _";
    if (RESERVED.has(name.toLowerCase())) return `${name} is the operator's own`;
    if (properties.has(name)) return `${name} comes twice`;
    if (!isXmlText(value)) return `the value of ${name} has characters XML cannot hold`;
    properties.set(name, value);
  }
  return properties;
}

/** XML 1.0 section 2.2, without the carriage return, which a parser would change. */
export function isXmlText(text: string): boolean {
  return /^[\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);
}
