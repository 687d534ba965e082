/** Puts a younger time-stamp over a seal before the older one can be relied on no more: baseline LTA. */
import type { Certificate } from "@eid-gateway/oces";
import { readXmlSignatures, type XmlElement } from "@eid-gateway/xmldsig";
import { verifySignedData } from "../cms/verify-signed-data.js";
import { digestBy } from "../digest.js";
import { SdoError } from "../sdo-error.js";
import { collectTimestampProof, type Sealing } from "../sealing.js";
import type { TimestampToken } from "../timestamp/timestamp-token.js";
import { archiveImprint } from "./archive-imprint.js";
import { judgeSeal } from "./judge-seal.js";
import { DSIG, EXCLUSIVE } from "./names.js";
import { readSeal, type SealShape } from "./read-seal.js";
import { readSealParts } from "./read-seal-parts.js";
import type { Seal, SealTimestamp } from "./seal.js";
import { proveTime } from "./seal-references.js";
import { addProperties, archiveTimestamp, timestampValidation } from "./unsigned-properties.js";

/** How long before a time-stamp's certificate expires it is due; of a short-lived one, half its remaining life. */
const MARGIN_MS = 90 * 24 * 60 * 60 * 1000;

export type Renewing = Sealing & Required<Pick<Sealing, "timestamps" | "validation">>;

export interface Renewal {
  /** The same bytes when nothing was due. */
  readonly bytes: Uint8Array;
  readonly isRenewed: boolean;
  /** When the next one is due. */
  readonly next: Date;
}

/** When the youngest time-stamp must be covered by another; undefined: there is none at all. */
export function findDue({ timestamps }: Seal): Date | undefined {
  const youngest = timestamps.at(-1);
  return youngest && dueOf(youngest);
}

/**
 * Adds a time-stamp when it is due: over the signature if there is none yet, else over all there is.
 *
 * @throws SdoError "unproven" for a seal that does not verify today, for which a time-stamp would prove nothing
 */
export async function renewSeal(bytes: Uint8Array, shape: SealShape, sealing: Renewing): Promise<Renewal> {
  const seal = readSeal(bytes, shape);
  const due = findDue(seal);
  const now = sealing.clock.now();
  if (due && now < due) return { bytes, isRenewed: false, next: due };
  await expectGood(seal, sealing, now);
  const renewed = addProperties(
    bytes,
    await (due ? archive(bytes, shape, sealing) : stampFirst(bytes, shape, sealing)),
  );
  // Read once more: what was added must be found where it is looked for.
  const [before, after] = [seal, readSeal(renewed, shape)].map(({ timestamps }) => timestamps.at(-1));
  if (!after || (before && endOf(after.token) <= endOf(before.token)))
    throw new SdoError("unproven", "The new time-stamp lasts no longer than the old one");
  return { bytes: renewed, isRenewed: true, next: dueOf(after) };
}

async function expectGood(seal: Seal, { validation }: Renewing, now: Date): Promise<void> {
  const { outcome, reason } = await judgeSeal({ seal, now, ...validation });
  if (outcome !== "valid") throw new SdoError("unproven", `The seal does not verify before it is renewed: ${reason}`);
}

function stampFirst(bytes: Uint8Array, { path }: SealShape, sealing: Renewing): Promise<string> {
  return proveTime(readSealParts(bytes, path).signatureValue.canonical(EXCLUSIVE_METHOD), sealing);
}

async function archive(bytes: Uint8Array, { path, detached }: SealShape, sealing: Renewing): Promise<string> {
  const parts = readSealParts(bytes, path);
  const [signature] = readXmlSignatures(bytes, detached && { detached });
  const digest = archiveImprint(parts, signature?.covered ?? [])(parts.added, EXCLUSIVE_METHOD);
  const token = await sealing.timestamps.stamp(digest("sha256"));
  const { proof } = await collectTimestampProof(token, digest, sealing.validation);
  return archiveTimestamp(token) + timestampValidation(proof);
}

/** As the time-stamp properties state it. */
const EXCLUSIVE_METHOD: XmlElement = {
  name: "CanonicalizationMethod",
  namespace: DSIG,
  attributes: [{ name: "Algorithm", namespace: "", value: EXCLUSIVE }],
  children: [],
  text: "",
};

/** When a time-stamp must be covered by another. */
export function dueOf({ token }: Pick<SealTimestamp, "token">): Date {
  const end = endOf(token).getTime();
  return new Date(end - Math.min(MARGIN_MS, Math.max(0, (end - token.time.getTime()) / 2)));
}

/** When the first certificate of its chain expires. */
export function endOf({ signed }: TimestampToken): Date {
  const { certificate } = verifySignedData({ signed, digest: digestBy(signed.content ?? new Uint8Array()) });
  if (!certificate) throw new SdoError("bad-timestamp", "The time-stamp came without its certificate");
  const chain = chainOf(certificate, signed.certificates);
  return new Date(Math.min(...chain.map(({ notAfter }) => notAfter.getTime())));
}

/** By names alone, without a root: for when it ends, not for whether it is true. */
function chainOf(certificate: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const chain = [certificate];
  for (;;) {
    const { issuer } = chain.at(-1)!;
    const next = others.find((one) => one.subject.key === issuer.key && !chain.includes(one));
    if (!next || next.subject.key === next.issuer.key) return chain;
    chain.push(next);
  }
}
