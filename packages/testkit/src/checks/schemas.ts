import { inspect } from "node:util";
import { complain } from "../complaint.js";
import type { MethodUnderTest, Refused } from "../method-under-test.js";
import type { Check } from "./check.js";

type Part = "settings" | "config" | "agreement";
type Issues = readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[];

/** A mistake in a file is found before anything starts, at the place where it stands. */
export const schemasRefuse: Check = {
  name: "its schemas take the good values and refuse each bad one, naming the path",
  run: async (subject) => {
    if (Object.keys(subject.refuses.config).length === 0) complain(subject.method, "no bad config was given to refuse");
    for (const part of ["settings", "config", "agreement"] as const) {
      refuseUnknownKeys(subject, part);
      for (const [what, refused] of Object.entries(subject.refuses[part] ?? {})) refuse(subject, part, what, refused);
    }
  },
};

function refuse(subject: MethodUnderTest, part: Part, what: string, { value, path }: Refused): void {
  const issues = validate(subject, part, value);
  if (issues === undefined) complain(subject.method, `${part} with ${what} are accepted`);
  const paths = issues.map((issue) => pathOf(issue));
  if (!paths.some((found) => found === path)) {
    complain(subject.method, `${part} with ${what}: the issues are about "${paths.join('", "')}", not about "${path}"`);
  }
}

/** A misspelt key that is dropped in silence is a setting that never was. */
function refuseUnknownKeys(subject: MethodUnderTest, part: Part): void {
  const good = subject[part] ?? {};
  if (schemaOf(subject, part) === undefined || typeof good !== "object") return;
  const issues = validate(subject, part, { ...good, misspelt: true });
  if (issues === undefined) complain(subject.method, `${part} with an unknown key are accepted`);
  const isNamed = issues.some((issue) => `${pathOf(issue)} ${issue.message}`.includes("misspelt"));
  if (!isNamed) complain(subject.method, `${part} with an unknown key: no issue names it: ${inspect(issues)}`);
}

function validate(subject: MethodUnderTest, part: Part, value: unknown): Issues | undefined {
  const schema = schemaOf(subject, part);
  if (schema === undefined) return complain(subject.method, `there is no ${part} schema`);
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) return complain(subject.method, `the ${part} schema answers with a promise`);
  return result.issues;
}

function schemaOf({ method }: MethodUnderTest, part: Part) {
  return { settings: method.settingsSchema, config: method.configSchema, agreement: method.agreementSchema }[part];
}

function pathOf({ path = [] }: Issues[number]): string {
  return path
    .map((part) => String(typeof part === "object" && part !== null && "key" in part ? part.key : part))
    .join(".");
}
