import type { Fields, Input, Screen } from "@eid-gateway/core";
import type { Stage } from "@eid-gateway/testkit";
import { behindTls } from "./behind-tls.js";
import { company, playCompanyRegister } from "./company-register.js";
import type { Operator } from "./operator.js";
import type { Person } from "./people.js";
import { playPidCpr } from "./pid-cpr.js";
import { playRidCpr } from "./rid-cpr.js";

/**
 * The stage for the conformance suite: people who log in in one of NemID's clients, type their CPR number when asked, and act for
 * a company of their own when they may.
 */
export function stageOf(operator: Operator, people: readonly Person[]): Stage {
  const person = (n: number): Person => people[n] ?? fail(`there is no person ${n}`);
  return {
    fetch: operator.fetch,
    credentials: { voces: operator.credential(servicesFor(people)) },
    act: (n, step) => {
      if (step.kind !== "show") return fail("NemID redirects nobody");
      const { identity, cpr } = person(n);
      if (hasClient(step.screen)) return press("check", operator.post(step, identity));
      if (step.screen.blocks.some(({ kind }) => kind === "choice"))
        return press("next", { organization: companyOf(n).cvr });
      return step.screen.blocks.some(({ kind }) => kind === "field") ? press("check", { cpr }) : press("retry", {});
    },
    isProof: (step) => step.kind === "show" && hasClient(step.screen),
    subjectOf: (n) => person(n).identity.subject.serialNumber ?? "",
    secretsOf: (n) => {
      const { identity, cpr } = person(n);
      const { pid, serialNumber = "", commonName } = identity.subject;
      return [cpr, pid ?? serialNumber, commonName, companyOf(n).name];
    },
  };
}

/** All that answers behind mutual TLS, and knows these people. */
function servicesFor(people: readonly Person[]): typeof globalThis.fetch {
  const numbersBy = (key: "pid" | "serialNumber") =>
    new Map(people.map(({ identity, cpr }) => [identity.subject[key] ?? "", cpr]));
  const companies = new Map(people.map(({ cpr }, n) => [cpr, [companyOf(n), company("20000000", "Fælles ApS")]]));
  return behindTls({
    pid: playPidCpr(numbersBy("pid")).fetch,
    rid: playRidCpr(numbersBy("serialNumber")).fetch,
    companies: playCompanyRegister(companies).fetch,
  });
}

function companyOf(n: number) {
  return company(String(41_000_000 + n), `Prøvesens Firma ${n} ApS`);
}

function hasClient(screen: Screen): boolean {
  return screen.blocks.some(({ kind }) => kind === "client");
}

function press(action: string, fields: Fields): Input {
  return { kind: "answer", action, fields };
}

function fail(message: string): never {
  throw new Error(message);
}
