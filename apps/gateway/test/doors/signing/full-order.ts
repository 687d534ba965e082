/** An order with everything an order can have: each element, attribute and word of the schema stands in it at least once. */
const STATES = ["created", "completed", "rejected", "expired", "deleted", "failed"];

const schedules = STATES.map((state, at) => {
  const when = [
    "<wait-until>2026-05-01T08:00:00Z</wait-until>",
    '<wait days="1" hours="2" minutes="3"/>',
    "<days-of-week>MON,TUE</days-of-week><time-of-day>08:30</time-of-day><timezone>Europe/Copenhagen</timezone>",
  ][at];
  return `<schedule><state-is>${state}</state-is>${when ?? ""}</schedule>`;
}).join("");

const notification = (name: string, type: string, id: string, rest = "") =>
  `<${name} type="${type}" notification-id="${id}"><recipient>https://example.dk/told?a=1&amp;b=2</recipient>${rest}<message>Se \${taskUrl} – æøå</message>${schedules}</${name}>`;

const dialog = "<dialog><title>Titel</title><message>Læs og underskriv</message></dialog>";

const subject = (id: string) => `<subject id="${id}">
  <national-id>1511782345</national-id><first-name>Åse</first-name><last-name>Ødegård</last-name><mobile>+4512345678</mobile>
  <email>aase@example.dk</email><username>aase</username>
  <attribute name="a" value="1"/><attribute name="b"/><attribute value="3"/></subject>`;

const base = (name: string) => `<external-reference>ref-${name}</external-reference>
  <form id="form-${name}"><input-param name="p" value=""/><input-param name="q" value="&lt;&quot;&amp;"/></form>
  <sign-text-entry>Jeg har læst ${name}</sign-text-entry>`;

const documents = `
  <document id="d-base">${base("base")}</document>
  <document id="d-sds" xsi:type="n:sds-document" ref-sds-id="0103" send-to-archive="true">${base("sds")}<description>Uploadet</description></document>
  <document id="d-own" xsi:type="n:provided-document" mime-type="text/plain" send-to-archive="false">${base("own")}<data>SGVq
    IHZlcmRlbg==</data><description>Medsendt</description></document>
  <document id="d-later" xsi:type="n:provided-document" mime-type="application/pdf"><description>Uden data</description></document>
  <document id="d-theirs" xsi:type="n:upload-document" send-to-archive="true"><description>Deres egen</description></document>
  <document id="d-kept" xsi:type="n:archive-document" ref-archive-id="0104"/>
  <document id="d-result" xsi:type="n:result-document" ref-task-id="t1" ref-document-id="d-sds"/>
  <document id="d-package" xsi:type="n:packaging-result-document" ref-packaging-task-id="p1"/>
  <document><external-reference>uden id</external-reference></document>`;

const first = `<task id="t1" bundle="false"><subject-ref>s1</subject-ref><days-to-live>14</days-to-live>${dialog}
  <document-action order-index="1" type="sign" optional="false" send-result-to-archive="true">${dialog}<document-ref>d-sds</document-ref></document-action>
  <document-action order-index="-2" type="view"><document id="inline" xsi:type="n:sds-document" ref-sds-id="0105"><description>I opgaven</description></document></document-action>
  <document-action type="upload" optional="true" send-result-to-archive="false"><document-ref>d-theirs</document-ref></document-action>
  ${notification("notification", "SMS", "n1", "<sender>Firma</sender>")}
  <authentication artifact="true">${dialog}<method>nemid</method><method>nemid-codefile</method></authentication>
  <on-task-postpone>https://example.dk/later</on-task-postpone><on-task-complete>https://example.dk/done?r=\${requestId}&amp;t=\${taskId}</on-task-complete>
  <on-task-cancel>https://example.dk/no</on-task-cancel>
  <profile>demo</profile><language>da</language><configuration>default</configuration><sign-text>Jeg accepterer</sign-text>
  <signature responsive="true" if-authentication="nemid">${dialog}<method handwritten="false">nemid-sign</method><method>nemid-codefile-sign</method></signature>
  <signature responsive="false"><method>nemid-sign</method></signature>
  </task>`;

const second = `<task id="t2" bundle="true">${subject("s2")}
  <document-action type="sign"><document-ref>d-own</document-ref></document-action>
  <authentication><method>nemid</method></authentication>
  <depends-on-task>t1</depends-on-task><depends-on-task>t0</depends-on-task>
  <authentication-based-signature if-authentication="nemid">${dialog}<method handwritten="true">nemid</method><method>nemid-codefile</method></authentication-based-signature>
  </task>`;

/** Two tasks, in the order of the schema, without a prefix; \`n\` and \`xsi\` are to be declared around it. */
export const FULL_REQUEST = `<request><profile>default</profile><language>da</language>${subject("s1")}${documents}${first}${second}
  <client-reference>Sag 17</client-reference>
  <sender><unique-id>u-1</unique-id><first-name>Bo</first-name><last-name>Berg</last-name></sender>
  ${notification("notification", "EMAIL", "n2", "<sender>noreply@example.dk</sender><header>Til underskrift</header>")}
  ${notification("notification", "URL", "n3")}
  <days-until-deletion>30</days-until-deletion><sdo-format>ltv-sdo</sdo-format><account>konto</account>
  <packaging-task packaging-task-id="p1" method="pades" send-to-archive="true">
    ${notification("packaging-notification", "URL", "n4")}
    <packaging-task-document task-id="t1" document-id="d-sds"/><packaging-task-document document-id="d-own"/>
  </packaging-task>
  <packaging-task packaging-task-id="p2" method="pades"><packaging-task-document document-id="d-own"/></packaging-task>
</request>`;

/** The least that is an order. */
export const LEAST_REQUEST = `<request><task id="t"><document-action type="sign"/></task></request>`;
