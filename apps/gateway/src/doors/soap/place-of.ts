/**
 * Where in the message the domain found something wrong: its members are the message's elements and attributes, in another spelling.
 *
 * @param place [0, "tasks", 0, "documentActions", 1]
 * @returns `request[1]/task[1]/document-action[2]`, counting from one as XPath does; `undefined` for no place
 */
export function placeOf(place: readonly (string | number)[]): string | undefined {
  if (place.length === 0) return undefined;
  const steps = typeof place[0] === "number" ? ["requests", ...place] : place;
  let within = "";
  const written = steps.map((step) => {
    if (typeof step === "number") return `[${step + 1}]`;
    const name = spell(step, within);
    within = step;
    return name && `/${name}`;
  });
  return written.join("").slice(1);
}

function spell(name: string, within: string): string {
  return OTHERWISE[within.replace(/s$/, "")]?.[name] ?? kebab(name).replace(/s$/, "");
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What is an attribute in the message, or has a name of its own there; by the element that it stands in. */
const OTHERWISE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  task: { id: "@id" },
  subject: { id: "@id" },
  document: {
    id: "@id",
    taskId: "@ref-task-id",
    documentId: "@ref-document-id",
    packagingTaskId: "@ref-packaging-task-id",
  },
  documentAction: { id: "" }, // it has none: what it does, it does twice with one document
  signature: { ifAuthentication: "@if-authentication" },
  authenticationBasedSignature: { ifAuthentication: "@if-authentication" },
  notification: { id: "@notification-id", type: "@type" },
  packagingTask: {
    id: "@packaging-task-id",
    method: "@method",
    documents: "packaging-task-document",
    notifications: "packaging-notification",
  },
};
