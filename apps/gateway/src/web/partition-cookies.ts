/**
 * Cookies for pages in a frame of another site: kept apart for each site that frames (CHIPS), so that they work where third-party cookies
 * are blocked, and tell one customer's pages nothing of another's. Only flows of a profile with `window: self` have them.
 */
import type { ParameterizedContext } from "koa";

/** Rewrites every cookie that the response sets, whoever set it. Browsers take `Secure` over http from this machine alone. */
export function partitionCookies({ response }: Pick<ParameterizedContext, "response">): void {
  const header = response.headers["set-cookie"];
  if (header) response.set("set-cookie", [header].flat().map(partitioned));
}

function partitioned(cookie: string): string {
  const [pair, ...attributes] = cookie.split(";").map((part) => part.trim());
  const kept = attributes.filter((attribute) => !/^(samesite|secure|partitioned)\b/i.test(attribute));
  return [pair, ...kept, "SameSite=None", "Secure", "Partitioned"].join("; ");
}
