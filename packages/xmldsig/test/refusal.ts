import { XmlError } from "@eid-gateway/xmldsig";

/** The code with which `read` refuses, or "accepted". Anything but an XmlError is a fault of the reader and thrown on. */
export function refusal(read: () => unknown): string {
  try {
    read();
    return "accepted";
  } catch (error) {
    if (error instanceof XmlError) return error.code;
    throw error;
  }
}
