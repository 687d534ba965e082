import { dirname, join, resolve } from "node:path";
import type { Findings } from "./findings.js";
import type {
  CredentialFile,
  Database,
  GatewayConfig,
  GatewaySigning,
  SamlIdentity,
  Sealing,
} from "./gateway-config.js";
import { resolveReferences, type Surroundings } from "./references/resolve.js";
import { check } from "./schema/check.js";
import { type GatewayFile, gatewayFile } from "./schema/gateway-file.js";
import { findStateFolder } from "./state-folder.js";
import { readYaml } from "./yaml/read-yaml.js";

export type LoadedGateway = { readonly state: string | undefined; readonly config: GatewayConfig | undefined };

/** Reads gateway.yaml. The state folder comes first: everything else may refer to it as `${state}`. */
export function loadGateway(directory: string, env: Surroundings["env"], findings: Findings): LoadedGateway {
  const file = join(directory, "gateway.yaml");
  const yaml = readYaml(file, findings);
  const state = findStateFolder(file, yaml?.value, env, findings);
  if (!yaml) return { state, config: undefined };
  const data = check(gatewayFile, file, resolveReferences(file, yaml.value, { env, state }, findings), findings);
  return { state, config: data && assemble(file, data, state) };
}

function assemble(file: string, data: GatewayFile, state: string): GatewayConfig {
  const { apiVersion: _, database, sealing, merchants, saml, ...plain } = data;
  const shared = merchants.default;
  return {
    ...plain,
    file,
    state,
    issuer: `${data.host}/oidc`,
    database: databaseOf(file, database, state),
    sealing: sealing && sealingOf(sealing),
    saml: samlOf(file, data),
    signing: signingOf(file, data.signing),
    merchants: shared ? { default: credentialFileOf(file, shared) } : {},
  };
}

/** "id.example.dk/std": what the hub calls itself, in answers and certificates alike. */
function samlOf(file: string, { host, saml }: GatewayFile): SamlIdentity {
  const own = `${new URL(host).host}/std`;
  return {
    issuer: saml.issuer ?? own,
    subject: { CN: own.slice(0, MAX_COMMON_NAME), ...saml.subject },
    keys: saml.keys.map((written) => credentialFileOf(file, written)),
  };
}

function signingOf(file: string, { seal, ...plain }: GatewayFile["signing"]): GatewaySigning {
  return { ...plain, ...(seal && { seal: credentialFileOf(file, seal) }) };
}
const MAX_COMMON_NAME = 64; // RFC 5280 appendix A.1

function databaseOf(file: string, database: string | undefined, state: string): Database {
  if (!database) return { kind: "sqlite", file: join(state, "gateway.sqlite") };
  if (/^postgres(ql)?:/i.test(database)) return { kind: "postgres", url: database };
  return { kind: "sqlite", file: resolve(dirname(file), database) };
}

function sealingOf({ current, keys }: NonNullable<GatewayFile["sealing"]>): Sealing {
  const decoded = Object.entries(keys).map(([id, key]) => [id, new Uint8Array(Buffer.from(key, "base64"))] as const);
  return { current, keys: new Map(decoded) };
}

/** A key file as written in a configuration file, its path made absolute. */
export function credentialFileOf(file: string, written: CredentialFile): CredentialFile {
  return { ...written, file: resolve(dirname(file), written.file) };
}
