/** An order as the REST face reads it (`/enterprise/sign/openapi.json`). */
import type { DocumentToSign, OrderWish } from "./order-wish.js";
import { returnAddresses } from "./return-address.js";

/** The one task of an order, and its package. */
export const TASK = "task";
export const PACKAGE = "package";

/** @param uploaded the id that each document was given by the gateway */
export function writeOrder(wish: OrderWish, uploaded: readonly string[]): object {
  const { clientReference, daysUntilDeletion, resultFormat, isPackaged = false } = wish;
  const signed = wish.documents.flatMap((document, at) => (isSigned(document) ? [documentId(document, at)] : []));
  return omitAbsent({
    clientReference,
    daysUntilDeletion,
    sdoFormat: resultFormat && FORMATS[resultFormat],
    tasks: [writeTask(wish, uploaded)],
    packagingTasks: isPackaged
      ? [{ id: PACKAGE, method: "PADES", documents: [{ taskId: TASK, documentIds: signed }] }]
      : undefined,
  });
}

const FORMATS = { native: "NATIVE", "ltv-sdo": "LTV_SDO" } as const;

/** Its own, or one by its place. */
export function documentId({ id }: DocumentToSign, at: number): string {
  return id ?? `document-${at + 1}`;
}

function writeTask(wish: OrderWish, uploaded: readonly string[]): object {
  const { nationalId, language, profile, daysToLive, returnTo } = wish;
  return omitAbsent({
    id: TASK,
    language,
    profile,
    daysToLive,
    documents: wish.documents.map((document, at) => writeDocument(document, at, uploaded[at] ?? "")),
    signatureMethods: [
      ...(wish.methods ?? []).map((name) => ({ name, type: "THIRD_PARTY" })),
      ...(wish.logInMethods ?? []).map((name) => ({ name, type: "AUTHENTICATION_BASED" })),
    ],
    subject:
      nationalId === undefined ? undefined : { attributes: [{ name: "national-id", value: digitsOf(nationalId) }] },
    notifications: wish.webhook === undefined ? undefined : [writeWebhook(wish.webhook)],
    ...(returnTo !== undefined && returnAddresses(returnTo)),
  });
}

function writeDocument(document: DocumentToSign, at: number, documentRef: string): object {
  return omitAbsent({
    id: documentId(document, at),
    description: document.title,
    action: isSigned(document) ? "SIGN" : "VIEW",
    source: "SESSION",
    documentRef,
    optional: document.isOptional,
  });
}

function writeWebhook(recipient: string): object {
  const schedule = ["COMPLETED", "REJECTED", "EXPIRED"].map((stateIs) => ({ stateIs }));
  return { id: "webhook", type: "URL", recipient, message: "over", schedule };
}

function isSigned({ action = "sign" }: DocumentToSign): boolean {
  return action === "sign";
}

/** People write 070761-4285. */
function digitsOf(nationalId: string): string {
  return nationalId.replaceAll(/[\s-]/g, "");
}

function omitAbsent(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
