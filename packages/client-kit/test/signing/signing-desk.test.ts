import { describe, expect, it } from "vitest";
import { createSigningDesk, GatewayUnreachableError, type OrderWish, SigningSecurityError } from "../../src/index.js";
import { cutShort, json, page } from "../broken-gateway.js";
import { atGateway, document, type Faults, file, REST } from "./ordering-gateway.js";

const WISH: OrderWish = {
  documents: [{ title: "Contract of Ella", mediaType: "application/pdf", bytes: Buffer.from("%PDF-1.4 secret words") }],
  methods: ["nemid-sign"],
  nationalId: "010170-1234",
};
const STATUS = `GET ${REST}/orders/o1/tasks/task/status`;
const PACKAGE = `GET ${REST}/orders/o1/packaging-tasks/package/status`;
const O1 = { id: "o1" };

describe("an order", () => {
  it("is made of what was uploaded, and the upload is deleted", async () => {
    await atGateway({}, async ({ desk, url, calls }) => {
      const order = await desk.order({
        ...WISH,
        logInMethods: ["nemid"],
        language: "da",
        isPackaged: true,
        webhook: "https://shop.example.dk/hook",
      });
      expect(order).toEqual({
        id: "o1",
        documentIds: ["document-1"],
        signingUrl: `${url}/std/docaction/demo?request_id=o1`,
      });
      expect(calls.slice(2).map(({ line }) => line)).toEqual([
        `POST ${REST}/documents`,
        `POST ${REST}/orders`,
        `DELETE ${REST}/documents/up1`,
      ]);
      const schedule = ["COMPLETED", "REJECTED", "EXPIRED"].map((stateIs) => ({ stateIs }));
      expect(JSON.parse(calls[3]!.body)).toEqual({
        tasks: [
          {
            id: "task",
            language: "da",
            documents: [
              {
                id: "document-1",
                description: "Contract of Ella",
                action: "SIGN",
                source: "SESSION",
                documentRef: "up1",
              },
            ],
            signatureMethods: [
              { name: "nemid-sign", type: "THIRD_PARTY" },
              { name: "nemid", type: "AUTHENTICATION_BASED" },
            ],
            subject: { attributes: [{ name: "national-id", value: "0101701234" }] },
            notifications: [
              { id: "webhook", type: "URL", recipient: "https://shop.example.dk/hook", message: "over", schedule },
            ],
          },
        ],
        packagingTasks: [
          { id: "package", method: "PADES", documents: [{ taskId: "task", documentIds: ["document-1"] }] },
        ],
      });
    });
  });

  it.each([
    ["native", "NATIVE"],
    ["ltv-sdo", "LTV_SDO"],
    [undefined, undefined],
  ] as const)("asks for its result as %s", async (resultFormat, sdoFormat) => {
    await atGateway({}, async ({ desk, calls }) => {
      await desk.order({ ...WISH, ...(resultFormat && { resultFormat }) });
      const { body } = calls.find(({ line }) => line === `POST ${REST}/orders`)!;
      expect((JSON.parse(body) as { sdoFormat?: string }).sdoFormat).toBe(sdoFormat);
    });
  });

  it("that is refused leaves no upload behind, and says what to change in types", async () => {
    const refusal = {
      status: 400,
      title: "Constraint Violation",
      code: "document-rejected-by-method",
      detail: "the document of Ella cannot be shown",
      violations: [{ message: "m", propertyPath: "tasks[0].documents[0]" }],
      findings: ["object 4: /JavaScript"],
    };
    await atGateway({ [`POST ${REST}/orders`]: json(refusal, 400) }, async ({ desk, calls }) => {
      const error = await desk.order(WISH).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({
        name: "SigningRefusedError",
        status: 400,
        code: "document-rejected-by-method",
        places: ["tasks[0].documents[0]"],
        findings: ["object 4: /JavaScript"],
      });
      expect((error as Error).message).not.toMatch(/Ella|0101701234|s3cret|token/);
      expect(calls.at(-1)?.line).toBe(`DELETE ${REST}/documents/up1`);
    });
  });

  it("of a document over the limit is not sent at all", async () => {
    await atGateway(
      {},
      async ({ desk, calls }) => {
        await expect(desk.order(WISH)).rejects.toMatchObject({ name: "SigningRefusedError", code: "too-large" });
        expect(calls).toEqual([]);
      },
      { maxBytes: 10 },
    );
  });
});

describe("a token", () => {
  it("is asked for once for many calls, and by the client's secret", async () => {
    await atGateway({}, async ({ desk, calls }) => {
      await Promise.all([desk.status(O1), desk.status(O1)]);
      await desk.results(O1);
      const asked = calls.filter(({ line }) => line === "POST /oidc/token");
      expect(asked.map(({ authorization, body }) => [authorization, body])).toEqual([
        [`Basic ${Buffer.from("shop:s3cret").toString("base64")}`, "scope=signicat-api&grant_type=client_credentials"],
      ]);
      expect(new Set(calls.slice(2).map(({ authorization }) => authorization))).toEqual(new Set(["Bearer token-1"]));
    });
  });

  it("that is refused is replaced once, and then the refusal counts", async () => {
    await atGateway({ [STATUS]: json({ status: 401 }, 401) }, async ({ desk, calls }) => {
      await expect(desk.status(O1)).rejects.toMatchObject({ status: 401, code: "token-refused" });
      const used = calls.filter(({ line }) => line === STATUS).map(({ authorization }) => authorization);
      expect(used).toEqual(["Bearer token-1", "Bearer token-2"]);
    });
  });

  it("is not used in its last seconds", async () => {
    let nowMs = 0;
    const clock = { now: () => new Date(nowMs) };
    await atGateway(
      {},
      async ({ desk, calls }) => {
        await desk.status(O1);
        nowMs = (3600 - 31) * 1000;
        await desk.status(O1);
        nowMs = (3600 - 29) * 1000;
        await desk.status(O1);
        expect(calls.filter(({ line }) => line === "POST /oidc/token")).toHaveLength(2);
      },
      { clock },
    );
  });

  it.each([
    [
      "a wrong secret",
      json({ error: "invalid_client" }, 401, { "www-authenticate": "Basic realm=x" }),
      "invalid_client",
    ],
    ["a scope that the client has not", json({ error: "invalid_scope" }, 400), "invalid_scope"],
  ])("is not given for %s", async (_what, answer, code) => {
    await atGateway({ "POST /oidc/token": answer }, async ({ desk }) => {
      await expect(desk.status(O1)).rejects.toMatchObject({ name: "SigningRefusedError", status: 401, code });
    });
  });

  it("goes to nobody but the gateway, whatever an answer says", async () => {
    const elsewhere = [
      "http://localhost:9/enterprise/sign/x",
      "https://evil.example/",
      "nonsense",
      "file:///etc/passwd",
    ];
    for (const address of elsewhere) {
      await atGateway(
        { [STATUS]: json({ status: "COMPLETED", documents: [document("d", address)] }) },
        async ({ desk }) => {
          await expect(desk.results(O1)).rejects.toMatchObject({ code: "other-address" });
        },
      );
    }
    const outside = (url: string): Faults => ({
      [STATUS]: json({ status: "COMPLETED", documents: [document("d", `${url}/other`)] }),
    });
    await atGateway(outside, async ({ desk }) => {
      await expect(desk.results(O1)).rejects.toMatchObject({ code: "other-address" });
    });
  });
});

describe("a gateway that does not answer as one", () => {
  it.each<[string, Faults]>([
    ["is down", { [STATUS]: page(503) }],
    ["is busy", { [STATUS]: page(429) }],
    ["gives no token just now", { "POST /oidc/token": page(502) }],
    ["stops in the middle", { [STATUS]: cutShort }],
    ["sends elsewhere", { [STATUS]: (_request, response) => void response.writeHead(302, { location: "/x" }).end() }],
  ])("can be asked again when it %s", async (_how, faults) => {
    await atGateway(faults, async ({ desk }) => {
      await expect(desk.status(O1)).rejects.toBeInstanceOf(GatewayUnreachableError);
    });
  });

  it("can be asked again when it takes too long", async () => {
    await atGateway(
      { [STATUS]: () => undefined },
      async ({ desk }) => {
        await expect(desk.status(O1)).rejects.toBeInstanceOf(GatewayUnreachableError);
      },
      { timeoutSeconds: 0.2 },
    );
  });

  it.each<[string, Faults[string]]>([
    ["a page", file("<h1>Hello</h1>", "text/html")],
    ["JSON that breaks off", file('{"status":', "application/json")],
    ["a list", json([])],
    ["another state", json({ status: "PAID", documents: [] })],
    ["no documents", json({ status: "COMPLETED" })],
    ["a document without an id", json({ status: "COMPLETED", documents: [{}] })],
    ["a result that is no address", json({ status: "COMPLETED", documents: [{ id: "d", resultUri: 1 }] })],
  ])("is not misunderstood when it answers %s", async (_what, answer) => {
    await atGateway({ [STATUS]: answer }, async ({ desk }) => {
      await expect(desk.status(O1)).rejects.toMatchObject({ name: "SigningSecurityError", code: "not-an-answer" });
    });
  });

  it("fills nobody's memory", async () => {
    await atGateway(
      { [`GET ${REST}/orders/o1/tasks/task/documents/document-1/result`]: file("x".repeat(5000)) },
      async ({ desk }) => {
        await expect(desk.results(O1)).rejects.toMatchObject({ code: "too-large" });
      },
      { maxBytes: 2000 },
    );
  });

  it("over plain http is refused where it is not this machine", () => {
    const account = { clientId: "a", clientSecret: "b" };
    expect(() => createSigningDesk({ ...account, issuer: "http://id.example.dk/oidc" })).toThrow("neither https");
  });
});

describe("a package", () => {
  it("is waited for, and fetched", async () => {
    let asked = 0;
    const pauses: number[] = [];
    const faults = (url: string): Faults => ({
      [PACKAGE]: (request, response) =>
        json(
          asked++ === 0
            ? { status: "CREATED" }
            : { status: "COMPLETED", resultUri: `${url}${REST}/archive-documents/a` },
        )(request, response),
      [`GET ${REST}/archive-documents/a`]: file("%PDF-", "application/x-pades"),
    });
    const sleep = async (ms: number) => void pauses.push(ms);
    await atGateway(
      faults,
      async ({ desk }) => {
        const { mediaType, bytes } = await desk.packageOf(O1);
        expect([mediaType, Buffer.from(bytes).toString(), pauses]).toEqual(["application/x-pades", "%PDF-", [500]]);
      },
      { sleep },
    );
  });

  it("that could not be made is said to be so, at once", async () => {
    await atGateway({ [PACKAGE]: json({ status: "FAILED" }) }, async ({ desk }) => {
      await expect(desk.packageOf(O1)).rejects.toMatchObject({ name: "PackagingFailedError" });
    });
  });
});

describe("an id", () => {
  it.each(["", ".", ".."])("that would be read as another place is not sent: %j", async (id) => {
    await atGateway({}, async ({ desk, calls }) => {
      await expect(desk.delete({ id })).rejects.toThrow(TypeError);
      expect(calls).toEqual([]);
    });
  });

  it("with anything in it stays one step of a path", async () => {
    await atGateway({}, async ({ desk, calls }) => {
      await expect(desk.delete({ id: "../documents/up1?x" })).rejects.not.toBeInstanceOf(SigningSecurityError);
      expect(calls.at(-1)?.line).toBe(`DELETE ${REST}/orders/..%2Fdocuments%2Fup1%3Fx`);
    });
  });
});
