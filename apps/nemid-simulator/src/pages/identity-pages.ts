import { type Html, html } from "@eid-gateway/html";
import type { Identity } from "../register/identity.js";
import { codesLeft } from "../register/key-card.js";
import { IDENTITY_STATUSES, statusOf } from "../register/status.js";
import type { Simulator } from "../simulator.js";
import { drawFacts, drawPage, drawSelect, drawTable, pathOf } from "./layout.js";
import { KIND_NAMES } from "./new-identity-page.js";

export function drawIdentityList({ identities, describing }: Simulator): Html {
  const rows = identities
    .list()
    .map((identity) => [
      html`<a href="${pathOf(identity.alias)}">${identity.alias}</a>`,
      identity.pseudonym ? `${identity.name} (pseudonym)` : identity.name,
      identity.companyName ? `${identity.kind}, ${identity.companyName}` : identity.kind,
      drawStatus(identity, describing.now()),
      html`<code>${passwordOf(identity)}</code>`,
      html`<a href="${pathOf(identity.alias)}/keycard">key card of ${identity.alias}</a>`,
    ]);
  const table = drawTable("Identities", ["User ID", "Name", "Kind", "Status", "Password", "Codes"], rows);
  return drawPage(
    "Identities",
    "/identities",
    html`${table}<p><a class="button" href="/identities/new">New identity</a></p>`,
  );
}

export function drawIdentity(simulator: Simulator, identity: Identity): Html {
  const { describing, identities } = simulator;
  const others = identities.signaturesOf(identity.nemidNumber);
  const path = pathOf(identity.alias);
  const issued = identities.certificateOf(identity);
  return drawPage(
    identity.name,
    "/identities",
    html`
    ${drawFacts([
      ["Status", drawStatus(identity, describing.now())],
      ["Kind", KIND_NAMES[identity.kind]],
      ["User ID", html`<code>${identity.userId}</code>`],
      [identity.activation ? "Temporary password" : "Password", html`<code>${passwordOf(identity)}</code>`],
      ["NemID number", identity.nemidNumber],
      ["CPR number", identity.cpr],
      ["PID", identity.pid],
      ["Company", identity.companyName],
      ["CVR", identity.cvr],
      ["RID", identity.rid],
      ["In the certificate", issued.subject.commonName],
      ["Certificate", identity.serial],
      ["Valid", `${day(issued.notBefore)} to ${day(issued.notAfter)}`],
      ["Address", identity.address],
      ["E-mail", identity.email],
    ])}
    <ul class="links">
      <li><a href="${path}/keycard">Key card</a> (${codesLeft(identity.cards.active)} codes left)</li>
      <li><a href="${path}/log">Use log</a></li>
      <li>Key file, opened by <code>${identity.password}</code>: <a href="${path}/key-file.p12">PKCS#12</a>, <a href="${path}/key-file.html">HTML</a></li>
      <li><a href="/scenarios?alias=${encodeURIComponent(identity.alias)}">Make it misbehave</a></li>
    </ul>
    <h2>Identities of this user</h2>
    <p>${others.length > 1 ? "The client asks which of them is to be used." : "With a single one, the client asks nothing."}</p>
    <ul class="links">${others.map((other) => drawOther(other, identity))}
      <li><a href="/identities/new?user=${encodeURIComponent(identity.alias)}">Add an identity</a></li></ul>
    <h2>Change status</h2>
    <form method="post" action="${path}/status" class="row">
      ${drawSelect(
        "status",
        "Status",
        IDENTITY_STATUSES.map((status) => [status, status]),
        statusOf(identity, describing.now()),
      )}
      <button class="button" name="change">Change</button>
    </form>
    <form method="post" action="${path}/status"><p><button class="button" name="status" value="temporary-password">Send a temporary password</button></p></form>`,
  );
}

function drawOther({ alias, kind, name, companyName }: Identity, shown: Identity): Html {
  const what = `${name}: ${companyName ?? KIND_NAMES[kind]}`;
  return html`<li>${alias === shown.alias ? html`<strong>${what}</strong>` : html`<a href="${pathOf(alias)}">${what}</a>`}</li>`;
}

/** What is to be typed: until a user is activated, the temporary one, if any. */
function passwordOf({ activation, password }: Identity): string {
  return activation ? (activation.temporaryPassword ?? "none") : password;
}

export function drawUseLog({ useLog }: Simulator, { alias, name, nemidNumber }: Identity): Html {
  const rows = useLog
    .read(nemidNumber)
    .map(({ at, service, action, result, detail }) => [time(at), service, action, result, detail]);
  const table = drawTable("Use log", ["When", "Service", "What", "Result", "Remark"], rows);
  const back = html`<p><a href="${pathOf(alias)}">Back to ${name}</a></p>`;
  return drawPage(
    `Use log of ${alias}`,
    "/identities",
    html`${rows.length > 0 ? table : html`<p>Not used yet.</p>`}${back}`,
  );
}

function drawStatus(identity: Identity, now: number): Html {
  const status = statusOf(identity, now);
  return html`<span class="status ${status}">${status}</span>`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function time(iso: string): string {
  return iso.replace("T", " ").slice(0, 19);
}
