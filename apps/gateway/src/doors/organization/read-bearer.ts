/** RFC 6750 2.1. A token in an address stands in logs and histories, so one that comes there is refused, not read. */
export function readBearer(
  authorization: string,
  query: URLSearchParams,
): { readonly token: string } | "none" | "malformed" {
  if (query.has("access_token")) return "malformed";
  const [scheme = "", token = "", ...more] = authorization.split(" ");
  if (scheme.toLowerCase() !== "bearer") return "none";
  return more.length === 0 && /^[A-Za-z0-9\-._~+/]+=*$/.test(token) ? { token } : "malformed";
}
