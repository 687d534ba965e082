/** A browser without a screen: keeps cookies as RFC 6265 wants, follows redirects, reads and posts forms. */
import { CookieJar } from "./cookie-jar.js";
import { type Form, readForms } from "./read-forms.js";

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly forms: readonly Form[];
}
export interface HttpBrowserOptions {
  /** Stops before an address: the relying party's, where nothing listens. */
  readonly stopAt?: (url: URL) => boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** What asks, in the place of the global one. */
  readonly fetch?: typeof fetch;
}

const MAX_REDIRECTS = 12;

export class HttpBrowser {
  readonly cookies = new CookieJar();
  /** Everything that was received, for tests that look for what must not be there. */
  readonly received: string[] = [];
  readonly #options: HttpBrowserOptions;

  constructor(options: HttpBrowserOptions = {}) {
    this.#options = options;
  }

  get(url: string | URL): Promise<Page> {
    return this.#go("GET", new URL(url));
  }

  post(url: string | URL, fields: Readonly<Record<string, string>>): Promise<Page> {
    return this.#go("POST", new URL(url), new URLSearchParams(fields).toString());
  }

  /** Posts a form of a page with its own hidden fields and these. @param button name and value of the button pressed */
  submit(page: Page, form: Form, fields: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.post(new URL(form.action, page.url), { ...form.fields, ...fields });
  }

  /** Posts a form with files in it. */
  upload(url: URL, form: FormData, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#go("POST", url, form, 0, headers);
  }

  async #go(
    method: string,
    url: URL,
    body?: string | FormData,
    hops = 0,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    if (this.#options.stopAt?.(url)) return { url: url.href, status: 0, headers: new Headers(), text: "", forms: [] };
    if (hops > MAX_REDIRECTS) throw new Error("too many redirects");
    const ask = this.#options.fetch ?? fetch;
    const answer = await ask(url, {
      method,
      redirect: "manual",
      headers: {
        ...this.#options.headers,
        ...more,
        cookie: this.cookies.headerFor(url),
        ...(typeof body === "string" && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(body !== undefined && { body }),
    });
    for (const cookie of answer.headers.getSetCookie()) this.cookies.set(url, cookie);
    const text = await answer.text();
    this.received.push(url.href, JSON.stringify([...answer.headers]), text);
    const location = answer.headers.get("location");
    if (location && answer.status >= 300 && answer.status < 400) {
      const keepsMethod = answer.status === 307 || answer.status === 308;
      return this.#go(keepsMethod ? method : "GET", new URL(location, url), keepsMethod ? body : undefined, hops + 1);
    }
    return { url: url.href, status: answer.status, headers: answer.headers, text, forms: readForms(text) };
  }
}
