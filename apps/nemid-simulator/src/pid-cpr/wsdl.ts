import { elementPart, writeWsdl } from "../soap/write-wsdl.js";
import { SERVICE, TYPES } from "./soap-messages.js";

/** The description of the SOAP service, with the vendor's namespaces and names. @param address where it is called */
export function writePidWsdl(address: string): string {
  const operations = OPERATIONS.map((name) => ({
    name,
    input: elementPart(name),
    output: elementPart(`${name}Response`),
  }));
  const style = { style: "document", body: 'use="literal"' } as const;
  const names = { service: "PidService", port: "PidPort", namespace: SERVICE, prefixes: { t: TYPES } };
  return writeWsdl({ ...names, ...style, types: schemas(), operations }, address);
}

const OPERATIONS = ["pid", "test", "testConnection"];

function schemas(): string {
  return `    <xs:schema targetNamespace="${TYPES}" elementFormDefault="qualified">
      ${structure("PIDRequest", ["CPR", "PID", "b64Cert", "id", "serviceId"])}
      ${structure("PIDReply", ["CPR", "PID", "id", "redirURL", "statusCode", "statusTextDK", "statusTextUK"])}
      ${list("PIDRequest")}
      ${list("PIDReply")}
    </xs:schema>
    <xs:schema targetNamespace="${SERVICE}" elementFormDefault="qualified">
      <xs:import namespace="${TYPES}"/>
      ${wrapper("pid", '<xs:element name="pIDRequests" type="t:ArrayOfPIDRequest"/>')}
      ${wrapper("pidResponse", '<xs:element name="result" type="t:ArrayOfPIDReply"/>')}
      ${wrapper("test", "")}
      ${wrapper("testResponse", '<xs:element name="result" type="xs:string"/>')}
      ${wrapper("testConnection", '<xs:element name="intVal" type="xs:int"/>')}
      ${wrapper("testConnectionResponse", '<xs:element name="result" type="xs:int"/>')}
    </xs:schema>`;
}

const structure = (name: string, fields: readonly string[]): string =>
  complexType(
    name,
    fields.map((field) => `<xs:element name="${field}" type="xs:string" nillable="true" minOccurs="0"/>`),
  );

const list = (item: string): string =>
  complexType(`ArrayOf${item}`, [
    `<xs:element name="${item}" type="t:${item}" nillable="true" minOccurs="0" maxOccurs="unbounded"/>`,
  ]);

const complexType = (name: string, elements: readonly string[]): string =>
  `<xs:complexType name="${name}"><xs:sequence>${elements.join("")}</xs:sequence></xs:complexType>`;

const wrapper = (name: string, element: string): string =>
  `<xs:element name="${name}"><xs:complexType><xs:sequence>${element}</xs:sequence></xs:complexType></xs:element>`;
