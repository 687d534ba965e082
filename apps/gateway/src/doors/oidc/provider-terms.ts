/** A request as oidc-provider should see it. */
import type { IncomingMessage } from "node:http";

/**
 * oidc-provider makes its addresses from the request; here they come from the configuration, whatever the request says of itself.
 * A session left by an earlier log-in is the business of the log-out alone: each request runs the eID anew, and another person at the
 * same browser must not be asked to log the first one out. Everything else is named by nobody here, since oidc-provider reads paths
 * more generously than a pattern would: /oidc/AUTHORIZE is its authorize too.
 */
export function toProviderTerms(request: IncomingMessage, host: string): void {
  const { protocol, host: name } = new URL(host);
  const originalUrl = request.url ?? "/";
  Object.assign(request, { originalUrl, url: originalUrl.slice("/oidc".length) || "/" });
  request.headers.host = name;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
  delete request.headers["x-forwarded-host"];
  delete request.headers["x-forwarded-for"];
  if (!request.url?.startsWith("/session/")) request.headers.cookie = withoutSession(request.headers.cookie);
}

function withoutSession(cookies: string | undefined): string | undefined {
  const kept = cookies?.split(";").filter((cookie) => !/^\s*eid_session(\.sig)?=/.test(cookie));
  return kept?.join(";") || undefined;
}
