/** Apache httpd with mod_auth_openidc, in the foreground, with its configuration and logs in a folder of its own. */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { navigate } from "./navigate.js";
import { runRelyingParty } from "./relying-party.js";

/** One virtual host: a whole relying party. */
export interface ProtectedSite {
  readonly port: number;
  readonly clientId: string;
  readonly secret: string;
  readonly auth: string;
  readonly responseMode: "query" | "form_post";
}

const MODULES = "/usr/lib/apache2/modules";
const LOADED = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "auth_openidc"];

export interface RunningApache {
  /** What it logged, for a judgement that fails. */
  readonly log: () => string;
  stop(): Promise<void>;
}

export async function startApache(discovery: string, sites: readonly ProtectedSite[]): Promise<RunningApache> {
  const folder = mkdtempSync(join(tmpdir(), "judge-apache-"));
  chmodSync(folder, 0o755); // started by root, it serves as another user
  writeFileSync(join(folder, "index.html"), "inside\n");
  const file = join(folder, "httpd.conf");
  writeFileSync(file, configuration(folder, discovery, sites));
  const log = () => readFileSync(join(folder, "error.log"), "utf8");
  const isUp = async () => (await navigate(`http://localhost:${sites[0]!.port}/`)).status === 302;
  try {
    const { stop } = await runRelyingParty(["/usr/sbin/apache2", "-f", file, "-DFOREGROUND"], {}, isUp);
    return { log, stop: () => stop().finally(() => rmSync(folder, { recursive: true, force: true })) };
  } catch (error) {
    const said = log();
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`Apache does not start: ${said}`, { cause: error });
  }
}

function configuration(folder: string, discovery: string, sites: readonly ProtectedSite[]): string {
  const isRoot = process.getuid?.() === 0;
  return [
    ...LOADED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    ...(isRoot ? ["User www-data", "Group www-data"] : []),
    "ServerName localhost",
    "StartServers 1",
    `PidFile ${folder}/httpd.pid`,
    `DefaultRuntimeDir ${folder}`,
    `Mutex file:${folder}`,
    `ErrorLog ${folder}/error.log`,
    `OIDCProviderMetadataURL ${discovery}`,
    `OIDCCryptoPassphrase ${randomBytes(24).toString("hex")}`,
    'OIDCScope "openid profile"',
    "OIDCPKCEMethod S256",
    "OIDCInfoHook iat id_token userinfo",
    ...sites.map((site) => virtualHost(folder, site)),
    "",
  ].join("\n");
}

/** The pages below /fresh and /silent ask for more than the rest, as mod_auth_openidc lets each path do. */
function virtualHost(folder: string, { port, clientId, secret, auth, responseMode }: ProtectedSite): string {
  const guard = "AuthType openid-connect\n    Require valid-user";
  return `Listen 127.0.0.1:${port}
<VirtualHost 127.0.0.1:${port}>
  DocumentRoot ${folder}
  OIDCClientID ${clientId}
  OIDCClientSecret "${secret}"
  OIDCProviderTokenEndpointAuth ${auth}
  OIDCResponseMode ${responseMode}
  OIDCRedirectURI http://localhost:${port}/callback
  <Location />
    ${guard}
  </Location>
  <Location /fresh>
    OIDCPathAuthRequestParams max_age=60
    ${guard}
  </Location>
  <Location /silent>
    OIDCPathAuthRequestParams prompt=none
    ${guard}
  </Location>
</VirtualHost>`;
}
