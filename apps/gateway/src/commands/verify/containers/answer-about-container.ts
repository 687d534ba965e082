import { type ContainerKind, findContainerKind } from "@eid-gateway/sdo/container-kind";
import type { Question } from "../read-options.js";
import type { ContainerAnswer, ContainerReader } from "./container-answer.js";

/** Loaded when the first of a kind is met: an archive of NemID messages needs none of them. */
const READERS: Readonly<Record<ContainerKind, () => Promise<ContainerReader>>> = {
  "ltv-sdo": async () => (await import("./ltv-sdo.js")).answerLtvSdoFile,
  "asic-e": async () => (await import("./asic.js")).answerAsicFile,
  pades: async () => (await import("./pades.js")).answerPadesFile,
};

/**
 * The answer about a sealed container, told by its first bytes; undefined when they are of none, such as a NemID message.
 *
 * @throws SdoError, XmlError, PdfError when they are meant to be one and cannot be read
 */
export async function answerAboutContainer(
  bytes: Uint8Array,
  question: Question,
): Promise<ContainerAnswer | undefined> {
  const kind = findContainerKind(bytes);
  if (!kind) return undefined;
  const { at, trust, sealTrust = trust, revocation, expect } = question;
  const answer = await READERS[kind]();
  return answer(bytes, { at, trust, sealTrust, revocation, expect, now: new Date() });
}
