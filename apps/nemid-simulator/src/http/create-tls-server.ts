import { createServer, type Server } from "node:https";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import type Router from "@koa/router";
import Koa from "koa";
import type { Logger } from "pino";
import { answerRefusals } from "./answer-refusals.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The operator's services behind mutual TLS. Every client certificate is let in, and none at all: whether the caller is
 * entitled is the services' own answer, with their own status codes.
 *
 * @param hosts DNS names and addresses the server is reached by
 */
export async function createTlsServer(
  ca: TestCa,
  hosts: readonly string[],
  now: Date,
  log: Logger,
  routers: readonly Router[],
): Promise<Server> {
  const app = new Koa();
  app.silent = true; // answerRefusals has logged it
  app.use(answerRefusals(log));
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods());
  const issued = findServerCertificate(ca, hosts, now) ?? (await ca.issueServer({ hosts }));
  const cert = [issued.pem, issued.issuer.pem].join("\n");
  const options = { key: issued.privateKeyPem, cert, ca: [ca.root.pem], requestCert: true, rejectUnauthorized: false };
  return createServer(options, app.callback());
}

/** The certificate of an earlier start, while it has a month left. */
function findServerCertificate(ca: TestCa, hosts: readonly string[], now: Date): IssuedCertificate | undefined {
  const soon = new Date(now.getTime() + 30 * DAY_MS);
  return ca.issued.findLast(
    ({ kind, subject, notAfter }) => kind === "SERVER" && subject.commonName === hosts[0] && notAfter > soon,
  );
}
