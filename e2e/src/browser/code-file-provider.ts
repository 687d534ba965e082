/** A service provider's page for the code file client alone: no gateway behind it, and all that the client says written down. */
import { createHash, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import type { Frame, Page } from "playwright-core";

export interface Said {
  readonly command: string;
  readonly content: string;
}

/** The client in the page's frame. */
export interface OpenedClient {
  readonly frame: Frame;
  /** Everything the client posted after it had its parameters. */
  said(): Promise<readonly Said[]>;
}

export interface CodeFileProvider {
  readonly origin: string;
  /** Opens the page. @param changes of the parameters, before they are signed */
  open(page: Page, changes?: Readonly<Record<string, string>>): Promise<OpenedClient>;
  stop(): void;
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** A server of its own, since a page that only a test's browser knows may not frame what listens on loopback. */
export async function startCodeFileProvider(simulator: RunningSimulator): Promise<CodeFileProvider> {
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
      body = writePage(`${simulator.url}/codefile?t=1`, JSON.stringify(buildParameters(simulator, origin, changes)));
      await page.goto(origin);
      await page.waitForFunction(() => "answered" in window);
      const frame = page.frame({ url: ({ pathname }) => pathname === "/codefile" })!;
      return { frame, said: () => page.evaluate(() => (window as unknown as { said: Said[] }).said) };
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function buildParameters(simulator: RunningSimulator, origin: string, changes: Readonly<Record<string, string>>) {
  const issued = simulator.ca.findIssued(simulator.merchant("1001").serial)!;
  const asked: Record<string, string> = {
    CLIENTFLOW: "login",
    LANGUAGE: "en",
    ORIGIN: base64(origin),
    REQUESTISSUER: base64("Søns Møbler"),
    SIGN_PROPERTIES: "challenge=4711",
    SP_CERT: Buffer.from(issued.certificate).toString("base64"),
    TIMESTAMP: base64(String(Date.now())),
    ...changes,
  };
  const names = Object.keys(asked).sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  const bytes = Buffer.from(names.map((name) => name + asked[name]).join(""), "utf8");
  return {
    ...asked,
    PARAMS_DIGEST: createHash("sha256").update(bytes).digest("base64"),
    DIGEST_SIGNATURE: sign("sha256", bytes, issued.privateKey).toString("base64"),
  };
}

function writePage(client: string, parameters: string): string {
  const data = JSON.stringify({ client: new URL(client).origin, parameters }).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A shop</title><main><h1>A shop</h1>
<iframe id="codefile_iframe" title="NemID" src="${client}" width="500" height="450" style="max-width:100%;border:0"></iframe></main><script>
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
