/** Where the person agrees: in the eID's own window, or on the gateway's page when they sign by logging in. */
import type { TaskRequest } from "@eid-gateway/signing";
import { signingMethods } from "./methods-for.js";
import type { Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

export function needsConsent({ directory }: SittingTools, { service, work }: Sitting, task: TaskRequest): boolean {
  return signingMethods(task, work).some((name) => directory.methodOf(service, name)?.intent !== "sign");
}
