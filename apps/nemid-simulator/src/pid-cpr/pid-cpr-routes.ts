import Router from "@koa/router";
import type { IdentityRegister, MerchantRegister } from "./registers.js";

export interface PidCprOptions {
  readonly identities: IdentityRegister;
  readonly merchants: MerchantRegister;
  readonly clock: { now(): Date };
}

/** Where the service lies on the operator's host. */
export const PID_CPR_PATH = "/pid_serviceprovider_server";

/** The PID/CPR service: a Koa router for the mutual-TLS port. */
export function pidCprRoutes(_options: PidCprOptions): Router {
  return new Router({ prefix: PID_CPR_PATH });
}
