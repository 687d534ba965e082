/** What the domain needs of the outside: the gateway gives it. */
import type { Storage } from "@eid-gateway/storage";
import type { Random } from "./ids.js";
import type { Limits } from "./limits.js";
import type { StoredFile } from "./model/document.js";
import type { Order } from "./model/order.js";
import type { AddressPolicy } from "./rules/refuse-address.js";

export interface SigningPorts {
  readonly storage: Pick<Storage, "workbench" | "entries">;
  readonly clock: { now(): Date };
  readonly random: Random;
  /** @throws when there is no such service: doors ask only for services they know */
  terms(service: string): ServiceTerms;
  readonly catalogue: MethodCatalogue;
  /** What is wrong with a file as such: an encrypted, active or already signed PDF, a text that is not what its type says. */
  inspectDocument(document: ShownDocument): Promise<readonly Finding[]>;
  /** The address a person opens to do a task. */
  taskUrl(service: string, orderId: string, taskId: string): string;
  /** Channels that are there. A notification by another is refused when it is ordered. */
  readonly deliver: Deliverers;
  readonly packagers: Readonly<Record<string, Packager>>; // by a packaging task's method: "pades"
  /** New timestamps on a file that is kept for long, before the old ones lose their worth. Absent: nothing is renewed. */
  readonly renew?: Renew;
  /** Something has become due: a good moment to run the jobs, without waiting for their turn. */
  onDue?(): void;
}

/** What is configured for a service. */
export interface ServiceTerms {
  readonly limits: Limits;
  readonly sdoFormat: SdoFormat; // where the order names none
  readonly addresses: AddressPolicy;
  /** The service may have a signer's national number compared: it has an agreement for that. */
  readonly comparesNationalIds: boolean;
  /** The text of a stylesheet by its configured name, which an XML document's `externalReference` names. */
  stylesheet(name: string): string | undefined;
  readonly timezone: string; // of schedules that name none
}
export type SdoFormat = "native" | "ltv-sdo";

export interface MethodCatalogue {
  /** A method of this service by its public name. */
  find(service: string, name: string): CataloguedMethod | undefined;
}
export interface CataloguedMethod {
  readonly intent: "sign" | "authenticate";
  /** Of a log-in: what is consented to goes under the person's key. One that does not bind cannot be signed with. */
  readonly binds: boolean;
  /** Of a signing method: several documents by one act. */
  readonly bundles?: boolean;
  readonly mediaTypes?: readonly string[]; // absent: all that the pages can show
  /** What the method would refuse to show or sign. */
  inspect?(document: ShownDocument): Promise<readonly Finding[]>;
}
export type ShownDocument = StoredFile & { readonly stylesheet?: string };
export type Finding = { readonly message: string };

export type Deliverers = {
  readonly url?: Deliver;
  readonly email?: Deliver;
  readonly sms?: Deliver;
};
/** @throws when it was not delivered: it is tried again. It may be called twice with one `id`, after a crash between the two. */
export type Deliver = (message: OutgoingMessage) => Promise<void>;
export type OutgoingMessage = {
  readonly id: string; // the same at each try
  readonly service: string;
  readonly orderId: string;
  readonly taskId?: string;
  readonly state: string; // what has happened: "completed"
  readonly recipient: string; // placeholders filled in; of a URL also with the ids in its query
  readonly sender?: string;
  readonly header?: string;
  readonly message: string;
};

/** Makes one file of several results. @throws when it cannot be made now: it is tried again */
export type Packager = (order: Order, parts: readonly PackagePart[]) => Promise<StoredFile>;
export type PackagePart = {
  readonly taskId: string;
  readonly documentId: string;
  readonly description: string;
  readonly original: StoredFile;
  readonly result: StoredFile;
  readonly evidence: StoredFile;
};

/** @returns the file with new timestamps, if it was time, and when to ask again; `undefined`: never */
export type Renew = (
  service: string,
  file: StoredFile,
) => Promise<{ readonly file?: StoredFile; readonly next: Date } | undefined>;
