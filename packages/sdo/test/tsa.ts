import {
  answerTimestampRequest,
  type IssuedCertificate,
  issueTimestamper,
  type TestCa,
  type TimestampFault,
} from "@eid-gateway/oces-testing";
import { type TimestampSource, timestampService } from "../src/index.js";
import { NOW } from "./ca.js";

export interface Tsa {
  readonly certificate: IssuedCertificate;
  /** What it answers over HTTP; one fault, or another time, when told. */
  fetch(given?: { at?: Date; misbehave?: TimestampFault }): typeof globalThis.fetch;
  /** Stamps at that time, now unless told. */
  source(at?: Date): TimestampSource;
}

export async function createTsa(ca: TestCa, options: Parameters<typeof issueTimestamper>[1] = {}): Promise<Tsa> {
  const tsa = await issueTimestamper(ca, options);
  const fetch: Tsa["fetch"] =
    ({ at = NOW, misbehave } = {}) =>
    async (_url, init) => {
      const request = new Uint8Array(await new Response(init?.body).arrayBuffer());
      return reply(answerTimestampRequest(request, { tsa, at, misbehave }));
    };
  return {
    certificate: tsa,
    fetch,
    source: (at = NOW) => timestampService({ url: "http://tsa.test", fetch: fetch({ at }), clock: { now: () => at } }),
  };
}

export function reply(body: Uint8Array, type = "application/timestamp-reply", status = 200): Response {
  return new Response(new Uint8Array(body), { status, headers: { "content-type": type } });
}
