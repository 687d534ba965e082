/** Where in the JSON of an order the domain's places are. The domain has the model of SOAP, in which some things stand otherwise. */
import { SigningError } from "@eid-gateway/signing";
import type { RestOrder, RestTask } from "./schemas.js";
import { NATIONAL_ID, SUBJECT_ATTRIBUTES } from "./subject-attributes.js";

export type Place = readonly (string | number)[];

/** What the domain says of an order, at the place where its sender wrote it; any other error as it is. */
export function placedInJson(error: unknown, order: RestOrder): unknown {
  if (!(error instanceof SigningError)) return error;
  const { code, message, place, findings } = error;
  return new SigningError(code, message, { place: toJson(place.slice(1), order), findings }); // without the order's own index
}

function toJson(place: Place, order: RestOrder): Place {
  const [list, index, ...inner] = place;
  if (typeof index !== "number") return inRestWords(place);
  const task = list === "tasks" ? order.tasks[index] : undefined;
  const packaging = list === "packagingTasks" ? order.packagingTasks[index] : undefined;
  if (task) return ["tasks", index, ...inTask(inner, task)];
  if (packaging) return ["packagingTasks", index, ...inPackage(inner, packaging)];
  return inRestWords(place);
}

function inTask(place: Place, task: RestTask): Place {
  const [member, at, ...inner] = place;
  if (member === "signatures") return ["signatureMethods", ...methodIn(task, "THIRD_PARTY", inner)];
  if (member === "authenticationBasedSignatures")
    return ["signatureMethods", ...methodIn(task, "AUTHENTICATION_BASED", inner)];
  if (member === "subject" && at !== undefined) return [member, ...attributeIn(task, at)];
  return inRestWords(place);
}

/** The domain has two lists of methods, JSON has one with types. */
function methodIn({ signatureMethods }: RestTask, type: string, [, nth, ...inner]: Place): Place {
  const indexes = [...signatureMethods.keys()].filter((index) => signatureMethods[index]?.type === type);
  const index = typeof nth === "number" ? indexes[nth] : undefined;
  return index === undefined ? [] : [index, ...inner];
}

/** What the domain knows as a member of the subject is one of its attributes here. */
function attributeIn({ subject }: RestTask, member: string | number): Place {
  const names = new Map<string | number, string>([["nationalId", NATIONAL_ID]]);
  for (const [name, known] of Object.entries(SUBJECT_ATTRIBUTES)) names.set(known, name);
  const index = subject?.attributes.findIndex(({ name }) => name === names.get(member)) ?? -1;
  return index < 0 ? [] : ["attributes", index, "value"];
}

/** The domain has one list of documents, JSON has them by their tasks. */
function inPackage(place: Place, { documents }: RestPackage): Place {
  const [member, nth] = place;
  if (member !== "documents" || typeof nth !== "number") return inRestWords(place);
  const places = documents.flatMap(({ documentIds }, group) =>
    documentIds.map((_id, index) => [group, "documentIds", index]),
  );
  return [member, ...(places[nth] ?? [])];
}
type RestPackage = RestOrder["packagingTasks"][number];

/** The domain's names for what has another here; a document's own members stand where its action's do. */
const WORDS: Readonly<Record<string, string | undefined>> = {
  documentActions: "documents",
  document: undefined,
  sessionId: "documentRef",
  onTaskCancel: "onTaskReject",
  schedules: "schedule",
  wait: "delay",
};

function inRestWords(place: Place): Place {
  return place.flatMap((step) => {
    if (typeof step === "number" || !Object.hasOwn(WORDS, step)) return [step];
    const word = WORDS[step];
    return word === undefined ? [] : [word];
  });
}
