import { createTestCa, type TestCa, type TestCaOptions } from "@eid-gateway/oces-testing";

/** The moment all these tests live in. */
export const NOW = new Date("2026-03-02T10:00:00.000Z");

export function newCa(options: Partial<TestCaOptions> = {}): Promise<TestCa> {
  return createTestCa({ baseUrl: "http://localhost:8090", clock: { now: () => NOW }, seed: "tests", ...options });
}
