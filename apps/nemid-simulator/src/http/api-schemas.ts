/** The shapes of the API's bodies. Strict: a member that is not named here is refused, so a misspelt one is noticed. */
import { z } from "zod";
import { COMPANY_FORMS, COMPANY_ROLES, SIGNING } from "../company-register/company-role.js";
import { ERROR_CODES } from "../keycard/error-codes.js";
import { SCENARIOS } from "../keycard/scenarios.js";
import { IDENTITY_KINDS } from "../register/identity.js";
import { CODES_ON_A_CARD } from "../register/key-card.js";
import { CPR_RIGHTS, MERCHANT_STATUSES } from "../register/merchant.js";
import { birthDate } from "../register/numbers.js";
import { IDENTITY_STATUSES } from "../register/status.js";
import { SERVICE_HEALTHS } from "../services/service-health.js";

const text = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters or halves of characters");
const cpr = z
  .string()
  .regex(/^\d{10}$/, "must be ten digits")
  .refine((value) => birthDate(value) !== undefined, "holds no date");
const cvr = z.string().regex(/^[1-9]\d{7}$/, "must be eight digits");
const role = z.strictObject({
  cvr,
  companyName: text,
  role: z.enum(COMPANY_ROLES),
  form: z.enum(COMPANY_FORMS).optional(),
  signs: z.enum(SIGNING).optional(),
  dissolved: z.boolean().optional(),
});

export const newIdentity = z.strictObject({
  autofill: z.boolean().optional(),
  kind: z.enum(IDENTITY_KINDS),
  user: z.string().optional(),
  alias: z.string().optional(),
  password: z.string().optional(),
  name: text.optional(),
  cpr: cpr.optional(),
  cprRegistered: z.boolean().optional(),
  cvr: cvr.optional(),
  rid: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, "must be letters, digits and hyphens")
    .optional(),
  companyName: text.optional(),
  address: text.optional(),
  email: z.email().optional(),
  status: z.enum(IDENTITY_STATUSES).optional(),
  pseudonym: z.boolean().optional(),
  youth: z.boolean().optional(),
  roles: z.array(role).max(50).optional(),
});

export const changedIdentity = z.strictObject({ status: z.enum(IDENTITY_STATUSES) });

export const newKeyCard = z
  .strictObject({
    codesLeft: z.int().min(0).max(CODES_ON_A_CARD).optional(),
    automatic: z.boolean().optional(),
    extra: z.boolean().optional(),
  })
  .refine(({ extra, codesLeft }) => !extra || codesLeft === undefined, {
    message: "codesLeft: is of a card that takes the present one's place, not of an extra one",
  });

export const newMerchant = z.strictObject({
  cvr,
  name: text,
  friendlyName: text,
  pidCpr: z.enum(CPR_RIGHTS),
  ridCpr: z.enum(CPR_RIGHTS).optional(),
  spid: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, "must be a whole number")
    .optional(),
});

export const changedMerchant = z.strictObject({ status: z.enum(MERCHANT_STATUSES) });

export const headlessLogIn = z.strictObject({
  parameters: z.union([z.string(), z.record(z.string(), z.unknown())]),
  origin: z.string(),
  mode: z.enum(["std", "lmt"]).optional(),
  userId: z.string(),
  password: z.string(),
  code: z
    .string()
    .regex(/^(auto|\d{6})$/, 'must be "auto" or six digits')
    .optional(),
  certificate: z.string().max(48).optional(),
  activation: z.strictObject({ password: z.string(), userId: z.string().optional() }).optional(),
  remember: z.boolean().optional(),
});

export const activeScenario = z
  .strictObject({
    scenario: z.enum(SCENARIOS.map(({ id }) => id)),
    code: z.enum(ERROR_CODES).optional(),
    delayMs: z.int().min(0).max(600_000).optional(),
    times: z.int().min(1).max(1000).optional(),
  })
  .refine(({ scenario, code }) => (scenario === "error-code") === (code !== undefined), {
    message: 'code: goes with scenario "error-code", and only with it',
  });

/** A document that a client's page has fetched; null when it could not. */
const fetched = z
  .base64()
  .nullable()
  .transform((base64) => (base64 === null ? undefined : Buffer.from(base64, "base64")));

/** What the page of the code file client sends. */
export const codeFileOpening = z.strictObject({
  parameters: z.string(),
  origin: z.string(),
  fetched: z
    .record(z.string(), fetched)
    .optional()
    .transform((documents) => documents && new Map(Object.entries(documents))),
});

export const changedCompany = z.strictObject({
  name: text.optional(),
  form: z.enum(COMPANY_FORMS).optional(),
  dissolved: z.boolean().optional(),
});

export const serviceHealth = z
  .strictObject({
    health: z.enum(Object.keys(SERVICE_HEALTHS) as [keyof typeof SERVICE_HEALTHS]),
    slowMs: z.int().min(0).max(600_000).optional(),
  })
  .refine(({ health, slowMs }) => slowMs === undefined || health === "slow", {
    message: 'slowMs: goes with health "slow" only',
  });

const opening = z.strictObject({ parameters: z.string(), origin: z.string(), mode: z.enum(["std", "lmt"]) });

const act = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("fetched"),
    document: fetched,
  }),
  z.strictObject({ act: z.enum(["read", "unshowable"]) }),
  z.strictObject({ act: z.literal("log-in"), userId: z.string(), password: z.string(), remember: z.boolean() }),
  z.strictObject({ act: z.literal("activate"), password: z.string(), repeated: z.string(), userId: z.string() }),
  z.strictObject({ act: z.literal("key-card"), code: z.string() }),
  z.strictObject({ act: z.literal("choose-identity"), alias: z.string() }),
  z.strictObject({ act: z.enum(["cancel", "time-out"]) }),
]);

/** What the client in the iframe sends. */
export const client = { opening, act };
