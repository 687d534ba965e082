import { readBearer } from "../organization/read-bearer.js";
import type { Credentials } from "./callers.js";
import { readBasic } from "./read-basic.js";

/** What the Authorization header proves who calls with; "none" when there is none, or nothing readable. */
export function readCredentials(authorization: string, query: URLSearchParams): Credentials | "none" {
  const bearer = readBearer(authorization, query);
  if (typeof bearer === "object") return { kind: "token", token: bearer.token };
  return readBasic(authorization) ?? "none";
}
