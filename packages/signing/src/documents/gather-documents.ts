/** The documents of an order before it is made: what each is, and where its bytes are now. */
import type { TableParts } from "@eid-gateway/storage";
import { essenceOf, XML_MEDIA_TYPES } from "../limits.js";
import type { DocumentSource } from "../model/document.js";
import type { OrderRequest } from "../model/order.js";
import type { ServiceTerms } from "../ports.js";
import { SigningError } from "../signing-error.js";
import { findFiles, type HeldFile, readHeld } from "../tables/file-rows.js";
import { fileKey, hex, type OrderName } from "../tables/keys.js";
import { type NamedDocument, sourceKey, usesOf } from "./uses.js";

export type GatheredDocument = {
  readonly document: NamedDocument;
  readonly owner: string;
  readonly place: Place;
  readonly mediaType: string;
  readonly length: number;
  readonly stylesheet?: string;
  /** In the store, or brought along. */
  readonly held?: HeldFile;
  readonly data?: Uint8Array;
  read(): Promise<Uint8Array>;
};
type Place = readonly (string | number)[];

/** Those that are there already; uploads to come and others' results are not. @throws SigningError for one that is missing */
export async function gatherDocuments(
  parts: TableParts,
  service: string,
  order: OrderRequest,
  terms: ServiceTerms,
): Promise<readonly GatheredDocument[]> {
  const placed = placedDocuments(order);
  const keys = placed.map(({ document }) => storedKey(parts, service, document)).filter((key) => key !== undefined);
  const held = new Map((await findFiles(parts, keys)).map((file) => [hex(file.key), file]));
  return placed.flatMap((one) => {
    const key = storedKey(parts, service, one.document);
    if (key) return [fromStore(parts, one, held.get(hex(key)), terms)];
    return one.document.kind === "provided" ? [provided(one, one.document, terms)] : [];
  });
}

/** The order's own documents that a task uses, as they were kept when the order was made. */
export async function gatherKept(
  parts: TableParts,
  name: OrderName,
  order: OrderRequest,
  index: number,
): Promise<readonly GatheredDocument[]> {
  const task = order.tasks[index]!;
  const uses = usesOf(order, task).filter(({ owner, document }) => owner === "" && !OTHERS.includes(document.kind));
  const keys = uses.map((use) => sourceKey(parts, name, use));
  const files = new Map((await findFiles(parts, keys)).map((file) => [hex(file.key), file]));
  return uses.flatMap(({ document, owner, action }, at) => {
    const held = files.get(hex(keys[at]!));
    const place = ["tasks", index, "documentActions", task.documentActions.indexOf(action)];
    return held ? [ofHeld(parts, { document, owner, place }, held, held)] : [];
  });
}
const OTHERS: readonly string[] = ["result", "packaging-result"];

type Placed = { readonly document: NamedDocument; readonly owner: string; readonly place: Place };

function placedDocuments(order: OrderRequest): readonly Placed[] {
  const placed = (document: DocumentSource | undefined, owner: string, place: Place): readonly Placed[] =>
    document?.id === undefined ? [] : [{ document: { ...document, id: document.id }, owner, place }];
  const shared = order.documents.flatMap((document, index) => placed(document, "", ["documents", index]));
  const own = order.tasks.flatMap((task, t) =>
    task.documentActions.flatMap(({ document }, a) =>
      placed(document, task.id, ["tasks", t, "documentActions", a, "document"]),
    ),
  );
  return [...shared, ...own];
}

function storedKey(parts: TableParts, service: string, document: DocumentSource): Uint8Array | undefined {
  if (document.kind === "session") return fileKey(parts, "upload", service, document.sessionId);
  if (document.kind === "archive") return fileKey(parts, "archive", service, document.archiveId);
  return undefined;
}

function fromStore(parts: TableParts, placed: Placed, held: HeldFile | undefined, terms: ServiceTerms) {
  if (!held) throw notFound(placed);
  return ofHeld(parts, placed, held, stylesheetOf(placed, held.mediaType, terms));
}

function ofHeld(
  parts: TableParts,
  placed: Placed,
  held: HeldFile,
  { stylesheet }: { readonly stylesheet?: string },
): GatheredDocument {
  const read = async () => {
    const file = await readHeld(parts, held);
    if (!file) throw notFound(placed);
    return file.bytes;
  };
  const { mediaType, bytes: length } = held;
  return { ...placed, mediaType, length, held, read, ...(stylesheet !== undefined && { stylesheet }) };
}

export function notFound({ document, place }: Pick<Placed, "document" | "place">): SigningError {
  const [code, where] =
    document.kind === "archive"
      ? (["archive-document-not-found", "the archive"] as const)
      : (["session-document-not-found", "session data storage"] as const);
  return new SigningError(code, `there is no such document in ${where}, or no longer`, { place });
}

type Provided = Extract<DocumentSource, { kind: "provided" }>;

function provided(placed: Placed, { data, mediaType }: Provided, terms: ServiceTerms): GatheredDocument {
  if (!data) {
    throw new SigningError("document-refused", "a provided document must bring its bytes", { place: placed.place });
  }
  const more = stylesheetOf(placed, mediaType, terms);
  return { ...placed, mediaType, length: data.length, data, read: async () => data, ...more };
}

/** An order has no place for a stylesheet: the service's configuration has it, and the document names it. */
export function stylesheetOf(
  { document }: Pick<Placed, "document">,
  mediaType: string,
  terms: ServiceTerms,
): { readonly stylesheet?: string } {
  if (!XML_MEDIA_TYPES.includes(essenceOf(mediaType)) || document.externalReference === undefined) return {};
  const stylesheet = terms.stylesheet(document.externalReference);
  return stylesheet === undefined ? {} : { stylesheet };
}
