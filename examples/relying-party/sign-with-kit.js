/**
 * A server that has a PDF signed with NemID, on the client kit. `npm start` at the root, then:
 *
 *   node examples/relying-party/sign-with-kit.js        and open http://localhost:3999/
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import {
  createResultVerifier,
  createSigningDesk,
  GatewayUnreachableError,
  readReturn,
  SigningSecurityError,
} from "@eid-gateway/client-kit";

const { PORT = "3999", GATEWAY = "http://localhost:8080", SIMULATOR = "http://localhost:8090" } = process.env;
/** Who has to sign: the CPR number of one of the simulator's people. Without one anybody may. */
const { NATIONAL_ID: nationalId } = process.env;
const site = `http://localhost:${PORT}`;
const pdf = readFileSync(new URL("agreement.pdf", import.meta.url));
const account = { clientId: "demo-server", clientSecret: "demo-server-secret" };
const desk = createSigningDesk({ issuer: `${GATEWAY}/oidc`, ...account });
/** By the cookie of the browser that was sent to sign. A real site keeps them where its customers' cases are. */
const begun = new Map();

/** A real server was given the roots once, and keeps them. */
async function openVerifier() {
  const root = await (await fetch(`${SIMULATOR}/pki/root.pem`)).text();
  const signers = { environment: "test", anchors: [root] };
  return createResultVerifier({ signers, seals: [root], revocationHosts: [SIMULATOR], requestIssuer: "Demo" });
}

async function orderSignature() {
  const documents = [{ title: "Agreement", mediaType: "application/pdf", bytes: pdf }];
  return desk.order({ documents, methods: ["nemid-sign"], nationalId, language: "en", returnTo: `${site}/signed` });
}

/** The gateway compared the signer's number with the order's; what is signed, and by a genuine NemID, is for us to see. */
async function takeResult(order) {
  const [result] = await desk.results(order);
  if (!result) return "Nothing is signed.";
  const verifier = await openVerifier();
  const { signers } = await verifier.verify({ bytes: result.bytes, documents: [pdf], signer: "anybody" });
  await desk.delete(order);
  return `Signed by ${signers[0].name}, ${result.bytes.length} bytes of ${result.mediaType}.`;
}

createServer(async (request, response) => {
  const url = new URL(request.url, site);
  const visitor = /(?:^|; )visitor=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? randomUUID();
  response.setHeader("set-cookie", `visitor=${visitor}; HttpOnly; SameSite=Lax; Path=/`);
  const say = (status, text) => response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  try {
    if (url.pathname === "/") {
      const order = await orderSignature();
      begun.set(visitor, order);
      response.writeHead(303, { location: order.signingUrl }).end();
    } else if (url.pathname === "/signed") {
      const order = begun.get(visitor);
      if (order?.id !== readReturn(url).orderId) return say(400, "This signing was not begun in this browser.");
      say(200, await takeResult(order));
    } else say(404, "There is no such page.");
  } catch (error) {
    if (error instanceof SigningSecurityError) return say(400, `This cannot be relied on: ${error.code}`);
    if (error instanceof GatewayUnreachableError)
      return say(503, "The gateway does not answer. Try again in a moment.");
    say(500, `This was not to be done: ${error.code ?? error.name}`);
  }
}).listen(Number(PORT), "localhost", () => console.log(`Open ${site}/`));
