/** Draws the PDF that was checked. Without this script the page tells the findings all the same. */
import { showPdfs } from "./documents/show-pdf.js";

showPdfs(document).catch(() => {
  for (const place of document.querySelectorAll("[data-pdf]"))
    place.textContent = "The viewer cannot open this PDF: the clients answer APP002.";
});
