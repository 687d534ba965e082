import { Complaint, checks, describeMethod } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";
import { type Flaw, flaws } from "./sample/flaws.js";
import { signUnderTest } from "./sample/sign-under-test.js";
import { type SigningFlaw, signingFlaws } from "./sample/signing-flaws.js";
import { acmeUnderTest } from "./sample/under-test.js";

describeMethod(acmeUnderTest());
describeMethod(signUnderTest());

describe("the conformance suite finds", () => {
  it.each(Object.entries(flaws))("%s", async (flaw, { check: name, says }) => {
    const check = checks.find((each) => name.test(each.name));
    const verdict = check?.run(acmeUnderTest(flaw as Flaw));
    await expect(verdict).rejects.toThrow(Complaint);
    await expect(verdict).rejects.toThrow(says);
  });

  it.each(Object.entries(signingFlaws))("%s", async (flaw, { check: name, says }) => {
    const check = checks.find((each) => name.test(each.name));
    const verdict = check?.run(signUnderTest(flaw as SigningFlaw));
    await expect(verdict).rejects.toThrow(Complaint);
    await expect(verdict).rejects.toThrow(says);
  });

  it("something in every check, so that none of them is for show", () => {
    const all = [...Object.values(flaws), ...Object.values(signingFlaws)];
    const tried = checks.filter((check) => all.some(({ check: name }) => name.test(check.name)));
    expect(tried).toHaveLength(checks.length);
  });
});

describe("the conformance suite is not content with", () => {
  it.each([
    ["a subject without bad configs", /schemas/, { refuses: { config: {} } }, /no bad config/],
    [
      "a refused config with another path",
      /schemas/,
      { refuses: { config: { odd: { value: {}, path: "b" } } } },
      /about "secret", not about "b"/,
    ],
    ["good values that are refused", /sealed/, { config: {} }, /the good config are refused/],
  ])("%s", async (_what, name, change, says) => {
    const check = checks.find((each) => name.test(each.name));
    await expect(check?.run({ ...acmeUnderTest(), ...change })).rejects.toThrow(says);
  });

  it.each([
    ["no secret to look for", /secrets/, { secretsOf: () => [] }, /no secret was named/],
    ["no step that is the proof", /replayed/, { isProof: () => false }, /no step was the proof/],
    ["fifty people who are one", /do not mix/, { subjectOf: () => "acme-person-1000" }, /ended with another person/],
  ])("%s", async (_what, name, change, says) => {
    const check = checks.find((each) => name.test(each.name));
    const subject = acmeUnderTest();
    const stage = async (clock: { now(): Date }) => ({ ...(await subject.stage(clock)), ...change });
    await expect(check?.run({ ...subject, stage })).rejects.toThrow(says);
  });
});
