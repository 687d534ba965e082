/** A gateway's token address and REST face, as far as a desk needs them, and ways in which they can fail. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createSigningDesk, type SigningDesk, type SigningDeskOptions } from "../../src/index.js";
import { json } from "../broken-gateway.js";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
/** By method and path: what is answered instead. */
export type Faults = Readonly<Record<string, Answer>>;

interface Called {
  readonly line: string; // "POST /enterprise/sign/orders"
  readonly authorization: string;
  readonly body: string;
}
export interface Scene {
  readonly desk: SigningDesk;
  readonly url: string;
  readonly calls: readonly Called[];
}

export const REST = "/enterprise/sign";

/** @param faults may depend on where the gateway is */
export async function atGateway<T>(
  faults: Faults | ((url: string) => Faults),
  act: (scene: Scene) => Promise<T>,
  options: Partial<SigningDeskOptions> = {},
): Promise<T> {
  const calls: Called[] = [];
  let url = "";
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const line = `${request.method} ${request.url}`;
    calls.push({ line, authorization: request.headers.authorization ?? "", body });
    const answers: Faults = { ...whole(url, calls), ...(typeof faults === "function" ? faults(url) : faults) };
    (answers[line] ?? json({ title: "Not found", status: 404 }, 404))(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const account = { issuer: `${url}/oidc`, clientId: "shop", clientSecret: "s3cret" };
  try {
    return await act({ desk: createSigningDesk({ ...account, ...options }), url, calls });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export const document = (id: string, resultUri?: string) => ({ id, ...(resultUri !== undefined && { resultUri }) });
const sent: Answer = (_request, response) => void response.writeHead(204).end();
export const file =
  (content: string, type = "application/xml"): Answer =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": type }).end(content);

function whole(url: string, calls: readonly Called[]): Faults {
  const issuer = `${url}/oidc`;
  const tokens = calls.filter(({ line }) => line === "POST /oidc/token").length;
  const result = `${url}${REST}/orders/o1/tasks/task/documents/document-1/result`;
  return {
    "GET /oidc/.well-known/openid-configuration": json({ issuer, token_endpoint: `${issuer}/token` }),
    "POST /oidc/token": json({ access_token: `token-${tokens}`, token_type: "bearer", expires_in: 3600 }),
    [`POST ${REST}/documents`]: json({ documentId: "up1" }, 201),
    [`DELETE ${REST}/documents/up1`]: sent,
    [`POST ${REST}/orders`]: json(
      { id: "o1", tasks: [{ signingUrl: `${url}/std/docaction/demo?request_id=o1` }] },
      201,
    ),
    [`GET ${REST}/orders/o1/tasks/task/status`]: json({
      status: "COMPLETED",
      documents: [document("document-1", result)],
    }),
    [`GET ${REST}/orders/o1/tasks/task/documents/document-1/result`]: file("<signed/>"),
    [`DELETE ${REST}/orders/o1`]: sent,
  };
}
