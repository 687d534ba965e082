/**
 * A web site that logs people in by OpenID Connect. `npm start` at the root, then:
 *
 *   node examples/relying-party/oidc.js        and open http://localhost:3999/
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createOidcLogin, OidcResponseError, OidcSecurityError } from "@eid-gateway/client-kit";

const { PORT = "3999", GATEWAY = "http://localhost:8080" } = process.env;
const site = `http://localhost:${PORT}`;
const gateway = createOidcLogin({
  issuer: `${GATEWAY}/oidc`,
  clientId: "demo",
  clientSecret: "demo-secret",
  redirectUri: `${site}/callback`,
  scopes: ["openid", "profile", "signicat.national_id"],
});
/** By the cookie of the browser that began. A real site keeps them where its sessions are, and lets them expire. */
const begun = new Map();

createServer(async (request, response) => {
  const url = new URL(request.url, site);
  const visitor = /(?:^|; )visitor=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? randomUUID();
  response.setHeader("set-cookie", `visitor=${visitor}; HttpOnly; SameSite=Lax; Path=/`);
  const say = (status, text) => response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  try {
    if (url.pathname === "/") {
      const login = await gateway.begin({ methods: ["nemid"], language: "en" });
      begun.set(visitor, login.begun);
      response.writeHead(303, { location: login.url.href }).end();
    } else if (url.pathname === "/callback") {
      const mine = begun.get(visitor);
      begun.delete(visitor);
      if (!mine) return say(400, "This log-in was not begun in this browser.");
      const { subject, claims } = await gateway.finish(url, mine);
      say(200, `Welcome, ${claims.name} (${subject}).\n\n${JSON.stringify(claims, null, 2)}\n`);
    } else say(404, "There is no such page.");
  } catch (error) {
    if (error instanceof OidcResponseError) return say(403, `You were not logged in: ${error.code}`);
    if (error instanceof OidcSecurityError) return say(400, "This answer cannot be trusted.");
    say(503, "The gateway does not answer. Try again in a moment.");
  }
}).listen(Number(PORT), "localhost", () => console.log(`Open ${site}/`));
