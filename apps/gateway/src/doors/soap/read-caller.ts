/**
 * Who a message says it is from, looked up at its start. To read a large message takes long, and is not done for anybody: first the caller
 * must be known. This decides nothing else: who it is for is what stands in its elements, once they are read.
 */
import { readXml, XmlError } from "@eid-gateway/xmldsig";

export interface NamedCaller {
  readonly service: string;
  readonly password: string;
}

/** Every request begins with them, behind headers at most. */
const START_BYTES = 16 * 1024;

/** @param message UTF-8 @returns `undefined` when they do not stand at its start */
export function readCaller(message: Uint8Array): NamedCaller | undefined {
  const start = Buffer.from(message.subarray(0, START_BYTES)).toString();
  const [service, password] = [textIn(start, SERVICE), textIn(start, PASSWORD)];
  return service === undefined || password === undefined ? undefined : { service, password };
}

const SERVICE = elementNamed("service");
const PASSWORD = elementNamed("password");

function elementNamed(name: string): RegExp {
  return new RegExp(`<(?:[^\\s<>:/]{1,64}:)?${name}(?:\\s[^<>]{0,512})?(?:/>|>(?<text>[^<]{0,1024})</)`);
}

/** What is written, with its references read; of an element without content, nothing. */
function textIn(start: string, element: RegExp): string | undefined {
  const found = element.exec(start);
  try {
    return found ? readXml(Buffer.from(`<text>${found.groups?.text ?? ""}</text>`)).text : undefined;
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
