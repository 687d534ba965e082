import type { Fields } from "@eid-gateway/core";
import type { Stage } from "@eid-gateway/testkit";
import type { Operator } from "./operator.js";
import type { Person } from "./people.js";
import { playPidCpr } from "./pid-cpr.js";

/** The stage for the conformance suite: people who log in in one of NemID's clients and type their CPR number when asked. */
export function stageOf(operator: Operator, people: readonly Person[]): Stage {
  const numbers = new Map(people.map(({ identity, cpr }) => [identity.subject.pid ?? "", cpr]));
  const person = (n: number): Person => people[n] ?? fail(`there is no person ${n}`);
  return {
    fetch: operator.fetch,
    credentials: { voces: operator.credential(playPidCpr(numbers).fetch) },
    act: (n, step) => {
      if (step.kind !== "show") return fail("NemID redirects nobody");
      const { identity, cpr } = person(n);
      const isClient = step.screen.blocks.some(({ kind }) => kind === "client");
      const fields: Fields = isClient ? operator.post(step, identity) : { cpr };
      return { kind: "answer", action: "check", fields };
    },
    isProof: (step) => step.kind === "show" && step.screen.blocks.some(({ kind }) => kind === "client"),
    subjectOf: (n) => person(n).identity.subject.serialNumber ?? "",
    secretsOf: (n) => {
      const { identity, cpr } = person(n);
      const { pid, serialNumber = "", commonName } = identity.subject;
      return [cpr, pid ?? serialNumber, commonName];
    },
  };
}

function fail(message: string): never {
  throw new Error(message);
}
