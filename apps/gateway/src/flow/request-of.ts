/** The request as a method sees it, the same at each step. A method that signs is given the document too. */
import type { AnyEidMethod, DocumentToSign, LoginRequest, Request, SignRequest } from "@eid-gateway/core";
import { documentUrl } from "./document-url.js";
import type { DocumentWish, Flow, SigningWish } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";

/** @param kept what the method's last visit left with this browser */
export function requestOf(
  tools: FlowTools,
  flow: Flow,
  { id, intent }: Pick<AnyEidMethod, "id" | "intent">,
  kept?: string,
): LoginRequest | SignRequest {
  const { signing, fresh } = flow.request;
  const about = aboutPerson(tools, flow, kept);
  if (intent === "authenticate") return { ...about, fresh };
  const [document, ...others] = signing?.documents ?? [];
  if (!signing || !document || others.length > 0)
    throw new TypeError(`${id} signs one document, and was asked otherwise`);
  return { ...about, ...signRequest(tools, flow, signing, document) };
}

function aboutPerson(tools: FlowTools, { id, transaction, request, browser }: Flow, kept: string | undefined): Request {
  return {
    id: transaction,
    language: request.language,
    needs: request.needs,
    hints: request.hints,
    ...(request.signing && { binding: request.signing.binding }),
    addresses: {
      origin: tools.origin,
      callback: new URL("/flow/callback", tools.origin),
      report: new URL(`/flow/report/${id}`, tools.origin),
      token: id,
    },
    browser: { ip: browser.ip, userAgent: browser.userAgent, ...(kept !== undefined && { kept }) },
  };
}

function signRequest(
  tools: FlowTools,
  flow: Flow,
  { statement, ...of }: SigningWish,
  wish: DocumentWish,
): Pick<SignRequest, "document" | "statement" | "documentUrl"> {
  const { id, ...facts } = wish;
  const document: DocumentToSign = {
    ...facts,
    read: () => tools.documents.read(flow.request.service, { order: of.order, task: of.task, document: id }),
  };
  return { document, statement, documentUrl: (origin) => documentUrl(tools.origin, flow, origin) };
}
