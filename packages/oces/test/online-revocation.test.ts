import { type OnlineRevocation, onlineRevocation, type RevocationAnswer, readCertificate } from "@eid-gateway/oces";
import type { CrlOptions, IssuedCertificate, OcspOptions, TestCa } from "@eid-gateway/oces-testing";
import { beforeEach, describe, expect, it } from "vitest";
import { BASE_URL, createCa, hoursFromNow, NOW } from "./ca.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeEach(async () => {
  ca = await createCa();
  person = await ca.issuePoces();
});

interface Operator {
  readonly ocsp?: OcspOptions | "down" | "nonsense" | "page";
  readonly crl?: CrlOptions | "down" | "nonsense";
  readonly now?: Date;
  readonly hosts?: readonly string[];
}

/** The operator's servers, and what they were asked. */
function operate(given: Operator = {}) {
  const current = { ocsp: given.ocsp ?? {}, crl: given.crl ?? {}, now: given.now ?? NOW };
  const asked: string[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const isOcsp = init?.method === "POST";
    asked.push(`${isOcsp ? "OCSP" : "CRL"} ${input}`);
    const what = isOcsp ? current.ocsp : current.crl;
    if (what === "down") throw new TypeError("fetch failed");
    if (what === "nonsense") return new Response("<html>Welcome</html>");
    if (what === "page") return new Response("gone", { status: 503 });
    if (!isOcsp) return new Response(Buffer.from(ca.crl(what as CrlOptions)));
    const request = new Uint8Array(await new Response(init?.body).arrayBuffer());
    return new Response(Buffer.from(await ca.ocsp(request, what as OcspOptions)));
  };
  const source = onlineRevocation({
    fetch,
    cached: cache(current),
    clock: { now: () => current.now },
    hosts: given.hosts ?? [BASE_URL],
  });
  return { source, asked, current };
}

/** As the gateway's: one load at a time for a key, kept until it says, a failure not at all. */
function cache(current: { readonly now: Date }): OnlineRevocation["cached"] {
  const kept = new Map<string, Promise<{ readonly value: unknown; readonly until: Date }>>();
  return async <T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>) => {
    const known = await kept.get(key);
    if (known && known.until > current.now) return known.value as T;
    const loading = load();
    kept.set(key, loading);
    loading.catch(() => kept.delete(key));
    return (await loading).value;
  };
}

function ask(
  source: ReturnType<typeof onlineRevocation>,
  whom: IssuedCertificate = person,
  at = NOW,
): Promise<RevocationAnswer> {
  const [certificate, issuer] = [readCertificate(whom.certificate), readCertificate(whom.chain[0]!)];
  return source.ask({ certificate, issuer, at });
}

async function statusOf(given: Operator): Promise<string> {
  const answer = await ask(operate(given).source);
  return "evidence" in answer ? `${answer.status} by ${answer.evidence.source}` : answer.status;
}

describe("OCSP comes first", () => {
  it("and its answer is enough", async () => {
    const { source, asked } = operate();
    expect(await ask(source)).toMatchObject({ status: "good", evidence: { source: "ocsp" } });
    expect(asked).toEqual([`OCSP ${ca.issuing.ocspUrl}`]);
  });

  it("also when it says revoked", async () => {
    ca.revoke(person.serial, { at: hoursFromNow(-1), reason: "keyCompromise" });
    const answer = await ask(operate().source);
    expect(answer).toMatchObject({ status: "revoked", cause: "keyCompromise", revokedAt: hoursFromNow(-1) });
  });

  it("and a revocation of a moment ago counts, although their clock is ahead of ours", async () => {
    const halfAMinuteAhead = new Date(NOW.getTime() + 30_000);
    ca.revoke(person.serial, { at: halfAMinuteAhead, reason: "keyCompromise" });
    const ahead = { thisUpdate: halfAMinuteAhead };
    expect(await statusOf({ ocsp: ahead })).toBe("revoked by ocsp");
    expect(await statusOf({ ocsp: "down", crl: ahead })).toBe("revoked by crl");
  });

  const accepted: readonly (readonly [string, OcspOptions])[] = [
    ["signed by the CA itself", { responder: "issuer" }],
    ["from a responder named by its key", { responderId: "key" }],
    ["without a nonce, as the times bound its age", { nonce: "omit" }],
    ["without a next answer, when it was made just now", { nextUpdate: null, thisUpdate: NOW }],
    ["whose clock is half a minute fast", { thisUpdate: new Date(NOW.getTime() + 30_000) }],
  ];
  it.each(accepted)("an answer %s counts", async (_name, ocsp) => {
    expect(await statusOf({ ocsp, crl: "down" })).toBe("good by ocsp");
  });
});

describe("an OCSP answer that proves nothing is none", () => {
  const faults: readonly (readonly [string, NonNullable<Operator["ocsp"]>])[] = [
    ["a damaged signature", { damagedSignature: true }],
    ["another nonce", { nonce: "wrong" }],
    ["another certificate's serial", { serial: "0102030A" }],
    ["two answers in one", { duplicate: true }],
    ["a responder that is not for OCSP", { responder: "without-eku" }],
    ["a responder of another CA", { responder: "foreign" }],
    ["a responder whose certificate expired", { responder: "expired" }],
    [
      "a responder whose certificate expired since, and that says it answered before",
      { responder: "expired", producedAt: hoursFromNow(-48), thisUpdate: hoursFromNow(-48), validMs: 96 * 3_600_000 },
    ],
    ["a responder without ocsp-nocheck", { responder: "without-nocheck" }],
    ["no responder's certificate", { withoutCertificate: true }],
    ["a status of unknown", { status: "unknown" }],
    ["tryLater", { error: "tryLater" }],
    ["unauthorized", { error: "unauthorized" }],
    ["an answer from the future", { thisUpdate: hoursFromNow(1), nextUpdate: hoursFromNow(2) }],
    ["a web page", "nonsense"],
    ["status 503", "page"],
    ["no connection", "down"],
  ];
  it.each(faults)("%s: the list is asked, and without it nothing is known", async (_name, ocsp) => {
    expect(await statusOf({ ocsp })).toBe("good by crl");
    expect(await statusOf({ ocsp, crl: "down" })).toBe("unavailable");
  });

  it("a stale one is authentic, and about another time", async () => {
    const ocsp = { thisUpdate: hoursFromNow(-3), nextUpdate: hoursFromNow(-2) };
    expect(await statusOf({ ocsp })).toBe("good by crl");
    expect(await statusOf({ ocsp, crl: "down" })).toBe("unknown");
  });

  it("one of an hour ago without a next answer too", async () => {
    const ocsp = { thisUpdate: hoursFromNow(-1), nextUpdate: null };
    expect(await statusOf({ ocsp, crl: "down" })).toBe("unknown");
  });
});

describe("the list is the fall-back", () => {
  it("and tells of revocations", async () => {
    ca.revoke(person.serial, { at: hoursFromNow(-1) });
    expect(await statusOf({ ocsp: "down" })).toBe("revoked by crl");
  });

  it.each([
    ["a damaged one", { damagedSignature: true }, "unavailable"],
    ["a part that the certificate does not name", { partition: "CRL9999" }, "unavailable"],
    ["a delta list", { deltaBase: 1 }, "unavailable"],
    ["one without an end that is not of this moment", { thisUpdate: hoursFromNow(-1), nextUpdate: null }, "unknown"],
    ["one from the future", { thisUpdate: hoursFromNow(1) }, "unavailable"],
    ["a stale one", { thisUpdate: hoursFromNow(-24) }, "unknown"],
    ["a web page", "nonsense", "unavailable"],
  ] as const)("%s is not used", async (_name, crl, expected) => {
    expect(await statusOf({ ocsp: "down", crl })).toBe(expected);
  });
});

describe("only the operator's own hosts are asked", () => {
  it.each([
    ["none", []],
    ["another host", ["http://evil.test"]],
    ["another port", ["http://pki.test:81"]],
    ["another scheme", ["https://pki.test"]],
    ["a host whose name begins the same", ["http://pki.test.evil.test"]],
  ])("where the settings name %s, nobody is", async (_name, hosts) => {
    const { source, asked } = operate({ hosts });
    expect((await ask(source)).status).toBe("unavailable");
    expect(asked).toEqual([]);
  });

  it.each(["file:///etc/passwd", "http://169.254.169.254/latest", "ldap://crldir.certifikat.dk", "no address"])(
    "a certificate that names %s reaches nobody",
    async (url) => {
      const odd = await ca.issuePoces({ ocspUrl: url, crlUrl: url });
      const { source, asked } = operate();
      expect((await ask(source, odd)).status).toBe("unavailable");
      expect(asked).toEqual([]);
    },
  );

  it("a certificate that names no source is not taken for good", async () => {
    const silent = await ca.issuePoces({ ocspUrl: null, crlUrl: null });
    expect(await ask(operate().source, silent)).toEqual({
      status: "unavailable",
      problems: ["the certificate names no source of revocation information"],
    });
  });
});

describe("answers are kept as long as they live", () => {
  it("an OCSP answer until the next one is due", async () => {
    const { source, asked, current } = operate();
    await ask(source);
    await ask(source);
    expect(asked).toHaveLength(1);
    current.now = hoursFromNow(1.1);
    await ask(source, person, current.now);
    expect(asked.filter((line) => line.startsWith("OCSP"))).toHaveLength(2);
  });

  it("a list for everybody of its issuer", async () => {
    const { source, asked } = operate({ ocsp: "down" });
    await ask(source);
    expect((await ask(source, await ca.issueMoces())).status).toBe("good");
    expect(asked.filter((line) => line.startsWith("CRL"))).toHaveLength(1);
  });

  it("a failure not at all: it recovers by itself", async () => {
    const { source, current } = operate({ ocsp: "down", crl: "down" });
    expect((await ask(source)).status).toBe("unavailable");
    current.ocsp = {};
    expect((await ask(source)).status).toBe("good");
  });

  it("a list that is not authentic neither", async () => {
    const { source, current } = operate({ ocsp: "down", crl: { damagedSignature: true } });
    expect((await ask(source)).status).toBe("unavailable");
    current.crl = {};
    expect((await ask(source)).status).toBe("good");
  });
});

it("a part of the list that the certificate names speaks for it", async () => {
  expect(await statusOf({ ocsp: "down", crl: { partition: "CRL1" } })).toBe("good by crl");
});

it("an answer of a hundred megabytes is not read to its end", async () => {
  let sent = 0;
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += 1 << 20;
          controller.enqueue(new Uint8Array(1 << 20));
        },
      }),
    );
  const source = onlineRevocation({
    fetch: async () => endless(),
    cached: async (_key, load) => (await load()).value,
    clock: { now: () => NOW },
    hosts: [BASE_URL],
  });
  expect((await ask(source)).status).toBe("unavailable");
  expect(sent).toBeLessThan(64 << 20);
});
