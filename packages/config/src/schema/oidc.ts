import { z } from "zod";
import { wholeNumber } from "./fields.js";
import { oidcClient } from "./oidc-client.js";

/** A customer's side of OpenID Connect. */
export const oidc = z.strictObject({
  clients: z.array(oidcClient).default([]).describe("The customer's OpenID Connect clients."),
  sessionReuse: z
    .strictObject({
      idleMinutes: wholeNumber(1, 240, 15).describe("How long without a log-in to any of the clients."),
      hours: wholeNumber(1, 24, 8).describe("How long after the eID was used, whatever happened since."),
    })
    .optional()
    .describe(
      "Single sign-on between the clients of this service: who has just logged in to one is not asked again. Without it each log-in uses the eID.",
    ),
});
