import type { Certificate } from "../certificate/certificate.js";
import { isForeignAnchor, type Trust } from "./trust.js";

/** From the end-entity certificate upwards, each signed by the next. Whether each of them *may* sign is judged elsewhere. */
export interface Chain {
  readonly certificates: readonly Certificate[];
  /** The last of `certificates`, when it is trusted. Never the end-entity certificate itself. */
  readonly anchor: Certificate | undefined;
  /** It ends at an anchor of the other environment. */
  readonly isForeign: boolean;
}

const MAX_LENGTH = 8;
/** A message can hold many certificates of one name; this bounds the signatures that are checked for it. */
const MAX_CHECKS = 64;

/**
 * Finds the chain by names and signatures, in whatever order the certificates come; the anchor furthest up counts. A CA that was
 * certified anew has several certificates for one name and key: one that was valid at the time goes before one that was not.
 */
export function buildChain(given: {
  readonly certificate: Certificate;
  readonly untrusted: readonly Certificate[];
  readonly trust: Trust;
  readonly at: Date;
}): Chain {
  const { certificate, untrusted, trust, at } = given;
  const distinct = [...new Map([...trust.certificates, ...untrusted].map((c) => [c.fingerprint, c])).values()];
  const wasValid = ({ notBefore, notAfter }: Certificate) => notBefore <= at && at <= notAfter;
  const pool = [...distinct.filter(wasValid), ...distinct.filter((c) => !wasValid(c))];
  let checksLeft = MAX_CHECKS;

  function findIssuers(path: readonly Certificate[]): readonly Certificate[] {
    const last = path.at(-1)!;
    if (path.length === MAX_LENGTH) return [];
    const named = pool.filter(
      (c) => c.subject.key === last.issuer.key && !path.some((p) => p.fingerprint === c.fingerprint),
    );
    return named.filter((issuer) => checksLeft-- > 0 && last.isSignedBy(issuer.publicKey));
  }

  function extend(path: readonly Certificate[]): Chain {
    const longer = findIssuers(path).map((issuer) => extend([...path, issuer]));
    const anchored = longer.find(({ anchor }) => anchor) ?? end(path, trust);
    return anchored.anchor ? anchored : longest(longer, anchored);
  }

  return extend([certificate]);
}

function end(path: readonly Certificate[], trust: Trust): Chain {
  const last = path.length > 1 ? path.at(-1) : undefined;
  const isAnchor = last !== undefined && trust.fingerprints.has(last.fingerprint);
  return {
    certificates: path,
    anchor: isAnchor ? last : undefined,
    isForeign: last !== undefined && isForeignAnchor(last, trust),
  };
}

function longest(chains: readonly Chain[], fallback: Chain): Chain {
  return chains.reduce((best, chain) => {
    if (best.isForeign) return best;
    return chain.isForeign || chain.certificates.length > best.certificates.length ? chain : best;
  }, fallback);
}
