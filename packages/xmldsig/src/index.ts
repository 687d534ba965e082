export type { SignedObject, SignedXml, XmlElement } from "./signed-xml.js";
