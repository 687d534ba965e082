import { type Asset, decodeStorable, encodeStorable, NationalId, type Screen } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { keepScreen, readKeptScreen } from "../../src/flow/keep-screen.js";

const script: Asset = { name: "script", file: new URL("file:///plug-in/script.js") };
const logo: Asset = { name: "logo", file: new URL("file:///plug-in/logo.svg") };
const screen: Screen = {
  name: "acme/client",
  title: { key: "title", values: { name: "<b>" } },
  blocks: [
    {
      kind: "client",
      script,
      data: { text: "{}" },
      form: { fields: ["response"] },
      frame: { url: new URL("https://client.example/x?y=1"), title: { key: "frame" }, size: [320, 460] },
    },
    { kind: "link", url: new URL("bankid:///?token=1"), label: { key: "link" } },
    { kind: "field", name: "id", label: { key: "id" }, type: "national-id", value: new NationalId("DK", "6101701234") },
  ],
};
const throughTheDatabase = (kept: ReturnType<typeof keepScreen>) => decodeStorable(encodeStorable(kept));

describe("a screen in a sealed row", () => {
  it("comes back as it was, addresses, files and numbers included", () => {
    const back = readKeptScreen(throughTheDatabase(keepScreen(screen, [script, logo])), [logo, script]);
    expect(back).toEqual(screen);
    const [client] = back.blocks;
    expect(client?.kind === "client" && client.frame?.url).toBeInstanceOf(URL);
  });

  it("refuses to keep an asset that the method has not declared", () => {
    expect(() => keepScreen(screen, [logo])).toThrow(/script is not declared/);
  });

  it("refuses to give back an asset that the method no longer has", () => {
    const kept = throughTheDatabase(keepScreen(screen, [script]));
    expect(() => readKeptScreen(kept, [logo])).toThrow(/script is not declared/);
  });
});
