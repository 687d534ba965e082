import type { CaCertificate, TestCa } from "@eid-gateway/oces-testing";
import Router from "@koa/router";
import type { Context } from "koa";
import { playOutage } from "../services/play-outage.js";
import { healthyPki, type PkiHealth, type SourceHealth } from "./pki-health.js";
import { fromPathOf, readDerBody } from "./read-der-body.js";

/** Short, so that whoever revokes an identity in the test tool sees it refused within seconds, for all that gateways keep answers. */
const OCSP_VALID_MS = 5_000;

/**
 * What the addresses in certificates lead to, all below `/pki`: a Koa router for the plain http port.
 *
 *   GET  /pki/root.pem       the trust anchor, PEM
 *   GET  /pki/<ca>.cer       caIssuers, DER
 *   GET  /pki/<ca>.crl       the full list, made at the moment of asking
 *   POST /pki/ocsp           RFC 6960, appendix A
 *   GET  /pki/ocsp/<base64>  the same, in the path
 */
export function pkiRoutes(
  ca: TestCa,
  health: PkiHealth = healthyPki(),
  stopping: AbortSignal = new AbortController().signal,
): Router {
  const isPlayed = async (context: Context, source: SourceHealth<object>) =>
    typeof source === "string" && playOutage(context, source, stopping);
  const router = new Router({ prefix: "/pki" });
  const authorities = (): CaCertificate[] => [ca.root, ...ca.issuingCas];
  const find = (slug: string | undefined) => authorities().find((authority) => authority.slug === slug);

  router.get("/root.pem", (context) => send(context, "application/x-pem-file", ca.root.pem));
  router.get("/:slug.cer", (context) => {
    const authority = find(context.params.slug);
    if (authority !== undefined) send(context, "application/pkix-cert", authority.certificate);
  });
  router.get("/:slug.crl", async (context) => {
    const issuer = find(context.params.slug);
    if (issuer === undefined || (await isPlayed(context, health.crl))) return;
    send(context, "application/pkix-crl", ca.crl({ ...faultsOf(health.crl), issuer }));
  });

  const answer = async (context: Context, request: Uint8Array | undefined): Promise<void> => {
    if (request === undefined || (await isPlayed(context, health.ocsp))) return;
    send(
      context,
      "application/ocsp-response",
      await ca.ocsp(request, { validMs: OCSP_VALID_MS, ...faultsOf(health.ocsp) }),
    );
  };
  router.post("/ocsp", async (context) => answer(context, await readDerBody(context, "application/ocsp-request")));
  router.get("/ocsp/:request", (context) => answer(context, fromPathOf(context.params.request ?? "")));
  return router;
}

function send(context: Context, type: string, body: string | Uint8Array): void {
  context.body = typeof body === "string" ? body : Buffer.from(body);
  context.type = type;
}

const faultsOf = <Faults extends object>(health: SourceHealth<Faults>): Faults | undefined =>
  typeof health === "object" ? health : undefined;
