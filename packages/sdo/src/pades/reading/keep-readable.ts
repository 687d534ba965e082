import { OcesError, offlineRevocation, readCertificate, type ValidationData } from "@eid-gateway/oces";

/** Of a store that anybody can add to, what can be read; the rest counts for nothing. */
export function keepReadable({ certificates, crls, ocsps }: ValidationData): ValidationData {
  return {
    certificates: certificates.filter((each) => isReadable(() => readCertificate(each))),
    crls: crls.filter((each) => isReadable(() => offlineRevocation({ crls: [each] }))),
    ocsps: ocsps.filter((each) => isReadable(() => offlineRevocation({ ocsp: [each] }))),
  };
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof OcesError) return false;
    throw error;
  }
}
