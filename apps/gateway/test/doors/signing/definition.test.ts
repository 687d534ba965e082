import { findAttribute, findChildren, readXml, type XmlElement } from "@eid-gateway/xmldsig";
import { describe, expect, it } from "vitest";
import { DOCUMENT_SERVICE } from "../../../src/doors/documentservice/document-service.js";
import { PACKAGING_SERVICE } from "../../../src/doors/packagingservice/packaging-service.js";
import { printWsdl } from "../../../src/doors/soap/print-wsdl.js";

const WSDL = "http://schemas.xmlsoap.org/wsdl/";
const SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
const XS = "http://www.w3.org/2001/XMLSchema";

const parse = (service: typeof DOCUMENT_SERVICE | typeof PACKAGING_SERVICE) =>
  readXml(Buffer.from(printWsdl(service as typeof DOCUMENT_SERVICE, "https://id.example.dk/ws/x")));
const root = parse(DOCUMENT_SERVICE);
const schemaOf = (wsdl: XmlElement) => findChildren(findChildren(wsdl, WSDL, "types")[0]!, XS, "schema")[0]!;
const schema = schemaOf(root);
const at = (element: XmlElement, name: string) => findAttribute(element, name) ?? "";

/**
 * A type in one line, as the vendor's definition was written down: `name` once, `name?`, `name+`, `name*`, `~` nillable, `=` default,
 * `@name` and `@name!` attributes. Texts have no type beside them.
 */
function inWords(type: XmlElement): string {
  const extension = type.children.flatMap(({ children }) =>
    findChildren({ children } as unknown as XmlElement, XS, "extension"),
  )[0];
  const holder = extension ?? type;
  const base = extension ? [`<${at(extension, "base").replace(/^\w+:/, "")}>`] : [];
  const members = findChildren(holder, XS, "sequence").flatMap(({ children }) => children.flatMap(elementInWords));
  const attributes = findChildren(holder, XS, "attribute").map(
    (each) => `@${at(each, "name")}${at(each, "use") === "required" ? "!" : ""}${typeInWords(each)}`,
  );
  return [...base, ...members, ...attributes].join(" ");
}
function elementInWords(element: XmlElement): string[] {
  if (element.name === "choice") return [`(${element.children.flatMap(elementInWords).join("|")})*`];
  const [min, max] = [at(element, "minOccurs") || "1", at(element, "maxOccurs") || "1"];
  const card = { "11": "", "01": "?", "1unbounded": "+", "0unbounded": "*" }[min + max];
  const nil = at(element, "nillable") === "true" ? "~" : "";
  const preset = at(element, "default") === "" ? "" : `=${at(element, "default")}`;
  return [`${at(element, "name")}${card}${nil}${typeInWords(element)}${preset}`];
}
function typeInWords(element: XmlElement): string {
  const type = at(element, "type").replace(/^\w+:/, "");
  return type === "string" || type === at(element, "name") ? "" : `:${type}`;
}

const TYPES = `
request profile? language? subject*~ document*~ task+ client-reference? sender? notification*~ days-until-deletion?:int sdo-format?=native account? packaging-task*
sender unique-id first-name? last-name?
subject national-id? first-name? last-name? mobile? email? username? attribute*~ @id
attribute @name @value
task subject-ref? subject? days-to-live?:int dialog? document-action+ notification*~ authentication? on-task-postpone? on-task-complete? on-task-cancel? depends-on-task* profile? language? configuration? sign-text? signature*~ authentication-based-signature* @id! @bundle:boolean
dialog title? message?
document-action dialog? document-ref? document? @order-index:int @type!:document-action-type @optional:boolean @send-result-to-archive:boolean
document external-reference? form? sign-text-entry? @id
sds-document <document> description @ref-sds-id! @send-to-archive:boolean
provided-document <document> data?:base64Binary description @mime-type! @send-to-archive:boolean
upload-document <document> description @send-to-archive:boolean
archive-document <document> @ref-archive-id!
result-document <document> @ref-task-id! @ref-document-id!
packaging-result-document <document> @ref-packaging-task-id!
form input-param*:form-param @id!
form-param @name! @value!
authentication dialog? method+ @artifact:boolean
signature dialog? method+ @if-authentication @responsive:boolean
authentication-based-signature dialog? method+ @if-authentication
method <string> @handwritten:boolean
notification recipient sender? header? message schedule*~ @type!:notification-type @notification-id!
schedule state-is:task-status wait-until?:dateTime wait? days-of-week? time-of-day? timezone?
wait @days:integer @hours:integer @minutes:integer
packaging-task packaging-notification*:notification packaging-task-document+ @packaging-task-id! @method! @send-to-archive:boolean
packaging-task-document @task-id @document-id!
user-session language? on-session-postpone? on-session-complete? on-session-cancel? session-task+:session-task-info
session-task-info @request-id! @task-id! @order!:integer @description
task-filter criteria*~:task-filter-criteria from-date?:dateTime to-date?:dateTime
task-filter-criteria field:task-filter-field value:anyType operator?:logical-operator=equals case-sensitive?:boolean=true
task-info @id @request-id @task-id @document-id @archive-id @account @language @task-status @document-description @mime-type @subject-first-name @subject-last-name @subject-email @subject-national-id @subject-mobile @created:dateTime @last-updated:dateTime @signer @sender-unique-id @client-reference @client-status @days-to-live:integer
task-status-info request-id task-id? task-status client-reference? client-status? document-status*
document-status original-uri? result-uri? form-output-param*:form-param @id!
packaging-task-status-info request-id packaging-task-id packaging-task-status packaging-document-status*
packaging-document-status result-uri? @id!
event event:event-type event-time:dateTime data?
document-data mime-type data:base64Binary @archive-id`;

const ELEMENTS = `
create-request-request service password request+
create-request-response request-id+ artifact?
get-request-request service password request-id
get-request-response request?
delete-request-request service password request-id+
delete-request-response deleted:int
create-artifact-request service password request-id task-id
create-artifact-response artifact
create-usersession-request service password user-session
create-usersession-response user-session-id artifact?
add-task-request service password request-id task
add-task-response artifact?
disable-task-request service password request-id task-id
get-task-request service password request-id task-id
get-task-response task?
find-tasks-request service password filter:task-filter from-index:integer=0 to-index:integer=100 sort-field?:task-filter-field ascending?:boolean
find-tasks-response task*~:task-info
get-task-count-request service password filter:task-filter
get-task-count-response count:integer
get-status-request service password request-id+
get-status-response task-status-info+
set-client-status-request service password request-id task-id client-status
get-request-history-request service password request-id task-id
get-request-history-response event*~
add-notification-request service password request-id task-id? notification
disable-notification-request service password request-id task-id? notification-id+
get-packaging-task-status-request service password request-id+
get-packaging-task-status-response packaging-task-status-info+`;

const ENUMERATIONS = `
task-status created completed rejected expired deleted failed
document-action-type sign view upload
notification-type SMS EMAIL URL
packaging-task-status created failed completed
logical-operator equals not-equals contains less-than greater-than
task-filter-field id request-id task-id document-id archive-id account language task-state document-description mime-type subject-first-name subject-last-name subject-email subject-national-id subject-mobile authentication-type created last-updated signer sender-unique-id client-reference client-status days-to-live
event-type request-created notification-sent task-started task-rejected task-completed error document-uploaded document-signed document-viewed document-sign-cancelled document-deleted user-authenticated user-authentication-cancelled packaging-task-created packaging-task-completed packaging-task-failed`;

/** Operation, element asked with and its part's name, element answered with and its part's name: "-" is an empty Body. */
const OPERATIONS = `
createRequest create-request-request create-request-request create-request-response create-request-response
getRequest get-request-request get-request-request get-request-response get-request-response
deleteRequest delete-request-request delete-request-request delete-request-response delete-request-response
createArtifact create-artifact-request request create-artifact-response response
createUserSession create-usersession-request create-usersession-request create-usersession-response create-usersession-response
addTask add-task-request request add-task-response response
disableTask disable-task-request request - -
getTask get-task-request get-task-request get-task-response get-task-response
findTasks find-tasks-request find-tasks-request find-tasks-response find-tasks-response
getTaskCount get-task-count-request request get-task-count-response response
getStatus get-status-request request get-status-response response
setClientStatus set-client-status-request request - -
getRequestHistory get-request-history-request request get-request-history-response response
addNotification add-notification-request request - -
disableNotification disable-notification-request request - -
getPackagingTaskStatus get-packaging-task-status-request request get-packaging-task-status-response response`;

const lines = (text: string) => text.trim().split("\n").sort();
const named = (elements: readonly XmlElement[], say: (element: XmlElement) => string) =>
  elements.map((each) => `${at(each, "name")} ${say(each)}`.trim()).sort();

describe("the definition of DocumentService, as the vendor's is written down", () => {
  it("has its types", () => {
    expect(named(findChildren(schema, XS, "complexType"), inWords)).toEqual(lines(TYPES));
  });

  it("has its elements, each with a type of its own", () => {
    const elements = findChildren(schema, XS, "element");
    expect(named(elements, ({ children }) => inWords(children[0]!))).toEqual(lines(ELEMENTS));
    expect(elements.every((each) => at(each, "type") === "" && at(each.children[0]!, "name") === "")).toBe(true);
  });

  it("has its enumerations, those of 2018 included", () => {
    const words = ({ children }: XmlElement) => children[0]!.children.map((each) => at(each, "value")).join(" ");
    expect(named(findChildren(schema, XS, "simpleType"), words)).toEqual(lines(ENUMERATIONS));
  });

  it("has its operations, messages and parts", () => {
    const messages = new Map(findChildren(root, WSDL, "message").map((each) => [at(each, "name"), each.children]));
    const partOf = (name: string) => {
      const [part] = messages.get(name)!;
      return part ? `${at(part, "element").replace("tns:", "")} ${at(part, "name")}` : "- -";
    };
    const [portType] = findChildren(root, WSDL, "portType");
    const operations = named(findChildren(portType!, WSDL, "operation"), ({ children: [input, output] }) =>
      [input, output].map((each) => partOf(at(each!, "message").replace("tns:", ""))).join(" "),
    );
    expect(operations).toEqual(lines(OPERATIONS));
    expect(messages.size).toBe(32);
  });

  it("has its names, and is document/literal with an empty soapAction everywhere", () => {
    expect([at(root, "name"), at(root, "targetNamespace")]).toEqual([
      "DocumentService",
      "https://id.signicat.com/definitions/wsdl/Document-v3",
    ]);
    expect(
      ["elementFormDefault", "attributeFormDefault", "version", "targetNamespace"].map((name) => at(schema, name)),
    ).toEqual(["qualified", "unqualified", "1.0", "https://id.signicat.com/definitions/wsdl/Document-v3"]);
    const [binding, service] = [findChildren(root, WSDL, "binding")[0]!, findChildren(root, WSDL, "service")[0]!];
    expect(at(findChildren(root, WSDL, "portType")[0]!, "name")).toBe("DocumentEndPoint");
    expect([at(binding, "name"), at(service, "name"), at(service.children[0]!, "name")]).toEqual([
      "DocumentServiceSoapBinding",
      "DocumentService",
      "DocumentServiceEndPointPort",
    ]);
    expect(at(findChildren(binding, SOAP, "binding")[0]!, "transport")).toBe("http://schemas.xmlsoap.org/soap/http");
    for (const operation of findChildren(binding, WSDL, "operation")) {
      const [called] = findChildren(operation, SOAP, "operation");
      expect([findAttribute(called!, "soapAction"), at(called!, "style")]).toEqual(["", "document"]);
      expect(operation.children.slice(1).map(({ children }) => at(children[0]!, "use"))).toEqual([
        "literal",
        "literal",
      ]);
    }
  });
});

describe("the definition of PackagingService", () => {
  it("is that of the vendor", () => {
    const packaging = schemaOf(parse(PACKAGING_SERVICE));
    expect(named(findChildren(packaging, XS, "element"), ({ children }) => inWords(children[0]!))).toEqual([
      "create-package-request version service password validation-policy packaging-method send-result-to-archive:boolean=false (sdo-extended|sdo:document-id)*",
      "create-package-response id? error?",
    ]);
    const types = named(findChildren(packaging, XS, "complexType"), inWords);
    expect(types).toContain(
      "document-id archive-document-id?:stored-document-id order-document-id? sds-document-id?:stored-document-id uri-document-id?",
    );
    expect(types).toContain("order-document-id request-id task-id? document-id type~:order-document-type=result");
    expect(types).toContain("sdo-extended sdo:document-id supplementary-data?");
    expect(types).toContain("error code message");
  });
});
