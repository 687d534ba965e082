import { escapeXml } from "./escape-xml.js";

export interface Description {
  readonly service: string;
  /** Port, binding and port type are named after it. */
  readonly port: string;
  /** Of everything described; the prefix `n` in `types` and in parts. */
  readonly namespace: string;
  /** Further prefixes of `types` and of parts. */
  readonly prefixes?: Readonly<Record<string, string>>;
  /** The schemas. */
  readonly types?: string;
  readonly style: "document" | "rpc";
  /** The attributes of each soap:body. */
  readonly body: string;
  readonly operations: readonly DescribedOperation[];
}

export interface DescribedOperation {
  readonly name: string;
  readonly input: DescribedMessage;
  readonly output: DescribedMessage;
}

interface DescribedMessage {
  readonly name: string;
  readonly parts: readonly string[];
}

/** A WSDL 1.1 document of one service by SOAP 1.1 over HTTP. @param address where it is called */
export function writeWsdl(described: Description, address: string): string {
  const { service, port, namespace, prefixes = {}, types, operations, style } = described;
  const declared = Object.entries({ n: namespace, ...prefixes }).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" ${declared.join(" ")} targetNamespace="${namespace}" name="${service}">
${types === undefined ? "" : `  <types>\n${types}\n  </types>\n`}  ${operations.flatMap(({ input, output }) => [input, output].map(message)).join("\n  ")}
  <portType name="${port}Type">
    ${operations.map(portOperation).join("\n    ")}
  </portType>
  <binding name="${port}Binding" type="n:${port}Type">
    <soap:binding style="${style}" transport="http://schemas.xmlsoap.org/soap/http"/>
    ${operations.map((operation) => boundOperation(operation, described)).join("\n    ")}
  </binding>
  <service name="${service}">
    <port name="${port}" binding="n:${port}Binding"><soap:address location="${escapeXml(address)}"/></port>
  </service>
</definitions>
`;
}

const message = ({ name, parts }: DescribedMessage): string => `<message name="${name}">${parts.join("")}</message>`;

const portOperation = ({ name, input, output }: DescribedOperation): string =>
  `<operation name="${name}"><input message="n:${input.name}"/><output message="n:${output.name}"/></operation>`;

const boundOperation = ({ name }: DescribedOperation, { style, body }: Description): string =>
  `<operation name="${name}"><soap:operation soapAction="" style="${style}"/><input><soap:body ${body}/></input><output><soap:body ${body}/></output></operation>`;

/** The one part of a message whose whole body is an element (document/literal). */
export function elementPart(name: string): DescribedMessage {
  return { name, parts: [`<part name="parameters" element="n:${name}"/>`] };
}
