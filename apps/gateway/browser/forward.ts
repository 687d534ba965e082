/** Posts the page's form onward; without script its button does. */
document.querySelector<HTMLFormElement>("form[data-forward]")?.submit();

export {};
