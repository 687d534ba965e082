/** Sealing a document, then whole signings. In this order: the most memory of a process is told of its whole life. */
import { measureSeal } from "./seal-pdf.mjs";
import { measureOrders } from "./sign-orders.mjs";

export async function run() {
  await measureSeal();
  await measureOrders();
}
