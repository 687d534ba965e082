import { fiftyEmployees, fiftyPeople, underTest } from "@eid-gateway/nemid/testing";
import { nemidCodefile } from "@eid-gateway/nemid-codefile";
import { describeMethod } from "@eid-gateway/testkit";

const own = {
  method: nemidCodefile,
  refuses: (good: Readonly<Record<string, object>>) => ({
    config: {
      "nobody's certificates": { value: { accepts: [] }, path: "accepts" },
      "companies' certificates": { value: { accepts: ["VOCES"] }, path: "accepts.0" },
      "one kind twice": { value: { accepts: ["MOCES", "MOCES"] }, path: "accepts" },
    },
    setUp: { "no address of the client": { settings: { ...good, codeFile: undefined }, path: "settings.codeFile" } },
  }),
};

describeMethod(await underTest({ ...own, people: fiftyEmployees }));
describeMethod(await underTest({ ...own, people: fiftyPeople, config: { accepts: ["MOCES", "POCES"] } }));
