import { describe, expect, it } from "vitest";
import { request } from "../../../src/doors/documentservice/schema.js";
import { placeOf } from "../../../src/doors/soap/place-of.js";
import type { Type } from "../../../src/doors/soap/schema/types.js";

const TASK = [0, "tasks", 1] as const;

/** Where the domain says that something is wrong, and where that is in the message. */
const PLACES: readonly (readonly [place: readonly (string | number)[], written: string])[] = [
  [[2, "tasks"], "request[3]/task"],
  [[0, "daysUntilDeletion"], "request[1]/days-until-deletion"],
  [[0, "sdoFormat"], "request[1]/sdo-format"],
  [[0, "subjects", 1, "id"], "request[1]/subject[2]/@id"],
  [[0, "subjects", 0, "nationalId"], "request[1]/subject[1]/national-id"],
  [[0, "documents", 0, "id"], "request[1]/document[1]/@id"],
  [[0, "documents", 0, "taskId"], "request[1]/document[1]/@ref-task-id"],
  [[0, "documents", 0, "documentId"], "request[1]/document[1]/@ref-document-id"],
  [[0, "documents", 0, "packagingTaskId"], "request[1]/document[1]/@ref-packaging-task-id"],
  [[...TASK, "id"], "request[1]/task[2]/@id"],
  [[...TASK, "daysToLive"], "request[1]/task[2]/days-to-live"],
  [[...TASK, "subjectRef"], "request[1]/task[2]/subject-ref"],
  [[...TASK, "subject", "nationalId"], "request[1]/task[2]/subject/national-id"],
  [[...TASK, "dependsOnTasks", 0], "request[1]/task[2]/depends-on-task[1]"],
  [[...TASK, "onTaskCancel"], "request[1]/task[2]/on-task-cancel"],
  [[...TASK, "documentActions", 1, "id"], "request[1]/task[2]/document-action[2]"],
  [[...TASK, "documentActions", 1, "document"], "request[1]/task[2]/document-action[2]/document"],
  [
    [...TASK, "documentActions", 1, "document", "taskId"],
    "request[1]/task[2]/document-action[2]/document/@ref-task-id",
  ],
  [[...TASK, "authentication", "methods", 0], "request[1]/task[2]/authentication/method[1]"],
  [[...TASK, "signatures", 0, "methods", 2], "request[1]/task[2]/signature[1]/method[3]"],
  [[...TASK, "signatures", 0, "ifAuthentication"], "request[1]/task[2]/signature[1]/@if-authentication"],
  [
    [...TASK, "authenticationBasedSignatures", 0, "ifAuthentication"],
    "request[1]/task[2]/authentication-based-signature[1]/@if-authentication",
  ],
  [[...TASK, "notifications", 0, "id"], "request[1]/task[2]/notification[1]/@notification-id"],
  [
    [...TASK, "notifications", 0, "schedules", 1, "timeOfDay"],
    "request[1]/task[2]/notification[1]/schedule[2]/time-of-day",
  ],
  [[0, "notifications", 0, "type"], "request[1]/notification[1]/@type"],
  [[0, "notifications", 0, "recipient"], "request[1]/notification[1]/recipient"],
  [[0, "packagingTasks", 0, "id"], "request[1]/packaging-task[1]/@packaging-task-id"],
  [[0, "packagingTasks", 0, "method"], "request[1]/packaging-task[1]/@method"],
  [[0, "packagingTasks", 0, "documents", 1], "request[1]/packaging-task[1]/packaging-task-document[2]"],
  [
    [0, "packagingTasks", 0, "notifications", 0, "id"],
    "request[1]/packaging-task[1]/packaging-notification[1]/@notification-id",
  ],
];

describe("the place that a fault names", () => {
  it.each(PLACES)("%j is %s", (place, written) => {
    expect(placeOf(place)).toBe(written);
  });

  it.each(PLACES.map(([, written]) => written))("is one that the schema has: %s", (written) => {
    const steps = written
      .replaceAll(/\[\d+\]/g, "")
      .split("/")
      .slice(1);
    expect(
      steps.reduce<readonly Type[]>((types, step) => types.flatMap((type) => membersOf(type, step)), [request]),
    ).not.toEqual([]);
  });

  it("is relative to a task that is added, and to a notification", () => {
    expect(placeOf(["signatures", 0, "methods", 0])).toBe("signature[1]/method[1]");
    expect(placeOf(["notification", "id"])).toBe("notification/@notification-id");
  });

  it("is none where the domain names none", () => {
    expect(placeOf([])).toBeUndefined();
  });
});

/** The types of an element's child or attribute of that name, in the type and those that may stand in its place. */
function membersOf(type: Type, name: string): readonly Type[] {
  if (type.kind !== "complex") return [];
  const own = name.startsWith("@") ? type.attributes[name.slice(1)] : type.elements[name];
  const found = own && "type" in own ? [own.type] : [];
  return [...found, ...type.subtypes.flatMap((each) => membersOf(each, name))];
}
