/** Fetches what was signed, verifies it against what was ordered, and has the gateway forget the order. */
import {
  PackagingFailedError,
  type ResultVerifier,
  type SignedFile,
  type SigningDesk,
  SigningNotOverError,
} from "@eid-gateway/client-kit";
import type { KeptSigning, SigningOutcome, VerifiedFile } from "./shelf.js";

export interface OutcomeTools {
  readonly desk: SigningDesk;
  readonly verifier: () => Promise<ResultVerifier>;
}

/** How long a page may take for the sealed PDF; after that it is looked for at the next visit. */
const PATIENCE_S = 4;

/** @returns `undefined` when nothing was signed @throws the client kit's errors */
export async function fetchOutcome(tools: OutcomeTools, signing: KeptSigning): Promise<SigningOutcome | undefined> {
  const { outcome, order } = signing;
  if (outcome?.packaged) return outcome;
  const result = outcome?.result ?? (await fetchResult(tools, signing));
  if (!result) return undefined;
  const packaged = await fetchPackage(tools, signing);
  signing.outcome = { result, ...(packaged && { packaged }) };
  if (packaged) await tools.desk.delete(order).catch(() => undefined); // it is all here; the gateway deletes it by itself later
  return signing.outcome;
}

async function fetchResult(tools: OutcomeTools, signing: KeptSigning): Promise<VerifiedFile | undefined> {
  const [file] = await tools.desk.results(signing.order);
  return file && verified(tools, signing, file);
}

async function fetchPackage(tools: OutcomeTools, signing: KeptSigning): Promise<VerifiedFile | undefined> {
  try {
    return await verified(tools, signing, await tools.desk.packageOf(signing.order, { forSeconds: PATIENCE_S }));
  } catch (error) {
    if (error instanceof SigningNotOverError || error instanceof PackagingFailedError) return undefined;
    throw error;
  }
}

/** Anybody may sign here: whom the page greets afterwards is whom the signature names. */
async function verified({ verifier }: OutcomeTools, signing: KeptSigning, file: SignedFile): Promise<VerifiedFile> {
  const { order, document } = signing;
  const question = { bytes: file.bytes, documents: [document.bytes], signer: "anybody", order: order.id } as const;
  return { ...file, verification: await (await verifier()).judge(question) };
}
