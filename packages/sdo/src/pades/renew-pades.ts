import { verifySignedData } from "../cms/verify-signed-data.js";
import { decideOver } from "../decision.js";
import { digestBy } from "../digest.js";
import { GrowingFile } from "../pdf/writing/growing-file.js";
import { SdoError } from "../sdo-error.js";
import { collectSealProof, collectTimestampProof } from "../sealing.js";
import type { TimestampToken } from "../timestamp/timestamp-token.js";
import { dueOf, endOf, type Renewal, type Renewing } from "../xades/renew-seal.js";
import { judgeStructure } from "./reading/judge-pades.js";
import { asVerdict, findSeals, judgePadesSeal } from "./reading/judge-pades-seal.js";
import type { Pades, PadesSignature } from "./reading/pades.js";
import { readPades } from "./reading/read-pades.js";
import { appendTimestamp } from "./sealing/append-timestamp.js";
import { appendValidation } from "./sealing/validation-revision.js";

interface Youngest {
  /** The signature that holds it, and what it was made over. */
  readonly holder: PadesSignature;
  readonly der: Uint8Array;
  readonly token: TimestampToken;
  readonly digest: PadesSignature["digest"];
}

/** When the youngest time-stamp must be covered by another; undefined: there is none, and any time is right. */
export function padesRenewalDue(pades: Pades): Date | undefined {
  const youngest = findYoungest(pades);
  return youngest && dueOf(youngest);
}

/**
 * Puts a younger time-stamp over a sealed PDF when the one it has will be relied on no more (PAdES baseline LTA), and before it what
 * the old one is verified with. Does nothing before that: the same bytes come back, and when they are due.
 *
 * @throws SdoError "unproven" for one that does not verify today; "bad-content" for a PDF that this package did not make; those of
 *   the time-stamp source; PdfError
 */
export async function renewPades(bytes: Uint8Array, sealing: Renewing): Promise<Renewal> {
  const pades = readPades(bytes);
  const due = padesRenewalDue(pades);
  const now = sealing.clock.now();
  if (due && now < due) return { bytes, isRenewed: false, next: due };
  await expectGood(pades, sealing, now);
  const file = new GrowingFile(bytes);
  await appendProofs(file, pades, sealing, now);
  await appendTimestamp(file, sealing);
  // Read once more: what was added must be found where it is looked for.
  const [before, after] = [pades, readPades(file.bytes)].map(findYoungest);
  if (!after || (before && endOf(after.token) <= endOf(before.token)))
    throw new SdoError("unproven", "The new time-stamp lasts no longer than the old one");
  return { bytes: file.bytes, isRenewed: true, next: dueOf(after) };
}

/** A time-stamp over a seal that is broken already would prove nothing. */
async function expectGood(pades: Pades, { validation }: Renewing, now: Date): Promise<void> {
  if (findSeals(pades).length > 1)
    throw new SdoError("bad-content", "Not a package of this program's making: several have signed it in turn");
  const question = {
    pades,
    sealTrust: validation.trust,
    trust: validation.trust,
    revocation: validation.revocation,
    now,
  };
  const { outcome, reason } = decideOver([judgeStructure(pades), asVerdict(await judgePadesSeal(question))]);
  if (outcome !== "valid") throw new SdoError("unproven", `The seal does not verify before it is renewed: ${reason}`);
}

async function appendProofs(file: GrowingFile, pades: Pades, { validation }: Renewing, now: Date): Promise<void> {
  const youngest = findYoungest(pades);
  const stamp = youngest && (await collectTimestampProof(youngest.der, youngest.digest, validation));
  if (youngest && stamp) appendValidation(file, youngest.holder.contents, stamp.proof);
  const isProven = pades.validation.crls.length + pades.validation.ocsps.length > 0;
  const seal = findSeals(pades)[0];
  if (isProven || !seal || !("cms" in seal.value)) return;
  const { cms } = seal.value;
  const { certificate } = verifySignedData({ signed: cms, digest: seal.digest });
  const key = { certificate: certificate!.der, chain: cms.certificates.map(({ der }) => der) }; // it was judged above
  appendValidation(file, seal.contents, await collectSealProof(key, stamp?.time ?? now, validation));
}

function findYoungest(pades: Pades): Youngest | undefined {
  const last = pades.signatures.findLast(({ value }) => "token" in value);
  if (last && "token" in last.value) return { holder: last, ...last.value, digest: last.digest };
  const seal = findSeals(pades)[0];
  if (!seal || !("cms" in seal.value)) return undefined;
  const { cms, tokens, timestamps } = seal.value;
  const [der, token] = [tokens.at(-1), timestamps.at(-1)];
  return der && token && { holder: seal, der, token, digest: digestBy(cms.signer.signature) };
}
