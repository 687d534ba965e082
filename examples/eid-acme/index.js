/**
 * Acme does not exist. Its methods show what a plug-in can ask of a person: a form, waiting for an approval that another server
 * reports (or that is asked for again and again), a visit to another site, and a signature under a text.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { defineErrors, defineMethod, defineTexts, EID_METHOD } from "@eid-gateway/core";
import { z } from "zod";

const text = defineTexts({
  en: {
    title: "Log in with Acme",
    letter: "Which letter is on the back of your token?",
    option: "{letter}",
    digits: "The six digits it shows",
    wrong: "These digits do not fit. Wait for the next ones and try again.",
    next: "Continue",
    waitTitle: "Waiting for {approver}",
    wait: "{approver} has been asked to approve your log-in.",
    signTitle: "Sign with Acme",
    challenge: "Scan this with your token",
    signature: "The signature it shows",
    "acme:document": "This document cannot be signed with Acme.",
    "acme:late": "The signature came too late.",
    "acme:denied": "Your log-in was not approved.",
    "acme:badresponse": "Acme's answer could not be accepted.",
    "acme:down": "Acme does not answer just now.",
  },
  da: { title: "Log på med Acme", next: "Fortsæt", "acme:denied": "Dit login blev ikke godkendt." },
});

const { errors, fail } = defineErrors({
  "acme:document": "misconfigured",
  "acme:late": "expired",
  "acme:denied": "refused",
  "acme:badresponse": "invalid-response",
  "acme:down": "unavailable",
});

const settingsSchema = z.strictObject({ api: z.url() });
const shared = { family: "acme", country: "DK", texts: text.tables, errors, settingsSchema };

/** @param {string} subject @param {string} name @param {Uint8Array} proof */
const identity = (subject, name, proof) => ({
  subject,
  kind: /** @type {const} */ ("person"),
  name,
  amr: ["acme"],
  attributes: { token: subject },
  evidence: { format: "acme", bytes: proof, report: {} },
});

const LETTERS = [..."ABC"];

export const acmeToken = defineMethod({
  ...shared,
  id: "acme-token",
  intent: "authenticate",
  displayName: { en: "Acme token" },
  attributes: { token: "the number of the token" },
  configSchema: z.strictObject({ approver: z.string(), reportKey: z.string().min(16) }),
  open({ settings, config, services }) {
    const askToken = (/** @type {boolean} */ isWrong) => ({
      kind: "show",
      state: { at: "token" },
      screen: {
        name: "acme/token",
        title: text("title"),
        blocks: [
          {
            kind: "choice",
            name: "letter",
            label: text("letter"),
            options: LETTERS.map((letter) => ({ value: letter, label: text("option", { letter }) })),
          },
          {
            kind: "field",
            name: "digits",
            label: text("digits"),
            type: "one-time-code",
            ...(isWrong && { problem: text("wrong") }),
          },
        ],
        actions: [{ value: "next", label: text("next") }],
      },
    });
    const wait = (state) => ({
      kind: "show",
      state,
      poll: { afterMs: 1000 },
      screen: {
        name: "acme/wait",
        title: text("waitTitle", { approver: config.approver }),
        blocks: [{ kind: "text", text: text("wait", { approver: config.approver }) }],
      },
    });
    const decide = (verdict, token, proof) => {
      if (verdict === "no") throw fail("acme:denied", "the approver said no");
      return { kind: "done", outcome: identity(`token:${token}`, "Kim Acme", proof) };
    };

    return {
      start: async () => askToken(false),
      async resume(request, state, input) {
        if (state.at === "token") {
          if (input.kind !== "answer") throw fail("acme:badresponse", `a ${input.kind} where an answer was due`);
          if (!LETTERS.includes(input.fields.letter) || input.fields.digits !== "123456") return askToken(true);
          return wait({ at: "approval", token: `${input.fields.letter}-7`, report: request.addresses.report.href });
        }
        if (input.kind === "report") {
          const expected = createHmac("sha256", config.reportKey).update(input.body).digest();
          const given = Buffer.from(input.headers["x-acme-signature"] ?? "", "hex");
          if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
            throw fail("acme:badresponse", "the report is not signed by Acme");
          }
          return decide(JSON.parse(Buffer.from(input.body).toString()).verdict, state.token, input.body);
        }
        const answer = await services.fetch(`${settings.api}/approvals/${state.token}`).catch((cause) => {
          throw fail("acme:down", "the approval could not be asked for", { cause });
        });
        const { verdict } = await answer.json();
        return verdict === undefined ? wait(state) : decide(verdict, state.token, Buffer.from(verdict));
      },
    };
  },
});

export const acmeRedirect = defineMethod({
  ...shared,
  id: "acme-redirect",
  intent: "authenticate",
  displayName: { en: "Acme web" },
  configSchema: z.strictObject({}),
  open: ({ settings }) => ({
    async start({ addresses }) {
      const url = new URL(`${settings.api}/visit`);
      url.search = new URLSearchParams({ back: addresses.callback.href, state: addresses.token }).toString();
      return { kind: "redirect", url, state: {} };
    },
    async resume(_request, _state, input) {
      if (input.kind !== "callback") throw fail("acme:badresponse", `a ${input.kind} where a callback was due`);
      if (input.fields.ticket !== "good") throw fail("acme:denied", "Acme gave no ticket");
      return { kind: "done", outcome: identity("web:1", "Robin Acme", Buffer.from("good")) };
    },
  }),
});

const MINUTES = 60_000;
/** @param {{ read(): Promise<Uint8Array> }} document */
const digestOf = async (document) =>
  createHash("sha256")
    .update(await document.read())
    .digest("base64url");

/** The token signs `<challenge>:<digest of the document>`; what counts is what stands in that. */
export const acmeSign = defineMethod({
  ...shared,
  id: "acme-sign",
  intent: "sign",
  displayName: { en: "Acme token" },
  attributes: {},
  binds: true,
  configSchema: z.strictObject({ tokenKey: z.string().min(16) }),
  open: ({ config, services: { clock, store } }) => ({
    async inspect({ mediaType, read }) {
      const bytes = await read();
      if (mediaType !== "text/plain")
        return [{ message: `Acme's token shows plain text, not ${mediaType || "nothing"}` }];
      return bytes.length > 0 && bytes.length < 10_000 ? [] : [{ message: "the text has no letters, or too many" }];
    },
    async start({ document, binding }) {
      const digest = await digestOf(document);
      if (digest !== document.sha256) throw fail("acme:document", "the document is not the one that was ordered");
      const challenge = [randomBytes(16).toString("hex"), binding].filter((part) => part !== undefined).join(".");
      return {
        kind: "show",
        state: { challenge, until: clock.now().getTime() + 10 * MINUTES },
        screen: {
          name: "acme/sign",
          title: text("signTitle"),
          blocks: [
            { kind: "qr", data: `${challenge}:${digest}`, alt: text("challenge") },
            { kind: "field", name: "signature", label: text("signature"), type: "text" },
          ],
          actions: [{ value: "next", label: text("next") }],
        },
      };
    },
    async resume({ document }, { challenge, until }, input) {
      const [proof = "", mac = ""] = (input.kind === "answer" ? (input.fields.signature ?? "") : "").split("|");
      const expected = createHmac("sha256", config.tokenKey).update(proof).digest();
      const given = Buffer.from(mac, "hex");
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw fail("acme:badresponse", "no signature of the token's");
      const [holder, signedChallenge, sha256] = proof.split(":");
      if (signedChallenge !== challenge) throw fail("acme:badresponse", "another flow's signature");
      if (clock.now().getTime() > until) throw fail("acme:late", "the signature came too late");
      if ((await store.count(challenge, new Date(until))) > 1)
        throw fail("acme:badresponse", "a signature used before");
      if (sha256 !== (await digestOf(document))) throw fail("acme:badresponse", "a signature under another document");
      const signer = identity(holder, "Kim Acme", Buffer.from(proof));
      const binding = signedChallenge.split(".")[1];
      return {
        kind: "done",
        outcome: { signer: { ...signer, attributes: {}, evidence: { ...signer.evidence, binding } }, sha256 },
      };
    },
  }),
});

/** @type {import("@eid-gateway/core").Register} */
export const register = (registry) => {
  registry.register(EID_METHOD, { useValue: acmeToken });
  registry.register(EID_METHOD, { useValue: acmeRedirect });
  registry.register(EID_METHOD, { useValue: acmeSign });
};
