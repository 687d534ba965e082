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

/** A plug-in's address as it may stand in an `href`. Throws for a scheme that runs or reads something here, and for http elsewhere. */
export function safeLink(url: URL): string {
  if (url.protocol === "http:" && !loopback.has(url.hostname))
    throw new Error("a page may not link to http: addresses");
  return configuredLink(url);
}

/** The same for an address of the configuration, which has said already what it thinks of plain http: a test environment may have it. */
export function configuredLink(url: URL): string {
  if (forbidden.has(url.protocol)) throw new Error(`a page may not link to ${url.protocol} addresses`);
  return url.href;
}
