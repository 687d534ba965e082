/** As much of a browser as a log-in without script needs: it keeps cookies and follows redirects. */

export interface Visit {
  readonly url: string; // where it ended
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export class SmallBrowser {
  readonly cookies = new Map<string, Map<string, string>>(); // by origin

  async visit(address: string, init: RequestInit = {}): Promise<Visit> {
    let url = new URL(address);
    let request = init;
    for (let steps = 0; steps < 20; steps++) {
      const answer = await fetch(url, {
        ...request,
        redirect: "manual",
        headers: { ...request.headers, cookie: this.#cookieFor(url) },
      });
      this.#keep(url, answer);
      const next = answer.headers.get("location");
      if (!next) return { url: url.href, status: answer.status, text: await answer.text(), headers: answer.headers };
      url = new URL(next, url);
      request = { headers: init.headers };
    }
    throw new Error("redirected without end");
  }

  #cookieFor(url: URL): string {
    return [...(this.cookies.get(url.origin) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  #keep(url: URL, answer: Response): void {
    const jar = this.cookies.get(url.origin) ?? new Map<string, string>();
    this.cookies.set(url.origin, jar);
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === "" || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
  }
}
