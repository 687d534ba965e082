import type { Certificate } from "../certificate/certificate.js";
import type { SignatureCheck, SignatureRules } from "../certificate/verify-signature.js";
import type { Chain } from "./chain.js";
import { isForeignAnchor, type Trust } from "./trust.js";

/** Certificates in a chain, both ends counted, unless the question says otherwise. */
const MAX_LENGTH = 8;
/** A message can hold many certificates of one name, and cross-certificates multiply: this bounds the signatures checked for all chains together. */
const MAX_CHECKS = 64;
const MAX_CHAINS = 16;

export interface ChainQuestion extends SignatureRules {
  readonly certificate: Certificate;
  readonly untrusted: readonly Certificate[];
  readonly trust: Trust;
  readonly at: Date;
  readonly maxLength?: number;
}

/**
 * Every chain to an anchor, found by names and signatures in whatever order the certificates come; where there is none, the one
 * that got furthest. Of the anchors on one way up the furthest counts: what is above another may still speak against it.
 * A CA that was certified anew has several certificates for one name and key: those valid at the time come first.
 */
export function findChains(question: ChainQuestion): readonly Chain[] {
  const { certificate, trust, maxLength = MAX_LENGTH } = question;
  const pool = sortPool(question);
  let checksLeft = MAX_CHECKS;
  let isCut = false;
  let found = 0;

  function check(issuer: Certificate, of: Certificate): SignatureCheck {
    if (checksLeft === 0 || found === MAX_CHAINS) isCut = true;
    return !isCut && checksLeft-- > 0 ? of.checkSignature(issuer.publicKey, question) : "fails";
  }

  function extend(path: readonly Certificate[]): readonly Path[] {
    const last = path.at(-1)!;
    const named = path.length < maxLength ? pool.filter((c) => c.subject.key === last.issuer.key) : [];
    const fresh = named.filter((c) => !path.some(({ fingerprint }) => fingerprint === c.fingerprint));
    let gap: Chain["gap"];
    const longer = fresh.flatMap((issuer) => {
      const checked = check(issuer, last);
      if (checked === "weak" || checked === "unsupported") gap = checked;
      return checked === "holds" ? extend([...path, issuer]) : [];
    });
    const anchored = longer.filter(({ anchor }) => anchor);
    if (anchored.length > 0) return anchored;
    const own = { ...end(path, trust), gap };
    if (own.anchor) found++;
    return [own.anchor ? own : furthest(longer, own)];
  }

  return extend([certificate]).map((path) => ({ ...path, isOneOfTooMany: isCut }));
}

type Path = Omit<Chain, "isOneOfTooMany">;

function sortPool({ untrusted, trust, at }: ChainQuestion): readonly Certificate[] {
  const distinct = [...new Map([...trust.certificates, ...untrusted].map((c) => [c.fingerprint, c])).values()];
  const wasValid = ({ notBefore, notAfter }: Certificate) => notBefore <= at && at <= notAfter;
  return [...distinct.filter(wasValid), ...distinct.filter((c) => !wasValid(c))];
}

function end(path: readonly Certificate[], trust: Trust): Omit<Path, "gap"> {
  const last = path.length > 1 ? path.at(-1) : undefined;
  const isAnchor = last !== undefined && trust.fingerprints.has(last.fingerprint);
  return {
    certificates: path,
    anchor: isAnchor ? last : undefined,
    isForeign: last !== undefined && isForeignAnchor(last, trust),
  };
}

function furthest(paths: readonly Path[], fallback: Path): Path {
  return paths.reduce((best, path) => {
    if (best.isForeign || path.isForeign) return best.isForeign ? best : path;
    // What cannot be told must not look as if it had been tried in vain.
    if ((best.gap === "unsupported") !== (path.gap === "unsupported")) return best.gap === "unsupported" ? best : path;
    return path.certificates.length > best.certificates.length ? path : best;
  }, fallback);
}
