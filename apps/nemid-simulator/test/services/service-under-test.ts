import { mkdtempSync, rmSync } from "node:fs";
import { Agent, type RequestOptions, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestCa, type IssuedCertificate, type TestCa } from "@eid-gateway/oces-testing";
import { pino } from "pino";
import { createTlsServer } from "../../src/http/create-tls-server.js";
import { closeServer, listen } from "../../src/http/listen.js";
import { type Identities, openIdentities } from "../../src/register/identities.js";
import type { Merchant } from "../../src/register/merchant.js";
import { type Merchants, openMerchants } from "../../src/register/merchants.js";
import { healthyServices, type Services } from "../../src/services/service-health.js";
import { serviceRouters } from "../../src/services/service-routers.js";

/** Where PID/CPR lies. */
export const PATH = "/pid_serviceprovider_server";

/** The services on a real mutual-TLS port, with the simulator's own registers behind it. */
export interface ServiceUnderTest {
  readonly url: string;
  readonly ca: TestCa;
  readonly identities: Identities;
  readonly merchants: Merchants;
  /** Lines of the log. */
  readonly logged: string[];
  readonly clock: { now(): Date; advance(ms: number): void };
  readonly services: Services;
  subscribe(pidCpr: Merchant["pidCpr"], ridCpr?: Merchant["ridCpr"]): Promise<Subscription>;
  stop(): Promise<void>;
}

export interface Subscription {
  readonly merchant: Merchant;
  readonly voces: IssuedCertificate;
}

export async function startService(): Promise<ServiceUnderTest> {
  const stateDir = mkdtempSync(join(tmpdir(), "pid-cpr-"));
  let shift = 0;
  const clock = {
    now: () => new Date(Date.now() + shift),
    advance: (ms: number) => {
      shift += ms;
    },
  };
  const ca = await createTestCa({ baseUrl: "http://localhost:8090", seed: "pid-cpr" });
  const parts = { stateDir, seed: "pid-cpr", ca, clock };
  const [identities, merchants] = [openIdentities(parts), openMerchants(parts)];
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => logged.push(line) });
  const services = healthyServices();
  const stopping = new AbortController();
  const routers = serviceRouters({ identities, merchants, services, clock, log, stopping: stopping.signal });
  const server = await createTlsServer(ca, ["localhost"], clock.now(), log, routers);
  const port = await listen(server, 0, "127.0.0.1", "NO_VARIABLE");
  return {
    ca,
    identities,
    merchants,
    logged,
    services,
    clock,
    url: `https://localhost:${port}`,
    async subscribe(pidCpr, ridCpr) {
      const merchant = await merchants.create({ friendlyName: "Testtjeneste", pidCpr, ridCpr });
      return { merchant, voces: merchants.vocesOf(merchant) };
    },
    async stop() {
      stopping.abort();
      await closeServer(server);
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** One call on a connection of its own. @param client whose certificate is shown in the handshake; none when left out */
export function call(
  service: ServiceUnderTest,
  path: string,
  {
    client,
    agent,
    body,
    ...options
  }: RequestOptions & { client?: IssuedCertificate | undefined; body?: string | Buffer },
): Promise<Answer> {
  const credential = client === undefined ? {} : { cert: client.pem + client.issuer.pem, key: client.privateKeyPem };
  const connection = agent ?? new Agent({ ca: service.ca.root.pem, ...credential });
  return new Promise((resolve, reject) => {
    const sent = request(service.url + path, { ...options, agent: connection }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const type = answer.headers["content-type"] ?? "";
        const encoding = type.includes("iso-8859-1") ? "latin1" : "utf8";
        resolve({ status: answer.statusCode ?? 0, type, body: Buffer.concat(chunks).toString(encoding) });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A SOAP call as a client writes it by hand. */
export function postSoap(
  service: ServiceUnderTest,
  body: string | Buffer,
  client?: IssuedCertificate,
  path = `${PATH}/pidws/`,
): Promise<Answer> {
  const headers = { "Content-Type": "text/xml; charset=utf-8", SOAPAction: '""' };
  return call(service, path, { method: "POST", headers, body, client });
}

export const envelope = (content: string): string =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="http://localhost/" xmlns:j="java:dk.certifikat.pid.webservices"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;

type Fields = Partial<Record<"CPR" | "PID" | "b64Cert" | "id" | "serviceId", string>>;

export function pidCall(...requests: readonly Fields[]): string {
  const items = requests.map((fields) => {
    const elements = Object.entries(fields).map(([name, value]) => `<j:${name}>${value}</j:${name}>`);
    return `<j:PIDRequest>${elements.join("")}</j:PIDRequest>`;
  });
  return envelope(`<n:pid><n:pIDRequests>${items.join("")}</n:pIDRequests></n:pid>`);
}

/** The replies' fields, nil ones left out. */
export function repliesIn({ body }: Answer): Record<string, string>[] {
  return [...body.matchAll(/<t:PIDReply[^>]*>(.*?)<\/t:PIDReply>/g)].map(([, fields = ""]) =>
    Object.fromEntries([...fields.matchAll(/<t:(\w+)>([^<]*)<\/t:\1>/g)].map(([, name, value]) => [name, value])),
  );
}
