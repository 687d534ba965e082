import type { Certificate, DistributionPoint } from "../certificate/certificate.js";
import { describeRefusal } from "../certificate/signature-algorithm.js";
import { OcesError } from "../oces-error.js";
import type { ListScope, RevocationList } from "./read-crl.js";
import type { RevocationQuestion } from "./revocation.js";
import type { Statement } from "./weigh-status.js";

/** What a list says about a certificate, or in words why it may not speak about it. */
export function readStatement(list: RevocationList, question: RevocationQuestion): Statement | string {
  const { certificate, issuer } = question;
  if (list.issuer.key !== certificate.issuer.key) return "the list is of another issuer";
  if (list.unsupported) return `the list is not supported: ${list.unsupported}`;
  const outside = findScopeProblem(list.scope, certificate);
  if (outside) return outside;
  if (!issuer.keyUsage?.has("cRLSign")) return "the issuer's key may not sign lists";
  const check = list.checkSignature(issuer, question);
  if (check === "fails") return "the list is not signed by the issuer";
  const { thisUpdate, nextUpdate, signatureAlgorithm, der } = list;
  if (check !== "holds") return `the list is ${describeRefusal(signatureAlgorithm)}`;
  const sha1 = signatureAlgorithm.standing === "sha1" && ({ usesSha1: true } as const);
  const evidence = { source: "crl", thisUpdate, nextUpdate, signedBy: issuer.subject.text, der, ...sha1 } as const;
  return findEntry(list, certificate.serial, (revocation) => ({ evidence, revocation }));
}

/** A list is indexed when it is read, its entries are read when asked for: one may turn out to be none. */
function findEntry(list: RevocationList, serial: string, state: (entry: Statement["revocation"]) => Statement) {
  try {
    return state(list.find(serial));
  } catch (error) {
    if (error instanceof OcesError) return error.message;
    throw error;
  }
}

function findScopeProblem({ points, only }: ListScope, certificate: Certificate): string | undefined {
  const isCa = certificate.basicConstraints?.ca === true;
  if (only === "users" && isCa) return "the list speaks of end users only";
  if (only === "cas" && !isCa) return "the list speaks of CAs only";
  // A partitioned list is for the certificates that name its point, and silent about all others.
  const isNamed =
    points.length === 0 || points.some((point) => certificate.crlPoints.some((own) => isSame(point, own)));
  return isNamed ? undefined : "the list is one part of several, and not the certificate's";
}

function isSame(a: DistributionPoint, b: DistributionPoint): boolean {
  if ("url" in a) return "url" in b && a.url === b.url;
  return "directoryName" in b && a.directoryName === b.directoryName;
}
