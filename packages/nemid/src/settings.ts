/** What configures the family: the operator's settings, the customer's agreement, and the part of a method's config that all have. */
import { z } from "zod";
import { kinds } from "./holder-kind.js";

const address = (what: string) => z.url({ protocol: /^https?$/, error: "an http or https address" }).describe(what);
const origin = z
  .url({ protocol: /^https?$/, error: "an http or https address", abort: true })
  .refine((url) => new URL(url).origin === url.replace(/\/$/, ""), "an origin: scheme, host and port alone");

/** A message holds the document in base64, and no more than 32 MiB are read of it. */
const bytes = (byDefault: number) => z.int().positive().max(20_000_000).default(byDefault);

const anchor = z
  .string()
  .regex(
    /^(sha256:[0-9a-fA-F]{64}|-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*)$/,
    "a PEM certificate, or sha256:<64 hex digits>",
  );

export const nemidSettings = z.strictObject({
  client: z.strictObject({
    url: address("where the key card client is loaded from, without mode and number"),
    mode: z.enum(["lmt", "std"]).default("lmt").describe("the client's size: `lmt` limited, `std` standard"),
  }),
  codeFile: z
    .strictObject({ url: address("where the code file client is loaded from, without number") })
    .optional()
    .describe("needed as soon as one customer has a method with the code file client"),
  pidCpr: z
    .strictObject({ url: address("the PID/CPR service (SOAP)") })
    .optional()
    .describe("needed as soon as one customer has a CPR agreement"),
  ridCpr: z
    .strictObject({ url: address("the RID/CPR service (SOAP, the OIO variant)") })
    .optional()
    .describe("needed as soon as one customer has an agreement about employees' CPR numbers"),
  companyRegister: z
    .strictObject({ url: address("where the company register is asked for a person's companies (JSON)") })
    .optional()
    .describe("needed as soon as one customer has a method that lets people act for a company"),
  signing: z
    .strictObject({
      maxBytes: bytes(5_000_000).describe("larger documents are refused when they are ordered"),
      warnBytes: bytes(2_000_000).describe("larger ones are noted in the log: each signing moves seven times as much"),
      inlineBytes: bytes(200_000).describe(
        "larger PDFs are fetched by the key card client from the gateway by address",
      ),
    })
    .prefault({}),
  trust: z.strictObject({
    environment: z.enum(["test", "production"]).describe("whose certificates are accepted; never both"),
    anchors: z.array(anchor).min(1).describe("the roots: PEM, or `sha256:<hex>` of the certificate"),
  }),
  revocation: z.strictObject({
    hosts: z.array(origin).min(1).describe("origins of the OCSP responders and revocation lists that may be asked"),
  }),
});
export type NemidSettings = z.infer<typeof nemidSettings>;

const spid = z.union([z.int().positive().transform(String), z.string().regex(/^\d{1,10}$/, "digits")]);

const cprMode = z.enum(["off", "match", "lookup"]).default("off");

export const nemidAgreement = z
  .strictObject({
    cpr: cprMode.describe(
      "persons: `match`: they type the CPR number; `lookup`: the operator tells it, public sector only",
    ),
    ridCpr: cprMode.describe("the same for employees, by the RID/CPR service; many of them have no CPR number there"),
    spid: spid.optional().describe("the customer's service provider id at the PID/CPR and RID/CPR services"),
    remember: z
      .boolean()
      .default(true)
      .describe("`match`: whether people may have their number remembered for their next log-in"),
  })
  .refine(({ cpr, ridCpr, spid }) => (cpr === "off" && ridCpr === "off") || spid !== undefined, {
    path: ["spid"],
    error: "needed for match and lookup",
  })
  .prefault({});
export type NemidAgreement = z.infer<typeof nemidAgreement>;

/** What every NemID method's config has; a recipe extends it with what its follow-ups read. */
export const nemidConfig = z.strictObject({
  credential: z.string().min(1).default("voces").describe("name of the VOCES among the customer's credentials"),
  requestIssuer: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe("the friendly name(s) registered with NemID for that VOCES; the customer's name unless said"),
});
export type NemidConfig = z.infer<typeof nemidConfig>;

/** What methods that sign have besides. */
export const nemidSigningConfig = nemidConfig.extend({
  accepts: kinds(["POCES", "MOCES"], "whose certificates sign: persons' (`POCES`), employees' (`MOCES`)"),
  monospace: z.boolean().default(false).describe("whether plain text is shown in letters of one width"),
});
export type NemidSigningConfig = z.infer<typeof nemidSigningConfig>;
