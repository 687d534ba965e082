/** A gateway at which one thing is wrong: what a log-in that otherwise succeeds makes of it. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createOidcLogin, type OidcResult } from "../src/index.js";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
/** The addresses that can break, each with what it does instead. */
export type Fault = Partial<Record<"/token" | "/userinfo" | "/jwks" | "/par", Answer>>;

const KEYS = generateKeyPairSync("rsa", { modulusLength: 2048 });
const OTHER_KEYS = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
export const page =
  (status: number): Answer =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
/** Half of an answer, and then nobody is there. */
export const cutShort: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write("{", () => response.destroy());
};

/** One whole log-in. */
export function logIn(fault: Fault, signedBy: "its key" | "another key" = "its key"): Promise<OidcResult> {
  return atGateway(
    fault,
    async (issuer, nonces) => {
      const kit = kitFor(issuer);
      const { url, begun } = await kit.begin();
      nonces.push(url.searchParams.get("nonce") ?? "");
      return kit.finish(new URL(`${issuer}/callback?code=1&state=${begun.state}`), begun);
    },
    signedBy === "its key" ? KEYS.privateKey : OTHER_KEYS.privateKey,
  );
}

/** A log-in begun with a CPR number, which is pushed. */
export function begin(fault: Fault): Promise<unknown> {
  return atGateway(fault, (issuer) => kitFor(issuer).begin({ nationalId: "0703010003" }), KEYS.privateKey);
}

function kitFor(issuer: string) {
  return createOidcLogin({ issuer, clientId: "shop", clientSecret: "secret", redirectUri: `${issuer}/callback` });
}

async function atGateway<T>(
  fault: Fault,
  act: (issuer: string, nonces: string[]) => Promise<T>,
  key: KeyObject,
): Promise<T> {
  const nonces: string[] = [];
  let issuer = "";
  const server = createServer((request, response) => {
    request.resume();
    const path = new URL(request.url ?? "/", issuer).pathname;
    const answers = { ...wholeGateway(issuer, nonces, key), ...fault } as Readonly<Record<string, Answer>>;
    (answers[path] ?? page(404))(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  try {
    return await act(issuer, nonces);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function wholeGateway(issuer: string, nonces: readonly string[], key: KeyObject): Readonly<Record<string, Answer>> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: "ada", aud: "shop", nonce: nonces.at(-1), iat: now, exp: now + 60 };
  return {
    "/.well-known/openid-configuration": json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      pushed_authorization_request_endpoint: `${issuer}/par`,
      id_token_signing_alg_values_supported: ["RS256"],
    }),
    "/token": json({ access_token: "t", token_type: "bearer", id_token: signed(claims, key) }),
    "/userinfo": json({ sub: "ada", name: "Ada" }),
    "/jwks": json({ keys: [{ ...KEYS.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }] }),
    "/par": json({ request_uri: "urn:1", expires_in: 60 }, 201),
  };
}

function signed(claims: object, key: KeyObject): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const content = `${encode({ alg: "RS256", kid: "1" })}.${encode(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`;
}
