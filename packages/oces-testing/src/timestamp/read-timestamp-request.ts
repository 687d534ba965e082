import { type BaseBlock, Boolean as BooleanBlock, Constructed, fromBER, Integer, OctetString } from "asn1js";

/** TimeStampReq, RFC 3161 section 2.4.1, as far as it decides the answer. */
export interface TimestampRequest {
  /** DER of the AlgorithmIdentifier. */
  readonly hashAlgorithm: Uint8Array;
  readonly digest: Uint8Array;
  readonly nonce: bigint | undefined;
  readonly wantsCertificate: boolean;
}

/** @throws Error for anything that is no request */
export function readTimestampRequest(der: Uint8Array): TimestampRequest {
  const { result, offset } = fromBER(der);
  if (offset !== der.length) throw new Error("not one DER value");
  const [version, imprint, ...rest] = itemsOf(result);
  const [algorithm, digest] = itemsOf(imprint);
  if (!(version instanceof Integer) || !(digest instanceof OctetString) || !algorithm) throw new Error("not a request");
  const nonce = rest.find((part) => part instanceof Integer);
  const certReq = rest.find((part) => part instanceof BooleanBlock);
  return {
    hashAlgorithm: new Uint8Array(algorithm.toBER()),
    digest: new Uint8Array(digest.getValue()),
    nonce: nonce?.toBigInt(),
    wantsCertificate: certReq?.getValue() ?? false,
  };
}

function itemsOf(block: BaseBlock | undefined): BaseBlock[] {
  if (!(block instanceof Constructed)) throw new Error("not a sequence");
  return block.valueBlock.value as BaseBlock[]; // schema placeholders (Any) never come out of fromBER
}
