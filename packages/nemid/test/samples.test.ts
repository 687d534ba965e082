import {
  codeFileClient,
  cprNumber,
  defineNemidLogin,
  defineNemidSigning,
  keycardClient,
  nemidConfig,
  nemidSigningConfig,
} from "@eid-gateway/nemid";
import { renderScreen } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";

const shared = { id: "x", displayName: { en: "X" }, accepts: ["POCES"] as const, followUps: [cprNumber] };
const methods = {
  "logs in with the key card": defineNemidLogin({ ...shared, client: keycardClient, configSchema: nemidConfig }),
  "logs in with a key file": defineNemidLogin({ ...shared, client: codeFileClient, configSchema: nemidConfig }),
  "signs with the key card": defineNemidSigning({ ...shared, client: keycardClient, configSchema: nemidSigningConfig }),
  "signs with a key file": defineNemidSigning({ ...shared, client: codeFileClient, configSchema: nemidSigningConfig }),
};

describe("the samples for authors of profiles, of a method that", () => {
  it.each(Object.entries(methods))("%s, can be drawn in both languages", (what, method) => {
    const screens = method.samples?.("Demo Shop") ?? [];
    const drawn = screens.map((screen) => renderScreen(method, "da", screen));
    for (const screen of screens) renderScreen(method, "en", screen);
    expect(drawn).toHaveLength(4);
    const verb = what.startsWith("signs") ? "Underskriv" : "Log på";
    expect(drawn[0]).toMatch(new RegExp(`^${verb} med NemID`));
    expect(drawn[1]).toMatch(what.startsWith("signs") ? /nu hvor du har underskrevet/ : /nu hvor du er logget på/);
  });
});
