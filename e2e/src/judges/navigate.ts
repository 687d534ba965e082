/** Requests as a browser makes them when a person follows a link: `fetch` says of itself that it is a script, and is answered as one. */
import { request } from "undici";

const NAVIGATION = {
  accept: "text/html,application/xhtml+xml",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

/** In the place of `fetch`, for what HttpBrowser asks of it. */
export async function navigate(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { statusCode, headers, body } = await request(String(url), {
    method: init.method === "POST" ? "POST" : "GET",
    headers: { ...(init.headers as Record<string, string>), ...NAVIGATION },
    ...(typeof init.body === "string" && { body: init.body }),
  });
  const received = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value ?? []].flat()) received.append(name, each);
  }
  return new Response(await body.text(), { status: statusCode, headers: received });
}
