import { type Identity, NationalId, type Needs, type Step } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { DONE, openBench } from "./bench.js";

/** A method that finds out everything, whatever it was asked. */
const EVERYTHING: Identity = {
  ...(DONE as Extract<Step<"authenticate">, { kind: "done" }>).outcome,
  birthDate: "1961-02-03",
  attributes: { token: "A-7", cpr: "6102031234", constructor: "x" },
  nationalId: new NationalId("DK", "6102031234"),
  organization: { number: "12345674", name: "Jensen Test ApS" },
  organizations: [{ number: "12345674", name: "Jensen Test ApS", form: "ApS", roles: ["owner"] }],
};

/** What the door is given of it. */
async function released(needs: Needs): Promise<Identity> {
  const bench = await openBench({ resume: async () => ({ kind: "done", outcome: EVERYTHING }) });
  await bench.post(await bench.begin({ needs }));
  const [outcome] = bench.outcomes;
  if (outcome?.kind !== "done") throw new Error(`no log-in, but ${JSON.stringify(outcome)}`);
  return outcome.identity;
}

describe("a method that finds out more than it was asked", () => {
  it("has no organization told to who did not ask for it, nor those that could have been chosen", async () => {
    const identity = await released({ nationalId: true, organization: false });
    expect(identity).not.toHaveProperty("organization");
    expect(identity).not.toHaveProperty("organizations");
    expect(identity.nationalId?.reveal()).toBe("6102031234");
  });

  it("has no national number told to who did not ask for it", async () => {
    const identity = await released({ nationalId: false, organization: true });
    expect(identity).not.toHaveProperty("nationalId");
    expect(identity).toMatchObject({ organization: EVERYTHING.organization, organizations: EVERYTHING.organizations });
  });

  it("has no attribute told that it does not declare: by no door, since nobody has reviewed it", async () => {
    const { attributes } = await released({ nationalId: true, organization: true });
    expect(attributes).toEqual({ token: "A-7" });
  });

  it("has its signed message told to nobody", async () => {
    const { evidence } = await released({ nationalId: true, organization: true });
    expect(evidence).toEqual({ format: "acme", bytes: new Uint8Array(), report: null });
  });
});
