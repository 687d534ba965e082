import { errorMeanings, screensOf } from "@eid-gateway/nemid";
import { register } from "@eid-gateway/nemid-codefile";
import { describePlugin } from "@eid-gateway/testkit";

describePlugin({
  folder: new URL("..", import.meta.url),
  register,
  meanings: errorMeanings,
  screens: screensOf("nemid/codefile", "nemid/cpr", "nemid/cpr-given"),
});
