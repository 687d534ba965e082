/**
 * Signing with NemID itself: the client shows the document and the person's key signs its bytes. The outcome is who signed, with the
 * native message as evidence, and the digest of what was signed, read back from it.
 */
import type { DocumentToSign, Intents, OpenMethod } from "@eid-gateway/core";
import { inspectDocument } from "./documents/inspect-document.js";
import { previewDocument } from "./documents/preview-document.js";
import { fail } from "./errors/errors.js";
import { type Act, begin, goOn, type State } from "./flow.js";
import type { Known } from "./follow-up.js";
import { toIdentity } from "./identity.js";
import { describeRecipe, type NemidMethod, type NemidRecipe } from "./recipe.js";
import { type Opened, setUp } from "./set-up.js";
import type { NemidSigningConfig } from "./settings.js";
import { readSignText } from "./sign-text.js";

/** The method that a recipe describes: as `defineNemidLogin`, for documents. */
export function defineNemidSigning<Config extends NemidSigningConfig>(
  recipe: NemidRecipe<Config>,
): NemidMethod<"sign", Config> {
  return {
    ...describeRecipe(recipe, "sign"),
    open(given): OpenMethod<"sign", State> {
      const opened = setUp(recipe, given);
      const act = signingWith(opened);
      return {
        findsNationalId: opened.findsNationalId,
        start: (request) => begin({ act, recipe, opened, request }),
        resume: (request, state, input) => goOn({ act, recipe, opened, request }, state, input),
        inspect: (document: DocumentToSign) => inspectDocument(document, opened),
        preview: (document: DocumentToSign) => previewDocument(document, opened.settings.signing),
      };
    },
  };
}

function signingWith<Config extends NemidSigningConfig>({ settings, config }: Opened<Config>): Act<"sign"> {
  return {
    intent: "sign",
    readSignText: (request) => readSignText(request, settings.signing, config.monospace),
    toOutcome: (known, { needs }): Intents["sign"]["outcome"] => ({
      signer: toIdentity(known, needs),
      sha256: signedDigest(known),
    }),
  };
}

function signedDigest({ report }: Known): string {
  if (report.document === undefined) throw fail("nemid:invalidresponse", "the message has lost its document");
  return Buffer.from(report.document.sha256, "hex").toString("base64url");
}
