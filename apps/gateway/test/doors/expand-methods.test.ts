import { describe, expect, it } from "vitest";
import { type AskedFor, expandMethods, type Offer } from "../../src/doors/expand-methods.js";

const use = { method: "nemid", config: {} };
const customer: Offer["customer"] = {
  methods: new Map(["nemid", "moces", "erhverv"].map((name) => [name, use])),
  portals: new Map([
    ["all", ["erhverv", "nemid", "moces"]],
    ["staff", ["moces"]],
  ]),
};
const method = (name: string): AskedFor => ({ kind: "method", name });
const portal = (name: string): AskedFor => ({ kind: "portal", name });

describe("the methods of a request", () => {
  it.each<readonly [string, readonly AskedFor[], Partial<Offer>, readonly string[]]>([
    ["one method", [method("nemid")], {}, ["nemid"]],
    ["several, in their order", [method("moces"), method("nemid")], {}, ["moces", "nemid"]],
    ["a portal, in its order", [portal("all")], {}, ["erhverv", "nemid", "moces"]],
    ["both, each method once", [method("moces"), portal("all")], {}, ["moces", "erhverv", "nemid"]],
    ["what a client may use of a portal", [portal("all")], { methods: ["moces", "nemid"] }, ["nemid", "moces"]],
    ["nothing named: all there is", [], {}, ["nemid", "moces", "erhverv"]],
    ["nothing named: all of the client's", [], { methods: ["moces"] }, ["moces"]],
    ["nothing named: the default portal", [], { defaultPortal: "staff" }, ["moces"]],
    ["a name before the default portal", [method("nemid")], { defaultPortal: "staff" }, ["nemid"]],
    ["a client's method that the customer has no more", [], { methods: ["gone", "moces"] }, ["moces"]],
  ])("are: %s", (_, asked, offer, expected) => {
    expect(expandMethods(asked, { customer, ...offer })).toEqual({ methods: expected });
  });

  it.each<readonly [string, readonly AskedFor[], Partial<Offer>, string]>([
    ["a method that is not there", [method("mitid")], {}, "unknown"],
    ["a method with a good one beside it", [method("nemid"), method("mitid")], {}, "unknown"],
    ["a method that is another client's", [method("nemid")], { methods: ["moces"] }, "unknown"],
    ["a portal that is not there", [portal("none")], {}, "unknown"],
    ["a portal called as a method", [portal("nemid")], {}, "unknown"],
    ["a method called as a portal", [method("all")], {}, "unknown"],
    ["a portal with nothing for this client", [portal("staff")], { methods: ["nemid"] }, "unknown"],
    ["an empty name", [method("")], {}, "unknown"],
    ["a name of every object", [method("constructor"), portal("__proto__")], {}, "unknown"],
    ["a client without methods", [], { methods: [] }, "none"],
    ["a default portal with nothing for this client", [], { methods: ["nemid"], defaultPortal: "staff" }, "none"],
  ])("are refused for %s", (_, asked, offer, refused) => {
    expect(expandMethods(asked, { customer, ...offer })).toEqual({ refused });
  });
});
