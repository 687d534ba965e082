import { type Html, html } from "@eid-gateway/html";
import { CODE_FAMILIES, type CodeFamily } from "../keycard/error-codes.js";
import { SCENARIOS } from "../keycard/scenarios.js";
import type { Simulator } from "../simulator.js";
import { drawField, drawPage, drawSelect, drawTable, pathOf } from "./layout.js";

export function drawScenarios({ identities, scenarios }: Simulator, alias: string): Html {
  const list = identities.list();
  const inPlay = list.flatMap(({ alias, nemidNumber }) => {
    const { scenario, code, delayMs, times } = scenarios.get(nemidNumber);
    const details = [code, delayMs && `after ${delayMs} ms`, times && `${times} more`].filter(Boolean).join(", ");
    return scenario === "none" && !delayMs ? [] : [[html`<a href="${pathOf(alias)}">${alias}</a>`, scenario, details]];
  });
  return drawPage(
    "Scenarios",
    "/scenarios",
    html`
    <p>Makes a user's next log-ins go wrong in one particular way, as whichever identity, until it is set back to “none”.</p>
    ${inPlay.length > 0 && drawTable("In play", ["User ID", "Scenario", "Details"], inPlay)}
    <form method="post" action="/scenarios">
      ${drawSelect(
        "alias",
        "Identity",
        list.map(({ alias, name }) => [alias, `${alias} (${name})`]),
        alias,
      )}
      ${drawSelect(
        "scenario",
        "Scenario",
        SCENARIOS.map(({ id, says }) => [id, `${id}: ${says}`]),
      )}
      ${drawCodes()}
      ${drawField("delayMs", "Delay in milliseconds")}
      ${drawField("times", "How many log-ins", "left empty: until changed")}
      <p><button class="button" name="set">Set scenario</button></p>
    </form>
    <h2>Error codes</h2>
    <p>Each reaches the page around the client in place of a signed message: as <code>changeResponseAndSubmit</code> of the key card client, or as
      <code>logonError</code> or <code>signError</code> of the code file client, with the code in base64 as its content.</p>
    ${CODE_FAMILIES.map(drawFamily)}`,
  );
}

function drawCodes(): Html {
  const groups = CODE_FAMILIES.map(({ prefix, codes }) => {
    const options = Object.entries(codes).map(
      ([code, means]) => html`<option value="${code}">${code}: ${means}</option>`,
    );
    return html`<optgroup label="${prefix}">${options}</optgroup>`;
  });
  return html`<p class="field"><label for="code">Error code, for the scenario “error-code”</label>
    <select id="code" name="code"><option value=""></option>${groups}</select></p>`;
}

function drawFamily({ prefix, of, codes }: CodeFamily): Html {
  const rows = Object.entries(codes).map(([code, means]) => [html`<code>${code}</code>`, means]);
  return html`<h3>${prefix}: ${of}</h3>${drawTable(`Codes: ${prefix}`, ["Code", "Meaning"], rows)}`;
}
