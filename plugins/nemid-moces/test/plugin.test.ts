import { errorMeanings, screensOf } from "@eid-gateway/nemid";
import { register } from "@eid-gateway/nemid-moces";
import { describePlugin } from "@eid-gateway/testkit";

describePlugin({
  folder: new URL("..", import.meta.url),
  register,
  meanings: errorMeanings,
  screens: screensOf("nemid/keycard", "nemid/cpr", "nemid/cpr-given"),
});
