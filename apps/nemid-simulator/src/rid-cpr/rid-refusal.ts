import { XmlRefusal } from "../soap/read-strict-xml.js";
import type { RidStatus } from "./status.js";

/** A refusal whose status is told in a fault, as there is no answer that could tell it. */
export class RidRefusal extends XmlRefusal {
  readonly status: RidStatus;

  constructor(status: RidStatus, message: string) {
    super(message);
    this.status = status;
  }
}

/** The status a fault carries: whatever is not said otherwise could not be read. */
export const statusOfRefusal = (refusal: XmlRefusal): RidStatus =>
  refusal instanceof RidRefusal ? refusal.status : "XmlParseError";
