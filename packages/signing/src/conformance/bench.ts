import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { type Database, openStorage, type SealingKeys, type Storage } from "@eid-gateway/storage";
import { DEFAULT_LIMITS, type Limits } from "../limits.js";
import type { StoredFile } from "../model/document.js";
import { openSigning } from "../open-signing.js";
import type { CataloguedMethod, OutgoingMessage, ServiceTerms, SigningPorts } from "../ports.js";
import { SigningError, type SigningErrorCode } from "../signing-error.js";

/** A node as a gateway would open it, on a database that others may share. */
export interface Node extends ReturnType<typeof openSigning> {
  readonly storage: Storage;
  readonly sent: OutgoingMessage[];
}

/** What a case works with: one empty database, and a clock to turn. */
export interface Bench {
  readonly clock: { now(): Date; advance(seconds: number): void };
  readonly sealing: SealingKeys;
  readonly database: Database;
  open(changes?: Partial<SigningPorts> & { readonly terms?: never; readonly sealing?: SealingKeys }): Promise<Node>;
  /** What is configured for every service; cases change it before they open a node. */
  readonly terms: { -readonly [K in keyof ServiceTerms]: ServiceTerms[K] };
}

export interface ConformanceCase {
  readonly name: string;
  /** @param database empty; it is closed again when the case ends */
  run(database: Database): Promise<void>;
}

export function defineCase(name: string, check: (bench: Bench) => Promise<void>): ConformanceCase {
  return {
    name,
    async run(database) {
      const opened: Storage[] = [];
      try {
        await check(createBench(database, opened));
      } finally {
        for (const storage of opened) await storage.close();
      }
    },
  };
}

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

function createBench(database: Database, opened: Storage[]): Bench {
  let ms = Date.UTC(2023, 5, 1, 12); // a Thursday; 14:00 in Copenhagen
  const clock = {
    now: () => new Date(ms),
    advance: (seconds: number) => {
      ms += seconds * 1000;
    },
  };
  const sealing = newSealing("first");
  const terms = usualTerms();
  return {
    clock,
    sealing,
    database,
    terms,
    async open({ sealing: keys = sealing, ...changes } = {}) {
      const storage = await openStorage({ database, sealing: keys, clock });
      opened.push(storage);
      return openNode(storage, clock, { terms: () => terms, ...changes });
    },
  };
}

export function openNode(storage: Storage, clock: { now(): Date }, changes: Partial<SigningPorts>): Node {
  const sent: OutgoingMessage[] = [];
  return { ...openSigning({ ...usualPorts(storage, clock, sent), ...changes }), storage, sent };
}

export function newSealing(id: string): SealingKeys {
  return { current: id, keys: { [id]: new Uint8Array(randomBytes(32)) } };
}

function usualTerms(): Bench["terms"] {
  return {
    limits: DEFAULT_LIMITS as Limits,
    sdoFormat: "native",
    addresses: {},
    comparesNationalIds: true,
    stylesheet: (name) => (name === "letter" ? "<xsl:stylesheet/>" : undefined),
    timezone: "Europe/Copenhagen",
  };
}

const METHODS: Readonly<Record<string, CataloguedMethod>> = {
  "nemid-sign": {
    intent: "sign",
    binds: false,
    mediaTypes: ["application/pdf", "text/plain", "application/xml"],
    // A stand-in with findings of its own: that they are asked for and reported is what is tested here.
    inspect: async ({ bytes }) =>
      Buffer.from(bytes).includes("script") ? [{ message: "a script" }, { message: "another script" }] : [],
  },
  nemid: { intent: "authenticate", binds: true },
  "nemid-moces": { intent: "authenticate", binds: false },
};

function usualPorts(storage: Storage, clock: { now(): Date }, sent: OutgoingMessage[]): SigningPorts {
  const terms = usualTerms();
  const deliver = async (message: OutgoingMessage) => void sent.push(message);
  return {
    storage,
    clock,
    random: randomBytes,
    terms: () => terms,
    catalogue: { find: (_service, name) => (Object.hasOwn(METHODS, name) ? METHODS[name] : undefined) },
    inspectDocument: async ({ bytes }) =>
      Buffer.from(bytes).includes("/Encrypt") ? [{ message: "the document is encrypted" }] : [],
    taskUrl: (service, orderId, taskId) =>
      `https://sign.example.dk/std/docaction/${service}?request_id=${orderId}&task_id=${encodeURIComponent(taskId)}`,
    deliver: { url: deliver, email: deliver },
    packagers: {
      pades: async (_order, parts) => ({
        mediaType: "application/x-pades",
        bytes: Buffer.from(parts.map(({ taskId, documentId }) => `${taskId}/${documentId}`).join(" ")),
      }),
    },
  };
}

export async function refusesWith(code: SigningErrorCode, call: () => Promise<unknown>): Promise<SigningError> {
  const error = await call().then(
    () => assert.fail(`expected ${code}, but it was accepted`),
    (thrown: unknown) => thrown,
  );
  assert(error instanceof SigningError, `expected ${code}, got ${error}`);
  assert.equal(error.code, code, error.message);
  return error;
}

/** Calls all at once, spread over the nodes. */
export function inParallel<Result>(
  times: number,
  nodes: readonly Node[],
  call: (node: Node, index: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(nodes[index % nodes.length]!, index)));
}

export function textFile(text: string, mediaType = "text/plain"): StoredFile {
  return { mediaType, bytes: new Uint8Array(Buffer.from(text)) };
}

export function textOf(file: StoredFile | undefined): string | undefined {
  return file && Buffer.from(file.bytes).toString();
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}
