/** Signings without a browser, in both clients, by a service provider written for these tests. */
import { createHash, type X509Certificate } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { DOMParser } from "@xmldom/xmldom";
import { afterAll, beforeAll } from "vitest";
import { buildParameters, ORIGIN, type Sent, signerOf } from "../build-parameters.js";
import { base64, buildCodeFileParameters } from "../codefile/code-file-parameters.js";
import { certificatesIn, signatureHolds } from "../realism/verify-independently.js";
import { buildPdf, onePage } from "../sign-text/build-pdf.js";
import { handClock, startForTest } from "../start-for-test.js";

export const CLIENTS = ["key card", "code file"] as const;
export type Client = (typeof CLIENTS)[number];

export const TEXT = "Jeg skylder\r\n  dig 3 kr. <&>\tÅse";
export const HTML = '<html><body><p align="left">Jeg skylder dig <b>3 kr.</b></p></body></html>';
export const XML = '<?xml version="1.0" encoding="UTF-8"?>\r\n<loan amount="3"/>';
export const STYLESHEET =
  '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><body><p><xsl:value-of select="loan/@amount"/> kr.</p></body></html></xsl:template></xsl:stylesheet>';
export const PDF = buildPdf(onePage());
export const hashOf = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("base64");

export const DOCUMENTS = {
  text: { SIGNTEXT: base64(TEXT) },
  html: { SIGNTEXT: base64(HTML), SIGNTEXT_FORMAT: "HTML" },
  xml: { SIGNTEXT: base64(XML), SIGNTEXT_FORMAT: "XML", SIGNTEXT_TRANSFORMATION: base64(STYLESHEET) },
  pdf: { SIGNTEXT: PDF.toString("base64"), SIGNTEXT_FORMAT: "PDF" },
} as const satisfies Record<string, Sent>;
export type Format = keyof typeof DOCUMENTS;
export const FORMATS = Object.keys(DOCUMENTS) as Format[];

/** As a client wants it: the code file's values are in lower case. */
export function documentFor(client: Client, format: Format): Sent {
  const document: Sent = DOCUMENTS[format];
  if (client === "key card" || document.SIGNTEXT_FORMAT === undefined) return document;
  return { ...document, SIGNTEXT_FORMAT: document.SIGNTEXT_FORMAT.toLowerCase() };
}

export interface Stage {
  readonly simulator: RunningSimulator;
  readonly person: { readonly alias: string; readonly password: string };
  /** What was posted, decoded: a message, or a code behind its command. */
  sign(client: Client, parameters?: Readonly<Record<string, string | undefined>>): Promise<string>;
  logIn(client: Client): Promise<string>;
}

/** A simulator with one person, for the tests of a file. */
export function setStage(): Stage {
  const clock = handClock();
  let simulator: RunningSimulator;
  let person: Stage["person"];
  beforeAll(async () => {
    simulator = await startForTest({ clock });
    person = await simulator.createIdentity({ autofill: true, kind: "POCES" });
  });
  async function run(client: Client, before: Readonly<Record<string, string | undefined>>): Promise<string> {
    const signer = signerOf(simulator, simulator.merchant("1001"));
    const build = client === "key card" ? buildParameters : buildCodeFileParameters;
    const parameters = JSON.stringify(build(signer, { before }));
    const outcome = await simulator.client({
      parameters,
      origin: ORIGIN,
      userId: person.alias,
      password: person.password,
    });
    if ("stuck" in outcome) return `stuck: ${outcome.stuck.problem}`;
    const text = Buffer.from(outcome.content, "base64").toString("utf8");
    return outcome.command === "changeResponseAndSubmit" ? text : `${outcome.command} ${text}`;
  }
  return {
    get simulator() {
      return simulator;
    },
    get person() {
      return person;
    },
    sign: (client, parameters = {}) =>
      run(client, { CLIENTFLOW: client === "key card" ? "OCESSIGN2" : "sign", ...parameters }),
    logIn: (client) => run(client, {}),
  };
}

/** Serves documents by path, and says which were asked for. */
export function serveDocuments(documents: Readonly<Record<string, string | Uint8Array>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const document = documents[request.url ?? ""];
    response.statusCode = document === undefined ? 404 : 200;
    response.end(document);
  });
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => void server.close());
  const addressOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return { asked, addressOf };
}

export interface ReadSigning {
  /** By a library that knows nothing of NemID, over every reference. */
  readonly isSigned: boolean;
  readonly references: readonly string[]; // type and URI, in their order
  /** name, value (base64 undone), encoding and visibility, in their order. */
  readonly properties: readonly (readonly [name: string, value: string, encoding: string, visible: string])[];
  readonly objects: readonly { readonly attributes: string; readonly bytes: Buffer }[]; // besides the properties
}

/** @param client whose order of certificates is expected; left out: any */
export function readSigning(xml: string, client?: Client): ReadSigning {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  const properties = [...document.getElementsByTagName("ds:SignatureProperty")].map((property) => {
    const [name, value] = ["Name", "Value"].map((part) => property.getElementsByTagName(`openoces:${part}`)[0]!);
    const encoding = value!.getAttribute("Encoding") ?? "";
    const text = value!.textContent ?? "";
    const decoded = encoding === "base64" ? Buffer.from(text, "base64").toString("utf8") : text;
    return [name!.textContent ?? "", decoded, encoding, value!.getAttribute("VisibleToSigner") ?? ""] as const;
  });
  const references = [...document.getElementsByTagName("ds:Reference")].map((one) =>
    [one.getAttribute("Type"), one.getAttribute("URI")].filter(Boolean).join(" "),
  );
  const objects = [
    ...xml.matchAll(/<ds:Object xmlns:ds="[^"]*" xmlns:openoces="[^"]*" (Encoding[^\n]*)>\n([^<]*)\n<\/ds:Object>/g),
  ];
  const certificates = certificatesIn(xml);
  const users = client === undefined ? certificates : [certificates[client === "key card" ? 1 : 0]!];
  return {
    isSigned: users.some((user) => holds(xml, user)),
    references,
    properties,
    objects: objects.map(([, attributes = "", content = ""]) => ({
      attributes,
      bytes: Buffer.from(content, "base64"),
    })),
  };
}

/** The library throws for a signature that is wrong. */
function holds(xml: string, user: X509Certificate): boolean {
  try {
    return signatureHolds(xml, user);
  } catch {
    return false;
  }
}
