import { type Html, html } from "@eid-gateway/html";
import type { CompanyWithPeople, Participant } from "../company-register/companies.js";
import { drawPage, drawTable, pathOf } from "./layout.js";

const COLUMNS = ["Company", "CVR", "Form", "Status", "People"] as const;

export function drawCompanies(companies: readonly CompanyWithPeople[]): Html {
  const rows = companies.map(({ name, cvr, form, dissolved, people }) => [
    name,
    html`<code>${cvr}</code>`,
    form,
    dissolved ? html`<span class="status expired">dissolved</span>` : html`<span class="status valid">active</span>`,
    html`<ul>${people.map(drawParticipant)}</ul>`,
  ]);
  return drawPage(
    "Companies",
    "/companies",
    html`
    <p>What the company register tells to who asks it by a CPR number. A company is here because somebody has a role in it: roles are given when
      an identity is made, through <code>/api/identities</code> or a file of personas.</p>
    ${companies.length > 0 ? drawTable("Companies", COLUMNS, rows) : html`<p>Nobody has a role in a company.</p>`}`,
  );
}

function drawParticipant({ alias, name, role, signs }: Participant): Html {
  return html`<li><a href="${pathOf(alias)}">${name}</a>: ${role}, signs ${signs}</li>`;
}
