/** E-mail by SMTP, over TLS unless the server is on this very machine. Plain text: what a customer wrote is nobody's markup. */
import { rootCertificates } from "node:tls";
import type { Deliver } from "@eid-gateway/signing";
import { createTransport } from "nodemailer";

const TIMEOUT_MS = 20_000;
const MAILBOX = /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

/** @param trust more certificate authorities, PEM */
export function createMailDeliverer(
  { url, from }: { readonly url: string; readonly from: string },
  trust: readonly string[] = [],
): { readonly deliver: Deliver; close(): void } {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === "smtps:";
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !isSecure && !LOOPBACK.has(hostname),
    tls: { ca: [...rootCertificates, ...trust] },
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver({ id, recipient, sender, header = "", message }) {
      const to = mailbox(recipient);
      await transport.sendMail({
        envelope: { from, to }, // what cannot be delivered comes back to us, whoever is named as sender
        from: { name: "", address: mailbox(sender ?? from) },
        to: { name: "", address: to },
        subject: oneLine(header),
        text: message,
        messageId: `<${id.replace(/[^A-Za-z0-9.-]/g, ".")}@${from.split("@")[1]}>`,
        headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: no answers from robots
      });
    },
    close: () => transport.close(),
  };
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** One address, without a name: not a list, not a header. */
function mailbox(text: string): string {
  if (MAILBOX.test(text)) return text;
  throw new Error("an e-mail address is not one plain address");
}

/** A line more would be a header more. */
function oneLine(text: string): string {
  if (/[\r\n]/.test(text)) throw new Error("a subject has more than one line");
  return text;
}
