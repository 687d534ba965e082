import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { anOrder } from "../src/conformance/orders.js";
import { gatherDocuments } from "../src/documents/gather-documents.js";
import { nameDocuments } from "../src/documents/name-documents.js";
import { DEFAULT_LIMITS } from "../src/limits.js";
import type { OrderRequest } from "../src/model/order.js";
import type { CataloguedMethod, ServiceTerms, SigningPorts } from "../src/ports.js";
import { checkOrder } from "../src/rules/check-order.js";
import { SigningError, type SigningErrorCode } from "../src/signing-error.js";

export type Changes = {
  readonly terms?: Partial<ServiceTerms>;
  readonly methods?: Readonly<Record<string, CataloguedMethod>>;
  readonly ports?: Partial<SigningPorts>;
};

const TERMS: ServiceTerms = {
  limits: DEFAULT_LIMITS,
  sdoFormat: "native",
  addresses: {},
  comparesNationalIds: true,
  stylesheet: () => undefined,
  timezone: "Europe/Copenhagen",
};
const METHODS: Readonly<Record<string, CataloguedMethod>> = {
  "nemid-sign": { intent: "sign", binds: false, mediaTypes: ["application/pdf", "text/plain", "application/xml"] },
  "bundling-sign": { intent: "sign", binds: false, bundles: true },
  nemid: { intent: "authenticate", binds: true },
  "nemid-moces": { intent: "authenticate", binds: false },
};

/** Asks every rule of an order whose documents come along: there is no database behind it. */
export async function check(changes: Partial<OrderRequest>, { terms, methods, ports }: Changes = {}): Promise<void> {
  const known = { ...METHODS, ...methods };
  const all = { ...TERMS, ...terms };
  const send = async () => undefined;
  const given = {
    terms: () => all,
    catalogue: { find: (_service: string, name: string) => (Object.hasOwn(known, name) ? known[name] : undefined) },
    inspectDocument: async () => [],
    deliver: { url: send, email: send, sms: send },
    packagers: { pades: async () => ({ mediaType: "application/x-pades", bytes: randomBytes(1) }) },
    ...ports,
  } as unknown as SigningPorts; // the rest is not asked for before an order is written
  const order = nameDocuments(anOrder(changes));
  await checkOrder(given, "demo", order, () => gatherDocuments({} as never, "demo", order, all));
}

export async function expectRefusal(
  code: SigningErrorCode,
  order: Partial<OrderRequest>,
  { place, ...changes }: Changes & { readonly place?: readonly (string | number)[] } = {},
): Promise<SigningError> {
  const error = await check(order, changes).then(
    () => expect.fail(`expected ${code}, but the order was accepted`),
    (thrown: unknown) => thrown as SigningError,
  );
  if (!(error instanceof SigningError)) throw error;
  expect(error.code, error.message).toBe(code);
  if (place) expect(error.place).toEqual(place);
  return error;
}
