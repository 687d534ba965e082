/** A customer's server that orders by SOAP, with envelopes written by hand, and fetches what comes of it by HTTP. */

interface OrderedDocument {
  readonly id?: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly description?: string;
  readonly reference?: string; // external: of XML, the name of a stylesheet
}
export interface OrderToMake {
  readonly documents: readonly OrderedDocument[];
  readonly methods?: readonly string[]; // third-party
  readonly logIns?: readonly string[]; // authentication-based
  readonly nationalId?: string;
  readonly language?: string;
  readonly bundle?: boolean;
  readonly actions?: readonly ("sign" | "view")[];
  readonly optional?: readonly number[];
  readonly complete?: string;
  readonly cancel?: string;
  readonly postpone?: string;
  readonly authentication?: readonly string[];
  readonly artifact?: boolean;
  readonly sdoFormat?: string;
  readonly daysToLive?: number;
  readonly daysUntilDeletion?: number;
  readonly archivesResult?: boolean; // of every document
  readonly dependsOn?: readonly string[]; // other tasks of the order
  readonly more?: string; // XML at the end of the request
}
export interface MadeOrder {
  readonly id: string;
  readonly artifact?: string;
  readonly url: string; // of the task's pages
}
export interface Account {
  readonly url: string;
  readonly service?: string;
  readonly password?: string;
}

const NAMESPACE = "https://id.signicat.com/definitions/wsdl/Document-v3";

/** @throws Error with the fault's code, sentence and place */
export async function order(account: Account, wish: OrderToMake): Promise<MadeOrder> {
  const answer = await call(account, "create-request-request", `<d:request>${requestOf(wish)}</d:request>`);
  const id = textOf(answer, "request-id") ?? "";
  const artifact = textOf(answer, "artifact");
  return { id, url: taskUrl(account, id), ...(artifact && { artifact }) };
}

/** The address of the pages of one of its tasks. */
export function taskUrl({ url, service = "demo" }: Account, id: string, task = "task"): string {
  return `${url}/std/docaction/${service}?request_id=${id}&task_id=${task}`;
}

/** @returns the status of its first task, and the addresses of all results */
export async function statusOf(account: Account, id: string) {
  const answer = await call(account, "get-status-request", `<d:request-id>${id}</d:request-id>`);
  const results = [...answer.matchAll(/<(?:\w+:)?result-uri>([^<]*)</g)].map(([, uri]) => unescapeXml(uri ?? ""));
  return { status: textOf(answer, "task-status"), results };
}

export async function eventsOf(account: Account, id: string): Promise<readonly string[]> {
  return (await historyOf(account, id)).map(({ event }) => event);
}

export async function historyOf(account: Account, id: string, task = "task") {
  const asked = `<d:request-id>${id}</d:request-id><d:task-id>${task}</d:task-id>`;
  const answer = await call(account, "get-request-history-request", asked);
  return [...answer.matchAll(EVENT)].map(([, event = "", data]) => ({
    event,
    ...(data !== undefined && { data: unescapeXml(data) }),
  }));
}
const EVENT =
  /<(?:\w+:)?event>([a-z-]+)<\/(?:\w+:)?event><(?:\w+:)?event-time>[^<]*<\/(?:\w+:)?event-time>(?:<(?:\w+:)?data>([^<]*)<)?/g;

export async function fetchResult(account: Account, uri: string) {
  const answer = await fetch(uri, { headers: { authorization: `Basic ${basicOf(account)}` } });
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
}

/** @throws Error with the fault's code, sentence and place */
export async function call({ url, service = "demo", password = "Bond007" }: Account, element: string, content: string) {
  const body = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:d="${NAMESPACE}"><soap:Body><d:${element}><d:service>${service}</d:service><d:password>${password}</d:password>${content}</d:${element}></soap:Body></soap:Envelope>`;
  const answer = await fetch(`${url}/ws/documentservice-v3`, {
    method: "POST",
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
    body,
  });
  const text = await answer.text();
  if (answer.status !== 200) throw faultIn(text);
  return text;
}

function faultIn(answer: string): Error {
  const place = textOf(answer, "place");
  const at = place === undefined ? "" : ` (${place})`;
  return new Error(`${textOf(answer, "code")}: ${textOf(answer, "faultstring")}${at}`);
}

function requestOf(wish: OrderToMake): string {
  const { documents, language = "en", nationalId, sdoFormat, daysUntilDeletion, more = "" } = wish;
  const subject =
    nationalId === undefined ? "" : `<d:subject id="subject"><d:national-id>${nationalId}</d:national-id></d:subject>`;
  const format = sdoFormat === undefined ? "" : `<d:sdo-format>${sdoFormat}</d:sdo-format>`;
  const days =
    daysUntilDeletion === undefined ? "" : `<d:days-until-deletion>${daysUntilDeletion}</d:days-until-deletion>`;
  return `<d:language>${language}</d:language>${subject}${documents.map(documentOf).join("")}${taskOf(wish)}${days}${format}${more}`;
}

function documentOf({ id, mediaType, bytes, description, reference }: OrderedDocument, at: number): string {
  const data = Buffer.from(bytes).toString("base64");
  const external = reference === undefined ? "" : `<d:external-reference>${reference}</d:external-reference>`;
  return `<d:document xsi:type="d:provided-document" id="${escapeXml(id ?? `d${at}`)}" mime-type="${mediaType}">${external}<d:data>${data}</d:data><d:description>${description ?? `Document ${at + 1}`}</d:description></d:document>`;
}

function taskOf(wish: OrderToMake): string {
  const { documents, nationalId, bundle = false, actions = [], optional = [], archivesResult, daysToLive } = wish;
  const waits = (wish.dependsOn ?? []).map((id) => `<d:depends-on-task>${id}</d:depends-on-task>`).join("");
  const acts = documents.map(({ id }, at) => {
    const isOptional = optional.includes(at) ? ' optional="true"' : "";
    const isArchived = archivesResult ? ' send-result-to-archive="true"' : "";
    return `<d:document-action type="${actions[at] ?? "sign"}"${isOptional}${isArchived}><d:document-ref>${escapeXml(id ?? `d${at}`)}</d:document-ref></d:document-action>`;
  });
  const subject = nationalId === undefined ? "" : "<d:subject-ref>subject</d:subject-ref>";
  const days = daysToLive === undefined ? "" : `<d:days-to-live>${daysToLive}</d:days-to-live>`;
  return `<d:task id="task" bundle="${bundle}">${subject}${days}${acts.join("")}${gateOf(wish)}${addressesOf(wish)}${waits}${methodsOf(wish)}</d:task>`;
}

/** Another task of the order, which signs its first document with NemID: for `more`. */
export function anotherTask(id: string): string {
  return `<d:task id="${id}" bundle="false"><d:document-action type="sign"><d:document-ref>d0</d:document-ref></d:document-action><d:signature responsive="true"><d:method>nemid-sign</d:method></d:signature></d:task>`;
}

function gateOf({ authentication, artifact }: OrderToMake): string {
  if (!authentication) return "";
  const methods = authentication.map((name) => `<d:method>${name}</d:method>`).join("");
  return `<d:authentication${artifact ? ' artifact="true"' : ""}>${methods}</d:authentication>`;
}

function addressesOf({ complete, cancel, postpone }: OrderToMake): string {
  const written = [
    ["on-task-postpone", postpone],
    ["on-task-complete", complete],
    ["on-task-cancel", cancel],
  ] as const;
  return written.map(([name, url]) => (url === undefined ? "" : `<d:${name}>${escapeXml(url)}</d:${name}>`)).join("");
}

function methodsOf({ methods = [], logIns = [] }: OrderToMake): string {
  const list = (names: readonly string[]) => names.map((name) => `<d:method>${name}</d:method>`).join("");
  const signature = methods.length > 0 ? `<d:signature responsive="true">${list(methods)}</d:signature>` : "";
  const based =
    logIns.length > 0 ? `<d:authentication-based-signature>${list(logIns)}</d:authentication-based-signature>` : "";
  return signature + based;
}

export function textOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1];
  return found === undefined ? undefined : unescapeXml(found);
}

function basicOf({ service = "demo", password = "Bond007" }: Account): string {
  return Buffer.from(`${service}:${password}`).toString("base64");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function unescapeXml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** An order that asks the person for a file of their own, and, of a second task on, for nothing before that is there. */
export async function orderUpload(
  account: Account,
  language = "en",
): Promise<MadeOrder & { readonly nextUrl: string }> {
  const own = `<d:document xsi:type="d:upload-document" id="own"><d:description>Payslip</d:description></d:document>`;
  const act = (type: string) =>
    `<d:document-action type="${type}"><d:document-ref>own</d:document-ref></d:document-action>`;
  const next = `<d:task id="next" bundle="false">${act("sign")}<d:depends-on-task>task</d:depends-on-task>${methodsOf({ documents: [], methods: ["nemid-sign"] })}</d:task>`;
  const content = `<d:request><d:language>${language}</d:language>${own}<d:task id="task" bundle="false">${act("upload")}</d:task>${next}</d:request>`;
  const id = textOf(await call(account, "create-request-request", content), "request-id") ?? "";
  const urlOf = (task: string) => `${account.url}/std/docaction/demo?request_id=${id}&task_id=${task}`;
  return { id, url: urlOf("task"), nextUrl: urlOf("next") };
}
