/** Orders that cannot be carried out are refused by the running gateway as they come in: with the code, and the place in the message. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of addresses
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, textOf } from "../../src/signing/order-by-soap.js";
import { editFile } from "../../src/world/edit-customer.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) => {
      // As in production: no address of this machine, and calls to listed hosts alone; and a customer without an agreement.
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("  allowPrivateAddresses: true # the demo's site is on this machine\n", "  daysToLive: 20\n"),
      );
      editFile(
        `${folder}/customers/kommune/customer.yaml`,
        (yaml) =>
          `${yaml.replace(/agreements:\n {2}nemid:\n(?: {4}.*\n)+/, "").replace(/ {2}nemid-erhverv:\n(?: {4}.*\n)+/, "")}\nsigning:\n  notifications:\n    allow: [https://told.example.dk]\n`,
      );
    },
  });
});
afterAll(() => world?.stop());

const DOCUMENT = `<d:document xsi:type="d:provided-document" id="d" mime-type="text/plain"><d:data>SGk=</d:data><d:description>Letter</d:description></d:document>`;
const ACTION = `<d:document-action type="sign"><d:document-ref>d</d:document-ref></d:document-action>`;
const BY_NEMID = "<d:signature><d:method>nemid-sign</d:method></d:signature>";
const BY_LOG_IN = "<d:authentication-based-signature><d:method>nemid</d:method></d:authentication-based-signature>";
const task = (inside = "", id = "t", attributes = 'bundle="false"', methods = BY_NEMID) =>
  `<d:task id="${id}" ${attributes}>${inside.includes("document-action") ? "" : ACTION}${inside}${methods}</d:task>`;
const note = (type: string, recipient: string, more = "") =>
  `<d:notification type="${type}" notification-id="n"><d:recipient>${recipient}</d:recipient>${more}<d:message>-</d:message></d:notification>`;
const act = (type: string, document: string) => `<d:document-action type="${type}">${document}</d:document-action>`;
const pack = (documents: string, attributes = 'packaging-task-id="p" method="pades"') =>
  `<d:packaging-task ${attributes}>${documents}</d:packaging-task>`;
const OF_D = '<d:packaging-task-document document-id="d"/>';

/** What is wrong, the tasks, what follows them, and what the fault says: the code, and the place after the order's. */
const REFUSED: readonly (readonly [what: string, order: string, code: string, place: string])[] = [
  ["two tasks of one id", DOCUMENT + task() + task(), "duplicate-task-id", "task[2]/@id"],
  ["two documents of one id", DOCUMENT + DOCUMENT + task(), "duplicate-document-id", "document[2]/@id"],
  [
    "a document of a task's own with the id of the order's",
    DOCUMENT + task(act("sign", DOCUMENT)),
    "duplicate-document-id",
    "task[1]/document-action[1]/document/@id",
  ],
  [
    "one document twice in a task",
    DOCUMENT + task(ACTION + ACTION),
    "duplicate-document-id",
    "task[1]/document-action[2]",
  ],
  [
    "two subjects of one id",
    `<d:subject id="s"/><d:subject id="s"/>${DOCUMENT}${task()}`,
    "duplicate-subject-id",
    "subject[2]/@id",
  ],
  [
    "two notifications of one id",
    DOCUMENT + task() + note("URL", "https://e.example.dk/") + note("URL", "https://e.example.dk/"),
    "duplicate-notification-id",
    "notification[2]/@notification-id",
  ],
  [
    "two packages of one id",
    DOCUMENT + task() + pack(OF_D) + pack(OF_D),
    "duplicate-task-id",
    "packaging-task[2]/@packaging-task-id",
  ],
  [
    "a document that is not there",
    DOCUMENT + task(act("sign", "<d:document-ref>x</d:document-ref>")),
    "document-ref-unresolved",
    "task[1]/document-action[1]",
  ],
  [
    "a subject that is not there",
    DOCUMENT + task("<d:subject-ref>x</d:subject-ref>"),
    "subject-ref-unresolved",
    "task[1]/subject-ref",
  ],
  [
    "a task that is not there",
    DOCUMENT + task("<d:depends-on-task>x</d:depends-on-task>"),
    "task-ref-unresolved",
    "task[1]/depends-on-task[1]",
  ],
  [
    "a result of a task that is not there",
    task(act("view", '<d:document id="r" xsi:type="d:result-document" ref-task-id="x" ref-document-id="d"/>')),
    "task-ref-unresolved",
    "task[1]/document-action[1]/document/@ref-task-id",
  ],
  [
    "a package that is not there",
    task(act("view", '<d:document id="r" xsi:type="d:packaging-result-document" ref-packaging-task-id="x"/>')),
    "task-ref-unresolved",
    "task[1]/document-action[1]/document/@ref-packaging-task-id",
  ],
  [
    "a task that waits for itself",
    DOCUMENT + task("<d:depends-on-task>t</d:depends-on-task>"),
    "task-cycle",
    "task[1]",
  ],
  [
    "tasks that wait in a ring",
    DOCUMENT +
      task("<d:depends-on-task>b</d:depends-on-task>", "a") +
      task("<d:depends-on-task>a</d:depends-on-task>", "b"),
    "task-cycle",
    "task[1]",
  ],
  [
    "an upload that is not there",
    `<d:document xsi:type="d:sds-document" id="d" ref-sds-id="0103"><d:description>x</d:description></d:document>${task()}`,
    "session-document-not-found",
    "document[1]",
  ],
  [
    "nothing of the archive's",
    `<d:document xsi:type="d:archive-document" id="d" ref-archive-id="0104"/>${task()}`,
    "archive-document-not-found",
    "document[1]",
  ],
  [
    "a method that is nobody's",
    DOCUMENT + task("", "t", "", "<d:signature><d:method>bankid</d:method></d:signature>"),
    "method-not-enabled",
    "task[1]/signature[1]/method[1]",
  ],
  [
    "a log-in as a signature",
    DOCUMENT + task("", "t", "", "<d:signature><d:method>nemid</d:method></d:signature>"),
    "method-not-third-party",
    "task[1]/signature[1]/method[1]",
  ],
  [
    "a log-in that cannot hold a binding, or signs by itself",
    DOCUMENT + task("", "t", "", BY_LOG_IN.replace("nemid<", "nemid-sign<")),
    "method-not-authentication-based",
    "task[1]/authentication-based-signature[1]/method[1]",
  ],
  [
    "two documents by one act of NemID's",
    DOCUMENT + DOCUMENT.replace('"d"', '"e"') + task(ACTION + ACTION.replace(">d<", ">e<"), "t", 'bundle="true"'),
    "method-does-not-support-bundle",
    "task[1]/signature[1]/method[1]",
  ],
  [
    "a bare native object of a log-in",
    `${DOCUMENT}${task("", "t", "", BY_LOG_IN)}<d:sdo-format>native</d:sdo-format>`,
    "format-not-possible",
    "task[1]/authentication-based-signature",
  ],
  [
    "a format that nobody knows",
    `${DOCUMENT}${task()}<d:sdo-format>zip</d:sdo-format>`,
    "format-not-possible",
    "sdo-format",
  ],
  ["no day to live", DOCUMENT + task("<d:days-to-live>0</d:days-to-live>"), "invalid-value", "task[1]/days-to-live"],
  [
    "days until deletion past a month",
    `${DOCUMENT}${task()}<d:days-until-deletion>31</d:days-until-deletion>`,
    "invalid-value",
    "days-until-deletion",
  ],
  [
    "a package by a method that there is not",
    DOCUMENT + task() + pack(OF_D, 'packaging-task-id="p" method="zip"'),
    "invalid-value",
    "packaging-task[1]/@method",
  ],
  [
    "a package of a document that nobody signs",
    DOCUMENT + task() + pack('<d:packaging-task-document document-id="x"/>'),
    "document-ref-unresolved",
    "packaging-task[1]/packaging-task-document[1]",
  ],
  [
    "a time of day that there is not",
    DOCUMENT +
      task() +
      note("URL", "https://e.example.dk/", "").replace(
        "</d:notification>",
        "<d:schedule><d:state-is>created</d:state-is><d:time-of-day>25:00</d:time-of-day></d:schedule></d:notification>",
      ),
    "invalid-value",
    "notification[1]/schedule[1]/time-of-day",
  ],
];

/** Addresses that lead inside, or nowhere on the web. */
const INSIDE = [
  "http://localhost/",
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.0.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[fe80::1]/",
  "http://[fd00::1]/",
  "http://intranet/",
  "http://db.internal/",
  "ftp://e.example.dk/",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "https://user:password@e.example.dk/",
  "https://e.example.dk:22/",
  "https://${taskId}.example.dk/",
];

async function faultOf(order: string, service = "demo"): Promise<readonly (string | undefined)[]> {
  const content = `<d:request><d:language>en</d:language>${order}</d:request>`;
  return call({ url: world.url, service }, "create-request-request", content).then(
    (answer) => [`ordered: ${textOf(answer, "request-id")}`],
    ({ message }: Error) => /^([a-z-]+): .* \(([^()]*)\)$/s.exec(message)?.slice(1) ?? [message],
  );
}

describe("no order is made of", () => {
  it.each(REFUSED)("%s", async (_what, order, code, place) => {
    expect(await faultOf(order)).toEqual([code, `request[1]/${place}`]);
  });
});

describe("no address is taken that leads inside, or not to the web:", () => {
  const WAYS = ["postpone", "complete", "cancel"].map((name) => `on-task-${name}`);

  it.each(INSIDE)("%s", async (address) => {
    for (const name of WAYS)
      expect(await faultOf(DOCUMENT + task(`<d:${name}>${address}</d:${name}>`))).toEqual([
        "address-refused",
        `request[1]/task[1]/${name}`,
      ]);
    expect(await faultOf(DOCUMENT + task() + note("URL", address))).toEqual([
      "address-refused",
      "request[1]/notification[1]/recipient",
    ]);
    expect(await faultOf(DOCUMENT + task(note("URL", address)))).toEqual([
      "address-refused",
      "request[1]/task[1]/notification[1]/recipient",
    ]);
  });

  it("nor a host that is not on the list, where a service has one", async () => {
    const order = (host: string) =>
      DOCUMENT + task(`<d:on-task-complete>https://${host}/x</d:on-task-complete>`, "t", "", BY_LOG_IN);
    expect(await faultOf(order("told.example.dk"), "kommune")).toEqual([expect.stringMatching(/^ordered/)]);
    for (const host of ["example.dk", "evil.told.example.dk", "told.example.dk.evil.example"])
      expect(await faultOf(order(host), "kommune")).toEqual(["address-refused", "request[1]/task[1]/on-task-complete"]);
  });

  it("nor one that a session goes back to", async () => {
    const made = await call(world, "create-request-request", `<d:request>${DOCUMENT}${task()}</d:request>`);
    const session = `<d:user-session><d:on-session-complete>http://127.0.0.1/</d:on-session-complete><d:session-task request-id="${textOf(made, "request-id")}" task-id="t" order="1"/></d:user-session>`;
    await expect(call(world, "create-usersession-request", session)).rejects.toThrow(/^address-refused/);
  });
});

describe("a national number", () => {
  const subject = '<d:subject id="s"><d:national-id>0101701234</d:national-id></d:subject>';

  it("is a fault of a customer whom no agreement lets compare it, and stands in no answer", async () => {
    const order = subject + DOCUMENT + task("<d:subject-ref>s</d:subject-ref>", "t", "", BY_LOG_IN);
    expect(await faultOf(order, "kommune")).toEqual([
      "national-id-without-agreement",
      "request[1]/subject[1]/national-id",
    ]);
    expect(world.logLines.join("\n")).not.toContain("0101701234");
    expect(await faultOf(order)).toEqual([expect.stringMatching(/^ordered/)]);
  });
});
