import { type Html, html } from "@eid-gateway/html";
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
    <p>Makes an identity's next log-ins go wrong in one particular way, until it is set back to “none”.</p>
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
      ${drawField("code", "Error code", "for the scenario “error”, e.g. AUTH006")}
      ${drawField("delayMs", "Delay in milliseconds")}
      ${drawField("times", "How many log-ins", "left empty: until changed")}
      <p><button class="button" name="set">Set scenario</button></p>
    </form>`,
  );
}
