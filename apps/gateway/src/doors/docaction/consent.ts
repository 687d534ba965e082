/** The sentence a person agrees to, and what stands for it and the documents where they sign by logging in. */
import type { TaskDocument, TaskRequest } from "@eid-gateway/signing";
import { docactionTexts } from "./docaction-texts.js";

/**
 * The customer's own words: of the task, else of the documents; else the gateway's, in the page's language.
 *
 * @param documents what is signed by one act
 */
export function statementFor(
  { signText }: Pick<TaskRequest, "signText">,
  documents: readonly Pick<TaskDocument, "signTextEntry">[],
  language: string,
): string {
  if (signText?.trim()) return signText;
  const entries = [...new Set(documents.flatMap(({ signTextEntry }) => signTextEntry?.trim() || []))];
  if (entries.length > 0) return entries.join("\n");
  const texts = language === "da" ? docactionTexts.da : docactionTexts.en;
  return documents.length > 1 ? texts["consent.several"] : texts["consent.one"];
}
