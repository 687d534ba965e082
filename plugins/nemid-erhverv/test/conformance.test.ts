import { fiftyPeople, underTest } from "@eid-gateway/nemid/testing";
import { nemidErhverv } from "@eid-gateway/nemid-erhverv";
import { describeMethod } from "@eid-gateway/testkit";

describeMethod(
  await underTest({
    method: nemidErhverv,
    people: fiftyPeople,
    refuses: (good) => ({
      config: {
        "a word for yes": { value: { allowPrivate: "yes" }, path: "allowPrivate" },
        "a number for no": { value: { requireOrganization: 0 }, path: "requireOrganization" },
        "a nameless certificate": { value: { registerCredential: "" }, path: "registerCredential" },
      },
      setUp: {
        "no company register": { settings: { ...good, companyRegister: undefined }, path: "settings.companyRegister" },
        "no agreement about CPR numbers": { agreement: { cpr: "off" }, path: "agreement.cpr" },
        "a certificate nobody has": { config: { registerCredential: "fcose" }, path: "config.registerCredential" },
      },
    }),
  }),
);
