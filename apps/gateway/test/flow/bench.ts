/** A flow engine on a real database, with a method and a door that a test writes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnyEidMethod, OpenMethod, Step } from "@eid-gateway/core";
import { openStorage, type Storage } from "@eid-gateway/storage";
import { onTestFinished } from "vitest";
import { advanceFlow } from "../../src/flow/advance-flow.js";
import { beginFlow } from "../../src/flow/begin-flow.js";
import type { Flow, FlowOutcome, FlowRequest } from "../../src/flow/flow.js";
import type { FlowLimits, FlowTools } from "../../src/flow/flow-tools.js";
import { createLog } from "../../src/log.js";
import { createMetrics } from "../../src/management/metrics.js";
import type { Look } from "../../src/screens/look.js";

const BROWSER = { ip: "127.0.0.1", userAgent: "test", kept: () => undefined };
const REQUEST: FlowRequest = {
  door: "test",
  reply: null,
  service: "demo",
  methods: ["acme"],
  profile: "default",
  language: "en",
  needs: { nationalId: false, organization: false },
  hints: { other: {} },
  fresh: false,
  returnTo: "https://demo.example/callback",
};

const LOOK = { window: "top" } as Look;
const ASK = { name: "acme/ask", title: { key: "title" }, blocks: [] };
export const show = (state: number, more: object = {}): Step => ({ kind: "show", screen: ASK, state, ...more });
export const DONE: Step = {
  kind: "done",
  outcome: {
    subject: "acme:1",
    kind: "person",
    name: "Kim",
    amr: ["acme"],
    attributes: {},
    evidence: { format: "acme", bytes: new Uint8Array([1]), report: null },
  },
};

export async function openBench(
  open: Partial<OpenMethod>,
  wrap: (storage: Storage) => Storage = (storage) => storage,
  intent: AnyEidMethod["intent"] = "authenticate",
) {
  const folder = mkdtempSync(join(tmpdir(), "eid-flow-"));
  let nowMs = Date.parse("2022-01-01T12:00:00Z");
  const clock = { now: () => new Date(nowMs) };
  const sealing = { current: "k", keys: { k: new Uint8Array(32).fill(7) } };
  const storage = await openStorage({ database: { kind: "sqlite", file: join(folder, "test.db") }, sealing, clock });
  onTestFinished(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const lines: string[] = [];
  const outcomes: FlowOutcome[] = [];
  const shown = { texts: { en: {} }, errors: { "acme:no": "refused" }, attributes: { token: "the token's number" } };
  const method = { id: "acme", family: "acme", intent, country: "DK", ...shown };
  const opened: OpenMethod = { start: async () => show(0), resume: async () => DONE, ...open };
  const acme = method as unknown as AnyEidMethod;
  const limits: FlowLimits = { idleMs: 600_000, hardMs: 1_800_000, stepMs: 50, leaseMs: 60_000, graceMs: 600_000 };
  const tools: FlowTools = {
    storage: wrap(storage),
    directory: {
      methods: [acme],
      useOf: () => undefined,
      methodOf: (_service, name) => (name === "acme" ? acme : undefined),
      find: (_service, name) => (name === "acme" ? { name, method: acme, open: opened } : undefined),
    },
    doors: new Map([
      [
        "test",
        {
          name: "test",
          answer: async (_reply: unknown, outcome: FlowOutcome) => {
            outcomes.push(outcome);
            return "/back";
          },
        },
      ],
    ]),
    clock,
    log: createLog("debug", { write: (line) => void lines.push(line) }),
    metrics: createMetrics(),
    looks: { versionOf: () => undefined, now: () => LOOK, ofFlow: async () => LOOK },
    origin: "https://id.example",
    documents: { read: async () => new TextEncoder().encode("a document") },
    limits,
  };
  const begin = (more: Partial<FlowRequest> = {}) => beginFlow(tools, { ...REQUEST, ...more }, BROWSER);
  type Begun = Awaited<ReturnType<typeof begin>>;
  const visitOf = ({ flow, secret }: Begun) => ({ id: flow.id, secret, browser: BROWSER });
  const now = async ({ flow }: Begun) => (await storage.flows.read(flow.id))?.body as Flow;
  return {
    tools,
    lines,
    outcomes,
    begin,
    visitOf,
    now,
    advanceClock: (ms: number) => {
      nowMs += ms;
    },
    /** Posts the form of the current page. */
    post: async (begun: Begun, fields: Record<string, string> = {}) =>
      advanceFlow(tools, visitOf(begun), {
        kind: "answer",
        action: fields.action ?? "",
        fields: { step: (await now(begun)).step, ...fields },
      }),
  };
}
