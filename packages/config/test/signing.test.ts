import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { acme, CUSTOMER, customerData, gatewayData, load, mistakesIn, PROFILE, warningsIn } from "./config-folder.js";

const seal = { file: "seal.p12", password: "of the seal" };
const signer = { ...customerData, password: "of the service", signing: {} };
const sealed = { ...gatewayData, signing: { seal } };

/** A folder in which acme may have documents signed. */
function folder({ gateway = sealed as object, customer = signer as object, files = {} } = {}) {
  return acme({
    "gateway.yaml": { ...gateway },
    [CUSTOMER]: { ...customer },
    "seal.p12": "a key file",
    ...files,
  });
}

describe("signing", () => {
  it("is off where a customer does not say", () => {
    const config = load(folder({ customer: customerData }));
    expect(config.customers.get("acme")?.signing).toBeUndefined();
  });

  it("fills in what a customer need not say", () => {
    expect(load(folder()).customers.get("acme")?.signing).toEqual({
      sdoFormat: "native",
      schema2018: false,
      daysToLive: 30,
      maxBytes: 20 * 1024 * 1024,
      allowPrivateAddresses: false,
      notifications: { method: "GET" },
      stylesheets: new Map(),
      storeUser: "acme",
      clientCertificates: [],
      rest: true,
    });
  });

  it("finds the seal beside gateway.yaml, and stylesheets beside customer.yaml", () => {
    const root = folder({
      customer: { ...signer, signing: { stylesheets: { letter: "letter.xslt" } } },
      files: { "customers/acme/letter.xslt": "<x/>" },
    });
    const config = load(root);
    expect(config.gateway.signing.seal).toEqual({ file: join(root, "seal.p12"), password: "of the seal" });
    expect(config.customers.get("acme")?.signing?.stylesheets.get("letter")).toBe(
      join(root, "customers/acme/letter.xslt"),
    );
  });

  it("wants a seal and a password, and says both at once", () => {
    const { password: _, ...without } = signer;
    expect(mistakesIn(folder({ gateway: gatewayData, customer: without }))).toEqual([
      `${CUSTOMER} signing: has documents signed, and the gateway has nothing to seal them with > add signing.seal to gateway.yaml, or remove this`,
      `${CUSTOMER} password: is missing, and without it nobody can order a signature > add it: password: \${env:...} or \${file:...}`,
    ]);
  });

  it("misses a seal that is not there", () => {
    const gateway = { ...gatewayData, signing: { seal: { ...seal, file: "other.p12" } } };
    expect(mistakesIn(folder({ gateway })).join()).toMatch(
      /gateway.yaml signing.seal.file: names .*other.p12, which does not exist/,
    );
  });

  it("misses a stylesheet that is not there, or is a folder", () => {
    const stylesheets = { letter: "letter.xslt", folder: "." };
    expect(mistakesIn(folder({ customer: { ...signer, signing: { stylesheets } } }))).toEqual([
      expect.stringMatching(/signing.stylesheets.letter: names .*letter.xslt, which does not exist/),
      expect.stringMatching(/signing.stylesheets.folder: names .*, which is not a readable file/),
    ]);
  });

  it("lets no order point inside in production", () => {
    const gateway = { ...sealed, environment: "production" };
    const customer = { ...signer, signing: { allowPrivateAddresses: true } };
    expect(mistakesIn(folder({ gateway, customer }))).toContain(
      `${CUSTOMER} signing.allowPrivateAddresses: is for the test environment only > remove it`,
    );
  });

  it.each([
    [{ sdoFormat: "pades" }, "sdoFormat"],
    [{ daysToLive: 0 }, "daysToLive"],
    [{ daysToLive: 366 }, "daysToLive"],
    [{ maxBytes: 0 }, "maxBytes"],
    [{ maxBytes: 50 * 1024 * 1024 + 1 }, "maxBytes"],
    [{ notifications: { allow: ["https://example.dk/path"] } }, "notifications.allow[0]"],
    [{ notifications: { method: "PUT" } }, "notifications.method"],
    [{ notifications: { secret: "" } }, "notifications.secret"],
    [{ clientCertificates: ["AB:CD"] }, "clientCertificates[0]"],
    [{ clientCertificates: ["a".repeat(64), "a".repeat(64)] }, "clientCertificates[1]"],
    [{ colour: "red" }, "colour"],
  ])("refuses %j of a customer", (signing, place) => {
    const [mistake, ...others] = mistakesIn(folder({ customer: { ...signer, signing } }));
    expect(mistake).toMatch(new RegExp(`^${CUSTOMER} signing[. ]`));
    expect(mistake).toContain(place.replace("[1]", ""));
    expect(others).toEqual([]);
  });

  it.each([
    { timestamps: { url: "ftp://tsa.example.dk" } },
    { timestamps: {} },
    { trust: ["no certificate"] },
    { revocationHosts: ["https://ca.example.dk/crl"] },
    { mail: { url: "https://mail.example.dk", from: "no-reply@example.dk" } },
    { mail: { url: "smtps://mail.example.dk", from: "Name <no-reply@example.dk>" } },
    { mail: { url: "smtps://mail.example.dk", from: "a@example.dk\nBcc: b@example.dk" } },
    { sms: { url: "https://sms.example.dk" } },
    { seal: { file: "seal.p12" } },
  ])("refuses %j of the gateway", (signing) => {
    const gateway = { ...gatewayData, signing: { seal, ...signing } };
    const mistakes = mistakesIn(folder({ gateway }));
    expect(mistakes.filter((mistake) => mistake.startsWith("gateway.yaml signing"))).toHaveLength(1);
  });

  it("gives each service a user name of its own for files", () => {
    const other = { ...signer, service: "umbrella", oidc: { clients: [] } };
    const files = (signing: object) => ({ "customers/umbrella/customer.yaml": { ...other, signing } });
    expect(load(folder({ files: files({ storeUser: "files" }) })).customers.size).toBe(2);
    expect(mistakesIn(folder({ files: files({ storeUser: "acme" }) }))).toEqual([
      expect.stringContaining("signing.storeUser: is acme, which the customer acme uses"),
    ]);
  });

  it("lets only clients of customers that may have documents signed order signatures", () => {
    const client = { clientId: "desk", name: "Desk", secret: "s", scopes: ["signicat-api"] };
    const oidc = { clients: [client] };
    expect(load(folder({ customer: { ...signer, oidc } })).customers.size).toBe(1);
    expect(mistakesIn(folder({ customer: { ...customerData, oidc } }))).toEqual([
      expect.stringContaining("oidc.clients[0].scopes[0]: is for signing, of which the customer has none"),
    ]);
    expect(mistakesIn(folder({ customer: { ...signer, oidc, signing: { rest: false } } }))).toEqual([
      expect.stringContaining("oidc.clients[0].scopes[0]: is for the REST face, which is closed"),
    ]);
  });
});

describe("the logo of signed packages", () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>';
  const PNG = Buffer.from("89504e470d0a1a0a0000", "hex");
  const beside = (name: string) => `customers/acme/profiles/blue/${name}`;
  const withLogo = (logo: object, parts: Parameters<typeof folder>[0] = {}) => {
    const profile = { apiVersion: "eid-gateway/v1", logo: { alt: { en: "Acme" }, ...logo } };
    const files = { [PROFILE]: profile, [beside("a.svg")]: SVG, [beside("a.png")]: PNG, [beside("b.png")]: PNG };
    return folder({ ...parts, files });
  };
  const printedIn = (root: string) => load(root).customers.get("acme")?.profiles.get("blue")?.logo?.print?.name;

  it("is its own, or else that of light pages", () => {
    expect(printedIn(withLogo({ light: "a.svg", print: "b.png" }))).toBe("b.png");
    expect(printedIn(withLogo({ light: "a.png" }))).toBe("a.png");
    expect(printedIn(withLogo({ light: "a.png", print: "b.png" }))).toBe("b.png");
  });

  it("is warned of when there is none but a drawing", () => {
    expect(warningsIn(withLogo({ light: "a.svg" }))).toEqual([
      `${PROFILE} logo.light: is not shown on the front page of signed packages, as it is no PNG or JPEG > give logo.print: the same as a PNG, for white paper`,
    ]);
    expect(warningsIn(withLogo({ light: "a.svg", print: "a.png" }))).toEqual([]);
  });

  it("is no matter where nothing is signed", () => {
    expect(warningsIn(withLogo({ light: "a.svg" }, { customer: customerData }))).toEqual([]);
    expect(warningsIn(withLogo({ light: "a.svg" }, { gateway: gatewayData, customer: customerData }))).toEqual([]);
  });

  it.each(["a.svg", "a.webp", "../a.png"])("is not %s", (print) => {
    expect(mistakesIn(withLogo({ light: "a.svg", print }))).toEqual([
      expect.stringContaining("logo.print: is not the name of a PNG or JPEG in the profile's folder"),
    ]);
  });
});
