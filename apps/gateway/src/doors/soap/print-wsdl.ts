/** WSDL 1.1, document/literal bare: what clients are generated from, and what some read again each time they start. */
import { escapeAttribute } from "@eid-gateway/xmldsig";
import { PREFIX, printSchema } from "./schema/print-schema.js";
import type { ComplexType } from "./schema/types.js";
import type { Message, Operation, WebService } from "./web-service.js";

/** @param address where the service itself is called */
export function printWsdl(service: WebService, address: string): string {
  const operations = Object.entries(service.operations);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<wsdl:definitions name="${service.name}" targetNamespace="${service.namespace}" xmlns:${PREFIX}="${service.namespace}" ${NAMESPACES}>`,
    `<wsdl:types>\n${printSchema(service.namespace, elementsOf(operations), service.unreferenced)}\n</wsdl:types>`,
    ...operations.flatMap(([name, { input, output }]) => [
      printMessage(name, input),
      printMessage(`${name}Response`, output),
    ]),
    `<wsdl:portType name="${service.portType}">`,
    ...operations.map(([name]) => printPortOperation(name)),
    "</wsdl:portType>",
    `<wsdl:binding name="${service.binding}" type="${PREFIX}:${service.portType}">`,
    '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
    ...operations.map(([name]) => printBoundOperation(name)),
    "</wsdl:binding>",
    `<wsdl:service name="${service.name}">`,
    `<wsdl:port binding="${PREFIX}:${service.binding}" name="${service.port}"><soap:address location="${escapeAttribute(address)}"/></wsdl:port>`,
    "</wsdl:service>",
    "</wsdl:definitions>\n",
  ].join("\n");
}

const NAMESPACES =
  'xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

function elementsOf(operations: readonly (readonly [string, Operation])[]): ReadonlyMap<string, ComplexType> {
  const messages = operations.flatMap(([, { input, output }]) => (output ? [input, output] : [input]));
  return new Map(messages.map(({ element, type }) => [element, type]));
}

/** An answer without content is a message without a part. */
function printMessage(name: string, message: Message | undefined): string {
  if (!message) return `<wsdl:message name="${name}"/>`;
  const part = `<wsdl:part element="${PREFIX}:${message.element}" name="${message.part}"/>`;
  return `<wsdl:message name="${name}">${part}</wsdl:message>`;
}

function printPortOperation(name: string): string {
  const input = `<wsdl:input message="${PREFIX}:${name}" name="${name}"/>`;
  const output = `<wsdl:output message="${PREFIX}:${name}Response" name="${name}Response"/>`;
  return `<wsdl:operation name="${name}">${input}${output}</wsdl:operation>`;
}

function printBoundOperation(name: string): string {
  const body = '<soap:body use="literal"/>';
  const input = `<wsdl:input name="${name}">${body}</wsdl:input>`;
  const output = `<wsdl:output name="${name}Response">${body}</wsdl:output>`;
  return `<wsdl:operation name="${name}"><soap:operation soapAction="" style="document"/>${input}${output}</wsdl:operation>`;
}
