import { describe, expect, it } from "vitest";
import { run } from "../../browser/keycard.js";
import { openPage as open } from "./open-page.js";

const openPage = () => open(run, '{"CLIENTFLOW":"OCESLOGIN2"}');

describe("the key card's page script", () => {
  it("says nothing before the client asks", () => {
    expect(openPage().sent).toEqual([]);
  });

  it("hands the parameters over as JSON in JSON", () => {
    const { sent, say } = openPage();
    say('{"command":"SendParameters"}');
    expect(sent.map((message) => JSON.parse(message))).toEqual([
      { command: "parameters", content: '{"CLIENTFLOW":"OCESLOGIN2"}' },
    ]);
  });

  it("submits the client's answer", () => {
    const { submitted, say } = openPage();
    say('{"command":"changeResponseAndSubmit","content":"PD94"}');
    expect(submitted).toEqual([{ response: "PD94" }]);
  });

  it("submits a signature, by the name that some of the clients gave it", () => {
    const { submitted, say } = openPage();
    say('{"command":"changeResponseAndSubmitSign","content":"PD94"}');
    say('{"command":"changeResponseAndSubmit","content":"2"}');
    expect(submitted).toEqual([{ response: "PD94" }]);
  });

  it("submits once, however often the client answers", () => {
    const { submitted, say } = openPage();
    say('{"command":"changeResponseAndSubmit","content":"1"}');
    say('{"command":"changeResponseAndSubmit","content":"2"}');
    expect(submitted).toEqual([{ response: "1" }]);
  });

  it("submits an empty answer when the content is no text", () => {
    const { submitted, say } = openPage();
    say('{"command":"changeResponseAndSubmit","content":{"a":1}}');
    expect(submitted).toEqual([{ response: "" }]);
  });

  it.each([
    ["text that is no JSON", "SendParameters"],
    ["an object instead of text", { command: "SendParameters" }],
    ["another command", '{"command":"RequestKeyboard"}'],
    ["the command in other letters", '{"command":"sendparameters"}'],
    ["JSON null", "null"],
    ["a JSON list", '["SendParameters"]'],
    ["nothing", undefined],
  ])("ignores %s", (_what, message) => {
    const { sent, submitted, say } = openPage();
    say(message);
    expect([...sent, ...submitted]).toEqual([]);
  });
});
