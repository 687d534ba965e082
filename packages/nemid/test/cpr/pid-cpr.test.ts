import { type Credential, EidError, NationalId } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { lookUpCpr, matchCpr } from "../../src/cpr/pid-cpr.js";

const pid = "9208-2002-2-123456789012";
const cpr = new NationalId("DK", "6102031234");
const types = "java:dk.certifikat.pid.webservices";

interface Reply {
  readonly CPR?: string;
  readonly PID?: string;
  readonly id?: string | undefined; // undefined: nil
  readonly statusCode?: string;
}

/** Members in the order of the vendor's schema; `undefined` is nil. */
function soap(reply: Reply, types_ = types): string {
  const names = ["CPR", "PID", "id", "redirURL", "statusCode", "statusTextDK", "statusTextUK"] as const;
  const members = names.map((name) => {
    const value = (reply as Record<string, string | undefined>)[name];
    return value === undefined ? `<n2:${name} xsi:nil="true"/>` : `<n2:${name}>${value}</n2:${name}>`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><env:Header></env:Header><env:Body>` +
    `<n1:pidResponse xmlns:n1="http://localhost/"><n1:result xmlns:n2="${types_}">` +
    `<n2:PIDReply>${members.join("")}</n2:PIDReply></n1:result></n1:pidResponse></env:Body></env:Envelope>`
  );
}

interface Call {
  url?: string;
  init?: RequestInit;
}

/** A service that echoes the question's id unless told otherwise. */
function access(answer: (question: string) => string | Response | Promise<Response>, call: Call = {}) {
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    Object.assign(call, { url, init });
    const given = await answer(String(init.body));
    return typeof given === "string" ? new Response(given) : given;
  };
  return { url: "https://pid.example/pidws/", spid: "4711", credential: { fetch } as unknown as Credential };
}
const idIn = (question: string) => /<t:id>([^<]*)<\/t:id>/.exec(question)?.[1] ?? "";
const replying = (reply: Reply, call?: Call) => access((question) => soap({ id: idIn(question), ...reply }), call);
const codeOf = async (verdict: Promise<unknown>): Promise<string> =>
  verdict.then(
    (value) => `answered ${value}`,
    (error: unknown) => (error instanceof EidError ? `${error.code} ${error.category}` : `threw ${error}`),
  );

describe("asking the PID/CPR service", () => {
  it("is a SOAP 1.1 request in the vendor's namespaces, members in the schema's order", async () => {
    const call: Call = {};
    await matchCpr(replying({ statusCode: "0" }, call), pid, cpr);
    expect(String(call.init?.body)).toMatch(
      new RegExp(
        `^<\\?xml version="1.0" encoding="UTF-8"\\?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` +
          `<p:pid xmlns:p="http://localhost/" xmlns:t="${types}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><p:pIDRequests><t:PIDRequest><t:CPR>6102031234</t:CPR><t:PID>${pid}</t:PID><t:b64Cert xsi:nil="true"/>` +
          `<t:id>[0-9a-f]{16}</t:id><t:serviceId>4711</t:serviceId></t:PIDRequest></p:pIDRequests></p:pid></s:Body></s:Envelope>$`,
      ),
    );
  });

  it("is a POST that follows no redirect, with the CPR number nowhere but in the body", async () => {
    const call: Call = {};
    await matchCpr(replying({ statusCode: "0" }, call), pid, cpr);
    expect(call.url).toBe("https://pid.example/pidws/");
    expect(call.init).toMatchObject({ method: "POST", redirect: "error", headers: { soapaction: '""' } });
    expect(JSON.stringify({ ...call.init, body: "" })).not.toContain("6102031234");
  });

  it("leaves the CPR number nil when it is to be looked up", async () => {
    const call: Call = {};
    await lookUpCpr(replying({ statusCode: "0", CPR: "6102031234" }, call), pid);
    expect(String(call.init?.body)).toContain('<t:CPR xsi:nil="true"/>');
  });
});

describe("the PID/CPR service's answer to a match", () => {
  it.each([
    ["0, echoing the number", { statusCode: "0", CPR: "6102031234", PID: pid }, "answered true"],
    ["0, echoing the number with a hyphen", { statusCode: "0", CPR: "610203-1234" }, "answered true"],
    ["0, echoing nothing", { statusCode: "0" }, "answered true"],
    ["0, with the PID's prefix", { statusCode: "0", PID: `PID:${pid}` }, "answered true"],
    ["1", { statusCode: "1" }, "answered false"],
    ["2", { statusCode: "2" }, "nemid:cprmismatch refused"],
    ["4", { statusCode: "4" }, "nemid:cprmismatch refused"],
    ["8", { statusCode: "8" }, "nemid:cprsetup misconfigured"],
    ["16", { statusCode: "16" }, "nemid:cprblocked refused"],
    ["17", { statusCode: "17" }, "nemid:cprsetup misconfigured"],
    ["4096", { statusCode: "4096" }, "nemid:cprsetup misconfigured"],
    ["8192", { statusCode: "8192" }, "nemid:cprsetup misconfigured"],
    ["8193", { statusCode: "8193" }, "nemid:cprsetup misconfigured"],
    ["8194", { statusCode: "8194" }, "nemid:cprmismatch refused"],
    ["8195", { statusCode: "8195" }, "nemid:cprsetup misconfigured"],
    ["16384", { statusCode: "16384" }, "nemid:cprunavailable unavailable"],
    ["a status nobody knows", { statusCode: "3" }, "nemid:cprunavailable unavailable"],
    ["a status that is no number", { statusCode: "OK" }, "nemid:cprunavailable unavailable"],
    ["no status", {}, "nemid:cprunavailable unavailable"],
    ["0 for another number", { statusCode: "0", CPR: "6202031234" }, "nemid:cprunavailable unavailable"],
    ["0 for another person", { statusCode: "0", PID: "9208-2002-2-999999999999" }, "nemid:cprunavailable unavailable"],
    ["0 to another question", { statusCode: "0", id: "another" }, "nemid:cprunavailable unavailable"],
  ])("%s", async (_what, reply, expected) => {
    expect(await codeOf(matchCpr(replying(reply), pid, cpr))).toBe(expected);
  });
});

describe("the PID/CPR service's answer to a lookup", () => {
  it("0 gives the number", async () => {
    expect((await lookUpCpr(replying({ statusCode: "0", CPR: "610203-1234" }), pid)).reveal()).toBe("6102031234");
  });

  it.each([
    ["0 without a number", { statusCode: "0" }, "nemid:cprunavailable unavailable"],
    ["0 with what is no number", { statusCode: "0", CPR: "9902031234" }, "nemid:cprunavailable unavailable"],
    ["0 with the number for unknown", { statusCode: "0", CPR: "0000000000" }, "nemid:cprunavailable unavailable"],
    ["1", { statusCode: "1" }, "nemid:cprmismatch refused"],
    ["8", { statusCode: "8" }, "nemid:cprsetup misconfigured"],
    [
      "0 about another person",
      { statusCode: "0", CPR: "6102031234", PID: "9208-2002-2-999999999999" },
      "nemid:cprunavailable unavailable",
    ],
    [
      "0 with a number, and not a word of whose it is",
      { statusCode: "0", CPR: "6102031234", id: undefined },
      "nemid:cprunavailable unavailable",
    ],
  ])("%s", async (_what, reply, expected) => {
    expect(await codeOf(lookUpCpr(replying(reply), pid))).toBe(expected);
  });
});

describe("a PID/CPR service that fails is unavailable when it", () => {
  const good = soap({ statusCode: "0" });
  it.each<[string, () => string | Response | Promise<Response>]>([
    ["refuses the connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["answers 500 with a fault", () => new Response(good, { status: 500 })],
    ["answers 302", () => new Response("", { status: 302, headers: { location: "https://evil.example/" } })],
    ["answers nothing", () => ""],
    ["answers HTML", () => "<!doctype html><p>Login"],
    ["answers JSON", () => '{"statusCode":0}'],
    ["answers XML of another kind", () => "<pidResponse><statusCode>0</statusCode></pidResponse>"],
    ["answers in another namespace", () => soap({ statusCode: "0" }, "java:dk.other")],
    [
      "answers in SOAP 1.2",
      () => good.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"),
    ],
    ["answers twice", () => good.replace(/<n2:PIDReply>.*<\/n2:PIDReply>/, "$&$&")],
    ["gives two statuses", () => good.replace(/<n2:statusCode>.*<\/n2:statusCode>/, "$&$&")],
    ["answers for nobody", () => good.replace(/<n2:PIDReply>.*<\/n2:PIDReply>/, "")],
    ["declares entities", () => good.replace("<env:Envelope", '<!DOCTYPE x [<!ENTITY e "0">]><env:Envelope')],
    ["breaks off", () => good.slice(0, good.length / 2)],
    ["nests twenty thousand elements", () => `<a>`.repeat(20_000)],
    ["sends more than 64 KiB", () => good.replace("</env:Header>", `${" ".repeat(70_000)}</env:Header>`)],
  ])("%s", async (_what, answer) => {
    expect(await codeOf(matchCpr(access(answer), pid, cpr))).toBe("nemid:cprunavailable unavailable");
  });

  it("sends 50 MB, of which no more than the limit is read", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        if (sent > 50_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    expect(
      await codeOf(
        matchCpr(
          access(() => new Response(body)),
          pid,
          cpr,
        ),
      ),
    ).toBe("nemid:cprunavailable unavailable");
    expect(sent).toBeLessThan(1_000_000);
  });

  it("and its error names neither person nor number", async () => {
    const { inspect } = await import("node:util");
    const error = await matchCpr(
      access(() => soap({ CPR: "6102031234", PID: pid })),
      pid,
      cpr,
    ).catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/6102031234|123456789012/);
  });
});
