/**
 * A web site that logs people in by the method URL, with a SAML 1.1 answer. `npm start` at the root, then:
 *
 *   node examples/relying-party/saml.js        and open http://localhost:3999/
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import {
  createResponseMemory,
  findSamlAttribute,
  methodUrl,
  readCertificates,
  readSamlResponse,
  SamlResponseError,
  SamlSecurityError,
} from "@eid-gateway/client-kit";

const { PORT = "3999", GATEWAY = "http://localhost:8080" } = process.env;
const site = `http://localhost:${PORT}`;
const seen = createResponseMemory();
/** By the state in the target. A real site keeps them where its sessions are, and lets them expire. */
const begun = new Map();
const arrived = new Map();

/** A real site was given this file once, and pins what is in it. */
async function pinned() {
  const answer = await fetch(`${GATEWAY}/std/certificates.pem`);
  return readCertificates(await answer.text());
}

async function read(request) {
  let text = "";
  for await (const chunk of request) if (text.length < 500_000) text += chunk;
  return new URLSearchParams(text);
}

createServer(async (request, response) => {
  const url = new URL(request.url, site);
  const visitor = /(?:^|; )visitor=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? randomUUID();
  const say = (status, text) => response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  const goTo = (address) => response.writeHead(303, { location: String(address) }).end();
  try {
    if (url.pathname === "/") {
      const state = randomUUID();
      begun.set(state, visitor);
      response.setHeader("set-cookie", `visitor=${visitor}; HttpOnly; SameSite=Lax; Path=/`);
      const target = `${site}/saml?state=${state}`;
      goTo(methodUrl({ gateway: GATEWAY, service: "demo", methods: ["nemid"], language: "en", target }));
    } else if (url.pathname === "/saml" && request.method === "POST") {
      // Posted from the gateway's page: our cookie need not have come with it, so nobody is logged in here yet.
      const form = await read(request);
      const expected = { recipient: url.href, certificates: await pinned(), now: new Date(), seen };
      const login = await readSamlResponse(form.get("SAMLResponse") ?? "", expected);
      const token = randomUUID();
      arrived.set(token, { login, visitor: begun.get(url.searchParams.get("state")) });
      begun.delete(url.searchParams.get("state"));
      goTo(`${site}/welcome?token=${token}`);
    } else if (url.pathname === "/welcome") {
      const answer = arrived.get(url.searchParams.get("token"));
      arrived.delete(url.searchParams.get("token"));
      if (!answer || answer.visitor !== visitor) return say(400, "This log-in was not begun in this browser.");
      const name = findSamlAttribute(answer.login, "signicat", "plain-name");
      say(200, `Welcome, ${name}.\n\n${JSON.stringify(answer.login.attributes, null, 2)}\n`);
    } else say(404, "There is no such page.");
  } catch (error) {
    if (error instanceof SamlResponseError) return say(403, `You were not logged in: ${error.code}`);
    if (error instanceof SamlSecurityError) return say(400, "This answer cannot be trusted.");
    say(503, "The gateway does not answer. Try again in a moment.");
  }
}).listen(Number(PORT), "localhost", () => console.log(`Open ${site}/`));
