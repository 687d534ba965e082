import type { Identity, LoginRequest, SignRequest, Step } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { documentUrl, opensDocument } from "../../src/flow/document-url.js";
import { SYSTEM_ERROR } from "../../src/flow/failures.js";
import type { SigningWish } from "../../src/flow/flow.js";
import { DONE, openBench, show } from "./bench.js";

const DOCUMENT = { id: "letter", title: "Letter", mediaType: "text/plain", sha256: "digest-of-the-letter" };
const SIGNING: SigningWish = {
  order: "o",
  task: "t",
  documents: [DOCUMENT],
  statement: "I have read the letter.",
  binding: "binding-of-it-all",
};
const KIM = (DONE as Extract<Step, { kind: "done" }>).outcome as Identity;
const signed = (sha256: string): Step => ({ kind: "done", outcome: { signer: KIM, sha256 } });
const signedWith = (binding: string): Step => ({
  kind: "done",
  outcome: { signer: { ...KIM, evidence: { ...KIM.evidence, binding } }, sha256: DOCUMENT.sha256 },
});
const loggedIn = (binding?: string): Step => ({
  kind: "done",
  outcome: { ...KIM, evidence: { ...KIM.evidence, ...(binding !== undefined && { binding }) } },
});

/** A flow whose method ends like this at once. @returns its outcome, if it was believed */
async function outcomeOf(intent: "authenticate" | "sign", step: Step, signing: SigningWish | undefined = SIGNING) {
  const bench = await openBench({ start: async () => step }, undefined, intent);
  const { flow } = await bench.begin(signing ? { signing } : {});
  return { stage: flow.stage, outcome: bench.outcomes[0], lines: bench.lines.join("\n") };
}

describe("a method that signs", () => {
  it("is given the document, the statement, and the binding", async () => {
    let seen: SignRequest | undefined;
    const start = async (request: LoginRequest | SignRequest) => {
      seen = request as SignRequest;
      return show(1);
    };
    const bench = await openBench({ start }, undefined, "sign");
    await bench.begin({ signing: SIGNING });
    expect(seen?.document).toMatchObject({ title: "Letter", mediaType: "text/plain", sha256: DOCUMENT.sha256 });
    expect(new TextDecoder().decode(await seen?.document.read())).toBe("a document");
    expect(seen?.statement).toBe(SIGNING.statement);
    expect(seen?.binding).toBe(SIGNING.binding);
  });

  it("is done when it signed the document that was wished", async () => {
    const { outcome } = await outcomeOf("sign", signed(DOCUMENT.sha256));
    expect(outcome).toMatchObject({ kind: "done", intent: "sign", method: "acme", identity: { name: "Kim" } });
    expect(outcome).toHaveProperty("transaction");
  });

  it.each([
    ["signed another document", signed("another-digest"), SIGNING],
    ["was given several documents", signed(DOCUMENT.sha256), { ...SIGNING, documents: [DOCUMENT, DOCUMENT] }],
    ["was given none", signed(DOCUMENT.sha256), { ...SIGNING, documents: [] }],
    ["only logged in", loggedIn(SIGNING.binding), SIGNING],
    ["put another binding under the key", signedWith("binding-of-something-else"), SIGNING],
  ])("is not believed when it %s", async (_what, step, signing) => {
    const { stage, outcome } = await outcomeOf("sign", step, signing);
    expect(stage).toEqual({ kind: "failed", code: SYSTEM_ERROR, category: "misconfigured" });
    expect(outcome).toBeUndefined();
  });

  it("does not run where a log-in was asked for", async () => {
    const bench = await openBench({ start: async () => signed(DOCUMENT.sha256) }, undefined, "sign");
    expect((await bench.begin()).flow.stage).toMatchObject({ kind: "failed", category: "misconfigured" });
  });
});

describe("a method that logs in, where a signature is wished", () => {
  it("is given the binding, and not the document", async () => {
    let seen: LoginRequest | undefined;
    const start = async (request: LoginRequest | SignRequest) => {
      seen = request as LoginRequest;
      return show(1);
    };
    const bench = await openBench({ start });
    await bench.begin({ signing: SIGNING });
    expect(seen?.binding).toBe(SIGNING.binding);
    expect(seen).not.toHaveProperty("document");
  });

  it("may stand for several documents", async () => {
    const { outcome } = await outcomeOf("authenticate", loggedIn(SIGNING.binding), {
      ...SIGNING,
      documents: [DOCUMENT, { ...DOCUMENT, id: "other" }],
    });
    expect(outcome).toMatchObject({ kind: "done", intent: "authenticate" });
  });

  it.each([
    ["put no binding under the person's key", loggedIn()],
    ["put another binding there", loggedIn("binding-of-something-else")],
    ["says that it signed", signed(DOCUMENT.sha256)],
  ])("is not believed when it %s", async (_what, step) => {
    const { stage, outcome } = await outcomeOf("authenticate", step);
    expect(stage).toEqual({ kind: "failed", code: SYSTEM_ERROR, category: "misconfigured" });
    expect(outcome).toBeUndefined();
  });
});

describe("a document's address", () => {
  const ORIGIN = "https://applet.danid.dk";

  async function waiting() {
    const bench = await openBench({ start: async () => show(1) }, undefined, "sign");
    const begun = await bench.begin({ signing: SIGNING });
    const url = documentUrl("https://id.example", begun.flow, ORIGIN);
    return { bench, begun, key: url.pathname.split("/").at(-1) ?? "", url };
  }

  it("opens to the origin it was made for, while the method waits", async () => {
    const { begun, key, url } = await waiting();
    expect(url.searchParams.get("origin")).toBe(ORIGIN);
    expect(opensDocument(begun.flow, key, ORIGIN)).toBe(true);
  });

  it.each([
    ["another origin", "key", "https://applet.danid.dk.example"],
    ["another key", "guess", ORIGIN],
    ["no key", "", ORIGIN],
  ])("stays shut to %s", async (_what, given, origin) => {
    const { begun, key } = await waiting();
    expect(opensDocument(begun.flow, given === "key" ? key : given, origin)).toBe(false);
  });

  it("is another one in each flow", async () => {
    const [first, second] = [await waiting(), await waiting()];
    expect(opensDocument(second.begun.flow, first.key, ORIGIN)).toBe(false);
  });

  it("is over with the flow", async () => {
    const { bench, begun, key } = await waiting();
    await bench.post(begun, { cancel: "yes" });
    expect(opensDocument(await bench.now(begun), key, ORIGIN)).toBe(false);
  });

  it("is not to be had where nothing is signed", async () => {
    const bench = await openBench({ start: async () => show(1) });
    const { flow } = await bench.begin();
    expect(() => documentUrl("https://id.example", flow, ORIGIN)).toThrow(TypeError);
    expect(opensDocument(flow, "", ORIGIN)).toBe(false);
  });
});
