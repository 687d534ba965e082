/** The domain of signing with all that the gateway gives it: methods, terms, the seal, what packages and renews. */
import { randomBytes } from "node:crypto";
import type { Config } from "@eid-gateway/config";
import type { Sealing } from "@eid-gateway/sdo";
import { type Deliverers, openSigning, type Signing } from "@eid-gateway/signing";
import type { Storage } from "@eid-gateway/storage";
import type { PackageMaker } from "../doors/packagingservice/package-maker.js";
import type { Log } from "../log.js";
import type { MethodDirectory } from "../method-directory.js";
import { frontLogo } from "./front-logo.js";
import { inspectFile } from "./inspect-file.js";
import { methodCatalogue } from "./method-catalogue.js";
import { createPackageMaker } from "./package-maker.js";
import { packagersWith } from "./packagers.js";
import { renewWith } from "./renew.js";
import { runInTurn, type TakingTurns } from "./run-in-turn.js";
import { createSealer, type Sealer } from "./sealer.js";
import { serviceTerms } from "./service-terms.js";
import { taskUrl } from "./task-url.js";

/** Signing as the doors use it. There is none where no seal is configured. */
export interface SigningDesk {
  readonly signing: Signing;
  readonly sealer: Sealer;
  readonly maker: PackageMaker;
  readonly jobs: TakingTurns;
}

export interface SigningParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly clock: { now(): Date };
  readonly directory: MethodDirectory;
  readonly sealing: Sealing;
  readonly deliver: Deliverers;
  readonly log: Log;
}

export function openSigningDesk(parts: SigningParts): SigningDesk {
  const { config, storage, clock, directory, sealing, deliver, log } = parts;
  const renew = renewWith(sealing);
  const packages = { sealing, directory, logo: frontLogo(config, log) };
  const turns = runInTurn(log, () => jobs.runDue());
  const { jobs, ...signing } = openSigning({
    storage,
    clock,
    random: (bytes) => randomBytes(bytes),
    terms: serviceTerms(config, directory),
    catalogue: methodCatalogue(directory),
    inspectDocument: inspectFile,
    taskUrl: (service, order, task) => taskUrl(config.gateway.host, service, order, task),
    deliver,
    packagers: packagersWith(packages),
    ...(renew && { renew }),
    onDue: turns.wake,
  });
  return { signing, sealer: createSealer(sealing), maker: createPackageMaker(packages), jobs: turns };
}
