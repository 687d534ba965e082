import { escapeXml } from "../soap/escape-xml.js";
import { SERVICE, TYPES } from "./soap-messages.js";

/** The description of the SOAP service, with the vendor's namespaces and names. @param address where it is called */
export function writeWsdl(address: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:n="${SERVICE}" xmlns:t="${TYPES}" targetNamespace="${SERVICE}" name="PidService">
  <types>
    <xs:schema targetNamespace="${TYPES}" elementFormDefault="qualified">
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
    </xs:schema>
  </types>
  ${OPERATIONS.map(messages).join("\n  ")}
  <portType name="PidPortType">
    ${OPERATIONS.map(portOperation).join("\n    ")}
  </portType>
  <binding name="PidBinding" type="n:PidPortType">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    ${OPERATIONS.map(boundOperation).join("\n    ")}
  </binding>
  <service name="PidService">
    <port name="PidPort" binding="n:PidBinding"><soap:address location="${escapeXml(address)}"/></port>
  </service>
</definitions>
`;
}

const OPERATIONS = ["pid", "test", "testConnection"];

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

const messages = (name: string): string =>
  `<message name="${name}"><part name="parameters" element="n:${name}"/></message><message name="${name}Response"><part name="parameters" element="n:${name}Response"/></message>`;

const portOperation = (name: string): string =>
  `<operation name="${name}"><input message="n:${name}"/><output message="n:${name}Response"/></operation>`;

const boundOperation = (name: string): string =>
  `<operation name="${name}"><soap:operation soapAction="" style="document"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`;
