/** Documents that are there already: of a size and type that every method of their tasks signs, and with nothing to find fault with. */
import type { GatheredDocument } from "../documents/gather-documents.js";
import { usesOf } from "../documents/uses.js";
import { essenceOf, SHOWN_MEDIA_TYPES, XML_MEDIA_TYPES } from "../limits.js";
import type { OrderRequest, TaskRequest } from "../model/order.js";
import type { CataloguedMethod, SigningPorts } from "../ports.js";
import { quote, type RuleContext, refuse } from "./rule.js";

export type DocumentContext = RuleContext & Pick<SigningPorts, "inspectDocument">;
type Known = Pick<GatheredDocument, "mediaType" | "length" | "stylesheet" | "place" | "read">;

export async function checkDocuments(
  order: OrderRequest,
  documents: readonly GatheredDocument[],
  context: DocumentContext,
  from: number,
): Promise<void> {
  for (const gathered of documents) {
    const tasks = order.tasks.slice(from).flatMap((task) => purposesOf(order, task, gathered));
    await checkDocument(gathered, mergePurposes(tasks, context), context);
  }
}

/** What a document is wanted for: to be read, and to be signed by any of these methods. */
export type Purpose = { readonly signing: readonly string[]; readonly authenticating: readonly string[] };

function purposesOf(order: OrderRequest, task: TaskRequest, { document, owner }: GatheredDocument): readonly Purpose[] {
  const uses = usesOf(order, task).filter((use) => use.document.id === document.id && use.owner === owner);
  return uses.map(({ action }) => purposeOf(task, action.type));
}

export function purposeOf(task: TaskRequest, type: "sign" | "view" | "upload"): Purpose {
  if (type !== "sign") return { signing: [], authenticating: [] };
  const names = (blocks: TaskRequest["authenticationBasedSignatures"]) =>
    blocks.flatMap(({ methods }) => methods.map(({ name }) => name));
  return { signing: names(task.signatures), authenticating: names(task.authenticationBasedSignatures) };
}

type Methods = ReadonlyMap<string, CataloguedMethod>;

export function mergePurposes(purposes: readonly Purpose[], { catalogue, service }: RuleContext): Methods {
  const names = purposes.flatMap(({ signing, authenticating }) => [...signing, ...authenticating]);
  return new Map(names.map((name) => [name, catalogue.find(service, name)!]));
}

/** @throws SigningError of the first thing wrong; of what stands in the document, with every finding, whoever made it */
export async function checkDocument(known: Known, methods: Methods, context: DocumentContext): Promise<void> {
  checkSize(known, methods, context);
  checkType(known, methods, context);
  const { mediaType, stylesheet, place } = known;
  const document = { mediaType, bytes: await known.read(), ...(stylesheet !== undefined && { stylesheet }) };
  const faults = (await context.inspectDocument(document)).map(({ message }) => message);
  const rejections: string[] = [];
  for (const [name, method] of methods)
    for (const { message } of (await method.inspect?.(document)) ?? []) rejections.push(`${name}: ${message}`);
  const findings = [...faults, ...rejections];
  if (faults.length > 0) refuse("document-refused", `the document is not taken: ${summary(findings)}`, place, findings);
  if (rejections.length > 0)
    refuse(
      "document-rejected-by-method",
      `not every method would sign the document: ${summary(findings)}`,
      place,
      findings,
    );
}

function checkSize({ length, place }: Known, methods: Methods, { terms: { limits } }: RuleContext): void {
  if (length === 0) refuse("document-refused", "the document is empty", place);
  const isOf = (intent: "sign" | "authenticate") => [...methods.values()].some((method) => method.intent === intent);
  const most = isOf("sign") ? limits.signBytes : isOf("authenticate") ? limits.authenticatedBytes : limits.fileBytes;
  if (length <= most) return;
  refuse(
    "document-refused",
    `the document has ${length} bytes; ${most} are the most for what it is ordered for`,
    place,
  );
}

function checkType(
  { mediaType, stylesheet, place }: Known,
  methods: Methods,
  { terms: { limits } }: RuleContext,
): void {
  const type = essenceOf(mediaType);
  if (!limits.mediaTypes.includes(type))
    refuse(
      "document-refused",
      `documents of type ${quote(type)} are not taken: send one of ${limits.mediaTypes.join(", ")}`,
      place,
    );
  for (const [name, { mediaTypes = SHOWN_MEDIA_TYPES }] of methods) {
    if (mediaTypes.includes(type)) continue;
    const message = `${quote(name)} does not sign ${quote(type)}; it signs ${mediaTypes.join(", ")}`;
    refuse("media-type-not-supported-by-method", message, place);
  }
  if (!XML_MEDIA_TYPES.includes(type) || stylesheet !== undefined) return;
  refuse(
    "document-refused",
    "an XML document names, as its external reference, a stylesheet that the service has",
    place,
  );
}

/** All findings are in `findings`; the sentence names the first. */
function summary(findings: readonly string[]): string {
  const more = findings.length - MOST_IN_A_SENTENCE;
  return [...findings.slice(0, MOST_IN_A_SENTENCE), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}
const MOST_IN_A_SENTENCE = 5;
