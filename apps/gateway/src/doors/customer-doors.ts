/** The doors that customers' servers speak to: SOAP, files, REST. One caller's check stands before all of them, and one room for what they send. */

import type { Config } from "@eid-gateway/config";
import type { Signing } from "@eid-gateway/signing";
import type Router from "@koa/router";
import type { Log } from "../log.js";
import { createProxyCheck } from "../web/client-address.js";
import type { Web } from "../web/web.js";
import { ARCHIVE_SERVICE, archiveHandlers } from "./archiveservice/archive-service.js";
import { createCallers, type SigningCustomer } from "./callers/callers.js";
import { createCertificateReader } from "./callers/client-certificate.js";
import { createGuessLimit } from "./callers/guess-limit.js";
import { createRoom } from "./callers/read-body.js";
import { DOCUMENT_SERVICE } from "./documentservice/document-service.js";
import { documentHandlers } from "./documentservice/handlers.js";
import type { OidcDoor } from "./oidc/oidc-door.js";
import type { PackageMaker } from "./packagingservice/package-maker.js";
import { PACKAGING_SERVICE, packagingHandlers } from "./packagingservice/packaging-service.js";
import type { TaskUrl } from "./rest-signing/from-order.js";
import { restRoutes } from "./rest-signing/rest-routes.js";
import { fileAddresses } from "./sds/file-addresses.js";
import { storeRoutes } from "./sds/store-routes.js";
import { SEALING_SERVICE, sealingHandlers } from "./sealingservice/sealing-service.js";
import { soapRoutes } from "./soap/soap-routes.js";

export interface CustomerDoorParts {
  readonly config: Pick<Config, "customers" | "gateway">;
  readonly web: Pick<Web, "origin" | "readAddress">;
  readonly signing: Signing;
  readonly maker: PackageMaker;
  readonly taskUrl: TaskUrl;
  readonly oidc: Pick<OidcDoor, "findServerToken">;
  readonly clock: { now(): Date };
  readonly log: Log;
}

/** Of all bodies that are being received or worked on. */
const ROOM_BYTES = 256 * 1024 * 1024;
/** Orders without documents are small; what is uploaded first needs no room in them. */
const LEAST_SOAP_BYTES = 4 * 1024 * 1024;

export function customerDoors(parts: CustomerDoorParts): readonly Router[] {
  const { config, web, signing, log } = parts;
  const { origin } = web;
  const customers = signersOf(config);
  const callers = createCallers({
    customers,
    guesses: createGuessLimit(parts.clock),
    readAddress: web.readAddress,
    readCertificate: createCertificateReader(createProxyCheck(config.gateway.trustedProxies)),
    findTokenService: (token) => parts.oidc.findServerToken(token),
  });
  const addresses = fileAddresses(origin);
  const common = { callers, room: createRoom(ROOM_BYTES), log, origin, signing, maxBytes: soapBytes(customers) };
  const packaging = { signing, origin, maker: parts.maker };
  return [
    soapRoutes({ ...common, service: DOCUMENT_SERVICE, handlers: documentHandlers({ signing, customers, addresses }) }),
    soapRoutes({ ...common, service: PACKAGING_SERVICE, handlers: packagingHandlers(packaging) }),
    soapRoutes({ ...common, service: SEALING_SERVICE, handlers: sealingHandlers(packaging) }),
    soapRoutes({ ...common, service: ARCHIVE_SERVICE, handlers: archiveHandlers(signing) }),
    storeRoutes({ ...common, addresses }),
    restRoutes({ ...common, taskUrl: parts.taskUrl }),
  ];
}

/** Paths at which a caller who waits for 100 Continue is answered by the door itself, before or after it has read the body. */
export function isCustomerPath(path: string): boolean {
  return /^\/(?:ws|doc|enterprise)\//.test(path);
}

function signersOf({ customers }: Pick<Config, "customers">): ReadonlyMap<string, SigningCustomer> {
  const signers = [...customers.values()].flatMap(({ service, password, signing }) =>
    signing ? [[service, { service, ...(password !== undefined && { password }), signing }] as const] : [],
  );
  return new Map(signers);
}

/** Whose message it is stands in the message: it may be as large as any service's, its documents in base64. */
function soapBytes(customers: ReadonlyMap<string, SigningCustomer>): number {
  const largest = Math.max(0, ...[...customers.values()].map(({ signing }) => signing.maxBytes));
  return Math.ceil((largest * 4) / 3) + LEAST_SOAP_BYTES;
}
