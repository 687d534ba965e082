import { promisify } from "node:util";
import { constants, deflate } from "node:zlib";
import { dictionary, name, type PdfDictionary, type PdfReference, stream, string } from "../pdf/syntax/pdf-value.js";
import type { NewObjects } from "../pdf/writing/new-objects.js";
import type { Attachment } from "./list-contents.js";
import { textString, writeDate } from "./text-string.js";

const deflateAside = promisify(deflate);
/** Large evidence is mostly base64: coding each letter by itself already takes off the quarter that base64 put on. */
const LARGE = 1024 * 1024;
const FAST = { level: constants.Z_BEST_SPEED, strategy: constants.Z_HUFFMAN_ONLY };

/** Attached files (ISO 32000-2 section 7.11.4), as the catalog lists them: by name, and as associated files (14.13). */
export interface AttachedFiles {
  readonly names: PdfDictionary;
  readonly associated: readonly PdfReference[];
}

export async function attachFiles(
  attachments: readonly Attachment[],
  at: Date,
  target: NewObjects,
): Promise<AttachedFiles> {
  const specifications = await Promise.all(
    attachments.map(async (attachment) => ({ attachment, packed: await pack(attachment.bytes) })),
  );
  const files = specifications.map(({ attachment, packed }) => ({
    fileName: attachment.fileName,
    reference: attach(attachment, packed, at, target),
  }));
  // A name tree is sorted by the bytes of its names.
  const sorted = files
    .map(({ fileName, reference }) => ({ key: textString(fileName), reference }))
    .sort((a, b) => Buffer.compare(a.key.bytes, b.key.bytes));
  return {
    names: dictionary({ Names: sorted.flatMap(({ key, reference }) => [key, reference]) }),
    associated: files.map(({ reference }) => reference),
  };
}

function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return deflateAside(bytes, bytes.length > LARGE ? FAST : {});
}

function attach(attachment: Attachment, packed: Uint8Array, at: Date, target: NewObjects): PdfReference {
  const { fileName, bytes, mediaType, description, relationship } = attachment;
  const embedded = target.add(
    stream(
      {
        Type: name("EmbeddedFile"),
        Subtype: name(mediaType),
        Filter: name("FlateDecode"),
        Params: dictionary({ Size: bytes.length, CreationDate: writeDate(at), ModDate: writeDate(at) }),
      },
      packed,
    ),
  );
  return target.add(
    dictionary({
      Type: name("Filespec"),
      F: string(Buffer.from(fileName.replace(/[^\x20-\x7e]/g, "_"))),
      UF: textString(fileName),
      Desc: textString(description),
      AFRelationship: name(relationship),
      EF: dictionary({ F: embedded, UF: embedded }),
    }),
  );
}
