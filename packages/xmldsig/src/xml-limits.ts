/** How much of anything a document may have. Work grows with size times the namespaces in scope, so those are bounded too. */
export interface XmlLimits {
  readonly bytes: number; // of the document
  readonly depth: number; // of nested elements
  readonly elements: number; // in all: each is an object in memory, and takes four bytes to write
  readonly attributes: number; // on one element, namespace declarations apart
  readonly declarations: number; // of namespaces on one element
  readonly namespacesInScope: number;
  readonly nameBytes: number; // of a qualified name
  readonly attributeBytes: number; // of one attribute's value as written
}

export const DEFAULT_XML_LIMITS: XmlLimits = {
  bytes: 32 * 1024 * 1024,
  depth: 256,
  elements: Number.POSITIVE_INFINITY,
  attributes: 64,
  declarations: 64,
  namespacesInScope: 256,
  nameBytes: 256,
  attributeBytes: 64 * 1024,
};
