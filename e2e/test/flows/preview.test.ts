import { rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headingOf, openBrowser } from "../../src/world/log-in.js";
import { withSeveralMethods } from "../../src/world/several-methods.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { writeProfile } from "../../src/world/write-profile.js";

let world: World;
beforeAll(async () => {
  world = await startWorld({ editConfig: withSeveralMethods });
});
afterAll(() => world?.stop());

const open = (path: string) => openBrowser().get(`${world.managementUrl}${path}`);
const folder = () => join(world.configFolder, "customers/demo/profiles");
/** Addresses of the previews on a page. */
function links(text: string): readonly string[] {
  return [...text.matchAll(/href="(\/preview\/[^"]+)"/g)].map(([, path]) => path!.replaceAll("&amp;", "&"));
}
function title(text: string): string {
  return /<title>([^<]*)/.exec(text)?.[1] ?? "";
}

describe("the preview", () => {
  it("lists every customer and its profiles", async () => {
    const paths = links((await open("/preview")).text);
    expect(paths).toEqual(["/preview/demo/default", "/preview/demo/demo", "/preview/kommune/default"]);
  });

  it("shows every page of a profile, in each language, light and dark", async () => {
    const paths = links((await open("/preview/demo/demo")).text);
    expect(paths.length).toBeGreaterThan(80);
    const failures = paths.filter((path) => path.includes("/failure-"));
    const once = failures.filter((path) => path.includes("/light/") && path.endsWith("=en"));
    for (const path of [...paths.filter((one) => !failures.includes(one)), ...once]) {
      const page = await open(path);
      expect(page.status, path).toBe(200);
      expect(page.headers.get("content-security-policy"), path).toContain("default-src 'none'");
      expect(page.text, path).toContain(`<html lang="${path.endsWith("=da") ? "da" : "en"}"`);
    }
  });

  it("shows the choice between the customer's methods, and each method's own screens once", async () => {
    const { text } = await open("/preview/demo/demo");
    const named = [...text.matchAll(/<code>([^<]+)<\/code>/g)].map(([, name]) => name!);
    expect(named).toContain("gateway/choose");
    expect(named.filter((name) => name.startsWith("nemid/cpr-given"))).toHaveLength(1);
    expect((await open("/preview/demo/demo/light/chooser?language=da")).text).toContain("NemID i firmaet");
  });

  it("draws one scheme whatever the browser prefers, with files of its own", async () => {
    const { text } = await open("/preview/demo/demo/dark/chooser?language=da");
    const sheet = /<link rel="stylesheet" href="([^"]*)"/.exec(text)?.[1] ?? "";
    const css = (await open(sheet)).text;
    expect(css).toContain("color-scheme: dark;");
    expect(css).not.toContain("#fbf3e4");
    expect((await fetch(`${world.url}${sheet}`)).status, "not on the public port").toBe(404);
  });

  it("runs nothing: no script but an empty one, and a pressed button leads to the same page", async () => {
    const page = await open("/preview/demo/default/light/privat-1?language=en");
    const scripts = [...page.text.matchAll(/<script type="module" src="([^"]*)"/g)].map(([, path]) => path!);
    expect(scripts).toHaveLength(1);
    expect((await open(scripts[0]!)).text).toBe("export {};\n");
    const cancel = page.forms.find(({ names }) => names.includes("cancel"))!;
    const again = await openBrowser().submit(page, cancel);
    expect([again.status, headingOf(again)]).toEqual([200, headingOf(page)]);
  });

  it("begins no log-in and leaves no cookie", async () => {
    const browser = openBrowser();
    await browser.get(`${world.managementUrl}/preview/demo/default/light/chooser`);
    expect(browser.cookies.list()).toEqual([]);
    expect(world.logLines.join("")).not.toContain("flow begun");
  });

  it("is not on the public port", async () => {
    for (const path of ["/preview", "/preview/demo/demo", "/preview/demo/default/light/chooser"]) {
      expect((await fetch(`${world.url}${path}`)).status).toBe(404);
    }
  });

  it.each([
    ["rebound.example.com:9000", 421],
    ["rebound.example.com", 421],
    ["127.0.0.1.example.com", 421],
    ["localhost.example.com", 421],
    ["[::1].example.com", 421],
    ["localhost:9000", 200],
    ["demo.localhost:9000", 200],
    ["gateway:9000", 200],
    ["192.168.1.7:9000", 200],
    ["[::1]:9000", 200],
  ])(
    "is not to be had through a web site's name that has come to mean this machine: %j gives %i",
    async (host, status) => {
      const statusOf = (path: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          get(`${world.managementUrl}${path}`, { headers: { host } }, (answer) =>
            resolve(answer.resume().statusCode),
          ).on("error", reject);
        });
      expect([await statusOf("/preview"), await statusOf("/preview/demo/demo")]).toEqual([status, status]);
      expect(await statusOf("/health/live"), "probes call it by any name").toBe(200);
    },
  );

  it.each([
    "/preview/nobody/default",
    "/preview/demo/nothing",
    "/preview/demo/default/sepia/chooser",
    "/preview/demo/default/light/nothing",
    "/preview/demo/default/light",
    "/preview/demo/default/light/chooser/more",
    "/preview/demo",
    "/preview/..%2f..%2fetc/default",
    "/preview/__proto__/constructor",
    "/preview/demo/%ff/light/chooser",
  ])("knows no other page: %s", async (path) => {
    expect((await open(path)).status).toBe(404);
  });
});

describe("a profile that somebody is at work on", () => {
  it("is shown as it is on disk now", async () => {
    writeProfile(world.configFolder, "demo", "draft", 'texts: { en: { gateway: { "choose.title": "First try" } } }\n');
    expect(headingOf(await open("/preview/demo/draft/light/chooser?language=en"))).toBe("First try");
    writeProfile(world.configFolder, "demo", "draft", 'texts: { en: { gateway: { "choose.title": "Second try" } } }\n');
    expect(headingOf(await open("/preview/demo/draft/light/chooser?language=en"))).toBe("Second try");
    rmSync(join(folder(), "draft"), { recursive: true });
    expect((await open("/preview/demo/draft")).status).toBe(404);
  });

  it.each([
    ["a colour that cannot be read", 'colors: { light: { text: "#eeeeee" } }\n', "has a contrast of"],
    ["an unknown key", "colour: blue\n", "is not a key that is known here"],
    ["YAML that is none", "colors: [\n", "profile.yaml"],
    ["a picture that is not there", "favicon: missing.svg\n", "which does not exist"],
    ["a language the customer has not", "languages: [fi]\n", "names a language this customer does not have"],
    ["a frame for nobody", "window: self\n", "names nobody"],
  ])("with %s is not drawn, and says why", async (_, yaml, expected) => {
    writeProfile(world.configFolder, "demo", "draft", yaml);
    for (const path of ["/preview/demo/draft", "/preview/demo/draft/light/chooser"]) {
      const { text, status } = await open(path);
      expect([status, title(text)]).toEqual([200, "Demo Insurance: draft – Preview"]);
      expect(text).toContain(expected);
      expect(text).toContain("cannot be shown until its mistakes are mended");
    }
    expect(links((await open("/preview")).text)).toContain("/preview/demo/draft");
    rmSync(join(folder(), "draft"), { recursive: true });
  });

  it.each([
    [
      "an SVG with a script",
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      "holds the element script",
    ],
    [
      "a logo of 20 MB",
      `<svg xmlns="http://www.w3.org/2000/svg"><!--${"x".repeat(20_000_000)}--></svg>`,
      "is larger than 262144 bytes",
    ],
  ])("with %s is not drawn, and the picture is served nowhere", async (_, picture, expected) => {
    writeProfile(world.configFolder, "demo", "draft", "logo: { light: logo.svg, alt: { en: Logo } }\n");
    writeFileSync(join(folder(), "draft", "logo.svg"), picture);
    const { text } = await open("/preview/demo/draft");
    expect(text).toContain(expected);
    expect(text).not.toContain("<script>");
    expect(text).not.toContain("logo.svg&quot;");
    rmSync(join(folder(), "draft"), { recursive: true });
  });

  it("shows nothing of a configuration's secrets where it is broken", async () => {
    writeProfile(world.configFolder, "demo", "draft", `favicon: \${env:NOT_SET}\n`);
    const { text } = await open("/preview");
    expect(text).toContain("NOT_SET");
    expect(text).not.toContain("Bond007");
    rmSync(join(folder(), "draft"), { recursive: true });
  });
});
