import { z } from "zod";
import { certificateProblem } from "./certificates.js";
import {
  credentialFile,
  custom,
  filled,
  origin,
  shaped,
  slug,
  TWICE,
  text,
  webAddress,
  wholeNumber,
  yesOrNo,
} from "./fields.js";

const MEGABYTE = 1024 * 1024;

const smtpAddress = shaped(/^smtps?:\/\/[^\s]+$/, {
  message: "is not the address of a mail server",
  remedy: "write smtps://user:password@host:465, or smtp://host:587",
});
const mailbox = shaped(/^[^\s@<>,;:]+@[^\s@<>,;:]+$/, {
  message: "is not an e-mail address",
  remedy: "write one address, without a name",
});
const fingerprint = shaped(/^[0-9a-f]{64}$/, {
  message: "is not a SHA-256 fingerprint",
  remedy: "write 64 lower-case hexadecimal digits: openssl x509 -fingerprint -sha256, without the colons",
});

/** What the whole gateway signs with, and whom it asks for the time. */
export const gatewaySigning = z.strictObject({
  seal: credentialFile
    .optional()
    .describe("The key and certificate that seal signed documents. Without it nothing can be signed."),
  timestamps: z
    .strictObject({ url: webAddress.describe("Where time-stamps are asked for (RFC 3161 over HTTP).") })
    .optional()
    .describe("A time-stamping authority. Without it seals hold no proof of their time."),
  trust: z
    .array(text(certificateProblem))
    .default([])
    .describe(
      "Roots (PEM) of the seal's and the time-stamps' certificates, beside those that stand in their own files.",
    ),
  revocationHosts: z
    .array(origin)
    .default([])
    .describe("Origins that may be asked whether the seal's and the time-stamps' certificates are revoked."),
  mail: z
    .strictObject({
      url: smtpAddress.describe("The mail server, with user and password where it wants them."),
      from: mailbox.describe("The sender of notifications that name none."),
    })
    .optional()
    .describe("Notifications by e-mail. Without it orders that ask for them are refused."),
  sms: z
    .strictObject({
      url: webAddress.describe("Is posted JSON: `to`, `from`, `text`."),
      token: filled.describe("Sent as bearer token."),
    })
    .optional()
    .describe("Notifications by SMS. Without it orders that ask for them are refused."),
});

/** What one customer may have signed, and how its servers are answered. */
export const customerSigning = z.strictObject({
  sdoFormat: z
    .enum(["native", "ltv-sdo"])
    .default("native")
    .describe(
      "What is delivered where an order does not say: the eID's own signature, or an LTV-SDO around it. Documents signed by a log-in always come as LTV-SDO.",
    ),
  schema2018: yesOrNo(false).describe(
    "Whether the customer's client knows the schema of 2018. Otherwise what that added is never sent.",
  ),
  daysToLive: wholeNumber(1, 365, 30).describe("For how long a task can be done where an order does not say."),
  maxBytes: wholeNumber(1, 50 * MEGABYTE, 20 * MEGABYTE).describe("Largest document, in bytes."),
  allowPrivateAddresses: yesOrNo(false).describe(
    "Whether notifications and return addresses may point to this machine or a private network. In the test environment only.",
  ),
  notifications: z
    .strictObject({
      allow: z
        .array(origin)
        .optional()
        .describe("Hosts that orders may name, to be called or to send people back to. Without it any public one."),
      method: z.enum(["GET", "POST"]).default("GET").describe("How an address is called."),
      secret: filled.optional().describe("Signs each call: HMAC-SHA256 in the header `X-Signature`."),
    })
    .prefault({})
    .describe("Calls that tell the customer what has happened."),
  stylesheets: z
    .record(slug, filled)
    .default({})
    .describe("XSLT files that show XML documents, by the name an order gives as `external-reference`."),
  storeUser: filled.optional().describe("The user name for files over HTTP, where it is not the service's name."),
  clientCertificates: z
    .array(fingerprint)
    .superRefine((value, context) => {
      if (new Set(value).size !== value.length) context.addIssue(custom(TWICE));
    })
    .default([])
    .describe("SHA-256 of the certificates its servers show. Without any, the password is enough."),
  rest: yesOrNo(true).describe("Whether its clients may use the REST face, with the scope `signicat-api`."),
});
