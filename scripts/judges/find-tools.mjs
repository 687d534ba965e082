/** Says which of the judges are not on this machine, and what installs them on Debian. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

const runs = (program, ...args) => spawnSync(program, args, { stdio: "ignore" }).error === undefined;
const hasModule = (name) => spawnSync("/usr/bin/python3", ["-c", `import ${name}`], { stdio: "ignore" }).status === 0;

const isXmlOf = (file) => existsSync(`/usr/share/xml/${file}`);

const TOOLS = [
  { name: "openssl", package: "openssl", isThere: () => runs("openssl", "version") },
  { name: "xmlsec1", package: "xmlsec1", isThere: () => runs("xmlsec1", "--version") },
  { name: "xmllint", package: "libxml2-utils", isThere: () => runs("xmllint", "--version") },
  { name: "OpenSAML's samlsign", package: "opensaml-tools", isThere: () => runs("samlsign") },
  {
    name: "the schemas of SAML 1.1",
    package: "opensaml-schemas xmltooling-schemas",
    isThere: () => ["opensaml/saml11-catalog.xml", "xmltooling/catalog.xml"].every(isXmlOf),
  },
  { name: "poppler's pdfsig", package: "poppler-utils", isThere: () => runs("pdfsig", "-v") },
  { name: "MuPDF's mutool", package: "mupdf-tools", isThere: () => runs("mutool", "-v") },
  { name: "qpdf", package: "qpdf", isThere: () => runs("qpdf", "--version") },
  { name: "Apache httpd", package: "apache2", isThere: () => existsSync("/usr/sbin/apache2") },
  {
    name: "mod_auth_openidc",
    package: "libapache2-mod-auth-openidc",
    isThere: () => existsSync("/usr/lib/apache2/modules/mod_auth_openidc.so"),
  },
  { name: "Authlib", package: "python3-authlib", isThere: () => hasModule("authlib") },
  { name: "requests, for Authlib", package: "python3-requests", isThere: () => hasModule("requests") },
  { name: "PHP's command line", package: "php-cli", isThere: () => runs("php", "--version") },
  {
    name: "PHP's SoapClient",
    package: "php-soap",
    isThere: () => spawnSync("php", ["-r", "exit(class_exists('SoapClient') ? 0 : 1);"]).status === 0,
  },
  { name: "zeep", package: "python3-zeep", isThere: () => hasModule("zeep") },
  {
    name: "gSOAP",
    package: "gsoap libgsoap-dev",
    isThere: () => runs("wsdl2h", "-V") && existsSync("/usr/include/stdsoap2.h"),
  },
  { name: "a C++ compiler, for gSOAP", package: "g++", isThere: () => runs("g++", "--version") },
  { name: "Flask, for Authlib", package: "python3-flask", isThere: () => hasModule("flask") },
];

const missing = TOOLS.filter(({ isThere }) => !isThere());
if (missing.length > 0) {
  const packages = missing.map((tool) => tool.package).join(" ");
  console.error(
    `Not on this machine: ${missing.map(({ name }) => name).join("; ")}.\nOn Debian: apt install ${packages}`,
  );
  process.exit(1);
}
