import { type Block, type Field, NationalId } from "@eid-gateway/core";
import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { draw, drawBlock, icon, pageOf, say, screenOf, tagWith } from "./pages.js";

const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
const attacked: Readonly<Record<string, Block>> = {
  text: { kind: "text", text: say(attack) },
  problem: { kind: "text", tone: "problem", text: say(attack) },
  image: { kind: "image", asset: icon, alt: say(attack) },
  qr: { kind: "qr", data: attack, alt: say(attack) },
  link: { kind: "link", url: new URL(`https://example.com/${attack}?q=${attack}`), label: say(attack) },
  checkbox: { kind: "checkbox", name: "yes", label: say(attack) },
  choice: {
    kind: "choice",
    name: "one",
    label: say(attack),
    options: [{ value: attack, label: say(attack), help: say(attack) }],
  },
  field: { kind: "field", name: "one", type: "text", label: say(attack), value: attack, problem: say(attack) },
};
const field = (changes: Partial<Field> = {}): Field => ({
  kind: "field",
  name: "cpr",
  type: "text",
  label: say("Label"),
  ...changes,
});

describe("a block", () => {
  it.each(Object.entries(attacked))("of kind %s shows markup as text and never as markup", (_kind, block) => {
    const html = drawBlock(block);
    expect(html).not.toContain("<script>");
    expect(html).not.toContain("<img src=x");
    expect(html).toMatch(/&#60;script&#62;|%3Cscript%3E/);
  });
  it("of an unknown kind is refused", () => {
    expect(() => drawBlock({ kind: "html", html: "<b>" } as unknown as Block)).toThrow('no block of kind "html"');
  });
});

describe("a link", () => {
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://a/b",
    "vbscript:x",
    "file:///etc/passwd",
    "http://example.com/",
  ])("to %s is refused", (address) =>
    expect(() => drawBlock({ kind: "link", url: new URL(address), label: say("x") })).toThrow("may not link"),
  );
  it.each(["https://example.com/", "bankid:///?autostarttoken=1", "http://localhost:8090/"])(
    "to %s is drawn",
    (address) => {
      expect(drawBlock({ kind: "link", url: new URL(address), label: say("x") })).toContain(`href="${address}"`);
    },
  );
});

describe("a field", () => {
  it("for a national id is numeric, remembered by no browser, and bound to no pattern", () => {
    const input = tagWith(drawBlock(field({ type: "national-id" })), /name="cpr"/);
    expect(input).toContain('inputmode="numeric"');
    expect(input).toContain('autocomplete="off"');
    expect(input).not.toMatch(/pattern|maxlength|required/);
  });
  it.each([new NationalId("DK", "6101701234"), "6101701234"])(
    "for a national id never shows the value it was given",
    (value) => {
      expect(drawBlock(field({ type: "national-id", value }))).not.toContain("6101701234");
    },
  );
  it("of another type shows no national id either", () => {
    const html = drawBlock(field({ value: new NationalId("DK", "6101701234") }));
    expect(html).not.toMatch(/6101701234|\[national id\]/);
  });
  it.each(["password", "one-time-code"] as const)("for a %s is never filled in", (type) => {
    expect(drawBlock(field({ type, value: "s3cret" }))).not.toContain("s3cret");
  });
  it("with a plain value shows it", () => {
    expect(tagWith(drawBlock(field({ value: "a b" })), /name="cpr"/)).toContain('value="a b"');
  });
  it("says a one-time code to the browser as one", () => {
    expect(tagWith(drawBlock(field({ type: "one-time-code" })), /name="cpr"/)).toContain(
      'autocomplete="one-time-code"',
    );
  });
  it("links its problem to the input, announces it, and takes the focus", () => {
    const html = drawBlock(field({ problem: say("Not this one") }));
    expect(html).toContain('<p class="problem" role="alert" id="problem-cpr">Not this one</p>');
    expect(tagWith(html, /name="cpr"/)).toMatch(/aria-invalid="true" aria-describedby="problem-cpr" autofocus/);
    expect(html).toContain("<title>Problem: Title – Demo</title>");
  });
  it("leaves the focus to the first of two problems", () => {
    const html = draw(screenOf(field({ problem: say("1") }), field({ name: "b", problem: say("2") }))).html;
    expect(html.match(/autofocus/g)).toHaveLength(1);
    expect(tagWith(html, /autofocus/)).toContain('name="cpr"');
  });
});

describe("a checkbox and a choice", () => {
  it("are never ticked beforehand", () => {
    const choice = {
      kind: "choice",
      name: "c",
      label: say("c"),
      options: [{ value: "", label: say("none") }],
    } as const;
    const html = draw(screenOf({ kind: "checkbox", name: "yes", label: say("yes") }, choice)).html;
    expect(html).not.toContain("checked");
    expect(tagWith(html, /name="yes"/)).toContain('value="on"');
    expect(tagWith(html, /type="radio"/)).toContain('value=""');
  });
});

describe("an image", () => {
  it("that the method did not declare is refused", () => {
    const asset = { name: "other", file: new URL("../../assets/page.css", import.meta.url) };
    expect(() => drawBlock({ kind: "image", asset, alt: say("x") })).toThrow("not among those the method declares");
  });
  it("is refused when it borrows a declared name for another file", () => {
    const asset = { name: "icon", file: new URL("file:///etc/hostname") };
    expect(() => drawBlock({ kind: "image", asset, alt: say("x") })).toThrow("not among those the method declares");
  });
  it("is served under its digest", () => {
    expect(drawBlock({ kind: "image", asset: icon, alt: say("x") })).toMatch(
      /src="\/assets\/[0-9a-f]{32}\/icon\.svg" alt="x"/,
    );
  });
});

describe("a QR code", () => {
  it("is read by a camera as what was given", () => {
    const data =
      "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0.dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8";
    expect(photograph(drawBlock({ kind: "qr", data, alt: say("x") }))).toBe(data);
  });
  it("carries a name for those who cannot see it", () => {
    expect(drawBlock({ kind: "qr", data: "x", alt: say("Scan me") })).toContain('role="img" aria-label="Scan me"');
  });
});

describe("the page", () => {
  it("puts its own button where a method asks something and names none", () => {
    expect(draw(screenOf(field())).html).toContain(
      '<button name="action" value="next" class="button main">Continue</button>',
    );
  });
  it("has the method's first action as its first named button, before Cancel", () => {
    const screen = {
      ...screenOf(field()),
      actions: [
        { value: "yes", label: say("Yes") },
        { value: "no", label: say("No") },
      ],
    };
    const buttons = draw(screen).html.match(/<button[^>]*>/g);
    expect(buttons).toEqual([
      '<button name="action" value="yes" class="button main">',
      '<button name="action" value="no" class="button other">',
      '<button class="button quiet">',
    ]);
  });
  it("has Cancel in a form of its own, with the step's token", () => {
    expect(draw(screenOf()).html).toMatch(
      /<form class="cancel" method="post" action="\/flow\/f1" data-cancel><input type="hidden" name="step" value="step-token"><input type="hidden" name="cancel" value="yes">/,
    );
  });
  it.each(["step", "cancel", "action"])("refuses a field called %s, which is the gateway's", (name) => {
    expect(() => drawBlock(field({ name }))).toThrow("is the gateway's own");
  });
  it("refuses two fields of one name, and names that are no plain word", () => {
    expect(() => draw(screenOf(field(), field()))).toThrow("stands twice");
    expect(() => drawBlock(field({ name: 'a" onfocus="x' }))).toThrow("cannot be called");
  });
  it("escapes the customer's name, the reference and the addresses it is given", () => {
    const page = pageOf({
      customerName: attack,
      reference: attack,
      action: `/f"><script>`,
      languages: [{ language: "xx", href: attack }],
    });
    expect(draw(screenOf(field()), page).html).not.toMatch(/<script>|<img src=x/);
  });
  it("holds no inline style, no inline script and no event handler", () => {
    const html = draw(screenOf(...Object.values(attacked).filter((_block, at) => at < 6))).html;
    for (const tag of html.match(/<[a-z][^>]*>/g) ?? [])
      expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=|\sstyle=|<style/);
    expect(html.replaceAll(/<script type="module" src="[^"]+"><\/script>/g, "")).not.toContain("<script");
  });
});

/** Paints the drawing's squares, four pixels each, and reads the picture. */
function photograph(html: string): string | undefined {
  const size = Number(/viewBox="0 0 (\d+)/.exec(html)?.[1]);
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of html.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let at = 0; at < scale * scale; at++) {
      const pixel = (Number(y) * scale + Math.floor(at / scale)) * width + Number(x) * scale + (at % scale);
      pixels.set([0, 0, 0], pixel * 4);
    }
  return (jsQR as unknown as typeof jsQR.default)(pixels, width, width)?.data;
}
