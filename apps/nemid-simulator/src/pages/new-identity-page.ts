import { type Html, html } from "@eid-gateway/html";
import { IDENTITY_KINDS, type Identity } from "../register/identity.js";
import { IDENTITY_STATUSES } from "../register/status.js";
import { drawField, drawPage, drawSelect, drawTick, pathOf } from "./layout.js";

export const KIND_NAMES = { POCES: "Person (POCES)", MOCES: "Employee (MOCES)" } as const;

/** @param user who gets one more signature; left out: a new user */
export function drawNewIdentity(user?: Identity): Html {
  return user ? drawForm(`New identity of ${user.name}`, drawUser(user)) : drawForm("New identity", drawCredentials());
}

function drawForm(title: string, first: Html): Html {
  return drawPage(
    title,
    "/identities/new",
    html`
    <form method="post" action="/identities">
      ${first}
      <p><label class="tick"><input type="checkbox" name="autofill" value="true" checked> Autofill: invent what is left empty</label></p>
      ${drawSelect(
        "kind",
        "Kind",
        IDENTITY_KINDS.map((kind) => [kind, KIND_NAMES[kind]]),
      )}
      ${drawField("name", "Name")}
      ${drawField("cpr", "CPR number", "ten digits; invented ones have 60 added to the day")}
      ${drawField("companyName", "Company", "employees only")}
      ${drawField("cvr", "CVR number", "employees only; the company of a known number keeps its name")}
      ${drawField("rid", "RID", "employees only; unique within the company")}
      ${drawField("address", "Address")}
      ${drawField("email", "E-mail")}
      ${drawTick("pseudonym", "Pseudonym: no name in the certificate")}
      ${drawTick("youth", "Youth certificate (15 to 17 years)")}
      <p><button class="button" name="create">Create identity</button></p>
    </form>`,
  );
}

function drawCredentials(): Html {
  return html`
      ${drawField("alias", "User ID", "5 to 48 characters")}
      ${drawField("password", "Password", "6 to 40 characters with a letter and a digit, or four digits")}
      ${drawSelect(
        "status",
        "Status",
        IDENTITY_STATUSES.map((status) => [status, status]),
      )}`;
}

function drawUser({ alias, userId }: Identity): Html {
  return html`
      <p>One more signature for the user <a href="${pathOf(alias)}">${userId}</a>: same user ID, password and key card. The client then asks which
        identity is to be used.</p>
      <input type="hidden" name="user" value="${alias}">
      ${drawField("alias", "Name in this test tool", "5 to 48 characters; left empty: the user's with a number")}`;
}
