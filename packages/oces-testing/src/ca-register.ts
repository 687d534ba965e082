import type { CaCertificate } from "./certificates/ca-certificate.js";
import type { Revocation } from "./certificates/certificate-options.js";
import type { IssuedCertificate } from "./certificates/issued-certificate.js";

/** Is told of every change, before the change counts; the one of a kept CA writes it to disk. */
export interface CaJournal {
  authority(authority: CaCertificate): void;
  issued(certificate: IssuedCertificate): void;
  revoked(serial: string, revocation: Revocation | undefined): void;
}

/** What a CA has made and taken back. */
export interface CaRegister {
  readonly authorities: CaCertificate[];
  readonly issued: IssuedCertificate[];
  readonly revocations: Map<string, Revocation>;
}

export const emptyRegister = (): CaRegister => ({ authorities: [], issued: [], revocations: new Map() });

export const silentJournal: CaJournal = { authority() {}, issued() {}, revoked() {} };

export const isSerialTaken = ({ authorities, issued }: CaRegister, serial: string): boolean =>
  authorities.some((authority) => authority.serial === serial) || issued.some((one) => one.serial === serial);

/** Did a CA of this name issue this serial, to a holder or to a CA? Under whichever of its keys and certificates. */
export const isIssuedBy = ({ authorities, issued }: CaRegister, issuer: CaCertificate, serial: string): boolean =>
  issued.some((one) => one.serial === serial && one.issuer.name === issuer.name) ||
  authorities.some((authority) => authority.serial === serial && authority.issuer?.name === issuer.name);

/** Serials compare as numbers do: upper case, no leading zeros. */
export const normalSerial = (serial: string): string => serial.toUpperCase().replace(/^0+(?=.)/, "");
