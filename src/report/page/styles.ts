import { cssString } from './escape.ts';

/**
 * The style sheet of a report. Colours and shapes of bands are those of the dashboard; what a colour
 * tells is told by shape, hatching or word as well, for print in black and white.
 * @param footer stands at the foot of every printed page
 */
export function styles(footer: string): string {
  return `@page{size:A4;margin:15mm 12mm 16mm;
@bottom-left{content:${cssString(footer)};font:7.5pt ${FONT};color:#4a5a66}
@bottom-right{content:"page " counter(page) " of " counter(pages);font:7.5pt ${FONT};color:#4a5a66}}
${SHEET}`;
}

const FONT = 'system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif';

const SHEET = `
*{box-sizing:border-box}
html{font:9.5pt/1.4 ${FONT};color:#16242e;background:#fff;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:186mm;margin:0 auto;overflow-wrap:anywhere}
@media screen{body{padding:10mm 4mm 16mm}}
h1{font-size:22pt;line-height:1.15;margin:0 0 3mm;font-weight:650;letter-spacing:-.01em}
h2{font-size:13pt;line-height:1.2;margin:8mm 0 2.5mm;padding-top:2mm;border-top:.6mm solid #16242e;break-after:avoid}
h3{font-size:9.5pt;margin:3mm 0 1mm;break-after:avoid}
p{margin:0 0 1.5mm}
small{font-size:.85em;color:#4a5a66}
ul{margin:0 0 2mm;padding-left:5mm}
section{break-inside:auto}
.defs{position:absolute;width:0;height:0}
.kind{font-size:8.5pt;letter-spacing:.06em;text-transform:uppercase;color:#4a5a66;margin:0 0 1mm}
.facts,.made{margin:0;display:grid;gap:1mm 6mm}
.facts{grid-template-columns:repeat(4,auto);justify-content:start}
.facts dt,.made dt{color:#4a5a66;font-size:8pt}
.facts dd,.made dd{margin:0}
.made{grid-template-columns:1fr}
.made div{display:grid;grid-template-columns:28mm 1fr;align-items:baseline}
.said{margin-top:2mm}
.simulated{margin:3mm 0 0;padding:1.5mm 3mm;border:.4mm dashed #16242e}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:3mm;margin:5mm 0 3mm;break-inside:avoid}
.card{border:.25mm solid #b7c3cb;border-radius:1.5mm;padding:2.5mm 3mm;font-size:8.5pt;line-height:1.35}
.card h3{margin:0;font-size:8.5pt;font-weight:600;color:#4a5a66}
.card p{margin:0 0 .8mm}
.big{font-size:19pt;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums;white-space:nowrap}
.big small{font-size:9pt;font-weight:400}
.of,.no-band{color:#4a5a66}
.band{display:inline-flex;align-items:center;gap:1mm;white-space:nowrap}
.band-counts{display:flex;flex-wrap:wrap;gap:0 2.5mm}
.band-counts span{display:inline-flex;align-items:center;gap:1mm;white-space:nowrap}
.shape{width:2.8mm;height:2.8mm;flex:none}
.fill-0{fill:#dbeef9;stroke:#2f7099}
.fill-1{fill:#f2cb57;stroke:#7d5c00}
.fill-2{fill:#ec8f36;stroke:#8a4400}
.fill-3{fill:#97230b;stroke:#5e1304}
.shape path{stroke-width:2}
.advice{list-style:none;padding:0;margin:3mm 0}
.advice li{padding:1.2mm 3mm;border-left:1mm solid #8a99a4;background:#f3f6f8;margin-bottom:1mm;break-inside:avoid}
.advice .mind{border-color:#b85c00}
.advice .stop{border-color:#97230b}
.plotted{break-after:avoid}
.plots{display:grid;grid-template-columns:1fr 1fr;gap:3mm 4mm}
figure{margin:0;break-inside:avoid}
figcaption{font-size:8.5pt;margin-bottom:.5mm}
.plot{display:block;overflow:visible;width:100%;height:auto;font-size:9px;fill:#16242e}
.plot text{font-size:9px}
.plot .zone-word{font-size:8.5px;fill:#4a5a66}
.plot .axis-name{fill:#4a5a66}
.plot .reason{paint-order:stroke;stroke:#fff;stroke-width:5;stroke-linejoin:round;font-style:italic}
.zone-0{fill:#f1f8fc}.zone-1{fill:#fdf4d8}.zone-2{fill:#fbe4cc}.zone-3{fill:#f0cfc6}
.edge{stroke:#8a99a4;stroke-width:.6;stroke-dasharray:3 2}
.grid{stroke:#c9d3da;stroke-width:.4}
.zero{stroke:#16242e;stroke-width:.7}
.frame{stroke:#16242e;stroke-width:.7}
.course{fill:none;stroke:#3a4c58;stroke-width:.7;stroke-opacity:.75}
.course.mean{stroke:#10202b;stroke-width:2.2;stroke-opacity:1}
.course.not-counted{stroke-dasharray:2 2;stroke-opacity:.9}
.named{font-style:italic}
.bottom-mark{stroke:#4a5a66;stroke-width:.6;stroke-dasharray:1 2}
.whisker{fill:none;stroke:#10202b;stroke-width:.9}
.peak{stroke:#10202b;stroke-width:1.6}
.mark{stroke-width:2.4}
.open{fill:#fff;stroke:#16242e;stroke-dasharray:4 3}
.strip .rep{fill:#e6ecf0}
.strip .rep.not-counted{fill:#fff;stroke:#16242e;stroke-width:.6;stroke-dasharray:2 2}
.flexion{fill:#1c4f72;stroke:#1c4f72;stroke-width:.8;stroke-linejoin:round}
.bad{fill:url(#hatch)}
.bad-flexion{fill:none;stroke:#6b7a85;stroke-width:.5;stroke-dasharray:1.5 1.5}
.bar.right,.key.right{fill:#1c4f72;background:#1c4f72}
.bar.left{fill:url(#bars);stroke:#1c4f72;stroke-width:.8}
.key{display:inline-block;width:3mm;height:2mm;border:.25mm solid #1c4f72}
.key.left{background:repeating-linear-gradient(90deg,#1c4f72 0 .3mm,#fff .3mm 1mm)}
.side-bars{display:block;width:32mm;height:5.4mm}
.change-bar{display:block;width:28mm;height:4mm}
.scatter{fill:#dde4e9}
.shift{stroke:#10202b;stroke-width:1.6}
.shift-end{fill:#10202b}
table{border-collapse:collapse;width:100%;font-size:8.2pt;line-height:1.25;margin:1.5mm 0 2mm;font-variant-numeric:tabular-nums}
table caption{text-align:left;font-weight:600;margin-bottom:.8mm;font-size:8.5pt}
thead{display:table-header-group}
tr{break-inside:avoid}
.reps{font-size:7.8pt}
.reps th,.reps td{padding-left:1mm;padding-right:1mm}
.each th,.each td,.compare th,.compare td{width:1px}
.compare tbody th,.compare thead th:first-child{width:auto}
.compare td.words{white-space:nowrap}
.each .pm{width:auto}
.reps tbody.counted,.reps tbody.not-counted{break-inside:avoid}
th,td{padding:.7mm 1.2mm;text-align:right;vertical-align:top;overflow-wrap:break-word}
td,tbody th{white-space:nowrap}
.free,.why td{overflow-wrap:anywhere}
.words,.pm,.why td,.set tbody th,.compare tbody th,td small{white-space:normal}
thead th{overflow-wrap:normal}
thead th{font-weight:600;border-bottom:.35mm solid #16242e;vertical-align:bottom}
tbody tr{border-bottom:.15mm solid #ccd6dc}
th:first-child,td:first-child{padding-left:0}
tbody th{font-weight:400;text-align:left}
.set thead th:first-child,.words{text-align:left}
.reps tbody th{font-weight:600;text-align:right}
.reps thead th:first-child{text-align:right}
.reps thead .words,.compare thead .words,table thead .words{text-align:left}
.head{font-weight:650}
.group th{font-weight:600;padding-top:2mm}
.not-counted td,.not-counted th{color:#4a5a66;font-style:italic}
.not-counted .head{font-weight:400}
.why td{text-align:left;padding-left:3mm}
.doubt{font-style:italic}
.caption{break-before:avoid}
.caption,.empty{font-size:8pt;color:#4a5a66;margin:1mm 0 2.5mm}
.empty{font-size:9pt}
.calibration{margin-bottom:3mm}
.notes{white-space:pre-wrap}
.times{list-style:none;padding:0}
.times b{display:inline-block;min-width:13mm;font-variant-numeric:tabular-nums}
.disclaimer{margin-top:3mm;padding:2mm 3mm;border:.25mm solid #b7c3cb;break-inside:avoid}
@media (max-width:640px){.cards,.facts,.plots{grid-template-columns:1fr 1fr}.plots{grid-template-columns:1fr}section{overflow-x:auto}}
`;
