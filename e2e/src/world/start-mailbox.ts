/** A mail server that keeps what it is given, in as much of SMTP (RFC 5321) as a sender needs, and none of TLS. */
import { type AddressInfo, createServer, type Socket } from "node:net";

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string; // with its headers, as it came
}
export interface Mailbox {
  readonly url: string;
  readonly mails: Mail[];
  /** While it is set, nobody's mail is taken. */
  isFull: boolean;
  close(): void;
}

export async function startMailbox(): Promise<Mailbox> {
  const box = { mails: [] as Mail[], isFull: false };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    converse(socket, box);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(box, {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
}

function converse(socket: Socket, box: { readonly mails: Mail[]; readonly isFull: boolean }): void {
  let [from, to, left, isText] = ["", [] as string[], "", false];
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
    const word = line.slice(0, 4).toUpperCase();
    if (word === "MAIL") [from, to] = [address, []];
    if (word === "RCPT") to.push(address);
    if (word === "DATA") isText = true;
    if (word === "QUIT") return socket.end("221 bye\r\n");
    if (word === "RCPT" && box.isFull) return say("452 no room");
    return say(isText ? "354 go on" : "250 yes");
  };
  say("220 here");
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    left += chunk;
    for (;;) {
      const end = isText ? "\r\n.\r\n" : "\r\n";
      const at = left.indexOf(end);
      if (at < 0) return;
      const piece = left.slice(0, at);
      left = left.slice(at + end.length);
      if (!isText) {
        hear(piece);
        continue;
      }
      isText = false;
      box.mails.push({ from, to, text: piece });
      say("250 kept");
    }
  });
}
