/** What the reports about containers say otherwise than those about messages. */
import type { Language, Texts } from "../report/texts.js";

export interface ContainerTexts extends Pick<Texts, "limits" | "asAttachment"> {
  readonly container: string;
  readonly sealedBy: string;
  readonly provenTime: (time: string) => string;
  readonly claimedTime: (time: string) => string;
  readonly noTime: string;
  readonly names: string;
}

export const CONTAINER_TEXTS: Readonly<Record<Language, ContainerTexts>> = {
  en: {
    container: "Container",
    sealedBy: "Sealed by",
    provenTime: (time) => `A time-stamp of an independent authority proves that it was sealed before ${time}.`,
    claimedTime: (time) =>
      `The seal says that it was made at ${time}. That is the word of who sealed it, and no third party vouches for it.`,
    noTime: "Nothing that holds says when it was sealed.",
    names: "Whom the certificates name",
    limits: [
      "Who used the keys: a signature proves that a key was used, not by whose hand, nor that it was done willingly.",
      "What the screen really showed: the seal's owner says what was shown, the device cannot be examined.",
    ],
    asAttachment: "Its files are not shown here. Write them out with --extract.",
  },
  da: {
    container: "Beholder",
    sealedBy: "Forseglet af",
    provenTime: (time) => `Et tidsstempel fra en uafhængig myndighed beviser, at forseglingen skete før ${time}.`,
    claimedTime: (time) =>
      `Seglet oplyser, at det blev sat ${time}. Det er forseglerens eget ord, og ingen tredjepart står inde for det.`,
    noTime: "Intet, der holder, oplyser, hvornår der blev forseglet.",
    names: "Hvem certifikaterne nævner",
    limits: [
      "Hvem der brugte nøglerne: en underskrift beviser, at en nøgle blev brugt, men ikke af hvis hånd, og ikke at det skete frivilligt.",
      "Hvad skærmen faktisk viste: seglets ejer siger, hvad der blev vist, men udstyret kan ikke undersøges.",
    ],
    asAttachment: "Filerne vises ikke her. Skriv dem ud med --extract.",
  },
};
