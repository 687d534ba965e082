/** Who makes packages and seals: given to the doors, which only find what goes in and keep what comes out. */
import type { StoredFile } from "@eid-gateway/signing";

export interface PackageMaker {
  /** One file of several signed ones. @throws PackagingRefused */
  makePackage(service: string, wish: PackageWish): Promise<StoredFile>;
  /** The file, sealed by the gateway. @throws PackagingRefused */
  makeSeal(service: string, wish: { readonly method: string; readonly document: StoredFile }): Promise<StoredFile>;
}
interface PackageWish {
  readonly method: string; // "pades"
  readonly policy: string; // how the parts are to be checked: "ltvsdo-validator"
  readonly parts: readonly { readonly sdo: StoredFile; readonly original?: StoredFile }[];
}

export class PackagingRefused extends Error {
  override readonly name = "PackagingRefused";
  readonly code: "document-not-found" | "method-unknown" | "policy-unknown" | "document-rejected";

  constructor(code: PackagingRefused["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
