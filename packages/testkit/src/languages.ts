import type { MethodUnderTest } from "./method-under-test.js";

/** The languages in which a method must be complete. */
export function languagesOf({ languages, method }: MethodUnderTest): readonly string[] {
  return languages ?? Object.keys(method.texts);
}
