import { createOperator, fiftyPeople, stageOf } from "@eid-gateway/nemid/testing";
import { nemid } from "@eid-gateway/nemid-keycard";
import { describeMethod } from "@eid-gateway/testkit";

const now = new Date("2026-03-02T09:00:00Z");
const operator = await createOperator(now);
const people = await fiftyPeople(operator);
const good = operator.settings as Record<string, object>;

describeMethod({
  method: nemid,
  settings: operator.settings,
  config: {},
  agreement: { cpr: "match", spid: 4711 },
  refuses: {
    settings: {
      "no client": { value: { ...good, client: undefined }, path: "client" },
      "an unknown mode": { value: { ...good, client: { ...good.client, mode: "big" } }, path: "client.mode" },
      "no anchors": { value: { ...good, trust: { environment: "test", anchors: [] } }, path: "trust.anchors" },
    },
    config: {
      "an empty friendly name": { value: { requestIssuer: "" }, path: "requestIssuer" },
      "a number for a credential": { value: { credential: 7 }, path: "credential" },
    },
    agreement: {
      "a mode of its own": { value: { cpr: "maybe" }, path: "cpr" },
      "match without SPID": { value: { cpr: "match" }, path: "spid" },
    },
    setUp: {
      "lookup for a private service": { agreement: { cpr: "lookup", spid: 1 }, path: "agreement.cpr" },
      "an agreement but no PID/CPR address": { settings: { ...good, pidCpr: undefined }, path: "settings.pidCpr" },
      "a certificate nobody has": { config: { credential: "vocse" }, path: "config.credential" },
      "the production root in a test environment": {
        settings: {
          ...good,
          trust: {
            environment: "test",
            anchors: ["sha256:92D8092EE77BC9208F0897DC05271894E63EF27933AE537FB983EEF0EAE3EEC8"],
          },
        },
        path: "settings.trust.anchors",
      },
    },
  },
  languages: ["da", "en"],
  now,
  stage: () => stageOf(operator, people),
});
