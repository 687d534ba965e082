/** An order as JSON has it, in the domain's words. */
import { NationalId } from "@eid-gateway/core";
import type { DocumentAction, Notification, OrderRequest, Subject, TaskRequest } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import { RestRefused } from "./problem.js";
import type { Place } from "./rest-place.js";
import type { RestDocument, RestNotification, RestOrder, RestTask } from "./schemas.js";
import { NATIONAL_ID, SUBJECT_ATTRIBUTES } from "./subject-attributes.js";

/** @throws RestRefused */
export function toOrder(rest: RestOrder): OrderRequest {
  return omitAbsent({
    subjects: [],
    documents: [],
    tasks: rest.tasks.map(toTask),
    clientReference: rest.clientReference,
    notifications: rest.notifications.map(toNotification),
    daysUntilDeletion: rest.daysUntilDeletion,
    sdoFormat: rest.sdoFormat && FORMATS[rest.sdoFormat],
    packagingTasks: rest.packagingTasks.map(({ id, sendToArchive, notifications, documents }) =>
      omitAbsent({
        id,
        method: "pades",
        sendToArchive,
        notifications: notifications.map(toNotification),
        documents: documents.flatMap(({ taskId, documentIds }) =>
          documentIds.map((documentId) => omitAbsent({ taskId, documentId })),
        ),
      }),
    ),
  });
}

/** In the domain's words, which are SOAP's. */
const FORMATS = { NATIVE: "native", LTV_SDO: "ltv-sdo" } as const;

function toTask(rest: RestTask, at: number): TaskRequest {
  const { documents, signatureMethods, notifications, onTaskReject, subject, authentication, ...same } = rest;
  const methodsOf = (type: RestTask["signatureMethods"][number]["type"]) =>
    signatureMethods
      .filter((method) => method.type === type)
      .map(({ name, handwritten }) => omitAbsent({ name, handwritten }));
  const [own, byLogIn] = [methodsOf("THIRD_PARTY"), methodsOf("AUTHENTICATION_BASED")];
  return omitAbsent({
    ...same,
    // An eID's own signature is over one document: asked for several, the person signs one after the other.
    bundle: own.length > 0 ? false : undefined,
    subject: subject && toSubject(subject, signatureMethods, ["tasks", at, "subject"]),
    documentActions: documents.map(toAction),
    notifications: notifications.map(toNotification),
    authentication,
    onTaskCancel: onTaskReject,
    signatures: own.length > 0 ? [{ methods: own }] : [],
    authenticationBasedSignatures: byLogIn.length > 0 ? [{ methods: byLogIn }] : [],
  });
}

function toAction(rest: RestDocument): DocumentAction {
  const { id, description, externalReference, signTextEntry } = rest;
  const base = omitAbsent({ id, description, externalReference, signTextEntry });
  return omitAbsent({
    type: ACTIONS[rest.action],
    optional: rest.optional,
    sendResultToArchive: rest.sendResultToArchive,
    dialog: rest.dialog,
    document:
      rest.documentRef === undefined
        ? ({ kind: "upload", ...base } as const)
        : ({ kind: "session", sessionId: rest.documentRef, ...base } as const),
  });
}
const ACTIONS = { SIGN: "sign", VIEW: "view", UPLOAD: "upload" } as const;

/** What a subject is known by counts for every method: an attribute for some of them only would not be compared for the others. */
function toSubject(
  { id, attributes }: NonNullable<RestTask["subject"]>,
  signing: RestTask["signatureMethods"],
  place: Place,
): Subject {
  const members: Record<string, string> = {};
  const others: { name: string; value: string }[] = [];
  let nationalId: NationalId | undefined;
  for (const [at, { name, value, methods }] of attributes.entries()) {
    if (methods && signing.some((method) => !methods.includes(method.name))) {
      throw new RestRefused("must name every signature method of the task", [...place, "attributes", at, "methods"]);
    }
    if (attributes.findIndex((each) => each.name === name) < at && ONCE.has(name)) {
      throw new RestRefused("is told already", [...place, "attributes", at, "name"]);
    }
    if (name === NATIONAL_ID) nationalId = new NationalId("DK", value);
    else if (Object.hasOwn(SUBJECT_ATTRIBUTES, name))
      members[SUBJECT_ATTRIBUTES[name as keyof typeof SUBJECT_ATTRIBUTES]] = value;
    else others.push({ name, value });
  }
  return omitAbsent({ id, nationalId, ...members, attributes: others });
}

const ONCE: ReadonlySet<string> = new Set([NATIONAL_ID, ...Object.keys(SUBJECT_ATTRIBUTES)]);

function toNotification({ schedule, ...same }: RestNotification): Notification {
  return {
    ...same,
    schedules: schedule.map(({ stateIs, waitUntil, delay, ...when }) =>
      omitAbsent({
        ...when,
        stateIs: stateIs.toLowerCase() as Lowercase<typeof stateIs>,
        waitUntil: waitUntil === undefined ? undefined : new Date(waitUntil),
        wait: delay,
      }),
    ),
  };
}
