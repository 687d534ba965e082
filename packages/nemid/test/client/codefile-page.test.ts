import { describe, expect, it } from "vitest";
import { run } from "../../browser/codefile.js";
import { openPage as open } from "./open-page.js";

const parameters = '{"CLIENTFLOW":"login"}';
const openPage = () => open(run, parameters);
const ok = "b2s=";

describe("the code file's page script", () => {
  it("says nothing before the client asks", () => {
    expect(openPage().sent).toEqual([]);
  });

  it("hands the parameters over as JSON in JSON, each time it is asked", () => {
    const { sent, command } = openPage();
    command("SendParameters");
    command("SendParameters");
    const said = { command: "parameters", content: parameters };
    expect(sent.map((message) => JSON.parse(message))).toEqual([said, said]);
  });

  it("submits a signed message as such", () => {
    const { submitted, command } = openPage();
    command("changeResponseAndSubmit", "PD94");
    expect(submitted).toEqual([{ signature: "PD94", result: ok }]);
  });

  it("submits a message that came in chunks in one piece", () => {
    const { submitted, command } = openPage();
    for (const chunk of ["PD", "", "94", "bWw="]) command("addChunk", chunk);
    expect(submitted).toEqual([]);
    command("allChunk");
    expect(submitted).toEqual([{ signature: "PD94bWw=", result: ok }]);
  });

  it.each(["logonCancel", "signCancel"])("submits a %s, so that the relying party hears of it", (name) => {
    const { submitted, command } = openPage();
    command(name);
    const word = name === "logonCancel" ? "cancel" : "cancelsign";
    expect(submitted).toEqual([{ signature: "", result: Buffer.from(word).toString("base64") }]);
  });

  it.each(["logonError", "signError"])("submits the code of a %s", (name) => {
    const { submitted, command } = openPage();
    command("addChunk", "PD94");
    command(name, "QVVUSDAwNA==");
    expect(submitted).toEqual([{ signature: "", result: "QVVUSDAwNA==" }]);
  });

  it("submits once, however often the client answers", () => {
    const { submitted, command } = openPage();
    command("logonCancel");
    command("changeResponseAndSubmit", "PD94");
    command("logonError", "QVVUSDAwNA==");
    expect(submitted).toHaveLength(1);
  });

  it("submits no message when the chunks never end", () => {
    const { submitted, command } = openPage();
    const chunk = "A".repeat(4 * 1024 * 1024);
    for (let sent = 0; sent < 10; sent += 1) command("addChunk", chunk);
    command("allChunk");
    expect(submitted).toEqual([{ signature: "", result: ok }]);
  });

  it.each(["changeResponseAndSubmit", "logonError"])(
    "submits empty fields when the content of a %s is no text",
    (name) => {
      const { submitted, command } = openPage();
      command(name, { a: 1 });
      expect(submitted).toEqual([{ signature: "", result: name === "logonError" ? "" : ok }]);
    },
  );

  it.each([
    ["text that is no JSON", "SendParameters"],
    ["an object instead of text", { command: "SendParameters" }],
    ["another command", '{"command":"RequestKeyboard"}'],
    ["the command in other letters", '{"command":"logoncancel"}'],
    ["the name of every object's member", '{"command":"constructor","content":"x"}'],
    ["a command that is no text", '{"command":["SendParameters"]}'],
    ["JSON null", "null"],
    ["nothing", undefined],
  ])("ignores %s", (_what, message) => {
    const { sent, submitted, say } = openPage();
    say(message);
    expect([...sent, ...submitted]).toEqual([]);
  });
});
