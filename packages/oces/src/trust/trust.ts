import type { Certificate } from "../certificate/certificate.js";
import type { Environment } from "../certificate/oces-subject.js";
import { readCertificate } from "../certificate/read-certificate.js";
import { readPemBlocks } from "../der/pem.js";
import { OcesError } from "../oces-error.js";
import { BUILT_IN_ANCHORS } from "./built-in-anchors.js";

/** Which anchors count. Made by `createTrust`, which sees to it that test and production never meet. */
export interface Trust {
  /** The one environment that is trusted; undefined: only given anchors are, whatever they issue. */
  readonly environment: Environment | undefined;
  readonly fingerprints: ReadonlySet<string>; // 64 upper-case hex digits each
  /** Anchors that are at hand as certificates; others must come with the message. */
  readonly certificates: readonly Certificate[];
}

const FINGERPRINT = /^sha256:([0-9A-F]{64})$/i;

/**
 * The built-in anchors of `environment`, and those of `anchors`: PEM text with one or more certificates, or "sha256:<hex>".
 * Without an environment only `anchors` count.
 *
 * @example createTrust({ environment: "test", anchors: [simulator.rootPem] })
 * @throws OcesError "bad-anchor"
 */
export function createTrust(given: { environment?: Environment; anchors?: readonly string[] }): Trust {
  const { environment, anchors = [] } = given;
  const certificates = anchors.filter((anchor) => !FINGERPRINT.test(anchor.trim())).flatMap(readAnchors);
  const fingerprints = new Set([
    ...(environment ? BUILT_IN_ANCHORS[environment] : []),
    ...anchors.flatMap((anchor) => FINGERPRINT.exec(anchor.trim())?.[1]?.toUpperCase() ?? []),
    ...certificates.map(({ fingerprint }) => fingerprint),
  ]);
  if (fingerprints.size === 0) throw new OcesError("bad-anchor", "Neither an environment nor an anchor is given");
  const touched = (["production", "test"] as const).filter((e) => BUILT_IN_ANCHORS[e].some((f) => fingerprints.has(f)));
  if (touched.length > 1) throw new OcesError("bad-anchor", "Test and production anchors are never trusted together");
  return { environment: environment ?? touched[0], fingerprints, certificates };
}

/** Whether a certificate is an anchor of the environment that is not trusted. */
export function isForeignAnchor({ fingerprint }: Certificate, trust: Trust): boolean {
  const known = Object.values(BUILT_IN_ANCHORS).flat();
  return known.includes(fingerprint) && !trust.fingerprints.has(fingerprint);
}

function readAnchors(pem: string): readonly Certificate[] {
  const blocks = readPemBlocks(pem, "CERTIFICATE");
  if (blocks.length === 0)
    throw new OcesError("bad-anchor", "A trust anchor is neither PEM nor sha256:<64 hex digits>");
  try {
    return blocks.map(readCertificate);
  } catch (cause) {
    throw new OcesError("bad-anchor", "A trust anchor's PEM holds no certificate that can be read", { cause });
  }
}
