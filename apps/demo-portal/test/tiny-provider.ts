/** A real OpenID provider on a free port, small enough to read: whoever comes is logged in, or refused when `refuse` says so. */
import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export interface TinyProvider {
  readonly issuer: string;
  readonly asked: URLSearchParams[]; // what authorize was asked for
  refuse?: { readonly error: string; readonly error_description: string };
  /** Knows the client from now on; until then nothing answers as a provider. */
  open(redirectUri: string, homeUri: string): void;
  stop(): Promise<void>;
}

const claims = {
  name: "Ada <b>Test</b>",
  "signicat.national_id": "6101701234",
  "nemid.pid": "9208-2002-2-000000000001",
};
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export async function startTinyProvider(): Promise<TinyProvider> {
  const server = createServer();
  server.on("request", refuseUntilOpen);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const tiny: TinyProvider = {
    issuer,
    asked: [],
    open: (redirectUri, homeUri) => serve(server, tiny, providerFor(issuer, redirectUri, homeUri)),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return tiny;
}

function providerFor(issuer: string, redirectUri: string, homeUri: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: "demo",
        client_secret: "demo-secret",
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [homeUri],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["test"] },
    features: { devInteractions: { enabled: false } },
    extraParams: ["profile"],
    acrValues: ["urn:signicat:oidc:method:nemid"],
    claims: {
      openid: ["sub"],
      profile: ["name"],
      "signicat.national_id": ["signicat.national_id"],
      nemid: ["nemid.pid"],
    },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...claims }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope(oidc.params!.scope as string);
      await grant.save();
      return grant;
    },
  });
}

/** What a proxy says of a gateway that is still starting. */
function refuseUntilOpen(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503).end();
}

function serve(server: Server, tiny: TinyProvider, provider: Provider): void {
  const answer = provider.callback();
  server.off("request", refuseUntilOpen);
  server.on("request", async (request, response) => {
    const url = new URL(request.url ?? "/", tiny.issuer);
    if (url.pathname === "/auth") tiny.asked.push(url.searchParams);
    if (!url.pathname.startsWith("/interaction/")) return answer(request, response);
    const result = tiny.refuse ?? { login: { accountId: "ada" } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
}
