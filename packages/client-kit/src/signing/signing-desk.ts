/** Orders signatures at the gateway and fetches what came of them, by its REST face. */
import { connectGateway } from "../oidc/connect-gateway.js";
import { keepAccessToken } from "./access-token.js";
import { openRest, type RestAnswer, type RestCall, readJson } from "./call-rest.js";
import { completeDesk, type SigningDeskOptions } from "./desk-options.js";
import type { DocumentToSign, OrderWish, PlacedOrder } from "./order-wish.js";
import { readPackageStatus, readPlaced, readTaskStatus, readUploaded, type TaskStatus } from "./read-answers.js";
import { PackagingFailedError, SigningRefusedError, SigningSecurityError } from "./signing-errors.js";
import { type Waiting, waitUntil } from "./wait-until.js";
import { documentId, PACKAGE, TASK, writeOrder } from "./write-order.js";

type Named = Pick<PlacedOrder, "id">;

export interface SignedFile {
  /** `application/xml`: a NemID message. `application/x-ltv-sdo`, `application/x-pades`: sealed by the gateway. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
export interface SignedResult extends SignedFile {
  readonly documentId: string;
}

/** Every call throws GatewayUnreachableError (try again), SigningRefusedError (change something), SigningSecurityError (do not rely on it). */
export interface SigningDesk {
  /** Where the gateway's pages are: your pages' form-action needs it. */
  readonly origin: string;
  /** Uploads the documents and makes the order. When this fails unreachably, an order may or may not have been made: nobody has its address. */
  order(wish: OrderWish): Promise<PlacedOrder>;
  status(order: Named): Promise<TaskStatus>;
  /** Asks until it is signed, refused or over otherwise. @throws SigningNotOverError */
  waitForEnd(order: Named, waiting?: Waiting): Promise<TaskStatus>;
  /** What was signed, document by document; nothing as long as nothing is. Verify it. */
  results(order: Named): Promise<readonly SignedResult[]>;
  original(order: Named, documentId: string): Promise<SignedFile>;
  /** The sealed PDF of an order with `isPackaged`; it is made in the seconds after the signature. @throws SigningNotOverError, PackagingFailedError */
  packageOf(order: Named, waiting?: Waiting): Promise<SignedFile>;
  /** The gateway forgets it, whatever its state: documents, results and who signed. */
  delete(order: Named): Promise<void>;
}

/** Asks the gateway for its addresses and a token when it first needs them. @throws Error when the issuer is plain http and not on this machine */
export function createSigningDesk(options: SigningDeskOptions): SigningDesk {
  const terms = completeDesk(options);
  const connection = connectGateway(terms);
  const { origin } = connection;
  const call = openRest(keepAccessToken(connection, terms.clock), terms);
  const at = (...path: readonly string[]) => new URL(`${BASE}/${path.map(encodeStep).join("/")}`, origin);
  const get = (url: URL) => call({ method: "GET", url });
  const send = async (url: URL, body: RestCall["body"] & {}) => readJson(await call({ method: "POST", url, body }));
  /** A token goes to the gateway and to nobody else, whatever an answer says. */
  const follow = (address: string): Promise<RestAnswer> => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.origin !== origin || !url.pathname.startsWith(`${BASE}/`)) throw new SigningSecurityError("other-address");
    return get(url);
  };

  async function upload({ mediaType, bytes }: DocumentToSign): Promise<string> {
    if (bytes.length > terms.maxBytes) throw new SigningRefusedError({ status: 413, code: "too-large" });
    return readUploaded(await send(at("documents"), { mediaType, content: bytes }));
  }
  /** The order has its own copies: those that were uploaded are not needed any more, nor when there is no order. */
  async function withUploads<T>(documents: OrderWish["documents"], use: (ids: readonly string[]) => Promise<T>) {
    const ids: string[] = [];
    try {
      for (const document of documents) ids.push(await upload(document));
      return await use(ids);
    } finally {
      await Promise.allSettled(ids.map((id) => call({ method: "DELETE", url: at("documents", id) })));
    }
  }
  async function status({ id }: Named): Promise<TaskStatus> {
    return readTaskStatus(readJson(await get(at("orders", id, "tasks", TASK, "status"))));
  }

  return {
    origin,
    status,
    order: (wish) =>
      withUploads(wish.documents, async (uploaded) => {
        const content = JSON.stringify(writeOrder(wish, uploaded));
        const placed = readPlaced(await send(at("orders"), { mediaType: "application/json", content }));
        return { ...placed, documentIds: wish.documents.map(documentId) };
      }),
    waitForEnd: (order, waiting = {}) =>
      waitUntil(
        async () => {
          const found = await status(order);
          return found.status === "CREATED" ? undefined : found;
        },
        waiting,
        terms,
      ),
    async results(order) {
      const signed = (await status(order)).documents.filter(({ resultUri }) => resultUri !== undefined);
      const files: SignedResult[] = [];
      for (const { id, resultUri } of signed) files.push({ documentId: id, ...(await follow(resultUri!)) });
      return files;
    },
    original: ({ id }, document) => get(at("orders", id, "tasks", TASK, "documents", document, "original")),
    async packageOf({ id }, waiting = {}) {
      const asked = at("orders", id, "packaging-tasks", PACKAGE, "status");
      const resultUri = await waitUntil(
        async () => {
          const found = readPackageStatus(readJson(await get(asked)));
          if (found.status === "FAILED") throw new PackagingFailedError("The gateway could not make the package");
          return found.resultUri;
        },
        waiting,
        terms,
      );
      return follow(resultUri);
    },
    async delete({ id }) {
      await call({ method: "DELETE", url: at("orders", id) });
    },
  };
}
const BASE = "/enterprise/sign";

/** @throws TypeError for an id that would be read as another place */
function encodeStep(step: string): string {
  if (["", ".", ".."].includes(step)) throw new TypeError("An id is missing, or is none");
  return encodeURIComponent(step);
}
