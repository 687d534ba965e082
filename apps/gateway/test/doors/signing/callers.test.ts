import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import {
  type CallerParts,
  CallerRefused,
  type Credentials,
  createCallers,
} from "../../../src/doors/callers/callers.js";
import { createCertificateReader } from "../../../src/doors/callers/client-certificate.js";
import { createGuessLimit } from "../../../src/doors/callers/guess-limit.js";
import { createProxyCheck } from "../../../src/web/client-address.js";
import { CERTIFICATE, FINGERPRINT } from "./certificate.js";
import { customer, PASSWORD, TOKEN } from "./start-doors.js";

const FROM = (address = "192.0.2.1") => ({ headers: { "x-from": address } }) as unknown as IncomingMessage;
const right: Credentials = { kind: "password", service: "demo", password: PASSWORD };
const wrong: Credentials = { ...right, password: "guess" };

function callers(more: Partial<CallerParts> = {}, signing = {}) {
  let now = Date.parse("2026-03-01T10:00:00Z");
  const made = createCallers({
    customers: new Map([
      ["demo", customer("demo", signing)],
      ["bare", { ...customer("bare"), password: undefined } as never],
    ]),
    guesses: createGuessLimit({ now: () => new Date(now) }),
    readAddress: (request) => String(request.headers["x-from"]),
    readCertificate: () => undefined,
    findTokenService: async (token) => (token === TOKEN ? "demo" : undefined),
    ...more,
  });
  return {
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
    async ask(credentials: Credentials, address?: string) {
      try {
        return (await made.identify(credentials, FROM(address))).service;
      } catch (error) {
        if (error instanceof CallerRefused) return error.reason;
        throw error;
      }
    },
  };
}

describe("a caller", () => {
  it("is known by its password, or by a token", async () => {
    const { ask } = callers();
    expect(await ask(right)).toBe("demo");
    expect(await ask({ kind: "user", user: "demo", password: PASSWORD })).toBe("demo");
    expect(await ask({ kind: "token", token: TOKEN })).toBe("demo");
  });

  it.each([
    { ...right, password: "" },
    { ...right, password: `${PASSWORD} ` },
    { ...right, service: "Demo" },
    { ...right, service: "" },
    { ...right, service: "__proto__" },
    { kind: "password", service: "bare", password: "" },
    { kind: "password", service: "bare", password: "undefined" },
    { kind: "token", token: "another" },
  ] satisfies Credentials[])("is unknown with %j", async (credentials) => {
    expect(await callers().ask(credentials)).toBe("unknown");
  });
});

describe("guessing", () => {
  it("ends after ten wrong passwords from one address, the right one included", async () => {
    const { ask } = callers();
    for (let guess = 0; guess < 10; guess++) expect(await ask(wrong)).toBe("unknown");
    expect(await ask(wrong)).toBe("too-many-guesses");
    expect(await ask(right)).toBe("too-many-guesses");
  });

  it("locks nobody out who calls from elsewhere", async () => {
    const { ask } = callers();
    for (let guess = 0; guess < 30; guess++) await ask(wrong);
    expect(await ask(right, "192.0.2.2")).toBe("demo");
  });

  it("locks nobody out for longer than it goes on", async () => {
    const { ask, wait } = callers();
    for (let guess = 0; guess < 1000; guess++) await ask(wrong);
    wait(6);
    expect(await ask(right)).toBe("demo");
  });

  it("goes on at one in six seconds", async () => {
    const { ask, wait } = callers();
    for (let guess = 0; guess < 10; guess++) await ask(wrong);
    wait(6);
    expect(await ask(wrong)).toBe("unknown");
    expect(await ask(wrong)).toBe("too-many-guesses");
  });

  it("from one IPv6 network is from one address", async () => {
    const { ask } = callers();
    for (let guess = 0; guess < 10; guess++) await ask(wrong, `2001:db8:0:1::${guess + 1}`);
    expect(await ask(right, "2001:db8::1:ffff:0:0:1")).toBe("too-many-guesses");
    expect(await ask(right, "2001:db8:0:2::1")).toBe("demo");
  });

  it("is not what a right password is", async () => {
    const { ask } = callers();
    for (let call = 0; call < 50; call++) expect(await ask(right)).toBe("demo");
  });
});

describe("a service with client certificates", () => {
  it("must show one of them, when its password is right", async () => {
    const shown = (fingerprint?: string) =>
      callers({ readCertificate: () => fingerprint }, { clientCertificates: [FINGERPRINT] });
    expect(await shown(FINGERPRINT).ask(right)).toBe("demo");
    expect(await shown("00").ask(right)).toBe("no-certificate");
    expect(await shown().ask(right)).toBe("no-certificate");
    expect(await shown().ask(wrong)).toBe("unknown");
    expect(await shown().ask({ kind: "token", token: TOKEN })).toBe("no-certificate");
  });
});

describe("the certificate of a caller", () => {
  const read = createCertificateReader(createProxyCheck(["10.0.0.0/8"]));
  const shown = (header: string | undefined, peer = "10.1.2.3") =>
    read({ headers: { "client-cert": header }, socket: { remoteAddress: peer } } as unknown as IncomingMessage);
  const base64 = CERTIFICATE.replace(/-----[^-]+-----|\s/g, "");

  it("is what a proxy of ours says it saw, in either spelling", () => {
    expect(shown(`:${base64}:`)).toBe(FINGERPRINT);
    expect(shown(encodeURIComponent(CERTIFICATE))).toBe(FINGERPRINT);
  });

  it("is nothing when anybody else says so", () => {
    expect(shown(`:${base64}:`, "203.0.113.5")).toBeUndefined();
  });

  it.each([undefined, "", FINGERPRINT, base64, "::", "%", `:${base64.slice(4)}:`])(
    "is nothing when the header is %j",
    (header) => {
      expect(shown(header)).toBeUndefined();
    },
  );
});
