import { NationalId } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { anOrder, aTask, SIGN } from "../src/conformance/orders.js";
import { formatOf } from "../src/rules/check-format.js";
import { check, expectRefusal } from "./check.js";

const by = (...names: readonly string[]) => [{ methods: names.map((name) => ({ name })) }];
const basedOn = (name: string) => aTask({ signatures: [], authenticationBasedSignatures: by(name) });
const [LETTER] = anOrder().documents;
const twoDocuments = {
  documents: [
    { ...LETTER!, id: "doc" },
    { ...LETTER!, id: "more" },
  ],
};
const BOTH = [SIGN, { ...SIGN, documentRef: "more" }];

describe("methods of a task", () => {
  it("may be those of the service, of both kinds, side by side", async () => {
    await check({
      tasks: [
        aTask({ authenticationBasedSignatures: by("nemid"), authentication: { methods: ["nemid", "nemid-moces"] } }),
      ],
    });
  });

  it.each([
    ["method-not-enabled", aTask({ signatures: by("bankid") })],
    ["method-not-enabled", aTask({ signatures: by("toString") })],
    ["method-not-enabled", basedOn("bankid")],
    ["method-not-enabled", aTask({ authentication: { methods: ["bankid"] } })],
    ["method-not-enabled", aTask({ authentication: { methods: ["nemid-sign"] } })],
    ["method-not-enabled", aTask({ signatures: [{ methods: [{ name: "nemid-sign" }], ifAuthentication: "nemid" }] })],
    [
      "invalid-value", // who logs in by the other could only read
      aTask({
        authentication: { methods: ["nemid", "nemid-moces"] },
        signatures: [{ methods: [{ name: "nemid-sign" }], ifAuthentication: "nemid" }],
      }),
    ],
    ["method-not-enabled", aTask({ signatures: [{ methods: [{ name: "nemid-sign", handwritten: true }] }] })],
    [
      "method-not-enabled",
      aTask({ signatures: [], authenticationBasedSignatures: [{ methods: [{ name: "", handwritten: true }] }] }),
    ],
    ["method-not-third-party", aTask({ signatures: by("nemid") })],
    ["method-not-authentication-based", basedOn("nemid-sign")],
    ["method-not-authentication-based", basedOn("nemid-moces")],
    ["invalid-value", aTask({ signatures: [] })],
    ["invalid-value", aTask({ signatures: [{ methods: [] }] })],
  ] as const)("%s where they cannot do what they are named for", async (code, task) => {
    await expectRefusal(code, { tasks: [task] });
  });

  it("may be for those alone who log in by one, if the others have theirs", async () => {
    const authentication = { methods: ["nemid", "nemid-moces"] };
    const conditional = { methods: [{ name: "nemid-sign" }], ifAuthentication: "nemid" };
    const others = (ifAuthentication?: string) => [
      { methods: [{ name: "nemid" }], ...(ifAuthentication && { ifAuthentication }) },
    ];
    for (const condition of [undefined, "nemid-moces"])
      await check({
        tasks: [aTask({ authentication, signatures: [conditional], authenticationBasedSignatures: others(condition) })],
      });
  });

  it("need no name where nothing is signed", async () => {
    await check({ tasks: [aTask({ documentActions: [{ type: "view", documentRef: "doc" }], signatures: [] })] });
  });

  it.each([true, undefined])("that sign one document at a time are refused two in a bundle: %j", async (bundle) => {
    await expectRefusal("method-does-not-support-bundle", {
      ...twoDocuments,
      tasks: [aTask({ bundle, documentActions: BOTH })],
    });
  });

  it("take two without a bundle; one in a bundle; and in a bundle when they can, or are log-ins", async () => {
    await check({ ...twoDocuments, tasks: [aTask({ bundle: false, documentActions: BOTH })] });
    await check({ tasks: [aTask({ bundle: true })] });
    await check({
      ...twoDocuments,
      tasks: [aTask({ bundle: true, documentActions: BOTH, signatures: by("bundling-sign") })],
    });
    await check({ ...twoDocuments, tasks: [{ ...basedOn("nemid"), bundle: true, documentActions: BOTH }] });
  });
});

describe("the form of the results", () => {
  it.each(["native", "ltv-sdo", "ltvsdo", "xades"])("may be asked for: %s", (sdoFormat) => check({ sdoFormat }));

  it.each(["", "NATIVE", "pades", "__proto__"])("is refused when it is none: %j", async (sdoFormat) => {
    await expectRefusal("format-not-possible", { sdoFormat }, { place: ["sdoFormat"] });
  });

  it("cannot be native where a log-in signs, unless nobody asked for it", async () => {
    const tasks = [aTask(), { ...basedOn("nemid"), id: "other" }];
    await expectRefusal(
      "format-not-possible",
      { sdoFormat: "native", tasks },
      { place: ["tasks", 1, "authenticationBasedSignatures"] },
    );
    await check({ tasks });
    await check({ sdoFormat: "ltv-sdo", tasks });
  });

  it("is the order's, else the service's, and of a log-in always the gateway's own", () => {
    expect(formatOf({ sdoFormat: "xades" }, "native", "sign")).toBe("ltv-sdo");
    expect(formatOf({ sdoFormat: "native" }, "ltv-sdo", "sign")).toBe("native");
    expect(formatOf({}, "native", "sign")).toBe("native");
    expect(formatOf({}, "ltv-sdo", "sign")).toBe("ltv-sdo");
    expect(formatOf({}, "native", "authenticate")).toBe("ltv-sdo");
  });
});

describe("a subject's national number", () => {
  const subject = (digits: string) => ({ id: "s", nationalId: new NationalId("DK", digits), attributes: [] });

  it("is taken from a service that may have it compared", () => check({ subjects: [subject("0101701234")] }));

  it.each(["subjects", "own"])(
    "is refused from a service without an agreement, and stands in no message: %s",
    async (where) => {
      const order =
        where === "own"
          ? { tasks: [aTask({ subject: subject("0101701234") })] }
          : { subjects: [subject("0101701234")] };
      const error = await expectRefusal("national-id-without-agreement", order, {
        terms: { comparesNationalIds: false },
      });
      expect(JSON.stringify({ ...error, message: error.message })).not.toContain("0101701234");
    },
  );

  it.each([
    ["empty", ""],
    ["blank", " \t\n"],
  ])("is refused when it is %s, which would be no check, whoever orders", async (_what, digits) => {
    const own = aTask({ subject: subject(digits) });
    for (const comparesNationalIds of [true, false]) {
      const how = { terms: { comparesNationalIds } };
      const error = await expectRefusal(
        "invalid-value",
        { subjects: [subject(digits)] },
        { ...how, place: ["subjects", 0, "nationalId"] },
      );
      expect(error.message).toMatch(/the number is empty/);
      await expectRefusal("invalid-value", { tasks: [own] }, { ...how, place: ["tasks", 0, "subject", "nationalId"] });
    }
  });

  it.each(["010170-1234", "010170123", "01017012345", "", "abcdefghij", "٠١٠١٧٠١٢٣٤"])(
    "is refused unless it is ten digits: case %#",
    async (digits) => {
      const error = await expectRefusal(
        "invalid-value",
        { subjects: [subject(digits)] },
        { place: ["subjects", 0, "nationalId"] },
      );
      if (digits) expect(error.message).not.toContain(digits);
    },
  );
});
