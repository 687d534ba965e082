import { type Html, html } from "@eid-gateway/html";
import { CPR_RIGHTS, MERCHANT_STATUSES, type Merchant } from "../register/merchant.js";
import type { Simulator } from "../simulator.js";
import { drawField, drawPage, drawSelect, drawTable } from "./layout.js";

const COLUMNS = ["Friendly name", "Company", "CVR", "SPID", "PID/CPR", "RID/CPR", "VOCES", "Status"] as const;

export function drawMerchants({ merchants }: Simulator): Html {
  const table = drawTable("Service providers", COLUMNS, merchants.list().map(drawRow));
  return drawPage(
    "Service providers",
    "/merchants",
    html`
    <p>Who may use the client, and under which name users see them. Someone who is not here is answered SRV005; a suspended one, or one whose
      VOCES has expired or is revoked, SRV010.</p>
    ${table}
    <h2>New service provider</h2>
    <form method="post" action="/merchants">
      ${drawField("friendlyName", "Friendly name", "shown in the client and returned as RequestIssuer")}
      ${drawField("name", "Company")}
      ${drawField("cvr", "CVR number", "eight digits")}
      ${drawSelect(
        "pidCpr",
        "PID/CPR: numbers of persons",
        CPR_RIGHTS.map((right) => [right, right]),
      )}
      ${drawSelect(
        "ridCpr",
        "RID/CPR: numbers of employees",
        CPR_RIGHTS.map((right) => [right, right]),
      )}
      ${drawField("spid", "SPID", "left empty: drawn")}
      <p><button class="button" name="create">Create service provider</button></p>
    </form>`,
  );
}

function drawRow(merchant: Merchant): (Html | string)[] {
  const { friendlyName, name, cvr, spid, pidCpr, ridCpr, status } = merchant;
  const choices = MERCHANT_STATUSES.map(
    (choice) => html`<option ${choice === status && html`selected`}>${choice}</option>`,
  );
  const change = html`<form method="post" action="/merchants/${spid}/status" class="inline">
    <select name="status" aria-label="Status of ${friendlyName}">${choices}</select> <button class="button" name="change">Change</button></form>`;
  return [
    friendlyName,
    name,
    cvr,
    html`<code>${spid}</code>`,
    pidCpr,
    ridCpr,
    html`<a href="/merchants/${spid}/voces.p12">p12 of ${friendlyName}</a>`,
    change,
  ];
}
