/** What can be made to go wrong with the document of a signing, in both dialects. The signature holds in each: only the content is wrong. */
import { afterEach, describe, expect, test } from "vitest";
import { additional, base64 } from "../codefile/code-file-parameters.js";
import {
  CLIENTS,
  type Client,
  documentFor,
  type Format,
  hashOf,
  PDF,
  type ReadSigning,
  readSigning,
  STYLESHEET,
  serveDocuments,
  setStage,
  TEXT,
} from "./sign-for-test.js";

const stage = setStage();
const documents = serveDocuments({ "/a": "first", "/b": "second" });
afterEach(() => stage.simulator.setScenario(stage.person.alias, { scenario: "none" }));

async function play(
  client: Client,
  scenario: string,
  document: Readonly<Record<string, string>>,
): Promise<ReadSigning> {
  stage.simulator.setScenario(stage.person.alias, { scenario });
  const read = readSigning(await stage.sign(client, document), client);
  expect(read.isSigned, scenario).toBe(true);
  return read;
}
const property = ({ properties }: ReadSigning, wanted: string) => properties.find(([name]) => name === wanted);
const pdfIn = ({ objects }: ReadSigning) =>
  objects.find(({ attributes }) => attributes.includes('Id="signText"'))?.bytes;

describe.each(CLIENTS)("the %s client", (client) => {
  const sign = (scenario: string, format: Format) => play(client, scenario, documentFor(client, format));

  test.each(["text", "html", "xml"] as const)("signs another text: %s", async (format) => {
    const [, text] = property(await sign("sign-text-other", format), "signtext")!;
    expect(text).toMatch(/nother/);
    expect(base64(text)).not.toBe(documentFor(client, format).SIGNTEXT);
  });
  test("signs another PDF", async () => {
    const pdf = pdfIn(await sign("sign-text-other", "pdf"))!;
    expect([pdf.equals(PDF), pdf.subarray(0, PDF.length).equals(PDF)]).toEqual([false, true]);
  });
  test("signs other white space", async () =>
    expect(property(await sign("sign-text-white-space", "text"), "signtext")![1]).toBe(`${TEXT} `));
  test("says that the text was not seen, and that XML was", async () => {
    expect(property(await sign("sign-text-visibility", "text"), "signtext")![3]).toBe("no");
    expect(property(await sign("sign-text-visibility", "xml"), "signtext")![3]).toBe("yes");
  });
  test.each(["text", "html", "xml", "pdf"] as const)("leaves the document out: %s", async (format) => {
    const read = await sign("sign-text-absent", format);
    expect([property(read, "signtext"), read.objects, property(read, "action")![1]]).toEqual([undefined, [], "sign"]);
  });
  test("holds a PDF elsewhere", async () => {
    const asProperty = await sign("pdf-as-property", "pdf");
    expect([property(asProperty, "signtext")?.[3], pdfIn(asProperty)]).toEqual(["yes", undefined]);
    const asBoth = await sign("pdf-as-both", "pdf");
    expect([property(asBoth, "signtext")?.[3], pdfIn(asBoth)?.equals(PDF)]).toEqual(["yes", true]);
  });
  test("says another stylesheet's digest, or none", async () => {
    const digest = property(await sign("stylesheet-digest-other", "xml"), "stylesheetDigest")![1];
    expect(Buffer.from(digest, "base64")).toHaveLength(32);
    expect(digest).not.toBe(hashOf(STYLESHEET));
    expect(property(await sign("stylesheet-digest-absent", "xml"), "stylesheetDigest")).toBeUndefined();
  });
  test("adds an attachment", async () => {
    const { references, objects } = await sign("attachment-extra", "text");
    expect([references.length, objects.at(-1)!.bytes.toString()]).toEqual([2, "Nobody saw this."]);
  });
  test("answers with a log-in, where nothing was signed", async () => {
    const read = await sign("flow-other", "text");
    expect([property(read, "action")![1], property(read, "signtext")]).toEqual(["logon", undefined]);
  });
  test("answers a log-in with a signing", async () => {
    stage.simulator.setScenario(stage.person.alias, { scenario: "flow-other" });
    const read = readSigning(await stage.logIn(client), client);
    expect([read.isSigned, property(read, "action")![1], property(read, "signtext")![1]]).toEqual([
      true,
      "sign",
      "Nobody asked for this to be signed.",
    ]);
  });
  test.each([
    ["action-other", "action", "logon"],
    ["challenge-other", "challenge", "0123456789"],
    ["request-issuer-other", "RequestIssuer", "Another Service"],
  ])("%s is of signings, too", async (scenario, name, value) =>
    expect(property(await sign(scenario, "pdf"), name)![1]).toBe(value),
  );
  test("signs as somebody else", async () => {
    stage.simulator.setScenario(stage.person.alias, { scenario: "certificate-other-person" });
    const xml = await stage.sign(client, documentFor(client, "pdf"));
    expect(readSigning(xml, client).isSigned).toBe(true);
    stage.simulator.setScenario(stage.person.alias, { scenario: "none" });
    const own = await stage.sign(client, documentFor(client, "pdf"));
    expect(xml.match(/<ds:X509Certificate>[^<]*/g)).not.toEqual(own.match(/<ds:X509Certificate>[^<]*/g));
  });
  test("posts an earlier signing again", async () => {
    const first = await stage.sign(client, documentFor(client, "html"));
    stage.simulator.setScenario(stage.person.alias, { scenario: "replay" });
    expect(await stage.sign(client, { ...documentFor(client, "text"), SIGN_PROPERTIES: "challenge=2" })).toBe(first);
  });
  test("writes as the other client would", async () => {
    stage.simulator.setScenario(stage.person.alias, { scenario: "dialect-other" });
    const other = client === "key card" ? "code file" : "key card";
    expect(readSigning(await stage.sign(client, documentFor(client, "pdf")), other).isSigned).toBe(true);
  });
  test("leaves a log-in as it is with what is of signings only", async () => {
    for (const scenario of [
      "sign-text-other",
      "sign-text-absent",
      "pdf-as-both",
      "attachment-extra",
      "stylesheet-digest-other",
    ]) {
      stage.simulator.setScenario(stage.person.alias, { scenario });
      const { isSigned, references } = readSigning(await stage.logIn(client), client);
      expect([isSigned, references]).toEqual([true, ["#ToBeSigned"]]);
    }
  });
});

describe("attachments of the code file client", () => {
  const attachment = (path: string, content: string) =>
    `<attachment><title>${path}</title><path>${documents.addressOf(path)}</path><mimeType>text/plain</mimeType><size>${content.length}</size><hashValue>${hashOf(content)}</hashValue></attachment>`;
  const attached = () => ({
    SIGNTEXT: base64(TEXT),
    ADDITIONAL_PARAMS: additional({
      attachments: `<attachments>${attachment("/a", "first")}${attachment("/b", "second")}</attachments>`,
    }),
  });
  const contents = async (scenario: string) =>
    (await play("code file", scenario, attached())).objects.map(({ bytes }) => bytes.toString());

  test("are changed", async () => expect(await contents("attachment-other")).toEqual(["Nobody saw this.", "second"]));
  test("are left out", async () => expect(await contents("attachment-absent")).toEqual(["first"]));
});

test("what is of signings only says so in the list", async () => {
  const { scenarios } = (await (await fetch(`${stage.simulator.url}/api/scenarios`)).json()) as {
    scenarios: { id: string; of?: string }[];
  };
  const ofSigning = scenarios.filter(({ of }) => of === "signing").map(({ id }) => id);
  expect(ofSigning).toContain("sign-text-other");
  expect(ofSigning).not.toContain("flow-other");
});

describe("the key card client", () => {
  const named = { ...documentFor("key card", "xml"), SIGNTEXT_TRANSFORMATION_ID: "letter" };
  test.each([
    ["none", "letter"],
    ["transformation-id-other", "another stylesheet"],
    ["transformation-id-absent", undefined],
  ])("says which stylesheet XML was shown by, as %s has it", async (scenario, name) =>
    expect(property(await play("key card", scenario, named), "transformationId")?.[1]).toBe(name),
  );
});
