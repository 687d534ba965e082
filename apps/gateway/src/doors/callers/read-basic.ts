/** HTTP Basic (RFC 7617): user and password in UTF-8, which for most is ASCII. */
export interface BasicCredentials {
  readonly kind: "user";
  readonly user: string;
  readonly password: string;
}

/** @returns `undefined` when the header is of another kind, or none */
export function readBasic(authorization: string): BasicCredentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 0) return undefined;
  return { kind: "user", user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
