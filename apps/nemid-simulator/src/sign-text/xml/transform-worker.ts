/** The thread that transforms: it has nothing to fetch with, little memory, and is ended when it takes long. */
import { parentPort, workerData } from "node:worker_threads";
import { XmlParser, Xslt } from "xslt-processor";

export interface Task {
  readonly xml: string;
  readonly stylesheet: string;
  readonly longestResult: number; // characters
}

export type Result = { readonly result: string } | { readonly failure: "too-long" | "failed" };

const refuseToFetch = (): never => {
  throw new Error("nothing is fetched here");
};
Object.assign(globalThis, { fetch: refuseToFetch, WebSocket: undefined, EventSource: undefined });

async function transform({ xml, stylesheet, longestResult }: Task): Promise<Result> {
  const parser = new XmlParser();
  // Given any option, the library takes the others for false: text would come out as markup.
  const xslt = new Xslt({
    cData: false,
    escape: true,
    selfClosingTags: true,
    fetchFunction: async () => refuseToFetch(),
  });
  try {
    const result = await xslt.xsltProcess(parser.xmlParse(xml), parser.xmlParse(stylesheet));
    return result.length > longestResult ? { failure: "too-long" } : { result };
  } catch {
    return { failure: "failed" }; // its words quote the text
  }
}

parentPort?.postMessage(await transform(workerData as Task));
