// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of addresses
import { describe, expect, it } from "vitest";
import { aNotification, aTask } from "../src/conformance/orders.js";
import { isInsideAddress, refuseAddress } from "../src/rules/refuse-address.js";
import { check, expectRefusal } from "./check.js";

const OUTSIDE = [
  "https://customer.example.dk/done?x=1#y",
  "http://customer.example.dk:8080/",
  "https://customer.example.dk:443/",
  "https://8.8.8.8/",
  "https://[2a00:1450:400f:80d::200e]/",
  "https://xn--rdgrd-vuad.dk/",
  "https://rødgrød.dk./",
];
const INSIDE = [
  "http://localhost/",
  "http://LOCALHOST/",
  "http://localhost./",
  "http://app.localhost/",
  "http://intranet/",
  "http://db.internal/",
  "http://metadata.google.internal/",
  "http://printer.local/",
  "http://printer.lan/",
  "http://app.intranet/",
  "http://router.home.arpa/",
  "http://127.0.0.1/",
  "http://127.1/",
  "http://0x7f000001/",
  "http://0x7f.0.0.1/",
  "http://2130706433/",
  "http://017700000001/",
  "http://１２７.０.０.１/",
  "http://0/",
  "http://0.0.0.0/",
  "http://10.1.2.3/",
  "http://100.64.0.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://172.16.0.1/",
  "http://172.31.255.255/",
  "http://192.168.1.1/",
  "http://192.0.0.8/",
  "http://192.0.2.1/",
  "http://192.88.99.1/",
  "http://198.18.0.1/",
  "http://198.51.100.1/",
  "http://203.0.113.1/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "http://[::]/",
  "http://[::1]/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://[::ffff:8.8.8.8]/",
  "http://[::127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[2002:7f00:1::]/",
  "http://[2001:0:7f00:1::]/",
  "http://[2001:db8::1]/",
  "http://[3fff::1]/",
  "http://[fe80::1]/",
  "http://[fc00::1]/",
  "http://[fd00:ec2::254]/",
  "http://[ff02::1]/",
];
const NONE = [
  "",
  "customer.example.dk",
  "//customer.example.dk/",
  "/path",
  "javascript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "ftp://customer.example.dk/",
  "gopher://customer.example.dk/",
  "https://user@customer.example.dk/",
  "https://user:password@customer.example.dk/",
  "https://customer.example.dk@127.0.0.1/",
  "https://customer.example.dk:22/",
  "http://customer.example.dk:25/",
  "http://customer.example.dk:99999/",
  "https://customer.example.dk:0/",
  `https://customer.example.dk/${"x".repeat(2048)}`,
];

describe("addresses that customers give", () => {
  it.each(OUTSIDE)("take one that leads out: %s", (address) => expect(refuseAddress(address, {})).toBeUndefined());
  it.each(INSIDE)("refuse one that points inside: %s", (address) =>
    expect(refuseAddress(address, {})).toMatch(/inside/),
  );
  it.each(NONE)("refuse what is none, or not for the web: %s", (address) =>
    expect(refuseAddress(address, {})).toBeDefined(),
  );

  it("take those of the own machine where a test environment allows it, and no others inside", () => {
    const policy = { allowLoopback: true };
    for (const address of [
      "http://localhost:3000/",
      "http://127.0.0.1:3000/",
      "http://[::1]:3000/",
      "http://a.localhost:3000/",
    ])
      expect(refuseAddress(address, policy)).toBeUndefined();
    for (const address of [
      "http://10.0.0.1/",
      "http://169.254.169.254/",
      "http://0.0.0.0/",
      "http://localhost:22/",
      "http://intranet/",
    ])
      expect(refuseAddress(address, policy)).toBeDefined();
  });

  it("take only the hosts of the service's list, where it has one", () => {
    const policy = { hosts: ["customer.example.dk", "*.apps.example.dk"] };
    for (const host of ["customer.example.dk", "CUSTOMER.example.dk.", "a.apps.example.dk", "a.b.apps.example.dk"])
      expect(refuseAddress(`https://${host}/`, policy)).toBeUndefined();
    for (const host of [
      "example.dk",
      "apps.example.dk",
      "evilapps.example.dk",
      "customer.example.dk.evil.dk",
      "localhost",
      "8.8.8.8",
    ])
      expect(refuseAddress(`https://${host}/`, policy)).toBeDefined();
    expect(refuseAddress("https://127.0.0.1/", { hosts: ["127.0.0.1"] })).toMatch(/inside/);
  });

  it("know an IP address of the inside when a name resolves to it, in either family", () => {
    for (const ip of [
      "127.0.0.1",
      "10.0.0.1",
      "169.254.169.254",
      "::1",
      "::ffff:10.0.0.1",
      "fe80::1%eth0",
      "fd00::1",
      "no address",
    ])
      expect(isInsideAddress(ip)).toBe(true);
    for (const ip of ["8.8.8.8", "2a00:1450:400f:80d::200e"]) expect(isInsideAddress(ip)).toBe(false);
  });
});

describe("where people are sent afterwards", () => {
  it.each(["onTaskPostpone", "onTaskComplete", "onTaskCancel"])(
    "is on the web, with placeholders: %s",
    async (name) => {
      await check({ tasks: [aTask({ [name]: "https://customer.example.dk/${requestId}?t=${taskId}#${taskId}" })] });
      const place = ["tasks", 0, name];
      for (const address of [
        "javascript:alert(1)",
        "http://localhost/",
        "${requestId}",
        "https://${taskId}/",
        "relative",
      ])
        await expectRefusal("address-refused", { tasks: [aTask({ [name]: address })] }, { place });
    },
  );

  it("is refused with a placeholder in its host or port: a task's id would choose the place", async () => {
    for (const address of [
      "https://a.example${taskId}/",
      "https://${requestId}.example.dk/",
      "https://example.dk:${taskId}443/",
    ])
      await expectRefusal("address-refused", { tasks: [aTask({ onTaskComplete: address })] });
  });
});

describe("whom a notification goes to", () => {
  const told = (changes: object) => ({ notifications: [aNotification(changes)] });

  it.each(["boss@example.dk", "first.last+tag@sub.example.dk", "o'neill@example.co.uk"])(
    "is one e-mail address: %s",
    (recipient) => check(told({ type: "EMAIL", recipient })),
  );

  it.each([
    "boss",
    "boss@",
    "@example.dk",
    "a@b@c.dk",
    "boss@example.dk, other@example.dk",
    "boss@example.dk;other@example.dk",
    "Boss <boss@example.dk>",
    '"a b"@example.dk',
    "boss@example.dk\r\nBcc: other@example.dk",
    "boss@example.dk\nBcc: other@example.dk",
    "boss@example.dk\u2028",
    "boss@example.dk\0",
    " boss@example.dk",
    `${"x".repeat(65)}@example.dk`,
    "",
  ])("is refused when it is not exactly that: %j", async (address) => {
    await expectRefusal("address-refused", told({ type: "EMAIL", recipient: address }), {
      place: ["notifications", 0, "recipient"],
    });
    const sender = { type: "EMAIL", recipient: "boss@example.dk", sender: address };
    await expectRefusal("address-refused", told(sender), { place: ["notifications", 0, "sender"] });
  });

  it.each(["Hello\r\nBcc: other@example.dk", "Hello\nthere", "Hello\u0085", "x".repeat(256)])(
    "has no header that begins another: %j",
    async (header) => {
      await expectRefusal("invalid-value", told({ type: "EMAIL", recipient: "boss@example.dk", header }), {
        place: ["notifications", 0, "header"],
      });
    },
  );

  it.each(["+4512345678", "12345678", "+45 12 34 56 78"])("is a telephone number: %s", (recipient) =>
    check(told({ type: "SMS", recipient, sender: "Kommunen" })),
  );
  it.each(["", "abc", "+45", "12345678;rm", "+45123456789012345678901", "1".repeat(3)])(
    "is refused when it is no number: %j",
    async (recipient) => {
      await expectRefusal("address-refused", told({ type: "SMS", recipient }));
    },
  );
  it("refuses an SMS from a sender that telephones cannot show", async () => {
    await expectRefusal("address-refused", told({ type: "SMS", recipient: "12345678", sender: "Københavns Kommune" }));
  });

  it.each(["http://localhost/", "ftp://example.dk/", "https://user:pw@example.dk/", "not a url"])(
    "is an address that leads out: %s",
    async (recipient) => {
      await expectRefusal("address-refused", told({ recipient }), { place: ["notifications", 0, "recipient"] });
    },
  );

  it("is refused when the gateway has no such channel", async () => {
    for (const type of ["URL", "EMAIL", "SMS"])
      await expectRefusal("invalid-value", told({ type }), {
        ports: { deliver: {} },
        place: ["notifications", 0, "type"],
      });
  });

  it("is told at most ten thousand characters, on at most ten schedules", async () => {
    const schedules = (count: number) => Array.from({ length: count }, () => ({ stateIs: "created" as const }));
    await check(told({ message: "x".repeat(10_000), schedules: schedules(10) }));
    const place = ["notifications", 0];
    await expectRefusal("invalid-value", told({ message: "x".repeat(10_001) }), { place: [...place, "message"] });
    await expectRefusal("invalid-value", told({ schedules: schedules(11) }), { place: [...place, "schedules"] });
  });

  it("is checked for tasks and packages as well", async () => {
    const notifications = [aNotification({ recipient: "http://localhost/" })];
    const documents = [{ documentId: "doc" }];
    await expectRefusal(
      "address-refused",
      { tasks: [aTask({ notifications })] },
      { place: ["tasks", 0, "notifications", 0, "recipient"] },
    );
    await expectRefusal("address-refused", {
      packagingTasks: [{ id: "p", method: "pades", documents, notifications }],
    });
  });
});

describe("a notification's schedule", () => {
  const on = (schedule: object) => ({
    notifications: [aNotification({ schedules: [{ stateIs: "created", ...schedule }] })],
  });

  it.each([
    {},
    { wait: { days: 1, hours: 2, minutes: 3 } },
    { waitUntil: new Date(0) },
    { daysOfWeek: "MON" },
    { daysOfWeek: "mon, TUE,Sun", timeOfDay: "23:59", timezone: "America/Argentina/Buenos_Aires" },
    { timezone: "UTC" },
  ])("is taken: %j", (schedule) => check(on(schedule)));

  it.each([
    { wait: { days: 1 }, waitUntil: new Date(0) },
    { wait: { days: -1 } },
    { wait: { minutes: 1.5 } },
    { wait: { days: 401 } },
    { wait: { minutes: Number.MAX_SAFE_INTEGER } },
    { waitUntil: new Date(Number.NaN) },
    { daysOfWeek: "" },
    { daysOfWeek: "MONDAY" },
    { daysOfWeek: "MON;TUE" },
    { daysOfWeek: "MON," },
    { timeOfDay: "9:00" },
    { timeOfDay: "24:00" },
    { timeOfDay: "09:60" },
    { timeOfDay: "09:00:00" },
    { timezone: "" },
    { timezone: "Denmark/Copenhagen" },
    { timezone: "+01:00" },
    { timezone: "Europe/Copenhagen\n" },
  ])("is refused: %j", async (schedule) => {
    await expectRefusal("invalid-value", on(schedule));
  });
});
