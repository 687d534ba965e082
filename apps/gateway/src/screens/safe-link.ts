/** Links a page may carry: https, http to this machine, or an app's own scheme. */
const forbidden = new Set([
  "about:",
  "blob:",
  "data:",
  "file:",
  "filesystem:",
  "javascript:",
  "vbscript:",
  "view-source:",
]);
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The address as it may stand in an `href`. Throws for a scheme that runs or reads something here, and for http elsewhere. */
export function safeLink(url: URL): string {
  const isPlain = url.protocol === "http:" && !loopback.has(url.hostname);
  if (forbidden.has(url.protocol) || isPlain) throw new Error(`a page may not link to ${url.protocol} addresses`);
  return url.href;
}
