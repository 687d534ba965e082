import { elementPart, writeWsdl } from "../soap/write-wsdl.js";
import { CPR, OIO } from "./oio-messages.js";
import { RID_STATUS } from "./status.js";

/** The description of the OIO service, with the vendor's namespaces and names. @param address where it is called */
export function writeOioWsdl(address: string): string {
  const operations = OPERATIONS.map((name) => ({
    name,
    input: elementPart(`${name}Input`),
    output: elementPart(`${name}Output`),
  }));
  const style = { style: "document", body: 'use="literal"' } as const;
  const names = { service: "RidService", port: "RidPort", namespace: OIO, prefixes: { cpr: CPR } };
  return writeWsdl({ ...names, ...style, types: schemas(), operations }, address);
}

const OPERATIONS = ["GetCpr", "MatchRidAndCpr", "TestConnection"];

const SUBJECT_IF_ANY = '<xs:element name="SubjectSerialNumberIdentifier" type="xs:string" minOccurs="0"/>';
const CERTIFICATE = '<xs:element name="CertificateRequestData" type="xs:string" minOccurs="0"/>';
const PROVIDER = '<xs:element name="ServiceProviderIdentifier" type="xs:string"/>';
const STATUS = [
  '<xs:element name="RequestStatusCode" type="n:RequestStatusCodeType"/>',
  '<xs:element name="EmployeeIdentifierLookupStatusText" type="xs:string"/>',
];

function schemas(): string {
  return `    <xs:schema targetNamespace="${CPR}" elementFormDefault="qualified">
      <xs:element name="PersonCivilRegistrationIdentifier" type="cpr:PersonCivilRegistrationIdentifierType"/>
      <xs:simpleType name="PersonCivilRegistrationIdentifierType"><xs:restriction base="xs:string"><xs:pattern value="((((0[1-9]|[12][0-9]|3[01])(01|03|05|07|08|10|12))|((0[1-9]|[12][0-9]|30)(04|06|09|11))|((0[1-9]|[12][0-9])02)|([67][0-9]|8[0-9]|9[01])(0[1-9]|1[0-2]))[0-9]{6})|0000000000"/></xs:restriction></xs:simpleType>
    </xs:schema>
    <xs:schema targetNamespace="${OIO}" elementFormDefault="qualified">
      <xs:import namespace="${CPR}"/>
      ${message("GetCprInput", [SUBJECT_IF_ANY, PROVIDER])}
      ${message("GetCprOutput", [...STATUS, '<xs:element ref="cpr:PersonCivilRegistrationIdentifier" minOccurs="0"/>'])}
      ${message("MatchRidAndCprInput", [SUBJECT_IF_ANY, '<xs:element ref="cpr:PersonCivilRegistrationIdentifier"/>', CERTIFICATE, PROVIDER])}
      ${message("MatchRidAndCprOutput", [...STATUS, '<xs:element name="MatchIndicator" type="xs:boolean" minOccurs="0"/>'])}
      ${message("TestConnectionInput", ['<xs:element name="TestRequestText" type="n:TestRequestTextType"/>', PROVIDER])}
      ${message("TestConnectionOutput", STATUS)}
      ${enumeration("RequestStatusCodeType", Object.keys(RID_STATUS))}
      ${enumeration("TestRequestTextType", ["Ok", "AuthorizationError"])}
    </xs:schema>`;
}

const message = (name: string, elements: readonly string[]): string =>
  `<xs:element name="${name}"><xs:complexType><xs:sequence>${elements.join("")}</xs:sequence></xs:complexType></xs:element>`;

const enumeration = (name: string, values: readonly string[]): string =>
  `<xs:simpleType name="${name}"><xs:restriction base="xs:string">${values.map((value) => `<xs:enumeration value="${value}"/>`).join("")}</xs:restriction></xs:simpleType>`;
