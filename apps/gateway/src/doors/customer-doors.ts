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
import type { Rooms } from "./callers/rooms.js";
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
  readonly rooms: Rooms;
  readonly taskUrl: TaskUrl;
  readonly oidc: Pick<OidcDoor, "findServerToken">;
  readonly clock: { now(): Date };
  readonly log: Log;
}

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
  const { shared: room, forCaller: roomFor, soapBytes: maxBytes } = parts.rooms;
  const common = { callers, room, roomFor, log, origin, signing, maxBytes };
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
export function takesLargeBodies(path: string): boolean {
  return /^\/(?:ws|doc|enterprise|sitting\/[^/]+\/upload)\//.test(path);
}

function signersOf({ customers }: Pick<Config, "customers">): ReadonlyMap<string, SigningCustomer> {
  const signers = [...customers.values()].flatMap(({ service, password, signing }) =>
    signing ? [[service, { service, ...(password !== undefined && { password }), signing }] as const] : [],
  );
  return new Map(signers);
}
