import { escapeXml } from "../soap/escape-xml.js";
import { LEGACY, LEGACY_OPERATIONS, type LegacyOperation } from "./legacy-messages.js";

const ENCODED = `use="encoded" namespace="${LEGACY}" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"`;
const OPERATIONS = Object.keys(LEGACY_OPERATIONS) as LegacyOperation[];

/** The description of the older service. @param address where it is called */
export function writeLegacyWsdl(address: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:n="${LEGACY}" targetNamespace="${LEGACY}" name="HandleSundhedsportalWS">
  ${OPERATIONS.map(messages).join("\n  ")}
  <portType name="HandleSundhedsportalWSPortType">
    ${OPERATIONS.map(portOperation).join("\n    ")}
  </portType>
  <binding name="HandleSundhedsportalWSBinding" type="n:HandleSundhedsportalWSPortType">
    <soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    ${OPERATIONS.map(boundOperation).join("\n    ")}
  </binding>
  <service name="HandleSundhedsportalWS">
    <port name="HandleSundhedsportalWSPort" binding="n:HandleSundhedsportalWSBinding"><soap:address location="${escapeXml(address)}"/></port>
  </service>
</definitions>
`;
}

function messages(name: LegacyOperation): string {
  const { takes, gives, type } = LEGACY_OPERATIONS[name];
  const parts = takes.map((argument) => `<part name="${argument}" type="xs:string"/>`);
  return `<message name="${name}">${parts.join("")}</message><message name="${name}Response"><part name="${gives}" type="xs:${type}"/></message>`;
}

const portOperation = (name: string): string =>
  `<operation name="${name}"><input message="n:${name}"/><output message="n:${name}Response"/></operation>`;

const boundOperation = (name: string): string =>
  `<operation name="${name}"><soap:operation soapAction="" style="rpc"/><input><soap:body ${ENCODED}/></input><output><soap:body ${ENCODED}/></output></operation>`;
