import type { Question } from "../read-options.js";
import { asic } from "./asic.js";
import type { ContainerAnswer, ContainerKind } from "./container-answer.js";
import { ltvSdo } from "./ltv-sdo.js";

/** Told apart by their first bytes. What is none of them is read as a NemID message. */
const KINDS: readonly ContainerKind[] = [ltvSdo, asic];

/**
 * The answer about a sealed container; undefined when the bytes are none.
 *
 * @throws SdoError, XmlError when they are meant to be one and cannot be read
 */
export async function answerAboutContainer(
  bytes: Uint8Array,
  question: Question,
): Promise<ContainerAnswer | undefined> {
  const kind = KINDS.find((one) => one.is(bytes));
  const { at, trust, sealTrust, revocation, expect } = question;
  return kind?.answer(bytes, { at, trust, sealTrust: sealTrust ?? trust, revocation, expect, now: new Date() });
}
