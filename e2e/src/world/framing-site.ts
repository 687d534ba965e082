/** A relying party that shows the gateway's pages in a frame or a window of its own. One server answers under every name of *.localhost. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FramingSite {
  /** The origin under a name: `portal` gives `http://portal.localhost:<port>`. */
  origin(name: string): string;
  close(): void;
}

/** What other pages said is in `window.said`, with who said it. */
const LISTEN = `window.said = [];
addEventListener("message", ({ origin, data }) => said.push({ origin, data }));`;

export async function startFramingSite(): Promise<FramingSite> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: (name) => `http://${name}.localhost:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://site.invalid");
  const body = bodyOf(url, request.headers.cookie ?? "");
  if (url.pathname === "/third-party") response.setHeader("set-cookie", "third=1; SameSite=None; Secure; Path=/");
  response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="en"><title>Site</title>${body ?? ""}`);
}

function bodyOf({ pathname, search, searchParams }: URL, cookies: string): string | undefined {
  const target = quote(searchParams.get("url") ?? "");
  switch (pathname) {
    case "/frame":
      return `<script>${LISTEN}</script><h1>Framed</h1><iframe title="Log-in" src="${target}" width="600" height="700"></iframe>`;
    case "/open":
      return `<script>${LISTEN}</script><h1>Opened</h1><button onclick="window.open('${target}')">Log in</button>`;
    case "/callback":
      return `<h1>Back</h1><p id="query">${quote(search)}</p>`;
    case "/third-party": // whether this browser keeps unpartitioned cookies of other sites
      return `<p id="cookies">${quote(cookies)}</p>`;
    default:
      return undefined;
  }
}

function quote(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
