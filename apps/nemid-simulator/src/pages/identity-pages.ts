import { type Html, html } from "@eid-gateway/html";
import { IDENTITY_KINDS, type Identity } from "../register/identity.js";
import { codesLeft } from "../register/key-card.js";
import { IDENTITY_STATUSES, statusOf } from "../register/status.js";
import type { Simulator } from "../simulator.js";
import { drawCardId } from "./client-screens.js";
import { drawFacts, drawField, drawPage, drawSelect, drawTable, pathOf } from "./layout.js";

const KIND_NAMES = { POCES: "Person (POCES)", MOCES: "Employee (MOCES)" } as const;

export function drawIdentityList({ identities, describing }: Simulator): Html {
  const rows = identities
    .list()
    .map((identity) => [
      html`<a href="${pathOf(identity.alias)}">${identity.alias}</a>`,
      identity.pseudonym ? `${identity.name} (pseudonym)` : identity.name,
      identity.kind,
      drawStatus(identity, describing.now()),
      html`<code>${identity.password}</code>`,
      html`<a href="${pathOf(identity.alias)}/keycard">key card of ${identity.alias}</a>`,
    ]);
  const table = drawTable("Identities", ["User ID", "Name", "Kind", "Status", "Password", "Codes"], rows);
  return drawPage(
    "Identities",
    "/identities",
    html`${table}<p><a class="button" href="/identities/new">New identity</a></p>`,
  );
}

export function drawNewIdentity(): Html {
  return drawPage(
    "New identity",
    "/identities/new",
    html`
    <form method="post" action="/identities">
      <p><label class="tick"><input type="checkbox" name="autofill" value="true" checked> Autofill: invent what is left empty</label></p>
      ${drawSelect(
        "kind",
        "Kind",
        IDENTITY_KINDS.map((kind) => [kind, KIND_NAMES[kind]]),
      )}
      ${drawField("alias", "User ID", "5 to 48 characters")}
      ${drawField("password", "Password", "6 to 40 characters with a letter and a digit, or four digits")}
      ${drawField("name", "Name")}
      ${drawField("cpr", "CPR number", "ten digits; invented ones have 60 added to the day")}
      ${drawField("companyName", "Company", "employees only")}
      ${drawField("cvr", "CVR number", "employees only")}
      ${drawField("address", "Address")}
      ${drawField("email", "E-mail")}
      <p><label class="tick"><input type="checkbox" name="pseudonym" value="true"> Pseudonym: no name in the certificate</label></p>
      <p><label class="tick"><input type="checkbox" name="youth" value="true"> Youth certificate (15 to 17 years)</label></p>
      <p><button class="button" name="create">Create identity</button></p>
    </form>`,
  );
}

export function drawIdentity(simulator: Simulator, identity: Identity): Html {
  const { describing, identities } = simulator;
  const path = pathOf(identity.alias);
  const issued = identities.certificateOf(identity);
  return drawPage(
    identity.name,
    "/identities",
    html`
    ${drawFacts([
      ["Status", drawStatus(identity, describing.now())],
      ["Kind", KIND_NAMES[identity.kind]],
      ["User ID", html`<code>${identity.alias}</code>`],
      ["Password", html`<code>${identity.password}</code>`],
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
      <li><a href="${path}/key-file.p12">Key file</a> (PKCS#12, opened by the password)</li>
      <li><a href="/scenarios?alias=${encodeURIComponent(identity.alias)}">Make it misbehave</a></li>
    </ul>
    <h2>Change status</h2>
    <form method="post" action="${path}/status" class="row">
      ${drawSelect(
        "status",
        "Status",
        IDENTITY_STATUSES.map((status) => [status, status]),
        statusOf(identity, describing.now()),
      )}
      <button class="button" name="change">Change</button>
    </form>`,
  );
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

export function drawKeyCard(identity: Identity, next: string | undefined): Html {
  const { active, waiting } = identity.cards;
  const path = pathOf(identity.alias);
  const codes = active.codes.map(([number, code]) =>
    drawCode(number, code, active.used.includes(number), number === next),
  );
  const sent = waiting.length > 0 && html`<p>In the post: ${waiting.map(({ id }) => drawCardId(id)).join(", ")}.</p>`;
  return drawPage(
    `Key card ${drawCardId(active.id)}`,
    "/identities",
    html`
    <p>Of <a href="${path}">${identity.name}</a>. ${codesLeft(active)} codes left${next && html`; asked next: <strong>${next}</strong>`}. Used codes are crossed out.</p>
    ${sent}
    <ol class="codes">${codes}</ol>
    <p><a href="${path}/keycard.txt">As text</a></p>
    <form method="post" action="${path}/keycard"><button class="button" name="replace">Replace this card</button></form>`,
  );
}

/** The text copy: an identifying line, a header, then pairs of number and code. */
export function writeKeyCardText({ cards, alias }: Identity): string {
  const { id, codes } = cards.active;
  const rows = codes.map(([number, code]) => `${number}\t${code}`);
  return [`${drawCardId(id)}\t${alias}`, "#\tkey", ...rows, ""].join("\n");
}

function drawCode(number: string, code: string, used: boolean, next: boolean): Html {
  const pair = html`<b>${number}</b> <span>${code}</span>`;
  if (used) return html`<li class="used"><s>${pair}</s></li>`;
  return html`<li>${next ? html`<mark>${pair}</mark>` : pair}</li>`;
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
