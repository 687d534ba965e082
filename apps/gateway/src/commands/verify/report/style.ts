/** Ink on paper: no colours that a printer loses, nothing that is loaded. */
export const STYLE = `
:root { background: #fff; color: #111; font: 16px/1.5 Georgia, "Times New Roman", serif; }
body { margin: 0 auto; max-width: 48rem; padding: 1rem; overflow-wrap: anywhere; }
article { break-after: page; margin-bottom: 4rem; }
article:last-of-type { break-after: auto; }
h1, h2 { line-height: 1.2; break-after: avoid; }
h2 { border-bottom: 1px solid; font-size: 1.2rem; margin-top: 2rem; }
.verdict { border: 3px solid; font-size: 1.2rem; font-weight: bold; padding: 0.75rem; }
.verdict.invalid { border-style: double; border-width: 6px; }
.verdict.unsure { border-style: dashed; }
dt { font-weight: bold; }
dd { margin: 0 0 0.5rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
.stated :is(th, td):nth-child(2), .steps :is(th, td):nth-child(3) { width: 50%; }
th, td { border-bottom: 1px solid; padding: 0.3rem; text-align: start; vertical-align: top; }
pre { border-inline-start: 4px solid; margin: 0; padding-inline-start: 1rem; white-space: pre-wrap; }
@media screen and (prefers-color-scheme: dark) { :root { background: #111; color: #eee; } }
@media print { :root { font-size: 11pt; } body { max-width: none; padding: 0; } }
@page { size: A4; margin: 20mm; }
`;
