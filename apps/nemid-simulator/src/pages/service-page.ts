import { type Html, html } from "@eid-gateway/html";
import {
  SERVICE_HEALTHS,
  SERVICE_NAMES,
  type ServiceHealth,
  type ServiceName,
  type Services,
} from "../services/service-health.js";
import { drawFacts, drawPage } from "./layout.js";

const TITLES: Readonly<Record<ServiceName, string>> = {
  pidCpr: "PID/CPR: numbers of persons",
  ridCpr: "RID/CPR: numbers of employees",
  companyRegister: "Company register",
};

export function drawServices(services: Services): Html {
  const words = Object.keys(SERVICE_HEALTHS) as (keyof typeof SERVICE_HEALTHS)[];
  return drawPage(
    "Services",
    "/services",
    html`
    <p>What the services behind mutual TLS do to who asks them. A switch holds until it is set again or the simulator stops.</p>
    ${SERVICE_NAMES.map((name) => drawSwitch(name, services[name], words))}
    <h2>What the words mean</h2>
    ${drawFacts(words.map((word) => [word, SERVICE_HEALTHS[word]]))}`,
  );
}

function drawSwitch(name: ServiceName, health: ServiceHealth, words: readonly string[]): Html {
  const chosen = typeof health === "object" ? "slow" : health;
  const options = words.map((word) => html`<option ${word === chosen && html`selected`}>${word}</option>`);
  return html`<form method="post" action="/services/${name}" class="row">
    <p class="field"><label for="${name}">${TITLES[name]}</label><select id="${name}" name="health">${options}</select></p>
    <button class="button" name="set">Set</button></form>`;
}
