/** The rules about a message itself, one function each; those about the signer's certificate are in judgement/. */
import { createHash, timingSafeEqual } from "node:crypto";
import { failed, passed, type Said, unchecked } from "../judgement/finding.js";
import type { Expectations } from "./expectations.js";
import { isLoginAction, type NemidMessage } from "./message.js";
import { isIntact } from "./read-message.js";

export interface MessageFacts {
  readonly message: NemidMessage;
  readonly expect: Expectations;
}

export function hasOneSigner({ message }: MessageFacts): Said {
  return message.signer
    ? passed(`One of ${message.certificates.length} certificates can be the signer's.`)
    : failed("no-signer", `None, or several, of ${message.certificates.length} certificates can be the signer's.`);
}

export function isWhatWasHashed({ message }: MessageFacts): Said {
  return message.signedXml.objects.every(({ digestMatches }) => digestMatches)
    ? passed("The signed content is what the digest was taken of.")
    : failed("not-intact", "The signed content is not what the digest was taken of.");
}

/** Over the digests as well: content that was changed is not signed either, but that is the digest's to say. */
export function isSignedByTheSigner({ message }: MessageFacts): Said {
  const { signer, signedXml } = message;
  if (!signedXml.objects.every(({ digestMatches }) => digestMatches)) return unchecked("The content was changed.");
  if (!signer) return unchecked("Without a signer there is no key to check with.");
  return isIntact(message, signer)
    ? passed("The signature was made with the signer's key, over these digests.")
    : failed("not-intact", "The signature was not made with the signer's key over this content.");
}

/** Whoever allowed SHA-1 shall be told that they relied on it. */
export function wasDigestedStrongly({ message }: MessageFacts): Said {
  return message.usesSha1
    ? unchecked(
        "Signed with SHA-1, as was allowed: it alone does not rule out a document prepared to have the same digest.",
      )
    : passed("Signed with SHA-256.");
}

/** A signed contract must not serve as a log-in, nor the reverse. */
export function isTheRightAction({ message, expect }: MessageFacts): Said {
  if (expect.action === undefined) return unchecked("Any action is accepted.");
  const isLogin = message.action?.toLowerCase() === "logon";
  if (expect.action === "logon") {
    return isLogin ? passed("It is a log-in.") : failed("wrong-action", "The action is not logon.");
  }
  if (isLoginAction(message.action)) return failed("wrong-action", "It is a log-in.");
  return message.document
    ? passed("It is a signature over a document.")
    : failed("wrong-action", "It is no signature over a document.");
}

/** What the signer was not shown was not agreed to. XML is shown through its stylesheet, and PDF by other means. */
export function wasShown({ message: { document, stylesheetDigest } }: MessageFacts): Said {
  if (!document) return unchecked("There is no document.");
  if (document.visible) return passed("The document was shown to the signer.");
  if (stylesheetDigest !== undefined) return passed("The document was shown to the signer through a stylesheet.");
  return document.mediaType === "application/pdf"
    ? unchecked("The message does not say that the PDF was shown to the signer.")
    : failed("document-not-visible", "The signed text was not shown to the signer.");
}

export function isTheExpectedDocument({ message: { document }, expect }: MessageFacts): Said {
  if (!expect.document) return unchecked("Any document is accepted.");
  const expected =
    "bytes" in expect.document ? hash(expect.document.bytes, "hex") : expect.document.sha256.toLowerCase();
  return document?.sha256 === expected
    ? passed("The document is the expected one, byte for byte.")
    : failed("other-document", "Another document was signed, or none.");
}

export function isTheExpectedStylesheet({ message: { stylesheetDigest }, expect }: MessageFacts): Said {
  if (!expect.stylesheet) return unchecked("Any stylesheet is accepted.");
  return stylesheetDigest === hash(expect.stylesheet, "base64")
    ? passed("The stylesheet is the expected one, byte for byte.")
    : failed("other-stylesheet", "The document was shown through another stylesheet, or none.");
}

export function answersTheChallenge({ message, expect }: MessageFacts): Said {
  if (expect.challenge === undefined) return unchecked("No challenge was demanded.");
  if (!message.challenge) return failed("challenge-missing", "The message carries no challenge.");
  return isEqual(message.challenge, expect.challenge)
    ? passed("It answers the challenge.")
    : failed("wrong-challenge", "It answers another challenge.");
}

export function wasMadeForUs({ message, expect }: MessageFacts): Said {
  if (expect.requestIssuer === undefined) return unchecked("Any service provider is accepted.");
  return message.requestIssuer && [expect.requestIssuer].flat().includes(message.requestIssuer)
    ? passed("It names the expected service provider.")
    : failed("wrong-request-issuer", "It names another service provider, or none.");
}

export function wasMadeInTime({ message, expect }: MessageFacts): Said {
  if (!expect.timeStamp) return unchecked("No window for the message's own time was given.");
  if (message.dialect === "codefile") return unchecked("Messages of the code file client carry no time.");
  if (!message.timeStamp) return failed("wrong-time", "The message's own time is missing or cannot be read.");
  const { notBefore, notAfter } = expect.timeStamp;
  const isInside = notBefore <= message.timeStamp && message.timeStamp <= notAfter;
  return isInside
    ? passed("Its own time is inside the window.")
    : failed("wrong-time", "Its own time is outside the window.");
}

/** In a time that does not depend on where they differ. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(left!, right!);
}

function hash(bytes: Uint8Array, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}
