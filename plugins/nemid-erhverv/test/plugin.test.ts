import { errorMeanings, organizationErrorMeanings, screensOf } from "@eid-gateway/nemid";
import { register } from "@eid-gateway/nemid-erhverv";
import { describePlugin } from "@eid-gateway/testkit";

describePlugin({
  folder: new URL("..", import.meta.url),
  register,
  meanings: { ...errorMeanings, ...organizationErrorMeanings },
  screens: screensOf("nemid/keycard", "nemid/cpr", "nemid/cpr-given", "nemid/organization", "nemid/organization-down"),
});
