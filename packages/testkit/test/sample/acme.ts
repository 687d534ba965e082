/**
 * A method of a stranger's that keeps the contract, and can be made to break one rule at a time. The other side is a token server:
 * the person brings a token it signed for this flow, the server says whose it is, and the person confirms with a pin.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import {
  type AnyEidMethod,
  defineAssets,
  defineErrors,
  defineMethod,
  defineTexts,
  type Fields,
  type Input,
  NationalId,
  type OpenMethod,
  type Screen,
  type Services,
  type Step,
} from "@eid-gateway/core";
import { z } from "zod";
import type { Flaw } from "./flaws.js";

const { errors, fail } = defineErrors({
  "acme:token": "invalid-response",
  "acme:late": "expired",
  "acme:down": "unavailable",
  "acme:setup": "misconfigured",
});
const text = defineTexts({
  en: {
    title: "Log in to {service}",
    picture: "A token",
    token: "The token",
    pin: "Your pin",
    wrong: "That pin was wrong.",
    next: "Next",
    more: "More",
    "token.of": "The token is {bearer}'s, and {service} wants another.",
    "acme:token": "The token could not be accepted.",
    "acme:late": "The token came too late.",
    "acme:down": "Acme does not answer.",
    "acme:setup": "Acme is not set up.",
  },
  da: {
    title: "Log på {service}",
    picture: "En nøgle",
    token: "Nøglen",
    pin: "Din kode",
    wrong: "Koden var forkert.",
    next: "Videre",
    more: "Mere",
    "token.of": "Nøglen er {bearer}s, og {service} vil have en anden.",
    "acme:token": "Nøglen kunne ikke godkendes.",
    "acme:late": "Nøglen kom for sent.",
    "acme:down": "Acme svarer ikke.",
    "acme:setup": "Acme er ikke sat op.",
  },
});
const assets = defineAssets(import.meta.url, { token: "./token.svg" });
const person = z.strictObject({ id: z.string(), name: z.string(), number: z.string(), pin: z.string() });
type Person = z.infer<typeof person>;
type State =
  | { readonly nonce: string; readonly until: string }
  | { readonly person: Person; readonly token: Uint8Array };

type Memory = { person?: Person; down?: true }; // for the flaws that keep what they must not

export function acme(flaw?: Flaw): AnyEidMethod {
  const has = (other: Flaw) => flaw === other;
  const memory: Memory = {};
  return defineMethod({
    id: "acme-token",
    family: "acme",
    intent: "authenticate",
    country: has("a country's name") ? "Norway" : "NO",
    displayName: { en: "Acme" },
    settingsSchema: z.strictObject({ api: z.url() }),
    configSchema: configSchema(has("a config schema that drops unknown keys")),
    attributes: { id: "the person's id at Acme" },
    texts: textsWith(flaw),
    errors: has("a code of another family") ? { ...errors, "other:code": "refused" } : errors,
    assets: has("an undeclared file")
      ? []
      : has("a missing file")
        ? [{ name: "gone", file: new URL("file:///nowhere/gone.svg") }]
        : [assets.token],
    open({ settings, config, customer, services }): OpenMethod<"authenticate", State> {
      if (has("a call when it is opened")) void services.fetch(settings.api).catch(() => undefined);
      if (customer.sector === "private" && !has("a bad set-up that is opened")) checkAgreement(config.level);
      const service = customer.name;
      return {
        async start() {
          const nonce = randomBytes(16).toString("hex");
          const until = new Date(services.clock.now().getTime() + 600_000);
          const state = {
            nonce,
            until: has("a Date in the state") ? (until as unknown as string) : until.toISOString(),
          };
          return { kind: "show", screen: tokenScreen(service, nonce, flaw), state };
        },
        async resume(_request, state, input) {
          if ("nonce" in state) {
            if (has("a crash on garbage") && input.kind === "answer") void input.fields.token!.at(0)!.length;
            const { id, token } = await readToken(input, state, config.secret, services, flaw);
            const found = await findPerson(id, settings.api, services, memory, flaw);
            if (has("memory outside the state")) memory.person = found;
            return show(service, found, token, flaw);
          }
          const pin = input.kind === "answer" ? input.fields.pin : undefined;
          if (pin !== state.person.pin) return show(service, state.person, state.token, flaw, "wrong");
          return done(
            has("memory outside the state") ? (memory.person ?? state.person) : state.person,
            state.token,
            flaw,
          );
        },
      };
    },
  });
}

function configSchema(lenient: boolean) {
  const shape = { secret: z.string().min(8), level: z.enum(["one", "two"]).default("one") };
  return lenient ? z.object(shape) : z.strictObject(shape);
}

function textsWith(flaw: Flaw | undefined): AnyEidMethod["texts"] {
  const { en, da } = text.tables as { en: Record<string, string>; da: Record<string, string> };
  if (flaw === "a sentence missing in Danish") return { en, da: { ...da, wrong: "" } };
  if (flaw === "a place that differs in Danish") return { en, da: { ...da, title: "Log på {tjeneste}" } };
  return { en, da };
}

function checkAgreement(level: string): void {
  const issues = [{ path: ["config", "level"], message: "two is for the public sector" }];
  if (level === "two") throw fail("acme:setup", "not set up", { issues });
}

function tokenScreen(service: string, nonce: string, flaw: Flaw | undefined): Screen {
  const more = { kind: "link", url: new URL("javascript:alert(1)"), label: text("more") } as const;
  return {
    name: "acme/token",
    title: flaw === "an empty place" ? text("title") : text("title", { service }),
    blocks: [
      { kind: "image", asset: assets.token, alt: text("picture") },
      { kind: "qr", data: nonce, alt: text("token") },
      { kind: "field", name: "token", label: text("token"), type: "text" },
      ...(flaw === "a link that runs something" ? [more] : []),
    ],
    actions: [{ value: "next", label: text("next") }],
  };
}

function show(
  service: string,
  found: Person,
  token: Uint8Array,
  flaw?: Flaw,
  problem?: "wrong",
): Step<"authenticate", State> {
  const key = flaw === "a sentence that does not exist" ? ("worng" as "wrong") : problem;
  return {
    kind: "show",
    state: { person: found, token },
    screen: {
      name: "acme/pin",
      title: text("title", { service }),
      blocks: [
        {
          kind: "field",
          name: "pin",
          label: text("pin"),
          type: "digits",
          ...(key && problem && { problem: text(key) }),
        },
      ],
      actions: [{ value: "next", label: text("next") }],
    },
  };
}

function done(found: Person, token: Uint8Array, flaw?: Flaw): Step<"authenticate", State> {
  const evidence = { format: "acme", bytes: token, report: { checked: true } };
  const attributes: Record<string, string> = flaw === "an undeclared attribute" ? { colour: "red" } : { id: found.id };
  const nationalId = new NationalId("NO", found.number);
  return {
    kind: "done",
    outcome: {
      subject: found.id,
      kind: "person",
      name: found.name,
      nationalId,
      amr: ["acme"],
      attributes,
      evidence,
    },
  };
}

async function readToken(
  input: Input,
  state: Extract<State, { nonce: string }>,
  secret: string,
  { clock, store, log }: Services,
  flaw?: Flaw,
): Promise<{ id: string; token: Uint8Array }> {
  const fields: Fields = input.kind === "answer" ? input.fields : {};
  if (flaw === "a log-in without proof" && !fields.token) return { id: "acme-0", token: Buffer.from("") };
  if (flaw === "a token in the log") log.warn(`got ${fields.token}`);
  const [body, mac] = (fields.token ?? "").split(".");
  if (!body || !mac) throw flaw === "a token in an error" ? fail("acme:token", `odd: ${fields.token}`) : refuse(flaw);
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(mac, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse(flaw);
  const { id, nonce } = JSON.parse(Buffer.from(body, "base64url").toString()) as { id: string; nonce: string };
  if (nonce !== state.nonce && flaw !== "another flow's proof taken") {
    throw fail("acme:token", "another flow's token", { sentence: text("token.of", { bearer: "somebody else" }) });
  }
  if (clock.now() > new Date(state.until) && flaw !== "a late proof taken") throw fail("acme:late", "too late");
  const uses = await store.count(`nonce/${nonce}`, new Date(clock.now().getTime() + 600_000));
  if (uses > 1 && flaw !== "a proof taken twice") throw fail("acme:token", "a token that was used before");
  return { id, token: Buffer.from(fields.token ?? "") };
}

function refuse(flaw: Flaw | undefined): Error {
  if (flaw === "garbage blamed on the operator") return fail("acme:setup", "what is this?");
  if (flaw === "an undeclared code") return Object.assign(fail("acme:token", "no token"), { code: "acme:unheard" });
  if (flaw === "a code of another category")
    return Object.assign(fail("acme:token", "no token"), { category: "refused" });
  if (flaw === "a failure without words") return fail("acme:token", "no token", { sentence: { key: "worng" } });
  if (flaw === "a failure with an empty place") return fail("acme:token", "no token", { sentence: text("token.of") });
  return fail("acme:token", "no token");
}

async function findPerson(id: string, api: string, { fetch }: Services, memory: Memory, flaw?: Flaw): Promise<Person> {
  if (flaw === "a failure that sticks" && memory.down) throw fail("acme:down", "it was down before");
  const path = flaw === "a number in an address" ? `?who=${id}` : "";
  try {
    const answer = await fetch(`${api}/people${path}`, { method: "POST", body: JSON.stringify({ id }) });
    return person.parse(await answer.json());
  } catch (cause) {
    memory.down = true;
    if (flaw === "a crash on nonsense") throw cause;
    if (flaw === "an outage blamed on the person") throw fail("acme:token", "nobody found", { cause });
    if (flaw === "facts made up in an outage") return { id, name: "Somebody", number: "00000000000", pin: "1000" };
    throw fail("acme:down", "Acme gave no usable answer");
  }
}
