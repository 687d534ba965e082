/** The two vocabularies in which messages were written, and where they differ. */
export type Namespace = "2006/07" | "2003/10";

interface Vocabulary {
  readonly namespace: Namespace;
  /** Of `Name` and `Value`. OCES I wrote them without a prefix: in no namespace, or in the one declared as the default. */
  readonly ofNames: readonly string[];
  /** Whether documents may stand beside the properties as objects of their own; OCES I signed exactly one object. */
  readonly hasDocuments: boolean;
}

const OLD = "http://www.openoces.org/2003/10/signature#";
const NEW = "http://www.openoces.org/2006/07/signature#";

export const VOCABULARIES: Readonly<Record<string, Vocabulary>> = {
  [NEW]: { namespace: "2006/07", ofNames: [NEW], hasDocuments: true },
  [OLD]: { namespace: "2003/10", ofNames: ["", OLD], hasDocuments: false },
};
/** Stands in every message, and hardly in anything else. */
export const MARK = "http://www.openoces.org/";
