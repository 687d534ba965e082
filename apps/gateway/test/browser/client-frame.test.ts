import { describe, expect, it, vi } from "vitest";
import { openFrame } from "../../browser/client-frame.js";

const origin = "https://client.example";

function open({ maxLength = 100 } = {}) {
  const window = new EventTarget();
  const theirs = { postMessage: vi.fn() };
  const onFirstMessage = vi.fn();
  const frame = openFrame({
    window: window as unknown as Window,
    contentWindow: () => theirs,
    origin,
    maxLength,
    onFirstMessage,
  });
  const say = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source: theirs, ...from }));
  const heard: unknown[] = [];
  return { frame, theirs, onFirstMessage, say, heard, listen: () => frame.receive((message) => heard.push(message)) };
}

describe("the conversation with a frame", () => {
  it("keeps what is said before the plug-in listens, in order", () => {
    const { say, listen, heard } = open();
    say("first");
    say("second");
    listen();
    say("third");
    expect(heard).toEqual(["first", "second", "third"]);
  });
  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["a null origin", { origin: "null" }],
    ["the client's origin in another case", { origin: "https://CLIENT.example" }],
    ["another window", { source: { postMessage() {} } }],
    ["no window", { source: null }],
  ])("hears nothing from %s", (_what, from) => {
    const { say, listen, heard, onFirstMessage } = open();
    listen();
    say("hello", from);
    expect(heard).toEqual([]);
    expect(onFirstMessage).not.toHaveBeenCalled();
  });
  it.each([[{ command: "x" }], [1], [null], [undefined], [new ArrayBuffer(1)], [["x"]]])(
    "hears no message that is not text: %o",
    (data) => {
      const { say, listen, heard } = open();
      listen();
      say(data);
      expect(heard).toEqual([]);
    },
  );
  it("hears no message that is too long", () => {
    const { say, listen, heard } = open({ maxLength: 5 });
    listen();
    say("12345");
    say("123456");
    expect(heard).toEqual(["12345"]);
  });
  it("keeps only so much while nobody listens", () => {
    const { say, listen, heard } = open();
    for (let at = 0; at < 1000; at++) say(`${at}`);
    listen();
    expect(heard).toHaveLength(20);
  });
  it("speaks to the client's origin alone", () => {
    const { frame, theirs } = open();
    frame.send("parameters");
    expect(theirs.postMessage).toHaveBeenCalledWith("parameters", origin);
  });
  it("tells once that the client has begun to speak", () => {
    const { say, onFirstMessage } = open();
    say("a");
    say("b");
    expect(onFirstMessage).toHaveBeenCalledTimes(1);
  });
  it("survives a frame that is not there", () => {
    const frame = openFrame({
      window: new EventTarget() as unknown as Window,
      contentWindow: () => null,
      origin,
      maxLength: 10,
    });
    expect(() => frame.send("x")).not.toThrow();
  });
});
