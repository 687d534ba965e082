/**
 * A server that has a PDF signed with NemID, by SOAP as it always was, and with nothing but Node. `npm start` at the root, then:
 *
 *   node examples/relying-party/sign-by-soap.js        and open http://localhost:3999/
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const { PORT = "3999", GATEWAY = "http://localhost:8080", SERVICE = "demo", PASSWORD = "Bond007" } = process.env;
/** Who has to sign: the CPR number of one of the simulator's people. Without one anybody may. */
const { NATIONAL_ID } = process.env;
const site = `http://localhost:${PORT}`;
const pdf = readFileSync(new URL("agreement.pdf", import.meta.url));
const authorization = `Basic ${Buffer.from(`${SERVICE}:${PASSWORD}`).toString("base64")}`;
const DOCUMENT_V3 = "https://id.signicat.com/definitions/wsdl/Document-v3";
const escapeXml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Session data storage keeps the PDF until it is ordered, and answers with its id. */
async function upload() {
  const headers = { authorization, "content-type": "application/pdf" };
  const answer = await fetch(`${GATEWAY}/doc/${SERVICE}/sds`, { method: "POST", headers, body: pdf });
  if (answer.status !== 201) throw new Error(`the PDF is not taken: ${answer.status}`);
  return answer.text();
}

/** SOAP 1.1, document/literal: one element in the body, and every call begins with service and password. */
async function call(operation, content) {
  const body = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:doc="${DOCUMENT_V3}">
<soapenv:Body><doc:${operation}-request>
<doc:service>${escapeXml(SERVICE)}</doc:service><doc:password>${escapeXml(PASSWORD)}</doc:password>${content}
</doc:${operation}-request></soapenv:Body></soapenv:Envelope>`;
  const headers = { "content-type": "text/xml; charset=utf-8", soapaction: '""' };
  const answer = await fetch(`${GATEWAY}/ws/documentservice-v3`, { method: "POST", headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(textOf(text, "faultstring") ?? `the gateway answered ${answer.status}`);
  return text;
}

/** Good for answers as flat as these. With more of them take a parser, or a client made of the WSDL. */
function textOf(xml, name) {
  return new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1].replaceAll("&amp;", "&");
}

/** One subject, one document, one task. @returns the order's id */
async function createRequest() {
  const known = NATIONAL_ID ? `<doc:national-id>${escapeXml(NATIONAL_ID)}</doc:national-id>` : "";
  const answer = await call(
    "create-request",
    `<doc:request>
<doc:language>en</doc:language>
<doc:subject id="subject">${known}</doc:subject>
<doc:document xsi:type="doc:sds-document" id="agreement" ref-sds-id="${escapeXml(await upload())}"><doc:description>Agreement</doc:description></doc:document>
<doc:task id="task" bundle="false">
<doc:subject-ref>subject</doc:subject-ref>
<doc:document-action type="sign"><doc:document-ref>agreement</doc:document-ref></doc:document-action>
<doc:on-task-postpone>${site}/signed?rid=\${requestId}</doc:on-task-postpone>
<doc:on-task-complete>${site}/signed?rid=\${requestId}</doc:on-task-complete>
<doc:on-task-cancel>${site}/signed?rid=\${requestId}</doc:on-task-cancel>
<doc:signature responsive="true"><doc:method>nemid-sign</doc:method></doc:signature>
</doc:task>
</doc:request>`,
  );
  return textOf(answer, "request-id");
}

/** What the browser says is where to look; how it stands, the gateway says. */
async function takeResult(id) {
  const status = textOf(await call("get-status", `<doc:request-id>${escapeXml(id)}</doc:request-id>`), "task-status");
  if (status !== "completed") return `The task is ${status}.`;
  const path = [SERVICE, "order", id, "task", "agreement", "sdo"].map(encodeURIComponent).join("/");
  const answer = await fetch(`${GATEWAY}/doc/${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`the result is not there: ${answer.status}`);
  const sdo = Buffer.from(await answer.arrayBuffer());
  await call("delete-request", `<doc:request-id>${escapeXml(id)}</doc:request-id>`);
  return `Signed: ${sdo.length} bytes of ${answer.headers.get("content-type")}. Verify it before you rely on it.`;
}

const begun = new Set();
createServer(async (request, response) => {
  const url = new URL(request.url, site);
  const say = (status, text) => response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  try {
    if (url.pathname === "/") {
      const id = await createRequest();
      begun.add(id);
      const address = `${GATEWAY}/std/docaction/${SERVICE}?request_id=${encodeURIComponent(id)}&task_id=task`;
      response.writeHead(303, { location: address }).end();
    } else if (url.pathname === "/signed") {
      const id = url.searchParams.get("rid");
      if (!begun.has(id)) return say(400, "This signing was not begun here.");
      say(200, await takeResult(id));
    } else say(404, "There is no such page.");
  } catch (error) {
    console.error(error.message);
    say(500, "This was not to be done; the reason stands where this server was started.");
  }
}).listen(Number(PORT), "localhost", () => console.log(`Open ${site}/`));
