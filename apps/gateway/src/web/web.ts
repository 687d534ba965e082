/** What the routes work with. */
import type { ReadAddress } from "./client-address.js";
import type { Pages } from "./pages.js";

export interface Web {
  /** The public origin, from the configuration: "https://id.example.dk". */
  readonly origin: string;
  readonly isHttps: boolean;
  readonly pages: Pages;
  readonly readAddress: ReadAddress;
}
