import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { createMailDeliverer } from "../../../src/signing/deliver/deliver-mail.js";
import { MESSAGE } from "./message.js";

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function start(host: string, options: SMTPServerOptions = {}, login = "") {
  const received: Received[] = [];
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    ...options,
    onData(stream, { envelope }, done) {
      let text = "";
      stream.on("data", (chunk) => (text += chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  server.on("error", () => {}); // a client that goes away
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.server.address() as { port: number };
  const mailer = createMailDeliverer({ url: `smtp://${login}${host}:${port}`, from: "noreply@example.dk" });
  closers.push(
    () => mailer.close(),
    () => server.close(),
  );
  return { received, deliver: mailer.deliver };
}
const MAIL = {
  ...MESSAGE,
  recipient: "aase@example.dk",
  header: "Til underskrift: lån",
  message: "Se https://id.example.dk/",
};

describe("an e-mail", () => {
  it("says what the customer wrote, as text", async () => {
    const { received, deliver } = await start("127.0.0.1");
    await deliver({ ...MAIL, sender: "firma@example.dk" });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: "noreply@example.dk", to: ["aase@example.dk"] });
    const { text } = received[0]!;
    expect(text).toMatch(/^From: firma@example\.dk\r$/m);
    expect(text).toMatch(/^To: aase@example\.dk\r$/m);
    expect(text).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(text).toMatch(/^Content-Type: text\/plain/m);
    expect(text).toMatch(/^Message-ID: <event-1@example\.dk>\r$/m);
    expect(text).toContain("Se https://id.example.dk/");
  });

  it("comes from the gateway's own address when the customer names none", async () => {
    const { received, deliver } = await start("127.0.0.1");
    await deliver(MAIL);
    expect(received[0]!.text).toMatch(/^From: noreply@example\.dk\r$/m);
  });

  it.each([
    ["a second recipient", { recipient: "a@example.dk, b@example.dk" }],
    ["a recipient with a header behind it", { recipient: "a@example.dk\r\nBcc: b@example.dk" }],
    ["a sender with a header behind it", { sender: "a@example.dk\nBcc: b@example.dk" }],
    ["a sender with a name", { sender: "Firma <a@example.dk>" }],
    ["a subject of two lines", { header: "Hej\r\nBcc: b@example.dk" }],
  ])("with %s is not sent", async (_what, change) => {
    const { received, deliver } = await start("127.0.0.1");
    await expect(deliver({ ...MAIL, ...change })).rejects.toThrow(/one plain address|more than one line/);
    expect(received).toEqual([]);
  });

  it("is sent with the user name and password of the mail server's address, whatever is in them", async () => {
    const onAuth: SMTPServerOptions["onAuth"] = ({ username, password }, _session, done) =>
      username === "us@er" && password === "p/w:1" ? done(null, { user: username }) : done(new Error("who is that"));
    const wanted = { authOptional: false, allowInsecureAuth: true, onAuth };
    const { received, deliver } = await start("127.0.0.1", wanted, "us%40er:p%2Fw%3A1@");
    await deliver(MAIL);
    expect(received).toHaveLength(1);
    const stranger = await start("127.0.0.1", wanted, "us%40er:other@");
    await expect(stranger.deliver(MAIL)).rejects.toThrow();
    expect(stranger.received).toEqual([]);
  });

  it("is not sent in the open to a server elsewhere", async () => {
    const { received, deliver } = await start("127.0.0.2");
    await expect(deliver(MAIL)).rejects.toThrow();
    expect(received).toEqual([]);
  });

  it("is not delivered when the server refuses it", async () => {
    const refuse: SMTPServerOptions["onRcptTo"] = (_address, _session, done) => done(new Error("no such box"));
    const { deliver } = await start("127.0.0.1", { onRcptTo: refuse });
    await expect(deliver(MAIL)).rejects.toThrow();
  });
});
