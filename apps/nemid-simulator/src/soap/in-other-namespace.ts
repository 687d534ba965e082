/** Namespaces that are not a service's own: SOAP's and XML Schema's. */
const STANDARD = /^http:\/\/(schemas\.xmlsoap\.org|www\.w3\.org)\//;

/** The same message with every namespace of the service's own spelled otherwise; one without namespaces gets one. */
export function inOtherNamespace(xml: string): string {
  const changed = xml.replace(
    /(\sxmlns(?::\w+)?=")([^"]*)(")/g,
    (all, before: string, namespace: string, end: string) =>
      STANDARD.test(namespace) ? all : `${before}${namespace}#other${end}`,
  );
  return changed === xml && !/\sxmlns/.test(xml) ? xml.replace(/<(\w+)/, '<$1 xmlns="urn:other"') : changed;
}
