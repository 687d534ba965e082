/** Who knows the CPR number of a signer: the PID/CPR service of a person, the RID/CPR service of an employee. */
import type { Issue, NationalId } from "@eid-gateway/core";
import { fail } from "../errors/errors.js";
import type { Context, Known, NemidGiven } from "../follow-up.js";
import type { HolderKind } from "../holder-kind.js";
import { lookUpEmployeeCpr, matchEmployeeCpr } from "../rid-cpr/rid-cpr.js";
import type { Employee } from "../rid-cpr/rid-cpr-soap.js";
import type { NemidAgreement } from "../settings.js";
import { lookUpCpr, matchCpr } from "./pid-cpr.js";

export interface CprRegister {
  /** `undefined`: there is no number for this signer, and that is no failure. */
  match(cpr: NationalId): Promise<boolean | undefined>;
  lookUp(): Promise<NationalId | undefined>;
}
export type CprConfig = { readonly credential: string };

/** How the customer may learn this signer's number. An employee's is nobody's but the relying party's. */
export function cprModeFor({ signer }: Known, context: Context<CprConfig>): NemidAgreement["cpr"] {
  const { agreement, cprWanted, request } = context;
  if (signer.kind === "POCES") return cprWanted ? agreement.cpr : "off";
  return request.needs.nationalId ? agreement.ridCpr : "off";
}

/** For one of the accepted kinds at least. */
export function findsCpr({ agreement }: NemidGiven<CprConfig>, kinds: readonly HolderKind[]): boolean {
  const modes = { POCES: agreement.cpr, MOCES: agreement.ridCpr };
  return kinds.some((kind) => modes[kind] !== "off");
}

export function cprRegisterFor(known: Known, context: Context<CprConfig>): CprRegister {
  const { signer } = known;
  if (signer.kind === "POCES") {
    const access = accessTo("pidCpr", context);
    return { match: (cpr) => matchCpr(access, signer.pid, cpr), lookUp: () => lookUpCpr(access, signer.pid) };
  }
  const access = accessTo("ridCpr", context);
  const employee: Employee = { identifier: signer.identifier, certificate: certificateIn(known) };
  return {
    match: (cpr) => matchEmployeeCpr(access, employee, cpr),
    lookUp: () => lookUpEmployeeCpr(access, employee),
  };
}

/** What the settings or the sector lack for the agreement, found when a method is opened. */
export function findCprMistakes({ agreement, customer, settings }: NemidGiven<CprConfig>): readonly Issue[] {
  const about = [
    { mode: "cpr", service: "pidCpr" },
    { mode: "ridCpr", service: "ridCpr" },
  ] as const;
  return about.flatMap(({ mode, service }) => [
    ...(agreement[mode] === "lookup" && customer.sector === "private" ? [lookupIsPublic(mode)] : []),
    ...(agreement[mode] !== "off" && settings[service] === undefined ? [addressIsMissing(mode, service)] : []),
  ]);
}

function lookupIsPublic(mode: string): Issue {
  const message =
    "looking CPR numbers up is for public authorities only; a private service uses `match`, with the person's consent";
  return { path: ["agreement", mode], message };
}

function addressIsMissing(mode: string, service: string): Issue {
  const message = `a customer's agreement says \`${mode}\`, so the service's address is needed`;
  return { path: ["settings", service], message };
}

function accessTo(service: "pidCpr" | "ridCpr", { settings, agreement, config, services }: Context<CprConfig>) {
  const url = settings[service]?.url;
  if (url === undefined || agreement.spid === undefined)
    throw fail("nemid:setup", `opened without settings.${service} or without a SPID`);
  return { url, spid: agreement.spid, credential: services.credential(config.credential) };
}

/** The signer's stands first in the chain that was judged. */
function certificateIn({ validation }: Known): Uint8Array {
  const [certificate] = validation.certificates;
  if (certificate === undefined) throw fail("nemid:invalidresponse", "the signer's certificate is lost");
  return certificate;
}
