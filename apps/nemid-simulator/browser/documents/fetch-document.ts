/** Fetches a document of the service provider's, as the real client did: from the browser, by the rules of CORS, without cookies. */

const LARGEST_BYTES = 10 * 1024 * 1024;

/** Base64 of the document; null when it cannot be had. Whether it is the right one is for the operator to say. */
export async function fetchDocument(uri: string): Promise<string | null> {
  try {
    const response = await fetch(uri, { mode: "cors", credentials: "omit", referrerPolicy: "no-referrer" });
    const content = response.ok ? await response.blob() : undefined;
    return content && content.size <= LARGEST_BYTES ? await toBase64(content) : null;
  } catch {
    return null;
  }
}

function toBase64(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).replace(/^[^,]*,?/, "")));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(content);
  });
}
