import type { Block } from "@eid-gateway/core";
import type { Html } from "@eid-gateway/html";
import { renderCheckbox } from "./blocks/checkbox.js";
import { renderChoice } from "./blocks/choice.js";
import { renderClient } from "./blocks/client.js";
import type { Drawing } from "./blocks/drawing.js";
import { renderField } from "./blocks/field.js";
import { renderImage } from "./blocks/image.js";
import { renderLink } from "./blocks/link.js";
import { renderQr } from "./blocks/qr.js";
import { renderText } from "./blocks/text.js";

/** Draws one block; the set is closed, and a plug-in without type checks learns it here. */
export function renderBlock(block: Block, drawing: Drawing): Html {
  switch (block.kind) {
    case "text":
      return renderText(block, drawing);
    case "image":
      return renderImage(block, drawing);
    case "qr":
      return renderQr(block, drawing);
    case "link":
      return renderLink(block, drawing);
    case "checkbox":
      return renderCheckbox(block, drawing);
    case "choice":
      return renderChoice(block, drawing);
    case "field":
      return renderField(block, drawing);
    case "client":
      return renderClient(block, drawing);
    default:
      throw new Error(
        `there is no block of kind ${JSON.stringify((block satisfies never as { kind?: unknown }).kind)}`,
      );
  }
}
