import type { FocesOptions } from "../certificates/certificate-options.js";
import { objectIdentifier, sequence } from "../certificates/der.js";
import { SERVER_AUTH } from "../certificates/extensions.js";
import type { IssuedCertificate } from "../certificates/issued-certificate.js";
import type { TestCa } from "../test-ca.js";

const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const EXTENDED_KEY_USAGE = "2.5.29.37";

/** What its key may be used for. RFC 3161 section 2.3 wants `critical`: time-stamping alone, and nobody may overlook it. */
export type TimestamperPurpose = "critical" | "not-critical" | "among-others" | "absent";

/** A function certificate of the test CA whose key is for time-stamping. */
export function issueTimestamper(
  ca: Pick<TestCa, "issueFoces">,
  { purpose = "critical", ...options }: FocesOptions & { readonly purpose?: TimestamperPurpose } = {},
): Promise<IssuedCertificate> {
  const purposes = purpose === "among-others" ? [TIME_STAMPING, SERVER_AUTH] : [TIME_STAMPING];
  const value = sequence(...purposes.map(objectIdentifier));
  const extension = { oid: EXTENDED_KEY_USAGE, critical: purpose !== "not-critical", value };
  return ca.issueFoces({
    name: "Test Time-Stamping Authority",
    keyUsage: ["digitalSignature"],
    extraExtensions: purpose === "absent" ? [] : [extension],
    ...options,
  });
}
