/** The flows a sitting begins: the log-in at its gate, and the signature. Both end on the sitting again. */
import { type BoundParts, bindingOf } from "@eid-gateway/sdo";
import type { TaskDocument, TaskLook } from "@eid-gateway/signing";
import { type Browser, beginFlow } from "../../flow/begin-flow.js";
import type { DocumentWish, FlowRequest } from "../../flow/flow.js";
import { omitAbsent } from "../omit-absent.js";
import { statementFor } from "./consent.js";
import { DOCACTION, type Reply } from "./docaction-door.js";
import { signingMethods } from "./methods-for.js";
import { type Away, type Consent, currentTask, type Sitting, withoutProblem } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

type Open = Extract<TaskLook, { kind: "open" }>;
export type BegunFlow = Awaited<ReturnType<typeof beginFlow>>;
/** The sitting that waits for a flow, and what its cookie is made of. */
export type Sent = { readonly sitting: Sitting; readonly begun: BegunFlow };

export async function beginGate(
  tools: SittingTools,
  sitting: Sitting,
  open: Open,
  language: string,
  browser: Browser,
): Promise<Sent> {
  const request = requestFor(tools, sitting, open, language, open.task.authentication?.methods ?? []);
  const begun = await beginFlow(tools, request, browser);
  return { sitting: sent(sitting, { flow: begun.flow.id, for: "gate" }), begun };
}

/** @param documents what the one act signs */
export async function beginSignature(
  tools: SittingTools,
  sitting: Sitting,
  open: Open,
  documents: readonly TaskDocument[],
  language: string,
  browser: Browser,
): Promise<Sent> {
  const { order, task } = currentTask(sitting);
  const statement = statementFor(open.task, documents, language);
  const bound = documents.map(boundPart);
  const binding = bindingOf({ order, task, consent: { text: statement, language }, documents: bound });
  const consent: Consent = { statement, language, binding };
  const methods = signingMethods(open.task, sitting.work);
  const begun = await beginFlow(
    tools,
    {
      ...requestFor(tools, sitting, open, language, methods),
      signing: { order, task, documents: documents.map(wishFor), statement, binding },
    },
    browser,
  );
  const away = { flow: begun.flow.id, for: "signature", documents: documents.map(({ id }) => id), consent } as const;
  return { sitting: sent(sitting, away), begun };
}

/** The subject's number is what the signer's is compared with; it is never shown (docs/signing.md). */
function requestFor(
  { config }: SittingTools,
  sitting: Sitting,
  { subjectNationalId }: Open,
  language: string,
  methods: readonly string[],
): FlowRequest {
  const { service, profile, id } = sitting;
  return {
    door: DOCACTION,
    reply: { sitting: id } satisfies Reply,
    service,
    methods,
    profile,
    language,
    needs: { nationalId: subjectNationalId !== undefined, organization: false },
    hints: { other: {}, ...(subjectNationalId && { nationalId: subjectNationalId }) },
    fresh: true,
    returnTo: `${config.gateway.host}/sitting/${id}`,
  };
}

function wishFor(document: TaskDocument): DocumentWish {
  const { id, mediaType, sha256 } = boundPart(document);
  const { description: title, stylesheet, stylesheetName } = document;
  const digest = Buffer.from(sha256).toString("base64url");
  return omitAbsent({ id, title, mediaType, sha256: digest, stylesheet, stylesheetName });
}

function boundPart({ id, mediaType, sha256 }: TaskDocument): BoundParts["documents"][number] {
  if (mediaType === undefined || sha256 === undefined) throw new Error("a document that is not there cannot be signed");
  return { id, mediaType, sha256 };
}

/** What was begun before still counts when it ends; but of many beginnings only the last few are waited for. */
function sent(sitting: Sitting, away: Away): Sitting {
  const { work } = withoutProblem(sitting);
  return { ...sitting, work: { ...work, away: [...work.away, away].slice(-MOST_AWAY) } };
}
const MOST_AWAY = 8;
