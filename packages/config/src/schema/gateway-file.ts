import { isIP } from "node:net";
import { z } from "zod";
import { LOG_LEVELS } from "../gateway-config.js";
import { certificateProblem } from "./certificates.js";
import {
  apiVersion,
  byFamily,
  credentialFile,
  custom,
  filled,
  origin,
  port,
  shaped,
  slug,
  TWICE,
  text,
  wholeNumber,
} from "./fields.js";
import { samlIdentity } from "./saml.js";
import { gatewaySigning } from "./signing.js";

const listen = z.strictObject({
  host: filled.default("127.0.0.1").describe("The interface: 127.0.0.1 is this machine only, 0.0.0.0 every one."),
  port: port(8080).describe("The port."),
});

const management = z.strictObject({
  host: filled.default("127.0.0.1").describe("The interface. Health and metrics are not meant for everybody."),
  port: port(9000).describe("The port."),
});

const cidr = text((value) => {
  const [, address = "", bits] = /^([^/]+)(?:\/([1-9]\d{0,2}))?$/.exec(value) ?? [];
  const widest = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return widest > 0 && Number(bits ?? widest) <= widest ? undefined : NOT_A_RANGE;
});
const NOT_A_RANGE = { message: "is not a range of addresses", remedy: "write it as 10.0.0.0/8 or fd00::/8" };

const plugins = z
  .array(filled)
  .superRefine((value, context) => {
    if (new Set(value).size !== value.length) context.addIssue(custom(TWICE));
  })
  .default([]);

const outbound = z.strictObject({
  trust: z
    .array(text(certificateProblem))
    .default([])
    .describe("Certificates (PEM) of authorities to trust besides the public ones, usually ${file:...}."),
  timeoutMs: wholeNumber(100, 120_000, 10_000).describe("How long another server may take, in milliseconds."),
});

const merchants = z.strictObject({
  default: credentialFile
    .optional()
    .describe("Used by customers that have none of their own. In the test environment only."),
});

const flow = z
  .strictObject({
    idleMinutes: wholeNumber(1, 120, 15).describe("A log-in ends after so many minutes without an answer."),
    hardMinutes: wholeNumber(1, 240, 30).describe("A log-in ends after so many minutes whatever happens."),
  })
  .superRefine(({ idleMinutes, hardMinutes }, context) => {
    if (hardMinutes < idleMinutes) context.addIssue(custom(HARD_FIRST, ["hardMinutes"]));
  });
const HARD_FIRST = { message: "is shorter than idleMinutes", remedy: "make it at least as long" };

const timeOfDay = shaped(/^([01]\d|2[0-3]):[0-5]\d$/, {
  message: "is not a time of day",
  remedy: 'write it as "02:30", in quotes, in UTC',
});

const sealingKey = shaped(/^[A-Za-z0-9+/_-]{43}=?$/, {
  message: "is not a key of 32 bytes in base64",
  remedy: "make one with: openssl rand -base64 32",
});
const sealing = z
  .strictObject({
    current: slug.describe("The id of the key that seals."),
    keys: z
      .record(slug, sealingKey)
      .describe("Keys by id, 32 bytes in base64 each. Older ones still open what they sealed."),
  })
  .superRefine(({ current, keys }, context) => {
    if (!Object.hasOwn(keys, current)) context.addIssue(custom(NO_CURRENT, ["current"]));
  });
const NO_CURRENT = { message: "names no key under keys", remedy: "add the key, or name one that is there" };

const database = text((value) =>
  /^(?!postgres(ql)?:)[a-z]{2,}:\/\//i.test(value)
    ? { message: "is a database of an unknown kind", remedy: KINDS }
    : undefined,
);
const KINDS = "write postgres://... or the path of an SQLite file";

export const gatewayFile = z.strictObject({
  apiVersion,
  environment: z
    .enum(["test", "production"])
    .describe(
      "`production` refuses demo secrets, plain http and readable key files. Test and production eIDs are never trusted together.",
    ),
  host: origin.describe("The public origin: what people's browsers use. The OIDC issuer is `<host>/oidc`."),
  listen: listen.prefault({}).describe("Where the gateway listens."),
  management: management.prefault({}).describe("Where health and metrics are served: an address of their own."),
  state: filled
    .optional()
    .describe(
      "The folder for what the gateway makes itself (keys, the SQLite file), relative to this file. Without it the variable `EID_GATEWAY_VAR`, else `var` at the repository's root or beside this file.",
    ),
  database: database
    .optional()
    .describe(
      "`postgres://...` or the path of an SQLite file, relative to this file. Without it or empty: `gateway.sqlite` in the state folder.",
    ),
  trustedProxies: z.array(cidr).default([]).describe("Addresses (CIDR) of proxies whose forwarding headers count."),
  plugins: plugins.describe("Packages with methods, by name as installed, or as a path that begins with `./`."),
  settings: byFamily
    .default({})
    .describe("The operator's settings for each family of methods, checked by its plug-in."),
  outbound: outbound.prefault({}).describe("Calls to other servers."),
  merchants: merchants.prefault({}).describe("Certificates that customers share."),
  flow: flow.prefault({}).describe("How long a log-in may take."),
  saml: samlIdentity.prefault({}).describe("Who SAML answers say they are from."),
  signing: gatewaySigning.prefault({}).describe("What documents are sealed with, and how people are told of them."),
  purge: z
    .strictObject({
      at: timeOfDay
        .default("02:30")
        .describe(
          "When the files of the database are made to forget what has expired, each night on one node (UTC). PostgreSQL locks each table meanwhile.",
        ),
    })
    .prefault({})
    .describe("Deleting what has expired."),
  sealing: sealing
    .optional()
    .describe(
      "Keys that seal what is stored. Without it the gateway makes one in `<state>/keys`; with several nodes, give them the same.",
    ),
  log: z
    .strictObject({ level: z.enum(LOG_LEVELS).default("info").describe("What is logged at least.") })
    .prefault({})
    .describe("The log, JSON lines on standard output."),
});
export type GatewayFile = z.output<typeof gatewayFile>;
