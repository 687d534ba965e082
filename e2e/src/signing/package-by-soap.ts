import { createClientAsync } from "soap";

/** Has LTV-SDOs packed into one PDF, by a stock client of the served WSDL. @returns `id` of the package, or `error` */
export async function packageBySoap(
  { url }: { readonly url: string },
  uris: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const client = await createClientAsync(`${url}/ws/packagingservice-v4?wsdl`, { normalizeNames: true });
  const call = (client as unknown as Record<string, (message: object) => Promise<[Record<string, unknown>]>>)
    .create_packageAsync!;
  const [answer] = await call({
    version: "4",
    service: "demo",
    password: "Bond007",
    "validation-policy": "ltvsdo-validator",
    "packaging-method": "pades",
    "send-result-to-archive": false,
    sdo: uris.map((uri) => ({ "uri-document-id": uri })),
  });
  return answer;
}
