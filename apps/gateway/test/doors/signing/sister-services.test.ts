import { findChildren, readXml, type XmlElement } from "@eid-gateway/xmldsig";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envelope, SOAP } from "./call.js";
import { type Doors, ORIGIN, PASSWORD, startDoors } from "./start-doors.js";

let doors: Doors;
beforeAll(async () => {
  doors = await startDoors();
  const file = (text: string) => ({ mediaType: "application/x-ltv-sdo", bytes: Buffer.from(text) });
  for (const key of [
    "demo/sds/s1",
    "demo/archive/a1",
    "demo/result/r1/t1/d1",
    "demo/original/r1/t1/d1",
    "demo/package/r1/p1",
    "other/sds/s2",
  ])
    doors.signing.stored.set(key, file(key));
});
afterAll(() => doors.stop());

const SERVICES = { packaging: "packagingservice-v4", sealing: "sealingservice-v1", archive: "archiveservice-v3" };
const NAMESPACES = { packaging: "Packaging-v4", sealing: "Sealing-v1", archive: "Archive-v3" };

async function call(service: keyof typeof SERVICES, element: string, content: string): Promise<XmlElement> {
  const message = `<${element} xmlns="https://id.signicat.com/definitions/wsdl/${NAMESPACES[service]}">${content}</${element}>`;
  const answer = await fetch(`${doors.url}/ws/${SERVICES[service]}`, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body: envelope(message),
  });
  return findChildren(readXml(Buffer.from(await answer.text())), SOAP, "Body")[0]!.children[0]!;
}
const texts = ({ children }: XmlElement) => Object.fromEntries(children.map((child) => [child.name, child.text]));
const CALLER = `<service>demo</service><password>${PASSWORD}</password>`;

async function pack(
  parts: string,
  more = "<validation-policy>ltvsdo-validator</validation-policy><packaging-method>pades</packaging-method>",
) {
  const answer = await call(
    "packaging",
    "create-package-request",
    `<version>4</version>${CALLER}${more}<send-result-to-archive>false</send-result-to-archive>${parts}`,
  );
  const { id } = texts(answer);
  if (!id) return texts(answer.children[0]!);
  return {
    id,
    made: Buffer.from(doors.signing.stored.get(`demo/sds/${id}`)!.bytes)
      .toString()
      .split("|"),
  };
}
const uri = (address: string) => `<sdo><uri-document-id>${address}</uri-document-id></sdo>`;
const ofOrder = (more: string) =>
  `<sdo><order-document-id><request-id>r1</request-id>${more}</order-document-id></sdo>`;

describe("a package", () => {
  it("is made of what is named in any way, in the order it is named, and kept", async () => {
    const parts = [
      "<sdo><sds-document-id><id>s1</id></sds-document-id></sdo>",
      "<sdo-extended><sdo><archive-document-id><id>a1</id></archive-document-id></sdo><supplementary-data><original-document><sds-document-id><id>s1</id></sds-document-id></original-document></supplementary-data></sdo-extended>",
      ofOrder("<task-id>t1</task-id><document-id>d1</document-id><type>source</type>"),
      ofOrder('<task-id>t1</task-id><document-id>d1</document-id><type xsi:nil="true"/>'),
      uri(`${ORIGIN}/doc/demo/order/r1/t1/d1/sdo`),
      uri(`${ORIGIN}/doc/demo/order/r1/t1/d1/original`),
      uri(`${ORIGIN}/doc/demo/order/r1/packaging/p1`),
      uri(`${ORIGIN}/doc/demo/archive/a1`),
      uri(`${ORIGIN}/doc/demo/sds/s1`),
    ];
    expect(((await pack(parts.join(""))) as { made: string[] }).made).toEqual([
      "ltvsdo-validator",
      "demo/sds/s1",
      "demo/archive/a1",
      "demo/sds/s1",
      "demo/original/r1/t1/d1",
      "demo/result/r1/t1/d1",
      "demo/result/r1/t1/d1",
      "demo/original/r1/t1/d1",
      "demo/package/r1/p1",
      "demo/archive/a1",
      "demo/sds/s1",
    ]);
  });

  it("goes to the archive where that is asked for, and needs no version", async () => {
    const content = `${CALLER}<validation-policy>p</validation-policy><packaging-method>pades</packaging-method><send-result-to-archive>true</send-result-to-archive><sdo><sds-document-id><id>s1</id></sds-document-id></sdo>`;
    const { id } = texts(await call("packaging", "create-package-request", content));
    expect(doors.signing.stored.has(`demo/archive/${id}`)).toBe(true);
  });

  it.each([
    ["of nothing", ""],
    ["of what is not there", uri(`${ORIGIN}/doc/demo/sds/none`)],
    ["of another service's", uri(`${ORIGIN}/doc/other/sds/s2`)],
    ["of another service's, by a way around", uri(`${ORIGIN}/doc/demo/../other/sds/s2`)],
    ["of what is elsewhere", uri("http://169.254.169.254/latest/meta-data")],
    ["of what only begins like ours", uri(`${ORIGIN}.evil.example/doc/demo/sds/s1`)],
    ["of a broken address", uri(`${ORIGIN}/doc/demo/sds/%ff`)],
    [
      "of a document named in two ways",
      "<sdo><sds-document-id><id>s1</id></sds-document-id><archive-document-id><id>a1</id></archive-document-id></sdo>",
    ],
    ["of a document named in no way", "<sdo/>"],
    ["of an order that is not there", ofOrder("<document-id>d1</document-id>")],
  ])("%s is answered with an error", async (_what, parts) => {
    expect(await pack(parts)).toMatchObject({ code: "document-not-found" });
  });

  it("by another method is answered with an error", async () => {
    const parts = "<sdo><sds-document-id><id>s1</id></sds-document-id></sdo>";
    expect(
      await pack(parts, "<validation-policy>p</validation-policy><packaging-method>zip</packaging-method>"),
    ).toEqual({
      code: "method-unknown",
      message: "the packaging method is pades",
    });
  });

  it("for a wrong password is a fault", async () => {
    const content = `<service>demo</service><password>x</password><validation-policy>p</validation-policy><packaging-method>pades</packaging-method>`;
    expect((await call("packaging", "create-package-request", content)).name).toBe("Fault");
  });
});

describe("a seal", () => {
  it("is put on one document", async () => {
    const content = `<version>1</version>${CALLER}<packaging-method>seal</packaging-method><inputdocument><sds-document-id><id>s1</id></sds-document-id></inputdocument><send-result-to-archive>0</send-result-to-archive>`;
    const { id } = texts(await call("sealing", "create-seal-request", content));
    expect(Buffer.from(doors.signing.stored.get(`demo/sds/${id}`)!.bytes).toString()).toBe("seal|demo/sds/s1");
  });
});

describe("the archive", () => {
  const ask = (element: string, content: string, version = "3.0") =>
    call("archive", element, `<version>${version}</version>${CALLER}${content}`);

  it("gives what it keeps", async () => {
    expect(texts(await ask("get-document-request", "<archive-id>a1</archive-id>"))).toEqual({
      "archive-id": "a1",
      "mime-type": "application/x-ltv-sdo",
      data: Buffer.from("demo/archive/a1").toString("base64"),
    });
  });

  it("says which were really removed, and so may be asked again", async () => {
    doors.signing.stored.set("demo/archive/a2", { mediaType: "a/b", bytes: Buffer.from("x") });
    const ids = "<archive-id>a2</archive-id><archive-id>none</archive-id>";
    expect(texts(await ask("remove-document-request", ids))).toEqual({ "archive-id": "a2" });
    expect((await ask("remove-document-request", ids)).children).toEqual([]);
  });

  it.each([
    ["get-document-request", "<archive-id>none</archive-id>", "3.0"],
    ["get-document-request", "<archive-id>a1</archive-id>", "2.0"],
  ])("refuses %s of %s in version %s", async (element, content, version) => {
    expect((await ask(element, content, version)).name).toBe("Fault");
  });
});

describe("the definitions", () => {
  it.each(Object.entries(SERVICES))("of %s is at its own address", async (name, path) => {
    const text = await (await fetch(`${doors.url}/ws/${path}?wsdl`)).text();
    expect(text).toContain(
      `targetNamespace="https://id.signicat.com/definitions/wsdl/${NAMESPACES[name as "archive"]}"`,
    );
    expect(text).toContain(`<soap:address location="${ORIGIN}/ws/${path}"/>`);
  });
});
