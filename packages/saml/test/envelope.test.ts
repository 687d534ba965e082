/** What goes over the wire, read by parsers and a verifier that are not ours. */
import { writeSamlFailure, writeSamlResponse } from "@eid-gateway/saml";
import { DOMParser, type Element } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { ExclusiveCanonicalization, SignedXml } from "xml-crypto";
import { ANSWER, edit, FAILURE, key, NOW, otherKey, signatureOf, textOf } from "./answers.js";

const PROTOCOL = "urn:oasis:names:tc:SAML:1.0:protocol";
const ASSERTION = "urn:oasis:names:tc:SAML:1.0:assertion";
const success = await writeSamlResponse(ANSWER, key);
const cancel = await writeSamlFailure(FAILURE, key);

const rootOf = (xml: string) => new DOMParser().parseFromString(xml, "text/xml").documentElement!;
const childrenOf = (element: Element) => [...element.childNodes].map(({ nodeName }) => nodeName);
const attributesOf = (element: Element) =>
  Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
const one = (root: Element, namespace: string, name: string) => {
  const found = [...root.getElementsByTagNameNS(namespace, name)];
  expect(found).toHaveLength(1);
  return found[0]!;
};

function verifies(xml: string, publicCert = key.pem): boolean {
  const judge = new SignedXml({ publicCert, idAttribute: "ResponseID", getCertFromKeyInfo: () => null });
  judge.loadSignature(signatureOf(xml));
  try {
    return judge.checkSignature(xml);
  } catch {
    return false; // xml-crypto throws when the digests fit and the signature does not
  }
}

describe("a success", () => {
  const root = rootOf(textOf(success));

  it("is a Response with the prefixes old clients expect", () => {
    expect([root.localName, root.prefix, root.namespaceURI]).toEqual(["Response", null, PROTOCOL]);
    expect(attributesOf(root)).toEqual({
      xmlns: PROTOCOL,
      "xmlns:saml": ASSERTION,
      "xmlns:samlp": PROTOCOL,
      "xmlns:xsd": "http://www.w3.org/2001/XMLSchema",
      "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      IssueInstant: "2026-03-02T10:00:00.250Z",
      MajorVersion: "1",
      MinorVersion: "1",
      Recipient: ANSWER.recipient,
      ResponseID: success.responseId,
    });
  });

  it("has its children in the schema's order", () => {
    expect(childrenOf(root)).toEqual(["ds:Signature", "Status", "Assertion"]);
    expect(childrenOf(one(root, ASSERTION, "Assertion"))).toEqual([
      "Conditions",
      "AuthenticationStatement",
      "AttributeStatement",
    ]);
    expect(childrenOf(one(root, ASSERTION, "AttributeStatement"))).toEqual(["Subject", "Attribute", "Attribute"]);
  });

  it("says so by a QName", () => {
    expect(attributesOf(one(root, PROTOCOL, "StatusCode"))).toEqual({ Value: "samlp:Success" });
  });

  it("has an Assertion of its own id, valid for 30 seconds, for no certain audience", () => {
    const assertion = one(root, ASSERTION, "Assertion");
    expect(attributesOf(assertion)).toEqual({
      xmlns: ASSERTION,
      AssertionID: expect.stringMatching(/^_[0-9a-f]{32}$/),
      IssueInstant: "2026-03-02T10:00:00.250Z",
      Issuer: "gateway.example/std",
      MajorVersion: "1",
      MinorVersion: "1",
    });
    expect(assertion.getAttribute("AssertionID")).not.toBe(success.responseId);
    const conditions = one(root, ASSERTION, "Conditions");
    expect(attributesOf(conditions)).toEqual({
      NotBefore: "2026-03-02T10:00:00.250Z",
      NotOnOrAfter: "2026-03-02T10:00:30.250Z",
    });
    expect(childrenOf(conditions)).toEqual([]);
  });

  it("names the subject in both statements, by bearer", () => {
    expect(attributesOf(one(root, ASSERTION, "AuthenticationStatement"))).toEqual({
      AuthenticationInstant: "2026-03-02T09:59:58.007Z",
      AuthenticationMethod: "urn:ksi:names:SAML:2.0:ac:OCES",
    });
    const subjects = [...root.getElementsByTagNameNS(ASSERTION, "Subject")];
    expect(subjects.map(({ parentNode }) => parentNode?.nodeName)).toEqual([
      "AuthenticationStatement",
      "AttributeStatement",
    ]);
    for (const subject of subjects) {
      const name = one(subject, ASSERTION, "NameIdentifier");
      expect(attributesOf(name)).toEqual({ Format: "urn:kantega:ksi:3.0:nameid-format:fnr" });
      expect(name.textContent).toBe("0102038888");
      expect(one(subject, ASSERTION, "ConfirmationMethod").textContent).toBe("urn:oasis:names:tc:SAML:1.0:cm:bearer");
    }
  });

  it("has flat attributes with one value each, whatever characters are in them", () => {
    const attributes = [...root.getElementsByTagNameNS(ASSERTION, "Attribute")];
    expect(attributes.map((each) => [attributesOf(each), childrenOf(each), each.textContent])).toEqual([
      [
        { AttributeName: "plain-name", AttributeNamespace: "signicat" },
        ["AttributeValue"],
        "Åse <b>&amp;\r\n Sørensen",
      ],
      [{ AttributeName: "pid", AttributeNamespace: "nemid" }, ["AttributeValue"], "9208-2002-2-000000000001"],
    ]);
  });

  it("names an audience where one is asked for", async () => {
    const restricted = rootOf(textOf(await writeSamlResponse({ ...ANSWER, audience: "https://shop.example" }, key)));
    expect(childrenOf(one(restricted, ASSERTION, "Conditions"))).toEqual(["AudienceRestrictionCondition"]);
    expect(one(restricted, ASSERTION, "Audience").textContent).toBe("https://shop.example");
  });
});

describe("a cancel", () => {
  const root = rootOf(textOf(cancel));

  it("is a Response without an Assertion, signed all the same", () => {
    expect(childrenOf(root)).toEqual(["ds:Signature", "Status"]);
    expect(root.getAttribute("Recipient")).toBe(FAILURE.recipient);
  });

  it("has the code first, then the text", () => {
    expect(childrenOf(one(root, PROTOCOL, "Status"))).toEqual(["StatusCode", "StatusMessage"]);
    expect(attributesOf(one(root, PROTOCOL, "StatusCode"))).toEqual({ Value: "samlp:Responder" });
    expect(one(root, PROTOCOL, "StatusMessage").textContent).toBe(
      "urn:signicat:error:usercancel; The process was aborted by the end user",
    );
  });
});

describe.each([
  ["a success", success],
  ["a cancel", cancel],
])("the signature of %s", (_name, { xml, responseId }) => {
  const text = Buffer.from(xml).toString();
  const root = rootOf(text);

  it("is one over the Response, by the known algorithms, with the prefix list old clients see", () => {
    expect(text.match(/<ds:Reference /g)).toHaveLength(1);
    expect(
      [...signatureOf(text).matchAll(/ (?:Algorithm|URI|PrefixList)="([^"]*)"/g)].map((found) => found[1]),
    ).toEqual([
      "http://www.w3.org/2001/10/xml-exc-c14n#",
      "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
      `#${responseId}`,
      "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
      "http://www.w3.org/2001/10/xml-exc-c14n#",
      "code ds kind rw saml samlp typens #default xsd xsi",
      "http://www.w3.org/2001/04/xmlenc#sha256",
    ]);
  });

  it("brings the leaf certificate and no other", () => {
    const certificates = [...root.getElementsByTagName("ds:X509Certificate")].map(({ textContent }) => textContent);
    expect(certificates).toEqual([Buffer.from(key.certificate).toString("base64")]);
  });

  it("verifies with xml-crypto, and with no other key", () => {
    expect(verifies(text)).toBe(true);
    expect(verifies(text, otherKey.pem)).toBe(false);
  });

  it.each([
    ["the recipient", "shop.example", "shap.example"],
    ["the time", "10:00:00.250Z", "10:00:01.250Z"],
    ["the status", /samlp:(Success|Responder)/, "samlp:Requester"],
    ["what the status's prefix means", `xmlns:samlp="${PROTOCOL}"`, `xmlns:samlp="urn:other"`],
    ["a prefix nothing uses", "XMLSchema-instance", "XMLSchema-other"],
  ])("does not cover another %s", (_what, from, to) => {
    expect(verifies(edit(text, from, to))).toBe(false);
  });

  it("is over a document that is in canonical form as it is written", () => {
    const unsigned = edit(text, signatureOf(text), "");
    const prefixes = ["saml", "samlp", "xsd", "xsi"];
    const canonical = new ExclusiveCanonicalization().process(rootOf(unsigned) as unknown as globalThis.Element, {
      inclusiveNamespacesPrefixList: prefixes,
    });
    expect(canonical).toBe(unsigned);
  });
});

describe("the form's field", () => {
  it("is base64 in lines of 76 characters, each ended by CR LF", () => {
    const lines = success.base64.split("\r\n");
    expect(lines.pop()).toBe("");
    expect(lines.slice(0, -1).every((line) => line.length === 76)).toBe(true);
    expect(lines.at(-1)?.length).toBeLessThanOrEqual(76);
    expect(Buffer.from(success.base64, "base64")).toEqual(Buffer.from(success.xml));
  });

  it("has an id of 128 random bits that is never the same", async () => {
    expect(success.responseId).toMatch(/^_[0-9a-f]{32}$/);
    expect((await writeSamlResponse(ANSWER, key)).responseId).not.toBe(success.responseId);
  });
});

describe("refuses to write", () => {
  it.each(["", "two words", "urn:a;b", "urn:a\n"])(
    "a failure with the code %j, which clients could not split",
    async (code) => {
      await expect(writeSamlFailure({ ...FAILURE, code }, key)).rejects.toThrow(TypeError);
    },
  );

  it("a value that XML cannot hold", async () => {
    const attributes = [{ namespace: "signicat", name: "plain-name", value: "a\u0000b" }];
    await expect(writeSamlResponse({ ...ANSWER, attributes }, key)).rejects.toMatchObject({
      code: "forbidden-character",
    });
  });

  it("a time that is none", async () => {
    await expect(writeSamlResponse({ ...ANSWER, issueInstant: new Date(Number.NaN) }, key)).rejects.toThrow(RangeError);
  });

  it("with a certificate of another key", async () => {
    const mixed = { sign: key.sign, certificate: otherKey.certificate };
    await expect(writeSamlResponse(ANSWER, mixed)).rejects.toThrow("are key and certificate a pair?");
    await expect(writeSamlFailure({ ...FAILURE, issueInstant: NOW }, mixed)).rejects.toThrow();
  });
});
