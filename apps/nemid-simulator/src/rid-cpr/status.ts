/** What the service answers, by the words it gives, with its sentence. The words are the vendor's, the sentences ours. */
export const RID_STATUS = {
  Ok: "The request has been answered",
  NoRidInCertificate: "There is no RID in the subject serial number or in the certificate",
  NotAuthorizedForCprLookup: "The service provider may not look CPR numbers up",
  BruteForceAttemptDetected: "Too many wrong CPR numbers for this RID",
  NotAuthorizedForServiceLookup: "The TLS certificate gives no access for this service provider identifier",
  NotRidServiceRequest: "The operation is not known",
  XmlParseError: "The request cannot be read",
  XmlVersionNotSupported: "The version is not supported",
  RidDoesNotMatchBase64Certificate: "The RID is not the certificate's",
  MissingClientCert: "TLS client certificate is missing",
  InternalError: "Internal error",
  MissingArgumentError: "An element that is needed is missing",
} as const;

export type RidStatus = keyof typeof RID_STATUS;
