/**
 * One order, written as the clients of that time write it: each with its prefixes, its places for declarations, its headers. Made by
 * hand in their manner.
 */
import { NationalId } from "@eid-gateway/core";
import type { OrderRequest } from "@eid-gateway/signing";
import { SOAP } from "./call.js";

const NS = "https://id.signicat.com/definitions/wsdl/Document-v3";
const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const XSD = "http://www.w3.org/2001/XMLSchema";

export const EXPECTED: OrderRequest = {
  subjects: [{ id: "subj_1", nationalId: new NationalId("DK", "1511782345"), attributes: [] }],
  documents: [{ id: "doc_1", kind: "session", sessionId: "0103", description: "Aftale om lån" }],
  tasks: [
    {
      id: "task_1",
      bundle: false,
      subjectRef: "subj_1",
      documentActions: [{ type: "sign", documentRef: "doc_1" }],
      notifications: [],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the gateway's placeholder, not ours
      onTaskComplete: "https://example.dk/done?rid=${requestId}&t=1",
      dependsOnTasks: [],
      signatures: [{ methods: [{ name: "nemid-sign" }], responsive: true }],
      authenticationBasedSignatures: [],
    },
  ],
  notifications: [],
  profile: "demo",
  packagingTasks: [],
};

/** The order with its own prefix, each attribute and element in its place. */
function orderOf(p: string, type: string, more = ""): string {
  return `<${p}create-request-request${more}><${p}service>demo</${p}service><${p}password>Bond007</${p}password><${p}request><${p}profile>demo</${p}profile><${p}subject id="subj_1"><${p}national-id>1511782345</${p}national-id></${p}subject><${p}document ${type} id="doc_1" ref-sds-id="0103"><${p}description>Aftale om l&#xE5;n</${p}description></${p}document><${p}task id="task_1" bundle="false"><${p}subject-ref>subj_1</${p}subject-ref><${p}document-action type="sign"><${p}document-ref>doc_1</${p}document-ref></${p}document-action><${p}on-task-complete>https://example.dk/done?rid=\${requestId}&amp;t=1</${p}on-task-complete><${p}signature responsive="true"><${p}method>nemid-sign</${p}method></${p}signature></${p}task></${p}request></${p}create-request-request>`;
}

/** Typed by declarations on the very element, as .NET's XmlSerializer does it: default namespaces all the way down. */
const dotNet = (prefix: string, attributes: string, header = "") =>
  `<${prefix}:Envelope xmlns:${prefix}="${SOAP}"${attributes}>${header}<${prefix}:Body xmlns:xsi="${XSI}" xmlns:xsd="${XSD}">${orderOf("", 'xsi:type="sds-document"', ` xmlns="${NS}"`)}</${prefix}:Body></${prefix}:Envelope>`;

export const CLIENTS: Readonly<
  Record<string, { readonly body: string | Uint8Array; readonly headers: Record<string, string> }>
> = {
  "WCF, basicHttpBinding": {
    body: dotNet("s", ""),
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""', "accept-encoding": "gzip, deflate" },
  },
  "WCF, tracing on": {
    body: dotNet(
      "s",
      "",
      '<s:Header><ActivityId CorrelationId="6f" xmlns="http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics">00000000-0000-0000-0000-000000000000</ActivityId></s:Header>',
    ),
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
  },
  "ASP.NET web references": {
    body: `\ufeff<?xml version="1.0" encoding="utf-8"?>${dotNet("soap", ` xmlns:xsi="${XSI}" xmlns:xsd="${XSD}"`)}`,
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
  },
  "Apache CXF": {
    body: `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${orderOf("", `xmlns:xsi="${XSI}" xsi:type="sds-document"`, ` xmlns="${NS}"`)}</soap:Body></soap:Envelope>`,
    headers: { "content-type": "text/xml; charset=UTF-8", soapaction: '""', accept: "*/*" },
  },
  "JAX-WS of the JDK": {
    body: `<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="${SOAP}"><S:Body>${orderOf("ns2:", `xmlns:xsi="${XSI}" xsi:type="ns2:sds-document"`, ` xmlns:ns2="${NS}"`)}</S:Body></S:Envelope>`,
    headers: { "content-type": "text/xml;charset=utf-8", soapaction: '""', accept: "text/xml, multipart/related" },
  },
  "Axis 1": {
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:xsd="${XSD}" xmlns:xsi="${XSI}"><soapenv:Body>${orderOf(
      "",
      `xsi:type="ns1:sds-document" xmlns:ns1="${NS}"`,
      ` xmlns="${NS}"`,
    )
      .replace("<service>", '<service xsi:type="xsd:string">')
      .replace("<password>", '<password xsi:type="xsd:string">')}</soapenv:Body></soapenv:Envelope>`,
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
  },
  "Axis 2": {
    body: `<?xml version='1.0' encoding='UTF-8'?><soapenv:Envelope xmlns:soapenv="${SOAP}"><soapenv:Body>${orderOf("ns1:", `xmlns:xsi="${XSI}" xsi:type="ns1:sds-document"`, ` xmlns:ns1="${NS}"`)}</soapenv:Body></soapenv:Envelope>`,
    headers: { "content-type": "text/xml; charset=UTF-8", soapaction: '""' },
  },
  "PHP's SoapClient": {
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:ns1="${NS}" xmlns:xsi="${XSI}"><SOAP-ENV:Body>${orderOf("ns1:", 'xsi:type="ns1:sds-document"')}</SOAP-ENV:Body></SOAP-ENV:Envelope>\n`,
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
  },
  "PHP's SoapClient with the encoding ISO-8859-1": {
    body: Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:ns1="${NS}" xmlns:xsi="${XSI}"><SOAP-ENV:Body>${orderOf("ns1:", 'xsi:type="ns1:sds-document"').replace("&#xE5;", "å")}</SOAP-ENV:Body></SOAP-ENV:Envelope>\n`,
      "latin1",
    ),
    headers: { "content-type": "text/xml", soapaction: '""' },
  },
  zeep: {
    body: `<?xml version='1.0' encoding='utf-8'?>\n<soap-env:Envelope xmlns:soap-env="${SOAP}"><soap-env:Body>${orderOf("ns0:", `xmlns:xsi="${XSI}" xsi:type="ns0:sds-document"`, ` xmlns:ns0="${NS}"`)}</soap-env:Body></soap-env:Envelope>`,
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
  },
  gSOAP: {
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="${XSI}" xmlns:xsd="${XSD}" xmlns:ns1="${NS}"><SOAP-ENV:Body>${orderOf("ns1:", 'xsi:type="ns1:sds-document"')}</SOAP-ENV:Body></SOAP-ENV:Envelope>`,
    headers: { "content-type": "text/xml; charset=utf-8", connection: "close" },
  },
  "node-soap": {
    body: `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP}" xmlns:xsi="${XSI}" xmlns:tns="${NS}"><soap:Body>${orderOf("", 'xsi:type="tns:sds-document"', ` xmlns="${NS}"`)}</soap:Body></soap:Envelope>`,
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
  },
  "a template of somebody's own, laid out to be read": {
    body: `<?xml version="1.0"?>\n${dotNet("env", "")}`.replace(/></g, (seam) => (seam === "></" ? seam : ">\n  <")),
    headers: { "content-type": "text/xml" },
  },
};
