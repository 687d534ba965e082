/** What the other side signed, as complete-flow.ts has kept it. */
import type { ValidationData } from "@eid-gateway/core";
import type { SittingTools } from "./sitting-tools.js";

export interface KeptEvidence {
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly validation?: ValidationData;
}

/** @throws Error when it is gone: a sitting is far shorter than evidence is kept */
export async function evidenceOf({ storage }: SittingTools, transaction: string): Promise<KeptEvidence> {
  const found = await storage.evidence.find(transaction);
  if (!found) throw new Error("the evidence of a signature is gone");
  const { bytes, validation } = found.body as unknown as Omit<KeptEvidence, "format">;
  return { format: found.format, bytes, ...(validation !== undefined && { validation }) };
}
