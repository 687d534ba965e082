/** Cookies by host and path (RFC 6265 5.1.4, 5.3, 5.4), as far as servers on localhost can be told apart. Ports share cookies, as in browsers. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

export class CookieJar {
  #cookies: readonly Cookie[] = [];

  set(url: URL, header: string): void {
    const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const attribute = (wanted: string) =>
      attributes.find((each) => each.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute("path") ?? (url.pathname.replace(/\/[^/]*$/, "") || "/");
    const expires = attribute("expires");
    const isGone = attribute("max-age") === "0" || (expires !== undefined && Date.parse(expires) <= Date.now());
    const others = this.#cookies.filter(
      (each) => each.name !== name || each.host !== url.hostname || each.path !== path,
    );
    this.#cookies = isGone ? others : [...others, { name, value, host: url.hostname, path }];
  }

  headerFor(url: URL): string {
    return this.#cookies
      .filter(({ host, path }) => host === url.hostname && matches(url.pathname, path))
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
  }

  /** Everything that is kept, for a browser that goes on from here. */
  list(): readonly Cookie[] {
    return this.#cookies;
  }

  /** Forgets all, as a new private window does. */
  clear(): void {
    this.#cookies = [];
  }
}

function matches(requested: string, path: string): boolean {
  if (requested === path) return true;
  return requested.startsWith(path) && (path.endsWith("/") || requested[path.length] === "/");
}
