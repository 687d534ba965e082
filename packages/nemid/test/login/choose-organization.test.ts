import { NationalId, type Step } from "@eid-gateway/core";
import { chooseOrganization, cprNumber } from "@eid-gateway/nemid";
import { company } from "@eid-gateway/nemid/testing";
import { renderScreen } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";
import { type BenchOptions, codeOf, identityIn, openBench, operator, screenOf } from "./bench.js";

const anna = await operator.ca.issuePoces({ name: "Anna Test" });
const cpr = "6102031234";
const bageri = company("20000001", "Bageri");
const tømrer = company("20000002", "Tømrer");
const erhverv: BenchOptions = {
  accepts: ["POCES"],
  followUps: [cprNumber, chooseOrganization],
  cpr: "lookup",
  sector: "public",
  numbers: { [anna.subject.pid ?? ""]: cpr },
  request: { needs: { nationalId: false, organization: true } },
};
const dozen = Array.from({ length: 12 }, (_, n) => company(String(30_000_000 + n), `Firma ${n}`));
const companiesOnly = { config: { allowPrivate: false } };
const hinted = (organization: string): BenchOptions => ({
  request: { ...erhverv.request, hints: { other: { organization } } },
});

/** Up to what follows the CPR step, for a person who has these companies. */
async function reach(companies: readonly (typeof bageri)[], options: BenchOptions = {}) {
  const bench = openBench({ ...erhverv, companies: { [cpr]: companies }, ...options });
  return { bench, step: await bench.logIn(anna) };
}

function screenIn(step: Step<"authenticate">) {
  if (step.kind !== "show") throw new Error(`no screen, but ${step.kind}`);
  return step.screen;
}
function optionsOn(step: Step<"authenticate">): readonly string[] {
  return screenIn(step).blocks.flatMap((block) =>
    block.kind === "choice" ? block.options.map(({ value }) => value) : [],
  );
}
function actionsOn(step: Step<"authenticate">): readonly string[] {
  return (screenIn(step).actions ?? []).map(({ value }) => value);
}
function drawn(step: Step<"authenticate">, language = "en"): string {
  return renderScreen(openBench(erhverv).method, language, screenIn(step));
}

describe("the choice of whom to act for", () => {
  it("has the private person first, then the companies by name, with their CVR numbers", async () => {
    const { step } = await reach([tømrer, bageri]);
    expect(screenOf(step)).toBe("nemid/organization");
    expect(optionsOn(step)).toEqual(["", "20000001", "20000002"]);
    expect(drawn(step)).toContain("Myself, as a private person | Bageri (CVR 20000001) | Tømrer (CVR 20000002)");
    expect(drawn(step, "da")).toMatch(/Mig selv som privatperson/);
  });

  it("is there for a single company too, but not where acting privately is not offered", async () => {
    expect(optionsOn((await reach([bageri])).step)).toEqual(["", "20000001"]);
    const identity = identityIn((await reach([bageri], companiesOnly)).step);
    expect(identity.organization).toEqual({ number: "20000001", name: "Bageri" });
  });

  it("has no private entry where that is not allowed, or a company is required", async () => {
    for (const config of [{ allowPrivate: false }, { requireOrganization: true }]) {
      const { bench, step } = await reach([bageri, tømrer], { config });
      expect(optionsOn(step)).toEqual(["20000001", "20000002"]);
      expect(screenOf(await bench.resume(step, { organization: "" }, "next"))).toBe("nemid/organization");
    }
  });

  it("asks the register once, by the CPR number that was looked up", async () => {
    const { bench } = await reach([bageri]);
    expect(bench.companies.asked).toEqual([cpr]);
  });

  it("comes after the number that the person types, where the agreement is to match", async () => {
    const { bench, step } = await reach([bageri], { cpr: "match", sector: "private" });
    expect(screenOf(step)).toBe("nemid/cpr");
    expect(bench.companies.asked).toEqual([]);
    expect(screenOf(await bench.resume(step, { cpr }))).toBe("nemid/organization");
  });
});

describe("a person who chooses", () => {
  it("a company acts for it: same subject, company in the identity", async () => {
    const { bench, step } = await reach([bageri, tømrer]);
    const identity = identityIn(await bench.resume(step, { organization: "20000002" }, "next"));
    expect(identity).toMatchObject({ kind: "person", subject: anna.subject.serialNumber, name: "Anna Test" });
    expect(identity.organization).toEqual({ number: "20000002", name: "Tømrer" });
  });

  it("themselves acts for none, though all they could have chosen are known", async () => {
    const { bench, step } = await reach([tømrer, bageri]);
    const identity = identityIn(await bench.resume(step, { organization: "" }, "next"));
    expect(identity.organization).toBeUndefined();
    expect(identity.subject).toBe(anna.subject.serialNumber);
    expect(identity.organizations).toEqual([
      { number: "20000001", name: "Bageri", form: "ApS", roles: ["owner"] },
      { number: "20000002", name: "Tømrer", form: "ApS", roles: ["owner"] },
    ]);
  });

  it("does not have the CPR number released that it took", async () => {
    const { bench, step } = await reach([bageri]);
    const identity = identityIn(await bench.resume(step, { organization: "20000001" }, "next"));
    expect([identity.nationalId, identity.birthDate, identity.attributes.cpr_source]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("has it released where the relying party asked for it", async () => {
    const request = { needs: { nationalId: true, organization: true } };
    const { bench, step } = await reach([bageri], { request });
    const identity = identityIn(await bench.resume(step, { organization: "20000001" }, "next"));
    expect(identity.nationalId?.reveal()).toBe(cpr);
  });

  it("leaves the choice and what was offered in the evidence", async () => {
    const { bench, step } = await reach([bageri]);
    const { evidence } = identityIn(await bench.resume(step, { organization: "20000001" }, "next"));
    expect(evidence.report).toMatchObject({
      organization: { number: "20000001", name: "Bageri" },
      organizations: [{ number: "20000001" }],
    });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["nothing", {}],
    ["a company they do not have", { organization: "20000009" }],
    ["a company that was not offered", { organization: "20000002" }],
    ["what is no CVR", { organization: "20000001 " }],
    ["two companies in one", { organization: "20000001,20000002" }],
    ["the name of every object", { organization: "__proto__" }],
  ])("%s is asked again", async (_what, fields) => {
    const { bench, step } = await reach([bageri, { ...tømrer, status: "dissolved" }]);
    const again = await bench.resume(step, fields, "next");
    expect(optionsOn(again)).toEqual(["", "20000001"]);
    expect(drawn(again)).toContain("Choose who you are acting for.");
    expect(bench.companies.asked).toHaveLength(1);
  });

  it.each([{ kind: "callback", fields: {} }, { kind: "poll" }] as const)("by a $kind is refused", async (input) => {
    const { bench, step } = await reach([bageri]);
    if (step.kind === "done") throw new Error("done");
    const resumed = bench.open.resume(bench.request, step.state as never, input);
    await expect(resumed).rejects.toMatchObject({ code: "nemid:invalidresponse" });
  });
});

describe("a person without a company", () => {
  const jointly = company("20000003", "Fond", { roles: [{ role: "board-member", signs: "jointly" }] });
  it.each([
    ["no role anywhere", []],
    ["only a dissolved one", [{ ...bageri, status: "dissolved" }]],
    ["only one that others must sign for too", [jointly]],
  ])("with %s logs in as a person, without a page", async (_what, companies) => {
    for (const options of [{}, companiesOnly]) {
      const identity = identityIn((await reach(companies, options)).step);
      expect([identity.organization, identity.organizations]).toEqual([undefined, []]);
    }
  });

  it("is refused where a company is required", async () => {
    const { bench } = await reach([bageri], {});
    expect(bench.method.errors["nemid:noorganization"]).toBe("refused");
    const lonely = openBench({ ...erhverv, config: { requireOrganization: true } });
    expect(await codeOf(lonely.logIn(anna))).toBe("nemid:noorganization refused");
  });
});

describe("the company that the relying party names", () => {
  it("narrows the choice to it, and a button shows the others", async () => {
    const { bench, step } = await reach([bageri, tømrer], hinted("20000002"));
    expect(optionsOn(step)).toEqual(["", "20000002"]);
    expect(actionsOn(step)).toEqual(["next", "all"]);
    const all = await bench.resume(step, {}, "all");
    expect(optionsOn(all)).toEqual(["", "20000001", "20000002"]);
    expect(screenOf(await bench.resume(all, { organization: "20000001" }, "next"))).toBe("done");
  });

  it("is not chosen by way of another that is not shown", async () => {
    const { bench, step } = await reach([bageri, tømrer], hinted("20000002"));
    expect(screenOf(await bench.resume(step, { organization: "20000001" }, "next"))).toBe("nemid/organization");
  });

  it("is on a page, for an address alone makes nobody act for one of several", async () => {
    const { step } = await reach([bageri, tømrer], { ...companiesOnly, ...hinted("20000002") });
    expect(optionsOn(step)).toEqual(["20000002"]);
    expect(actionsOn(step)).toEqual(["next", "all"]);
  });

  it("is taken without a page when it is the only one, and acting privately is not offered", async () => {
    const { step } = await reach([tømrer], { ...companiesOnly, ...hinted("20000002") });
    expect(identityIn(step).organization?.number).toBe("20000002");
  });

  it.each(["20000009", "", "x", "__proto__"])("is passed over when the person does not have it (%j)", async (cvr) => {
    const { step } = await reach([bageri, tømrer], hinted(cvr));
    expect(optionsOn(step)).toEqual(["", "20000001", "20000002"]);
    expect(actionsOn(step)).toEqual(["next"]);
  });
});

describe("a person with more than eight companies", () => {
  it("sees all of them, and can search", async () => {
    const { step } = await reach(dozen);
    expect(optionsOn(step)).toHaveLength(13);
    expect(actionsOn(step)).toEqual(["next", "search"]);
    expect(drawn(step)).toContain("Find a company by name or CVR number");
  });

  it("and with eight cannot", async () => {
    const { step } = await reach(dozen.slice(0, 8));
    expect(actionsOn(step)).toEqual(["next"]);
    expect(drawn(step)).not.toContain("Find a company");
  });

  it("finds one by name or number, and chooses it", async () => {
    const { bench, step } = await reach(dozen);
    const found = await bench.resume(step, { search: "FIRMA 11" }, "search");
    expect(optionsOn(found)).toEqual(["", "30000011"]);
    expect(screenIn(found).blocks).toContainEqual(expect.objectContaining({ name: "search", value: "FIRMA 11" }));
    const fields = { search: "FIRMA 11", organization: "30000011" };
    expect(identityIn(await bench.resume(found, fields, "next")).organization?.name).toBe("Firma 11");
  });

  it("sees all again after an empty search", async () => {
    const { bench, step } = await reach(dozen);
    const found = await bench.resume(step, { search: "30000007" }, "search");
    expect(optionsOn(found)).toEqual(["", "30000007"]);
    expect(optionsOn(await bench.resume(found, { search: " " }, "search"))).toHaveLength(13);
  });

  it("is told when a search finds none", async () => {
    for (const options of [{}, companiesOnly]) {
      const { bench, step } = await reach(dozen, options);
      const none = await bench.resume(step, { search: "<Zebra>" }, "search");
      expect(drawn(none)).toContain("None of your companies has that name or number");
      expect(optionsOn(none)).toEqual(options === companiesOnly ? [] : [""]);
      expect(actionsOn(none).at(-1)).toBe("search");
      expect(optionsOn(await bench.resume(none, { search: "" }, "search")).length).toBeGreaterThan(11);
    }
  });

  it("who presses Enter in the search field takes no company by it", async () => {
    const { bench, step } = await reach(dozen);
    const found = await bench.resume(step, { organization: "30000001", search: "Firma 7" }, "next");
    expect(optionsOn(found)).toEqual(["", "30000007"]);
  });

  it("cannot choose one that the search hides", async () => {
    const { bench, step } = await reach(dozen);
    const found = await bench.resume(step, { search: "Firma 7" }, "search");
    expect(screenOf(await bench.resume(found, { organization: "30000001" }, "next"))).toBe("nemid/organization");
  });

  it("does not have the only one found taken for them", async () => {
    const { bench, step } = await reach(dozen, companiesOnly);
    expect(screenOf(await bench.resume(step, { search: "Firma 7" }, "search"))).toBe("nemid/organization");
  });
});

describe("a register that does not answer", () => {
  const down = () => Promise.reject(new TypeError("fetch failed"));
  /** With a register that is down until it is told otherwise. */
  async function reachDown(options: BenchOptions = {}, respond: () => Response | Promise<Response> = down) {
    const bench = openBench({ ...erhverv, companies: { [cpr]: [bageri] }, ...options });
    bench.companies.respond = respond;
    const step = bench.logIn(anna);
    return { bench, step };
  }

  it("lets the person try again", async () => {
    const { bench, step } = await reachDown();
    expect(screenOf(await step)).toBe("nemid/organization-down");
    expect(actionsOn(await step)).toEqual(["retry", "private"]);
    const still = await bench.resume(await step, {}, "retry");
    expect(screenOf(still)).toBe("nemid/organization-down");
    bench.companies.respond = undefined;
    expect(optionsOn(await bench.resume(still, {}, "retry"))).toEqual(["", "20000001"]);
  });

  it("lets the person go on privately, and nothing is said about companies", async () => {
    const { bench, step } = await reachDown();
    const identity = identityIn(await bench.resume(await step, {}, "private"));
    expect([identity.organization, identity.organizations]).toEqual([undefined, undefined]);
  });

  it.each(["", "next", "__proto__"])("lets nobody by with the button %j", async (action) => {
    const { bench, step } = await reachDown();
    expect(screenOf(await bench.resume(await step, { organization: "20000001" }, action))).toBe(
      "nemid/organization-down",
    );
  });

  it("ends the log-in where acting privately is not offered", async () => {
    for (const config of [{ allowPrivate: false }, { requireOrganization: true }]) {
      expect(await codeOf((await reachDown({ config })).step)).toBe("nemid:registerunavailable unavailable");
    }
  });

  it("knows nothing from the log-in before", async () => {
    const { bench, step } = await reach([bageri]);
    await bench.resume(step, { organization: "20000001" }, "next");
    const { clock, store } = bench;
    const later = await reachDown({ clock, store });
    expect(screenOf(await later.step)).toBe("nemid/organization-down");
    expect(drawn(await later.step)).not.toContain("Bageri");
  });

  it("is told to the operator, without a word about the person", async () => {
    const { bench, step } = await reachDown({}, () => Response.json({ companies: [{ name: "Hemmelig" }] }));
    await step;
    const log = bench.logLines.join("\n");
    expect(log).toMatch(/warn no usable answer from the company register at https:\/\/companies\.example/);
    expect(log).toContain("nemid:registerunavailable");
    expect(log).not.toMatch(/Hemmelig|6102031234|Anna/);
  });

  it("because it does not know the certificate is told as a mistake of the set-up", async () => {
    const forbidden = () => new Response("", { status: 403 });
    const { bench, step } = await reachDown({}, forbidden);
    expect(screenOf(await step)).toBe("nemid/organization-down");
    expect(bench.logLines.join("\n")).toMatch(/error .*registerCredential.*[\s\S]*nemid:registersetup/);
    const strict = await reachDown(companiesOnly, forbidden);
    expect(await codeOf(strict.step)).toBe("nemid:registersetup misconfigured");
  });
});

describe("opening a method that lets people act for a company is refused", () => {
  it.each<[string, BenchOptions, RegExp]>([
    ["without the register's address", { settings: { companyRegister: undefined } }, /settings\.companyRegister/],
    ["without an agreement about CPR numbers", { cpr: "off" }, /agreement\.cpr: the company register is asked by CPR/],
    ["with a certificate that nobody has", { config: { registerCredential: "fcose" } }, /config\.registerCredential/],
  ])("%s", (_what, options, message) => {
    expect(() => openBench({ ...erhverv, ...options })).toThrow(message);
  });

  it("but not with a certificate of the register's own", async () => {
    const { step } = await reach([bageri], { config: { registerCredential: "foces" } });
    expect(screenOf(step)).toBe("nemid/organization");
  });

  it("and an employee has no companies to choose from", async () => {
    const bo = await operator.ca.issueMoces({ name: "Bo Ansat" });
    const bench = openBench({ ...erhverv, accepts: ["POCES", "MOCES"] });
    expect(screenOf(await bench.logIn(bo))).toBe("done");
    expect(bench.companies.asked).toEqual([]);
  });
});

it("a number that the relying party gives does not choose the company's owner: it must be this person's", async () => {
  const hints = { nationalId: new NationalId("DK", "6202031234"), other: {} };
  const { bench, step } = await reach([bageri], {
    cpr: "match",
    sector: "private",
    request: { ...erhverv.request, hints },
  });
  const typing = await bench.resume(step, {}, "check");
  expect(screenOf(typing)).toBe("nemid/cpr");
  expect(bench.companies.asked).toEqual([]);
});
