import { type AnyEidMethod, EidError } from "@eid-gateway/core";
import type { LtvSdoContent, OriginalDocument } from "@eid-gateway/sdo";
import { describe, expect, it } from "vitest";
import type { OpenedMethod } from "../../src/method-directory.js";
import { describeParts, type PackageReader } from "../../src/signing/describe-parts.js";

type Preview = OpenedMethod["open"]["preview"];
const AT = new Date("2022-05-01T12:00:00Z");
const METHOD = { displayName: { en: "NemID key card", da: "NemID nøglekort" } } as unknown as AnyEidMethod;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A directory with one method, "nemid-sign", that draws XML as it is told. */
function reader(preview?: Preview, language: "da" | "en" = "en"): PackageReader {
  const isIt = (name: string) => name === "nemid-sign";
  const open = { ...(preview && { preview }) } as OpenedMethod["open"];
  return {
    service: "demo",
    language,
    directory: {
      find: (_service, name) => (isIt(name) ? { name, method: METHOD, open } : undefined),
      methodOf: (_service, name) => (isIt(name) ? METHOD : undefined),
      useOf: () => undefined,
    },
  };
}

interface Wish {
  readonly documents?: readonly OriginalDocument[];
  readonly signer?: string;
  readonly method?: string;
  readonly proof?: "native" | "authentication";
  readonly at?: Date;
}
/** An LTV-SDO's content over each of the documents, sealed one by one. */
function partsOf({ documents = [text("loan")], signer = "Ella", proof = "native", at = AT, ...wish }: Wish = {}) {
  return documents.map((document) => {
    const method = wish.method ?? "nemid-sign";
    const content = {
      task: "task-1",
      documents: documents.map((each) => (each === document ? each : { ...each, bytes: undefined })).filter(hasBytes),
      signer: { name: signer, method, uniqueId: `PID:${signer}` },
      proof: { kind: proof },
      events: [
        { event: "document-signed", time: new Date(0), data: "another" },
        ...documents.map(({ id }) => ({ event: "document-signed", time: at, data: id })),
        { event: "document-signed", time: new Date(0), data: "another" },
      ],
    };
    return { content: content as unknown as LtvSdoContent, bytes: bytesOf("<LtvSdo/>") };
  });
}
const hasBytes = ({ bytes }: { readonly bytes: unknown }) => bytes !== undefined;
const text = (id: string): OriginalDocument => ({ id, mediaType: "text/plain", bytes: bytesOf(id), description: id });
const xml = (source = "<debt>300</debt>", stylesheet = "<xsl/>"): OriginalDocument => {
  return { id: "debt", mediaType: "application/xml", bytes: bytesOf(source), stylesheet: bytesOf(stylesheet) };
};
const draw: Preview = async ({ stylesheet, read }) => {
  return { html: `<p>${Buffer.from(await read()).toString()} by ${stylesheet}</p>` };
};

describe("what a package says of signatures", () => {
  it("is who signed which of its documents, each document being there once", async () => {
    const parts = [
      ...partsOf({ documents: [text("loan"), text("pledge")] }),
      ...partsOf({ documents: [text("pledge")], signer: "Bo" }),
    ];
    const { documents, signatures } = await describeParts(parts, reader());
    expect(documents.map(({ title }) => title)).toEqual(["loan", "pledge"]);
    expect(signatures).toMatchObject([
      { name: "Ella", documents: [0, 1], at: AT },
      { name: "Bo", documents: [1], at: AT },
    ]);
  });

  it("is told apart by time: who signed one document after the other signed twice", async () => {
    const later = partsOf({ documents: [text("pledge")], at: new Date("2022-05-01T12:05:00Z") });
    const { signatures } = await describeParts([...partsOf(), ...later], reader());
    expect(signatures.map(({ documents }) => documents)).toEqual([[0], [1]]);
  });

  it("names the method in the reader's language, and one that is gone as the evidence does", async () => {
    const methodIn = async (language: "da" | "en", method: string) =>
      (await describeParts(partsOf({ method }), reader(undefined, language))).signatures[0]!.method;
    expect(await methodIn("da", "nemid-sign")).toBe("NemID nøglekort");
    expect(await methodIn("en", "nemid-sign")).toBe("NemID key card");
    expect(await methodIn("en", "old-sign")).toBe("old-sign");
  });

  it("names the files of evidence after task and document, and says whose each is", async () => {
    const { evidence } = await describeParts(partsOf(), reader());
    expect(evidence).toMatchObject([{ fileName: "task-1-loan.xml", description: "Ella, loan" }]);
  });

  it("is not guessed: a document of another kind, or without a time, is refused", async () => {
    const picture = { ...text("a"), mediaType: "image/png" };
    await expect(describeParts(partsOf({ documents: [picture] }), reader())).rejects.toMatchObject({
      code: "document-rejected",
    });
    const [part] = partsOf();
    const silent = { ...part!, content: { ...part!.content, events: [] } };
    await expect(describeParts([silent], reader())).rejects.toThrow(/when a document was signed/);
  });
});

describe("XML in a package", () => {
  const shownOf = async (wish: Wish, with_: PackageReader) =>
    (await describeParts(partsOf({ documents: [xml()], ...wish }), with_)).documents[0]!.shown;

  it("is as its stylesheet made it, when the eID's own signature signed it", async () => {
    const shown = { mediaType: "text/html", text: "<p><debt>300</debt> by <xsl/></p>" };
    expect(await shownOf({}, reader(draw))).toEqual(shown);
  });

  it.each([
    ["when it was signed by a log-in", { proof: "authentication" } as const, reader(draw)],
    ["when its method shows it as it is", {}, reader()],
  ])("is its source %s", async (_when, wish, with_) => {
    expect(await shownOf(wish, with_)).toEqual({ mediaType: "text/plain", text: "<debt>300</debt>" });
  });

  it("is there twice when two stylesheets showed two things of it", async () => {
    const both = [xml(), xml(undefined, "<other/>")].flatMap((document) => partsOf({ documents: [document] }));
    const { documents, signatures } = await describeParts(both, reader(draw));
    expect(documents).toHaveLength(2);
    expect(signatures.flatMap((each) => each.documents)).toEqual([0, 1]);
  });

  it.each<readonly [string, Wish, Preview]>([
    ["its method is gone", { method: "old-sign" }, draw],
    [
      "the method objects",
      {},
      async () => Promise.reject(new EidError("nemid:document", "misconfigured", "it cannot be shown")),
    ],
  ])("is refused when %s: nobody saw other text", async (_why, wish, preview) => {
    await expect(shownOf(wish, reader(preview))).rejects.toMatchObject({
      code: "document-rejected",
      message: expect.stringContaining("cannot be shown any more as it was signed"),
    });
  });
});
