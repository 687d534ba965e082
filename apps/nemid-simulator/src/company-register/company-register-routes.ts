import type { X509Certificate } from "node:crypto";
import Router from "@koa/router";
import type { Context } from "koa";
import { z } from "zod";
import type { EnrolledKind, Enrolment } from "../register/enrolment.js";
import type { Identity } from "../register/identity.js";
import { identifyCaller } from "../services/identify-caller.js";
import { readLimitedText } from "../services/read-limited-text.js";
import { companiesOfPerson } from "./companies.js";

export interface CompanyRegisterOptions {
  readonly identities: { list(): readonly Identity[] };
  readonly merchants: {
    findEnrolment(certificate: X509Certificate, kinds: readonly EnrolledKind[]): Enrolment;
  };
  /** Whether it answers for somebody else than was asked about: a fault for tests. */
  readonly isAstray?: () => boolean;
}

const LET_IN = ["VOCES", "FOCES"] as const;
const question = z.strictObject({ cpr: z.string().regex(/^\d{10}$/) });

/**
 * The company register: a Koa router for the mutual-TLS port. The format is ours, as the real one's is not public.
 *
 *   POST /company-register/participants   {"cpr":"…"} -> {"cpr":"…","companies":[…]}: whom it is about, so that a mix-up shows
 */
export function companyRegisterRoutes(options: CompanyRegisterOptions): Router {
  const { identities, merchants, isAstray = () => false } = options;
  const router = new Router({ prefix: "/company-register" });
  const enrolments = {
    findEnrolment: (certificate: X509Certificate) => merchants.findEnrolment(certificate, LET_IN),
  };
  router.post("/participants", async (context) => {
    const caller = identifyCaller(context.req, enrolments);
    if (typeof caller === "string") return refuse(context, 403, "the TLS certificate is not one of a customer");
    const cpr = await readQuestion(context);
    if (cpr === undefined) return refuse(context, 400, 'the body must be JSON: {"cpr":"ten digits"}');
    const about = isAstray() ? another(identities.list(), cpr) : cpr;
    context.body = { cpr: about, companies: companiesOfPerson(identities, about) };
  });
  return router;
}

async function readQuestion(context: Context): Promise<string | undefined> {
  const text = context.is("application/json") ? await readLimitedText(context) : undefined;
  try {
    return question.safeParse(JSON.parse(text ?? "")).data?.cpr;
  } catch {
    return undefined; // no JSON
  }
}

/** Somebody else's number, one with roles. */
function another(identities: readonly Identity[], asked: string): string {
  return identities.find(({ cpr, roles }) => cpr !== undefined && cpr !== asked && roles.length > 0)?.cpr ?? asked;
}

function refuse(context: Context, status: 400 | 403, error: string): void {
  context.status = status;
  context.body = { error };
}
