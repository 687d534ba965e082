import { escapeXml } from "../soap/escape-xml.js";
import { CPR, OIO } from "./oio-messages.js";
import { RID_STATUS } from "./status.js";

/** The description of the OIO service, with the vendor's namespaces and names. @param address where it is called */
export function writeOioWsdl(address: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="${OIO}" xmlns:cpr="${CPR}" targetNamespace="${OIO}" name="RidService">
  <types>
    <xs:schema targetNamespace="${CPR}" elementFormDefault="qualified">
      <xs:element name="PersonCivilRegistrationIdentifier" type="cpr:PersonCivilRegistrationIdentifierType"/>
      <xs:simpleType name="PersonCivilRegistrationIdentifierType"><xs:restriction base="xs:string"><xs:pattern value="((((0[1-9]|[12][0-9]|3[01])(01|03|05|07|08|10|12))|((0[1-9]|[12][0-9]|30)(04|06|09|11))|((0[1-9]|[12][0-9])02)|([67][0-9]|8[0-9]|9[01])(0[1-9]|1[0-2]))[0-9]{6})|0000000000"/></xs:restriction></xs:simpleType>
    </xs:schema>
    <xs:schema targetNamespace="${OIO}" elementFormDefault="qualified">
      <xs:import namespace="${CPR}"/>
      ${message("GetCprInput", [SUBJECT_IF_ANY, PROVIDER])}
      ${message("GetCprOutput", [...STATUS, '<xs:element ref="cpr:PersonCivilRegistrationIdentifier" minOccurs="0"/>'])}
      ${message("MatchRidAndCprInput", [SUBJECT_IF_ANY, '<xs:element ref="cpr:PersonCivilRegistrationIdentifier"/>', CERTIFICATE, PROVIDER])}
      ${message("MatchRidAndCprOutput", [...STATUS, '<xs:element name="MatchIndicator" type="xs:boolean" minOccurs="0"/>'])}
      ${message("TestConnectionInput", ['<xs:element name="TestRequestText" type="o:TestRequestTextType"/>', PROVIDER])}
      ${message("TestConnectionOutput", STATUS)}
      ${enumeration("RequestStatusCodeType", Object.keys(RID_STATUS))}
      ${enumeration("TestRequestTextType", ["Ok", "AuthorizationError"])}
    </xs:schema>
  </types>
  ${OPERATIONS.map(messages).join("\n  ")}
  <portType name="RidPortType">
    ${OPERATIONS.map(portOperation).join("\n    ")}
  </portType>
  <binding name="RidBinding" type="o:RidPortType">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    ${OPERATIONS.map(boundOperation).join("\n    ")}
  </binding>
  <service name="RidService">
    <port name="RidPort" binding="o:RidBinding"><soap:address location="${escapeXml(address)}"/></port>
  </service>
</definitions>
`;
}

const OPERATIONS = ["GetCpr", "MatchRidAndCpr", "TestConnection"];

const SUBJECT_IF_ANY = '<xs:element name="SubjectSerialNumberIdentifier" type="xs:string" minOccurs="0"/>';
const CERTIFICATE = '<xs:element name="CertificateRequestData" type="xs:string" minOccurs="0"/>';
const PROVIDER = '<xs:element name="ServiceProviderIdentifier" type="xs:string"/>';
const STATUS = [
  '<xs:element name="RequestStatusCode" type="o:RequestStatusCodeType"/>',
  '<xs:element name="EmployeeIdentifierLookupStatusText" type="xs:string"/>',
];

const message = (name: string, elements: readonly string[]): string =>
  `<xs:element name="${name}"><xs:complexType><xs:sequence>${elements.join("")}</xs:sequence></xs:complexType></xs:element>`;

const enumeration = (name: string, values: readonly string[]): string =>
  `<xs:simpleType name="${name}"><xs:restriction base="xs:string">${values.map((value) => `<xs:enumeration value="${value}"/>`).join("")}</xs:restriction></xs:simpleType>`;

const messages = (name: string): string =>
  `<message name="${name}Input"><part name="parameters" element="o:${name}Input"/></message><message name="${name}Output"><part name="parameters" element="o:${name}Output"/></message>`;

const portOperation = (name: string): string =>
  `<operation name="${name}"><input message="o:${name}Input"/><output message="o:${name}Output"/></operation>`;

const boundOperation = (name: string): string =>
  `<operation name="${name}"><soap:operation soapAction="" style="document"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`;
