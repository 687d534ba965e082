import { errorMeanings, screensOf } from "@eid-gateway/nemid";
import { register } from "@eid-gateway/nemid-sign";
import { describePlugin } from "@eid-gateway/testkit";

describePlugin({
  folder: new URL("..", import.meta.url),
  register,
  meanings: errorMeanings,
  screens: screensOf("nemid/keycard-sign", "nemid/codefile-sign", "nemid/cpr", "nemid/cpr-given"),
});
