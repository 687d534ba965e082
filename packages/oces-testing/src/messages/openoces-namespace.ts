/** The years of OpenOCES's two namespaces: `2003/10` is that of OCES I. */
export type OpenocesNamespace = "2006/07" | "2003/10";

interface NamespaceTraits {
  readonly uri: string;
  /** Before `Name` and `Value`, which OCES I wrote bare and in no namespace. */
  readonly prefix: "openoces:" | "";
}

export const OPENOCES: Record<OpenocesNamespace, NamespaceTraits> = {
  "2006/07": { uri: "http://www.openoces.org/2006/07/signature#", prefix: "openoces:" },
  "2003/10": { uri: "http://www.openoces.org/2003/10/signature#", prefix: "" },
};

/** The declarations that SignedInfo and each object repeat, in canonical order. */
export const declarationsOf = (namespace: OpenocesNamespace): string =>
  `xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:openoces="${OPENOCES[namespace].uri}"`;
