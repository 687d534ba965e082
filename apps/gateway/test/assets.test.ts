import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createAssets } from "../src/assets.js";

let folder: string;
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return { name, file: pathToFileURL(join(folder, name)) };
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-"));
});

describe("a registered file", () => {
  it("is served under its digest, for ever, as what it is", () => {
    const assets = createAssets();
    const address = assets.register(write("a.js", "export {}"));
    expect(address).toMatch(/^\/assets\/[0-9a-f]{32}\/a\.js$/);
    expect(assets.find(address)?.body.toString()).toBe("export {}");
    expect(assets.find(address)?.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    });
  });
  it("has another address when its content is another", () => {
    const first = createAssets().register(write("b.css", "a{}"));
    const second = createAssets().register(write("b.css", "b{}"));
    expect(second).not.toBe(first);
  });
  it("stays what it was when the file changes later", () => {
    const assets = createAssets();
    const asset = write("c.css", "first");
    const address = assets.register(asset);
    write("c.css", "second");
    expect(assets.register(asset)).toBe(address);
    expect(assets.find(address)?.body.toString()).toBe("first");
  });
  it("that is an SVG may not run script when it is opened by itself", () => {
    const assets = createAssets();
    const address = assets.registerBytes(
      "x.svg",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    );
    expect(assets.find(address)?.headers).toMatchObject({
      "content-type": "image/svg+xml",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
  });
  it("keeps its neighbours beside it when they were registered together", () => {
    const [a, b] = createAssets().registerGroup([write("d.js", "1").file, write("e.js", "2").file]);
    expect(a?.replace("d.js", "e.js")).toBe(b);
  });
  it("is found again by its name among those it was registered with", () => {
    const assets = createAssets();
    const asset = write("f.js", "1");
    const [address] = assets.registerGroup([asset.file, write("g.js", "2").file]);
    expect(assets.addressOf(asset)).toBe(address);
  });
  it("of the same name as its neighbour is refused, since one would be served for the other", () => {
    const { file } = write("h.js", "1");
    expect(() => createAssets().registerGroup([file, file])).toThrow(/are called h\.js/);
  });
  it("moves its whole group when one of it changes", () => {
    const [before] = createAssets().registerGroup([write("d.js", "1").file, write("e.js", "2").file]);
    const [after] = createAssets().registerGroup([write("d.js", "1").file, write("e.js", "3").file]);
    expect(after).not.toBe(before);
  });
});

describe("nothing else", () => {
  const assets = createAssets();
  let address: string;
  beforeAll(() => {
    address = assets.register(write("known.css", "a{}"));
  });

  it.each([
    ["another digest", () => address.replace(/[0-9a-f]{32}/, "0".repeat(32))],
    ["another name", () => address.replace("known", "other")],
    ["a way up", () => address.replace("known.css", "../../../etc/passwd")],
    ["an encoded way up", () => address.replace("known.css", "..%2f..%2fetc%2fpasswd")],
    ["a longer path", () => `${address}/x`],
    ["a query", () => `${address}?x`],
    ["the folder", () => address.replace("known.css", "")],
    ["capital letters", () => address.toUpperCase()],
    ["a member of every object", () => "__proto__"],
    ["an empty path", () => ""],
  ])("is found at %s", (_what, path) => {
    expect(assets.find(path())).toBeUndefined();
  });
  it("of an unknown kind is registered", () => {
    expect(() => assets.register(write("x.html", "<script>"))).toThrow("no kind of file");
    expect(() => assets.registerBytes("x", Buffer.of())).toThrow("no kind of file");
  });
  it("that cannot be read is registered", () => {
    expect(() => assets.register({ name: "gone", file: new URL("gone.css", pathToFileURL(`${folder}/`)) })).toThrow(
      "ENOENT",
    );
  });
  it("that was never registered has an address", () => {
    expect(() => assets.addressOf(write("never.css", ""))).toThrow("never.css was not registered");
  });
});
