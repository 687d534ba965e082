import { fiftyEmployees, fiftyPeople, underTest } from "@eid-gateway/nemid/testing";
import { nemidCodefileSign, nemidSign } from "@eid-gateway/nemid-sign";
import { describeMethod } from "@eid-gateway/testkit";

const config = {
  "nobody's certificates": { value: { accepts: [] }, path: "accepts" },
  "companies' certificates": { value: { accepts: ["VOCES"] }, path: "accepts.0" },
  "a width that is neither": { value: { monospace: "yes" }, path: "monospace" },
};

describeMethod(await underTest({ method: nemidSign, people: fiftyPeople, refuses: () => ({ config }) }));
describeMethod(
  await underTest({
    method: nemidCodefileSign,
    people: fiftyEmployees,
    config: { accepts: ["MOCES"] },
    refuses: (good) => ({
      config,
      setUp: { "no address of the client": { settings: { ...good, codeFile: undefined }, path: "settings.codeFile" } },
    }),
  }),
);
