/** Posts the page's form onward, and tells us so where we want to know; without script its button does. */
const form = document.querySelector<HTMLFormElement>("form[data-forward]");
if (form) {
  const { receipt } = form.dataset;
  if (receipt) navigator.sendBeacon(receipt); // leaves even though the page does
  form.submit();
}

export {};
