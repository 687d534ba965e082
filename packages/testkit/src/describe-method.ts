import { describe, it } from "vitest";
import { checksFor } from "./checks/index.js";
import type { MethodUnderTest } from "./method-under-test.js";

/** Runs the whole suite over a method, one test for each rule of the contract. */
export function describeMethod(subject: MethodUnderTest): void {
  describe(`the method ${subject.method.id} keeps the contract`, () => {
    for (const { name, run } of checksFor(subject.method)) it(name, () => run(subject));
  });
}
