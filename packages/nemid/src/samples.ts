/** The family's screens with invented values, for those who make graphical profiles. Nobody's number, nobody's company. */
import type { Client, Intent, Screen } from "@eid-gateway/core";
import { assets } from "./assets.js";
import { givenCprScreen, typeCprScreen } from "./cpr/screens.js";
import { type Choice, chooseScreen, registerDownScreen } from "./organization/screens.js";
import type { NemidScreen } from "./screens.js";
import { clientTitles, text } from "./texts.js";

type Sample = (service: string, intent: Intent) => readonly Screen[];

/** By what shows them: a client's screen, a follow-up's name. */
const samples: Readonly<Record<string, Sample>> = {
  "nemid/keycard": (_service, intent) => [clientScreen("nemid/keycard", intent, [320, 460])],
  "nemid/codefile": (_service, intent) => [clientScreen("nemid/codefile", intent, [500, 450])],
  "nemid/keycard-sign": (_service, intent) => [clientScreen("nemid/keycard-sign", intent, [640, 700])],
  "nemid/codefile-sign": (_service, intent) => [clientScreen("nemid/codefile-sign", intent, [500, 450])],
  cpr: (service, intent) => [
    typeCprScreen({ service, mayRemember: true, mayDoWithout: false, intent }),
    typeCprScreen({ service, mayRemember: false, mayDoWithout: false, intent }, "cpr.malformed"),
    givenCprScreen({ service, mayRemember: true, mayDoWithout: false, intent }),
  ],
  organization: (service) => [
    chooseScreen(choiceOf(service, 3)),
    chooseScreen({ ...choiceOf(service, 12), nothingChosen: true }),
    registerDownScreen(),
  ],
};

/** @param names of the client's screen and of the follow-ups, in the order in which a person meets them */
export function samplesOf(names: readonly string[], service: string, intent: Intent): readonly Screen[] {
  return names.flatMap((name) => samples[name]?.(service, intent) ?? []);
}

/** Without its client: the frame stays empty. */
function clientScreen(name: NemidScreen, intent: Intent, size: readonly [number, number]): Screen {
  const block: Client = {
    kind: "client",
    script: assets.keycard,
    data: { text: "{}" },
    form: { fields: ["response"] },
    frame: { url: new URL("https://nemid.invalid/"), title: text("client.frame"), size },
  };
  return { name, title: text(clientTitles[intent]), blocks: [block] };
}

function choiceOf(service: string, total: number): Choice {
  const offers = Array.from({ length: total }, (_, at) => ({
    number: String(10_000_000 + at),
    name: `Eksempel ${at + 1} ApS`,
    form: "ApS",
    roles: ["owner"],
  }));
  return { service, mayBePrivate: true, offers, total, search: "", isNarrowed: false, nothingChosen: false };
}
