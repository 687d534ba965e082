/** A subject's members as the attributes that the REST face knows them by. */
import type { Subject } from "@eid-gateway/signing";

export const SUBJECT_ATTRIBUTES = {
  "first-name": "firstName",
  "last-name": "lastName",
  mobile: "mobile",
  email: "email",
  username: "username",
} as const satisfies Readonly<Record<string, keyof Subject>>;
export const NATIONAL_ID = "national-id";
