import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  acme,
  acmeWith,
  CUSTOMER,
  clientData,
  customerData,
  gatewayData,
  load,
  mistakesIn,
  PROFILE,
  warningsIn,
} from "./config-folder.js";

const production = { ...gatewayData, environment: "production" };
const credentials = { voces: { file: "key.p12", password: "of the key" } };
const KEY = "customers/acme/key.p12";

describe("a customer's folder", () => {
  it("has the name of its service", () => {
    expect(mistakesIn(acmeWith.customer({ service: "other" }))).toEqual([
      `${CUSTOMER} service: is not the name of the folder > rename the folder acme or write service: acme`,
    ]);
  });

  it("may be a link, as mounted configuration is", () => {
    const root = acme({ "elsewhere/customer.yaml": { ...customerData, service: "linked", oidc: {} } });
    symlinkSync(join(root, "elsewhere"), join(root, "customers/linked"));
    expect([...load(root).customers.keys()]).toEqual(["acme", "linked"]);
  });
});

describe("what a customer names", () => {
  it.each([
    [{ defaultProfile: "blu" }, "defaultProfile: names a profile this customer does not have > did you mean blue?"],
    [
      { defaultProfile: "zebra" },
      "defaultProfile: names a profile this customer does not have > name one that is there: default, blue",
    ],
    [{ defaultLanguage: "sv" }, "defaultLanguage: names a language this customer does not have"],
    [
      { languages: ["da"] },
      "defaultLanguage: names a language this customer does not have > name one that is there: da",
    ],
    [
      { methods: { nemid: { method: "nemid", profile: "red" } } },
      "methods.nemid.profile: names a profile this customer does not have",
    ],
    [
      { methods: {}, oidc: { clients: [{ ...clientData, methods: ["nemid"] }] } },
      "methods[0]: names a method this customer does not have > name one that is there: there is none yet",
    ],
    [
      { portals: { all: ["nemid", "nemyd"] } },
      "portals.all[1]: names a method this customer does not have > did you mean nemid?",
    ],
    [{ portals: { all: [] } }, "portals.all: offers nothing > list at least one method"],
    [{ portals: { all: ["nemid", "nemid"] } }, "portals.all[1]: names something twice"],
    [{ portals: { "All of it": ["nemid"] } }, "portals.All of it: "],
    [{ portals: { all: "nemid" } }, "portals.all: is a text, but must be a list"],
    [
      { portals: { all: ["nemid"] }, oidc: { clients: [{ ...clientData, defaultPortal: "al" }] } },
      "oidc.clients[0].defaultPortal: names a portal this customer does not have > did you mean all?",
    ],
    [
      {
        methods: { nemid: { method: "nemid" }, moces: { method: "nemid-moces" } },
        portals: { staff: ["moces"] },
        oidc: { clients: [{ ...clientData, methods: ["nemid"], defaultPortal: "staff" }] },
      },
      "oidc.clients[0].defaultPortal: names a portal with no method that this client may use",
    ],
    [{ methods: { nemid: { method: "nemid", title: {} } } }, "methods.nemid.title: is in no language"],
    [{ methods: { nemid: { method: "nemid", title: { en: "{x}" } } } }, "methods.nemid.title.en: holds { or }"],
    [{ methods: { nemid: { method: "nemid", help: { dk: "x", da: "y" } } } }, "methods.nemid.help.dk: is not a key"],
  ])("must be there: %j", (more, expected) => {
    const root = acme({ [CUSTOMER]: { ...customerData, ...more }, [PROFILE]: { apiVersion: "eid-gateway/v1" } });
    expect(mistakesIn(root)).toEqual([expect.stringContaining(expected)]);
  });

  it("is found when it is there", () => {
    const customer = {
      ...customerData,
      defaultProfile: "blue",
      methods: { nemid: { method: "nemid", profile: "blue" } },
    };
    expect(
      load(acme({ [CUSTOMER]: customer, [PROFILE]: { apiVersion: "eid-gateway/v1" } })).customers.get("acme")
        ?.defaultProfile,
    ).toBe("blue");
  });
});

describe("a client id", () => {
  it("is used once in the gateway", () => {
    const root = acme({ "customers/zeta/customer.yaml": { ...customerData, service: "zeta" } });
    expect(mistakesIn(root)).toEqual([
      "customers/zeta/customer.yaml oidc.clients[0].clientId: is already used by the customer acme > choose another client id",
    ]);
  });

  it("is used once in a customer", () => {
    expect(mistakesIn(acmeWith.customer({ oidc: { clients: [clientData, clientData] } }))).toEqual([
      expect.stringContaining("oidc.clients[1].clientId: is already used by another client of this customer"),
    ]);
  });
});

describe("the management port", () => {
  it("is not the port for people", () => {
    expect(mistakesIn(acmeWith.gateway({ listen: { port: 9000 } }))).toEqual([
      "gateway.yaml management.port: is the port under listen as well > give management a port of its own",
    ]);
  });
});

describe("a certificate that customers share", () => {
  const merchants = { default: { file: "shared.p12", password: "shared" } };

  it("is for the test environment only", () => {
    const files = { "shared.p12": "" };
    expect(
      load(acme({ "gateway.yaml": { ...gatewayData, merchants }, ...files })).gateway.merchants.default?.password,
    ).toBe("shared");
    expect(mistakesIn(acme({ "gateway.yaml": { ...production, merchants }, ...files }))).toEqual([
      expect.stringContaining("merchants.default: is a certificate that customers share"),
    ]);
  });

  it("must be there", () => {
    expect(mistakesIn(acmeWith.gateway({ merchants }))).toEqual([
      expect.stringContaining("merchants.default.file: names "),
    ]);
  });
});

describe("the demo's secrets", () => {
  const files = {
    [CUSTOMER]: {
      ...customerData,
      password: "Bond007",
      agreements: { nemid: { list: ["Bond007"] } },
      oidc: { clients: [{ ...clientData, secret: "demo-secret" }] },
    },
  };

  it("are refused in production, wherever they stand", () => {
    expect(mistakesIn(acme({ "gateway.yaml": production, ...files }))).toEqual([
      expect.stringContaining(`${CUSTOMER} password: is a secret of the demo`),
      expect.stringContaining("agreements.nemid.list[0]: is a secret of the demo"),
      expect.stringContaining("oidc.clients[0].secret: is a secret of the demo"),
    ]);
  });

  it("are refused in gateway.yaml too", () => {
    const merchants = { default: { file: "shared.p12", password: "Bond007" } };
    const root = acme({
      "gateway.yaml": { ...production, merchants, settings: { x: { key: "demo-secret" } } },
      "shared.p12": "",
    });
    expect(mistakesIn(root).filter((mistake) => mistake.includes("secret of the demo"))).toHaveLength(2);
  });

  it("are refused when they come by the environment", () => {
    const root = acme({ "gateway.yaml": production, [CUSTOMER]: { ...customerData, password: "${env:PASSWORD}" } });
    expect(mistakesIn(root, { PASSWORD: "Bond007" })).toHaveLength(1);
  });

  it("are no matter in the test environment", () => {
    expect(warningsIn(acme(files))).toEqual([]);
  });
});

describe("plain http", () => {
  const files = {
    [CUSTOMER]: {
      ...customerData,
      homePage: "http://acme.dk/",
      oidc: {
        clients: [
          { ...clientData, redirectUris: ["http://acme.dk/cb"], postLogoutRedirectUris: ["http://127.0.0.1.acme.dk/"] },
        ],
      },
    },
    [PROFILE]: {
      apiVersion: "eid-gateway/v1",
      window: "self",
      frameParents: ["http://localhost.acme.dk"],
      help: [{ label: { en: "Help" }, url: "http://help.acme.dk/" }],
    },
  };
  const places = ["homePage", "oidc.clients[0].redirectUris[0]", "oidc.clients[0].postLogoutRedirectUris[0]"].map(
    (path) => `${CUSTOMER} ${path}: is http to another machine`,
  );
  const expected = [
    "gateway.yaml host: is http to another machine",
    ...places,
    `${PROFILE} frameParents[0]: is http to another machine`,
    `${PROFILE} help[0].url: is http to another machine`,
  ];

  it("to another machine is refused in production", () => {
    const found = mistakesIn(acme({ "gateway.yaml": { ...production, host: "http://id.acme.dk" }, ...files }));
    expect(found).toEqual(expected.map((start) => expect.stringContaining(start)));
  });

  it("to another machine is warned of in the test environment", () => {
    const found = warningsIn(acme({ "gateway.yaml": { ...gatewayData, host: "http://id.acme.dk" }, ...files }));
    expect(found).toEqual(expected.map((start) => expect.stringContaining(start)));
  });

  it.each([
    "http://localhost:8080",
    "http://127.0.0.1",
    "http://127.9.9.9:1",
    "http://[::1]:8080",
    "https://id.acme.dk",
  ])("is not meant by %s", (host) => {
    expect(load(acme({ "gateway.yaml": { ...production, host } })).warnings).toEqual([]);
  });
});

describe("a key file", () => {
  const withKey = (gateway: object, mode: number) => {
    const root = acme({ "gateway.yaml": { ...gateway }, [CUSTOMER]: { ...customerData, credentials }, [KEY]: "" });
    chmodSync(join(root, KEY), mode);
    return root;
  };

  it.each([0o604, 0o602, 0o601, 0o644, 0o666])(
    "that others may use (mode %o) is refused in production, warned of in test",
    (mode) => {
      const expected = [
        expect.stringMatching(/credentials\.voces\.file: names .*key\.p12, which every user .* > chmod 600 /),
      ];
      expect(mistakesIn(withKey(production, mode))).toEqual(expected);
      expect(warningsIn(withKey(gatewayData, mode))).toEqual(expected);
    },
  );

  it.each([0o600, 0o400, 0o640])("that only the gateway's user or group may use (mode %o) is fine", (mode) => {
    expect(load(withKey(production, mode)).warnings).toEqual([]);
  });

  it("must be there, in the test environment too", () => {
    expect(mistakesIn(acmeWith.customer({ credentials }))).toEqual([
      expect.stringMatching(
        /voces\.file: names .*key\.p12, which does not exist > put the file there, or correct the path$/,
      ),
    ]);
  });

  it("must be a file", () => {
    expect(mistakesIn(acme({ [CUSTOMER]: { ...customerData, credentials }, [`${KEY}/x`]: "" }))).toEqual([
      expect.stringContaining("which is not a readable file > name a file"),
    ]);
  });

  it("that belongs into the state folder is made by npm start", () => {
    const root = acmeWith.customer({ credentials: { voces: { file: "${state}/simulator/acme.p12", password: "p" } } });
    expect(mistakesIn(root)).toEqual([expect.stringContaining("run `npm start` once")]);
  });
});
