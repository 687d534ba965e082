/** What can go wrong with the document of a signing. At a log-in all but the last behave as they should. */

import type { SignTextFormat } from "../sign-text/sign-text.js";
import type { SignedAttachment, SignedDocument } from "../sign-text/signed-document.js";
import { digestOf } from "../sign-text/signed-document.js";
import type { Statement } from "./response-properties.js";

type Change = (document: SignedDocument) => SignedDocument;

interface SigningScenario {
  readonly id: string;
  readonly says: string;
  readonly of?: "signing";
  readonly statement: (honest: Statement) => Statement;
}

const OTHER_TEXTS: Readonly<Record<Exclude<SignTextFormat, "pdf">, string>> = {
  text: "Another text than was shown.",
  html: "<html><body><p>Another text than was shown.</p></body></html>",
  xml: "<another/>",
};
const EXTRA: SignedAttachment = { title: "extra.txt", mimeType: "text/plain", bytes: Buffer.from("Nobody saw this.") };

const DOCUMENTS: readonly (readonly [id: string, says: string, change: Change])[] = [
  ["sign-text-other", "Signs another document than was shown.", signOther],
  [
    "sign-text-white-space",
    "Signs the document with one blank more at its end.",
    (one) => ({ ...one, bytes: followedBy(one.bytes, " ") }),
  ],
  [
    "sign-text-visibility",
    "Says that the signer did not see the text; of XML, that the signer did.",
    (one) => ({ ...one, visible: !one.visible }),
  ],
  ["sign-text-absent", "Leaves the document out.", (one) => ({ ...one, pdfAs: "nowhere" })],
  [
    "pdf-as-property",
    "Holds a PDF as a property: perhaps what the real client did.",
    (one) => placePdf(one, "property"),
  ],
  [
    "pdf-as-both",
    "Holds a PDF as an object and as a property: perhaps what the real client did.",
    (one) => placePdf(one, "both"),
  ],
  [
    "stylesheet-digest-other",
    "Says the digest of another stylesheet.",
    (one) => withDigest(one, digestOf(Buffer.from("another stylesheet"))),
  ],
  ["stylesheet-digest-absent", "Does not say by which stylesheet XML was shown.", (one) => withDigest(one, undefined)],
  [
    "transformation-id-other",
    "Says the transformation id of another stylesheet.",
    (one) => withStylesheetId(one, "another stylesheet"),
  ],
  [
    "transformation-id-absent",
    "Does not say the transformation id that was sent with XML.",
    (one) => withStylesheetId(one, undefined),
  ],
  [
    "attachment-extra",
    "Signs one attachment more than was shown.",
    (one) => ({ ...one, attachments: [...one.attachments, EXTRA] }),
  ],
  [
    "attachment-other",
    "Signs another file as the first attachment.",
    (one) => ({ ...one, attachments: one.attachments.map(changeFirst) }),
  ],
  [
    "attachment-absent",
    "Leaves the last attachment out.",
    (one) => ({ ...one, attachments: one.attachments.slice(0, -1) }),
  ],
];

export const SIGNING_SCENARIOS: readonly SigningScenario[] = [
  ...DOCUMENTS.map(([id, says, change]): SigningScenario => {
    return { id, says, of: "signing", statement: (honest) => changeDocument(honest, change) };
  }),
  {
    id: "flow-other",
    says: "Answers a signing with a log-in, and a log-in with the signing of a text.",
    statement: answerOtherFlow,
  },
];

function changeDocument(honest: Statement, change: Change): Statement {
  return honest.document ? { ...honest, document: change(honest.document) } : honest;
}

function signOther(document: SignedDocument): SignedDocument {
  const { format, bytes } = document;
  const other = format === "pdf" ? followedBy(bytes, "\n% another document\n") : Buffer.from(OTHER_TEXTS[format]);
  return { ...document, bytes: other };
}

function placePdf(document: SignedDocument, pdfAs: SignedDocument["pdfAs"]): SignedDocument {
  return document.format === "pdf" ? { ...document, pdfAs } : document;
}

function withDigest(document: SignedDocument, stylesheetDigest: string | undefined): SignedDocument {
  return document.format === "xml" ? { ...document, stylesheetDigest } : document;
}

function withStylesheetId(document: SignedDocument, stylesheetId: string | undefined): SignedDocument {
  return document.format === "xml" ? { ...document, stylesheetId } : document;
}

function changeFirst(attachment: SignedAttachment, index: number): SignedAttachment {
  return index === 0 ? { ...attachment, bytes: EXTRA.bytes } : attachment;
}

function answerOtherFlow({ document, ...honest }: Statement): Statement {
  if (document) return { ...honest, action: "logon" };
  const text = { format: "text", bytes: Buffer.from("Nobody asked for this to be signed.") } as const;
  return { ...honest, action: "sign", document: { ...text, visible: true, pdfAs: "object", attachments: [] } };
}

function followedBy(bytes: Uint8Array, more: string): Uint8Array {
  return Buffer.concat([bytes, Buffer.from(more)]);
}
