/** A service provider's page for one of NemID's clients alone: no gateway behind it, and all that the client says written down. */
import { createHash, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import type { Frame, Page } from "playwright-core";

interface Said {
  readonly command: string;
  readonly content: string;
}

/** The client in the page's frame. */
interface OpenedClient {
  readonly frame: Frame;
  /** Everything the client posted after it had its parameters. */
  said(): Promise<readonly Said[]>;
}

type Parameters = Readonly<Record<string, string>>;

/** One of the two clients: where it is, and what it is asked. */
export interface ClientCall {
  readonly path: string;
  parametersFor(origin: string, certificate: string): Parameters;
}

export interface ServiceProvider {
  readonly origin: string;
  /** Opens the page. @param changes of the parameters, before they are signed */
  open(page: Page, changes?: Parameters): Promise<OpenedClient>;
  stop(): void;
}

/** A server of its own, since a page that only a test's browser knows may not frame what listens on loopback. */
export async function startServiceProvider(simulator: RunningSimulator, call: ClientCall): Promise<ServiceProvider> {
  let body = "";
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async open(page, changes = {}) {
      const client = new URL(call.path, simulator.url);
      body = writePage(client, JSON.stringify(signParameters(simulator, origin, call, changes)));
      await page.goto(origin);
      await page.waitForFunction(() => "answered" in window);
      const frame = page.frame({ url: ({ pathname }) => pathname === client.pathname })!;
      return { frame, said: () => page.evaluate(() => (window as unknown as { said: Said[] }).said) };
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function signParameters(simulator: RunningSimulator, origin: string, call: ClientCall, changes: Parameters) {
  const issued = simulator.ca.findIssued(simulator.merchant("1001").serial)!;
  const certificate = Buffer.from(issued.certificate).toString("base64");
  const asked: Parameters = { ...call.parametersFor(origin, certificate), ...changes };
  const names = Object.keys(asked).sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  const bytes = Buffer.from(names.map((name) => name + asked[name]).join(""), "utf8");
  return {
    ...asked,
    PARAMS_DIGEST: createHash("sha256").update(bytes).digest("base64"),
    DIGEST_SIGNATURE: sign("sha256", bytes, issued.privateKey).toString("base64"),
  };
}

function writePage(client: URL, parameters: string): string {
  const data = JSON.stringify({ client: client.origin, parameters }).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A shop</title><main><h1>A shop</h1>
<iframe title="NemID" src="${client.href}" width="500" height="450" style="max-width:100%;border:0"></iframe></main><script>
  const { client, parameters } = ${data};
  const said = window.said = [];
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== client) return;
    const { command, content } = JSON.parse(data);
    if (command !== "SendParameters") return said.push({ command, content });
    source.postMessage(JSON.stringify({ command: "parameters", content: parameters }), client);
    window.answered = true;
  });
</script></html>`;
}
