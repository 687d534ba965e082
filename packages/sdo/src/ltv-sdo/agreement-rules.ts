/** Whether the parts of an LTV-SDO say the same: what the eID's signature is over, who it names, and what the hub wrote of both. */
import {
  applyRules,
  type Expectations,
  type Finding,
  failed,
  isLoginAction,
  type NemidMessage,
  OcesError,
  passed,
  type Rules,
  readOcesSubject,
  type Said,
  unchecked,
} from "@eid-gateway/oces";
import { sha256 } from "../digest.js";
import { bindingOf, boundPart, endsInBinding } from "./binding.js";
import { hasBytes, type LtvSdoContent } from "./content.js";

export interface AgreementFacts {
  readonly content: LtvSdoContent;
  readonly message: NemidMessage;
  /** What whoever verifies demands. */
  readonly expect?: Expectations | undefined;
}

const RULES: Rules<AgreementFacts> = {
  proof: isOfTheKind,
  "signed-document": isOverTheDocument,
  "signed-stylesheet": wasShownThrough,
  binding: isOverTheBinding,
  "signer-description": namesTheSigner,
  "expected-document": holdsTheExpected,
};

export function agreementFindings(facts: AgreementFacts): readonly Finding[] {
  return applyRules(RULES, facts).findings;
}

function isOfTheKind({ content: { proof }, message }: AgreementFacts): Said {
  const isLogin = isLoginAction(message.action);
  return isLogin === (proof.kind === "authentication")
    ? passed("The proof is of the kind that it is said to be.")
    : failed("wrong-action", "The proof is a log-in where it must be a signature, or the reverse.");
}

/** Third-party signing: the eID's client showed the document, byte for byte. */
function isOverTheDocument({ content, message }: AgreementFacts): Said {
  const signed = signedDocument(content);
  if (!signed) return unchecked("The proof is over a binding, not over a document.");
  return message.document?.sha256 === Buffer.from(sha256(signed.bytes)).toString("hex")
    ? passed("The eID's signature is over the document, byte for byte.")
    : failed("other-document", "The eID's signature is over another document, or none.");
}

function wasShownThrough({ content, message }: AgreementFacts): Said {
  const signed = signedDocument(content);
  if (!signed) return unchecked("The proof is over a binding, not over a document.");
  const expected = signed.stylesheet && Buffer.from(sha256(signed.stylesheet)).toString("base64");
  return message.stylesheetDigest === expected
    ? passed("It was shown through the stylesheet that is kept, or through none.")
    : failed("other-stylesheet", "The document was shown through another stylesheet than the one that is kept.");
}

/** Authentication-based signing: order, consent text, language and every document are under the signer's key. */
function isOverTheBinding({ content, message }: AgreementFacts): Said {
  if (content.proof.kind === "native") return unchecked("The proof is over a document, not over a binding.");
  const { order, task, consent, documents } = content;
  const binding = bindingOf({ order, task, consent, documents: documents.map(boundPart) });
  return message.challenge !== undefined && endsInBinding(message.challenge, binding)
    ? passed("The challenge holds the digest of order, consent text and documents.")
    : failed(
        "wrong-challenge",
        "The challenge does not hold the digest of this order, consent text and these documents.",
      );
}

function namesTheSigner({ content: { signer }, message }: AgreementFacts): Said {
  const names = message.signer ? namesOf(message.signer) : [];
  return names.includes(signer.uniqueId)
    ? passed("The signer's unique id is that of the certificate.")
    : failed("other-signer", "The signer's unique id is not that of the certificate.");
}

/** The serial number of the certificate's subject, with its prefix and without. */
function namesOf(certificate: NonNullable<NemidMessage["signer"]>): readonly string[] {
  try {
    const subject = readOcesSubject(certificate);
    if (subject.kind === "POCES") return [subject.identifier, subject.pid];
    return subject.kind === "MOCES" ? [subject.identifier, subject.rid] : [subject.identifier];
  } catch (error) {
    if (error instanceof OcesError) return []; // the judgement of the certificate says why
    throw error;
  }
}

function signedDocument({ proof, documents }: LtvSdoContent) {
  return proof.kind === "native" ? documents.filter(hasBytes).find(({ id }) => id === proof.document) : undefined;
}

/** Of a log-in, whose message cannot be compared with a document; a native object's own rules do it there. */
function holdsTheExpected({ content: { documents, proof }, expect = {} }: AgreementFacts): Said {
  if (proof.kind === "native" || (!expect.document && !expect.stylesheet))
    return unchecked("No document is looked for here.");
  const isThere = documents.some((document) => {
    const { stylesheet = undefined } = hasBytes(document) ? document : {};
    return isExpected(boundPart(document).sha256, expect.document) && isSame(stylesheet, expect.stylesheet);
  });
  return isThere
    ? passed("The expected document is among those that were agreed to, byte for byte.")
    : failed("other-document", "The expected document is not among those that were agreed to.");
}

function isExpected(digest: Uint8Array, expected: Expectations["document"]): boolean {
  if (!expected) return true;
  const wanted =
    "bytes" in expected ? Buffer.from(sha256(expected.bytes)).toString("hex") : expected.sha256.toLowerCase();
  return Buffer.from(digest).toString("hex") === wanted;
}

function isSame(stylesheet: Uint8Array | undefined, expected: Uint8Array | undefined): boolean {
  return !expected || (stylesheet !== undefined && Buffer.from(stylesheet).equals(expected));
}
