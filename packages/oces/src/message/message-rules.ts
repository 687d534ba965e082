/** The rules about a message itself, one function each; those about the signer's certificate are in judgement/. */
import { createHash, timingSafeEqual } from "node:crypto";
import { failed, passed, type Said, unchecked } from "../judgement/finding.js";
import type { Expectations } from "./expectations.js";
import type { NemidMessage } from "./message.js";
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

export function isUnchanged({ message }: MessageFacts): Said {
  const { signer, signedXml } = message;
  if (!signedXml.objects.every(({ digestMatches }) => digestMatches)) {
    return failed("not-intact", "The signed content is not what the digest was taken of.");
  }
  if (!signer) return unchecked("Without a signer there is no key to check with.");
  return isIntact(message, signer)
    ? passed("Digest and signature fit, with the signer's key.")
    : failed("not-intact", "The signature was not made with the signer's key over this content.");
}

/** A signed contract must not serve as a log-in, nor the reverse. */
export function isTheRightAction({ message, expect }: MessageFacts): Said {
  if (expect.action === undefined) return unchecked("Any action is accepted.");
  return message.action?.toLowerCase() === expect.action
    ? passed(`The action is ${expect.action}.`)
    : failed("wrong-action", `The action is not ${expect.action}.`);
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
