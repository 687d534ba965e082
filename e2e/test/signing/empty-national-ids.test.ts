/** An order whose national number is empty: taken for none, anybody could sign it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { order } from "../../src/signing/order-by-soap.js";
import { addClients } from "../../src/world/edit-customer.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  const server = { clientId: "order-desk", name: "Order desk", secret: "desk-secret", scopes: ["signicat-api"] };
  world = await startWorld({ editConfig: (folder) => addClients(folder, "demo", [server]) });
});
afterAll(() => world?.stop());

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };

describe.each([
  ["empty", ""],
  ["blank", " \n\t "],
])("an order with a national number that is %s", (_what, nationalId) => {
  it("is refused by SOAP, with its place", async () => {
    const refusal = await order(world, { documents: [LETTER], methods: ["nemid-sign"], nationalId }).catch(String);
    expect(refusal).toMatch(/^Error: invalid-value: the number is empty.*\(request\[1\]\/subject\[1\]\/national-id\)$/);
  });

  it("is refused by REST, with its place", async () => {
    const { documentId } = await post<{ documentId: string }>("/documents", "I owe you 100 kr.\n", "text/plain");
    const task = {
      id: "t1",
      documents: [{ description: "Letter", action: "SIGN", source: "SESSION", documentRef: documentId }],
      signatureMethods: [{ name: "nemid-sign", type: "THIRD_PARTY" }],
      subject: { attributes: [{ name: "national-id", value: nationalId }] },
    };
    const refusal = await post<{ status: number; violations: { propertyPath: string }[] }>(
      "/orders",
      JSON.stringify({ tasks: [task] }),
    );
    expect(refusal.status).toBe(400);
    expect(refusal.violations.map(({ propertyPath }) => propertyPath)).toEqual([
      "tasks[0].subject.attributes[0].value",
    ]);
  });
});

async function post<T>(path: string, body: string, type = "application/json"): Promise<T> {
  const grant = new URLSearchParams({ grant_type: "client_credentials", scope: "signicat-api" });
  const desk = `Basic ${Buffer.from("order-desk:desk-secret").toString("base64")}`;
  const asked = await fetch(`${world.url}/oidc/token`, {
    method: "POST",
    headers: { authorization: desk },
    body: grant,
  });
  const { access_token: token } = (await asked.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  return (await (await fetch(`${world.url}/enterprise/sign${path}`, { method: "POST", headers, body })).json()) as T;
}
