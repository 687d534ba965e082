import { type DescribedOperation, writeWsdl } from "../soap/write-wsdl.js";
import { LEGACY, LEGACY_OPERATIONS, type LegacyOperation } from "./legacy-messages.js";

const ENCODED = `use="encoded" namespace="${LEGACY}" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"`;
const OPERATIONS = Object.keys(LEGACY_OPERATIONS) as LegacyOperation[];

/** The description of the older service. @param address where it is called */
export function writeLegacyWsdl(address: string): string {
  const names = { service: "HandleSundhedsportalWS", port: "HandleSundhedsportalWSPort", namespace: LEGACY };
  return writeWsdl({ ...names, style: "rpc", body: ENCODED, operations: OPERATIONS.map(operation) }, address);
}

function operation(name: LegacyOperation): DescribedOperation {
  const { takes, gives, type } = LEGACY_OPERATIONS[name];
  const parts = takes.map((argument) => `<part name="${argument}" type="xs:string"/>`);
  const result = `<part name="${gives}" type="xs:${type}"/>`;
  return { name, input: { name, parts }, output: { name: `${name}Response`, parts: [result] } };
}
