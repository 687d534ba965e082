/** What the service answers, by the numbers it gives them, with its sentence in both languages. */
export const STATUS = {
  ok: { code: 0, dk: "OK", uk: "OK" },
  noMatch: {
    code: 1,
    dk: "CPR-nummeret svarer ikke til PID-nummeret",
    uk: "The CPR number does not correspond to the PID",
  },
  noPid: { code: 2, dk: "PID-nummeret findes ikke", uk: "The PID does not exist" },
  noPidInCertificate: {
    code: 4,
    dk: "Certifikatet indeholder ikke et PID-nummer",
    uk: "The certificate holds no PID",
  },
  notAuthorizedForCprLookup: {
    code: 8,
    dk: "Tjenesteudbyderen må ikke slå CPR-numre op",
    uk: "The service provider may not look CPR numbers up",
  },
  bruteForceDetected: {
    code: 16,
    dk: "For mange forkerte CPR-numre til dette PID-nummer",
    uk: "Too many wrong CPR numbers for this PID",
  },
  notAuthorizedForService: {
    code: 17,
    dk: "TLS-certifikatet giver ikke adgang for dette SPID",
    uk: "The TLS certificate gives no access for this SPID",
  },
  notPidServiceRequest: { code: 4096, dk: "Ukendt metode", uk: "Unknown method" },
  xmlParseError: { code: 8192, dk: "Forespørgslen kan ikke læses", uk: "The request cannot be read" },
  xmlVersionNotSupported: { code: 8193, dk: "Versionen understøttes ikke", uk: "The version is not supported" },
  pidDoesNotMatchCertificate: {
    code: 8194,
    dk: "PID-nummeret er ikke certifikatets",
    uk: "The PID is not the certificate's",
  },
  missingClientCertificate: { code: 8195, dk: "TLS-certifikat mangler", uk: "TLS client certificate is missing" },
  internalError: { code: 16384, dk: "Intern fejl", uk: "Internal error" },
} as const;

export type StatusName = keyof typeof STATUS;
