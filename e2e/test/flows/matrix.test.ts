/** Method x kind of certificate x state of the person x door x language: what the page says, and what the relying party is told. */
import { SamlResponseError } from "@eid-gateway/saml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO, redeem, userinfo } from "../../src/world/oidc-client.js";
import { answerOn, linesOf, methodUrl, readAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { walk } from "../../src/world/walk.js";

type Kind = "POCES" | "MOCES";
type Method = keyof typeof ACCEPTS;
type Status = (typeof STATUSES)[number];

/** As the demo customer has them. */
const ACCEPTS = {
  nemid: ["POCES", "MOCES"],
  "nemid-moces": ["MOCES"],
  "nemid-erhverv": ["POCES"],
  "nemid-codefile": ["POCES", "MOCES"],
} as const satisfies Record<string, readonly Kind[]>;

/** What the operator's client says of each state of a user; a state of the certificate it says nothing of. */
const CLIENT_CODES = {
  locked: "AUTH005",
  quarantined: "AUTH004",
  suspended: "AUTH007",
  "password-revoked": "AUTH007",
  "not-activated": "AUTH008",
  "no-codes": "AUTH006",
  "opted-out": "OCES001",
  "not-qualified": "OCES002",
  "on-another-device": "OCES003",
  "bank-only": "OCES004",
  "no-active-signature": "OCES006",
} as const;
const STATUSES = [
  "valid",
  "revoked",
  "expired",
  ...(Object.keys(CLIENT_CODES) as (keyof typeof CLIENT_CODES)[]),
] as const;

/** The failure that must come of it, or nothing. */
function expectedFailure(method: Method, kind: Kind, status: Status): string | undefined {
  // A key file is the person's own: the operator is not asked.
  const isOfOperator = method !== "nemid-codefile";
  if (isOfOperator && status in CLIENT_CODES)
    return `nemid:client:${CLIENT_CODES[status as keyof typeof CLIENT_CODES]}`;
  if (!(ACCEPTS[method] as readonly Kind[]).includes(kind)) return "nemid:wrongcerttype";
  return { revoked: "nemid:certrevoked", expired: "nemid:certexpired" }[status as string];
}

let world: World;
const people = new Map<string, Awaited<ReturnType<World["simulator"]["createIdentity"]>>>();
const ROLE = { cvr: "12345674", companyName: "Jensen Test ApS", role: "owner" } as const;

beforeAll(async () => {
  world = await startWorld();
  for (const kind of ["POCES", "MOCES"] as const) {
    for (const status of STATUSES) {
      const wish = { kind, autofill: true, ...(kind === "POCES" && { roles: [ROLE] }) };
      const person = await world.simulator.createIdentity(wish);
      await world.simulator.setStatus(person.alias, status);
      people.set(`${kind} ${status}`, person);
    }
  }
});
afterAll(() => world?.stop());

/** What a relying party is told, whichever way. */
type Told = { readonly code: string } | { readonly facts: Readonly<Record<string, unknown>> };

const DOORS = {
  async oidc(method: Method, kind: Kind, status: Status, language: string) {
    const party = { ...DEMO, scope: `${DEMO.scope} signicat.organization nemid` };
    const wish = { acr_values: `urn:signicat:oidc:method:${method}`, ui_locales: language };
    const { url, verifier } = authorize(`${world.url}/oidc`, party, wish);
    const walked = await walkAs(url, kind, status);
    const answer = new URL(walked.end.url).searchParams;
    return { walked, told: await tokens(answer) };

    async function tokens(query: URLSearchParams): Promise<Told> {
      const code = query.get("code");
      if (code === null) {
        expect(query.get("error")).toBe("access_denied");
        return { code: /^urn:signicat:error:([^;]+); /.exec(query.get("error_description") ?? "")?.[1] ?? "" };
      }
      const { body } = await redeem(`${world.url}/oidc`, party, code, verifier);
      const claims = await userinfo(`${world.url}/oidc`, body.access_token);
      return {
        facts: {
          name: claims.name,
          id: claims["nemid.pid"] ?? `CVR:${claims["nemid.cvr"]}-RID:${claims["nemid.rid"]}`,
          cpr: claims["signicat.national_id"],
          organization: claims["signicat.organization.number"],
        },
      };
    }
  },

  async saml(method: Method, kind: Kind, status: Status, language: string) {
    const walked = await walkAs(methodUrl(world.url, { id: `${method}::${language}` }), kind, status);
    const login = await readAnswer(world.url, answerOn(walked.end));
    if (login instanceof SamlResponseError)
      return { walked, told: { code: login.code.replace("urn:signicat:error:", "") } };
    const lines = linesOf(login).map((line) => line.split("=") as [string, string]);
    const value = (name: string) => lines.find(([known]) => known === name)?.[1];
    expect(value("signicat/method-name")).toBe(method);
    const facts = {
      name: value("signicat/plain-name"),
      id: value("signicat/unique-id"),
      cpr: value("signicat/national-id"),
      organization: value("signicat/organization-number") ?? value("nemid/cvr"),
    };
    return { walked, told: { facts } };
  },
};

function walkAs(url: URL, kind: Kind, status: Status) {
  const person = people.get(`${kind} ${status}`);
  if (!person) throw new Error("nobody of this kind");
  return walk(openBrowser(), world, url, person, ROLE.cvr);
}

function expectedFacts(method: Method, kind: Kind, status: Status) {
  const { name, pid, cvr, rid, cpr } = people.get(`${kind} ${status}`)!;
  if (kind === "MOCES") return { name, id: `CVR:${cvr}-RID:${rid}`, cpr: undefined, organization: cvr };
  return { name, id: pid, cpr, organization: method === "nemid-erhverv" ? ROLE.cvr : undefined };
}

const METHODS = Object.keys(ACCEPTS) as Method[];
const ROWS = METHODS.flatMap((method) =>
  (["POCES", "MOCES"] as const).flatMap((kind) =>
    STATUSES.map((status) => ({
      method,
      kind,
      status,
      comes: expectedFailure(method, kind, status) ?? "a log-in",
    })),
  ),
);

describe.each([
  ["oidc", "da"],
  ["oidc", "en"],
  ["saml", "da"],
  ["saml", "en"],
] as const)("by %s, in %s", (door, language) => {
  it.each(ROWS)("$method, $kind, $status: $comes", async ({ method, kind, status }) => {
    const failure = expectedFailure(method, kind, status);
    const { walked, told } = await DOORS[door](method, kind, status, language);
    expect(told).toEqual(failure === undefined ? { facts: expectedFacts(method, kind, status) } : { code: failure });
    expect(walked.code).toBe(failure);
    expect(walked.pages.length).toBeGreaterThan(0);
    for (const { text } of walked.pages) expect(text).toContain(`<html lang="${language}">`);
  });
});
