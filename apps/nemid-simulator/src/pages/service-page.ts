import { type Html, html } from "@eid-gateway/html";
import {
  SERVICE_HEALTHS,
  SERVICE_NAMES,
  type ServiceHealth,
  type ServiceName,
  type Services,
} from "../services/service-health.js";
import { TSA_HEALTHS, TSA_WORDS, type TsaHealth } from "../tsa/tsa-health.js";
import { drawFacts, drawPage, drawSelect } from "./layout.js";

const TITLES: Readonly<Record<ServiceName, string>> = {
  pidCpr: "PID/CPR: numbers of persons",
  ridCpr: "RID/CPR: numbers of employees",
  companyRegister: "Company register",
};

export function drawServices(services: Services, tsa: TsaHealth): Html {
  const words = Object.keys(SERVICE_HEALTHS) as (keyof typeof SERVICE_HEALTHS)[];
  return drawPage(
    "Services",
    "/services",
    html`
    <p>What the services behind mutual TLS do to who asks them. A switch holds until it is set again or the simulator stops.</p>
    ${SERVICE_NAMES.map((name) => drawSwitch(name, services[name], words))}
    <h2>What the words mean</h2>
    ${drawFacts(words.map((word) => [word, SERVICE_HEALTHS[word]]))}
    <h2>Time-stamping authority</h2>
    <p>At <code>/tsa</code>, on plain http (RFC 3161).</p>
    <form method="post" action="/tsa-switch" class="row">
      ${drawSelect(
        "health",
        "How it behaves",
        TSA_WORDS.map((word) => [word, `${word}: ${TSA_HEALTHS[word]}`]),
        typeof tsa === "object" ? "slow" : tsa,
      )}
      <button class="button" name="set">Set</button></form>`,
  );
}

function drawSwitch(name: ServiceName, health: ServiceHealth, words: readonly string[]): Html {
  const chosen = typeof health === "object" ? "slow" : health;
  const options = words.map((word) => html`<option ${word === chosen && html`selected`}>${word}</option>`);
  return html`<form method="post" action="/services/${name}" class="row">
    <p class="field"><label for="${name}">${TITLES[name]}</label><select id="${name}" name="health">${options}</select></p>
    <button class="button" name="set">Set</button></form>`;
}
