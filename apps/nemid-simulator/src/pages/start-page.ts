import { type Html, html } from "@eid-gateway/html";
import type { Simulator } from "../simulator.js";
import { drawPage, drawTable, pathOf } from "./layout.js";

const READY_IDENTITIES = 3;

const ADDRESSES = [
  ["/launcher/lmt/1", "the key card client, to be put in an iframe (std or lmt)"],
  ["/codefile?t=1", "the code file client, to be put in an iframe"],
  ["/key-files", "key files for it, with their passwords"],
  ["/api/identities", "identities: list, make, change"],
  ["/api/merchants", "service providers: list, make"],
  ["/api/client", "either client without a browser, to log in or to sign"],
  ["/api/sign-text/check", "whether the clients would show a document, and why not"],
  ["/api/scenarios", "what can be made to go wrong"],
  ["/api/companies", "companies and who may sign for them"],
  ["/api/services", "switches of the services behind mutual TLS"],
  ["/tsa", "a time-stamping authority (RFC 3161)"],
  ["/api/tsa", "its switch"],
  ["/health", "whether the simulator is up"],
] as const;

export function drawStartPage({ identities, publicUrl, tlsUrl }: Simulator): Html {
  const ready = identities.list().slice(0, READY_IDENTITIES);
  const rows = ready.map(({ alias, password, name, kind, pseudonym }) => [
    html`<a href="${pathOf(alias)}">${alias}</a>`,
    html`<code>${password}</code>`,
    `${name} (${kind}${pseudonym ? ", pseudonym" : ""})`,
    html`<a href="${pathOf(alias)}/keycard">key card of ${alias}</a>`,
  ]);
  return drawPage(
    "NemID-simulator",
    "/",
    html`
    <p class="lead">This program plays the operator of NemID for tests: the key card and code file clients, the certificates and their revocation, and the
      CPR services. The real NemID closed on 31 October 2023.</p>
    <h2>Log in with one of these</h2>
    ${drawTable("Ready identities", ["User ID", "Password", "Name", "Codes"], rows)}
    <p>On the web site under test, type user ID and password; the client then names a number, and the code stands beside it on the key card.
      <a href="/identities/new">Make your own identity</a>, or make one <a href="/scenarios">misbehave</a>.</p>
    <h2>Addresses</h2>
    ${drawTable(
      "Addresses",
      ["Address", "What it is"],
      ADDRESSES.map(([path, what]) => [html`<code>${path}</code>`, what]),
    )}
    <p>All at <code>${publicUrl}</code>; PID/CPR, RID/CPR and the company register, behind mutual TLS, are at <code>${tlsUrl}</code>.</p>`,
  );
}
