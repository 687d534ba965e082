/** Who a message says it is from, looked up at its start without reading it as XML. */
import { readXml, XmlError } from "@eid-gateway/xmldsig";

export interface NamedCaller {
  readonly service: string;
  readonly password: string;
}

/** @param start of a message, UTF-8 @returns `undefined` when they do not stand there */
export function readCaller(start: Uint8Array): NamedCaller | undefined {
  const text = Buffer.from(start).toString();
  const [service, password] = [textIn(text, SERVICE), textIn(text, PASSWORD)];
  return service === undefined || password === undefined ? undefined : { service, password };
}

const SERVICE = elementNamed("service");
const PASSWORD = elementNamed("password");

function elementNamed(name: string): RegExp {
  return new RegExp(`<(?:[^\\s<>:/]{1,64}:)?${name}(?:\\s[^<>]{0,512})?(?:/>|>(?<text>[^<]{0,1024})</)`);
}

/** What is written, with its references read; of an element without content, nothing. */
function textIn(text: string, element: RegExp): string | undefined {
  const found = element.exec(text);
  try {
    return found ? readXml(Buffer.from(`<text>${found.groups?.text ?? ""}</text>`)).text : undefined;
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
