/** The one style sheet: light and dark by the reader's preference, wide and narrow; and the icon. */
import { createHash } from 'node:crypto';

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0b5cad"/><path d="M2 5c2-2 4 2 6 0s4 2 6 0M2 11h12" stroke="#fff" stroke-width="2" fill="none"/></svg>
`;

export const STYLE = `:root{color-scheme:light dark;
--bg:light-dark(#fff,#0d1117);--inset:light-dark(#f6f8fa,#161b22);--fg:light-dark(#1f2328,#e6edf3);
--muted:light-dark(#57606a,#9aa4af);--line:light-dark(#d0d7de,#3d444d);--link:light-dark(#0550ae,#6cb0ff);
--good:light-dark(#116329,#4ac26b);--bad:light-dark(#b3121d,#ff7b72);--unsure:light-dark(#7d4e00,#e3b341)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px}
header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:space-between;padding:12px 24px;background:var(--inset);border-bottom:1px solid var(--line)}
header .home{color:var(--fg);font-weight:700;font-size:17px;text-decoration:none}
header form{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
button,.button{font:inherit;font-weight:600;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--fg);padding:4px 12px;cursor:pointer;text-decoration:none}
main{max-width:1280px;margin:auto;padding:24px}
h1{font-size:26px;line-height:1.25;margin:0 0 8px}h2{font-size:20px;margin:36px 0 8px}
p{margin:0 0 12px}.lead{font-size:19px}.next{border-left:4px solid var(--link);background:var(--inset);padding:10px 14px}
ul{margin:0;padding-left:20px}.links{display:flex;flex-wrap:wrap;gap:4px 20px;padding:0;list-style:none}
code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--inset);border-radius:4px;padding:1px 4px}
code,.title,b{unicode-bidi:isolate}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px;margin:0 0 12px}
table{width:100%;border-collapse:collapse}
caption{text-align:left;padding:10px 12px;color:var(--muted)}
th,td{text-align:left;vertical-align:top;padding:8px 12px;border-top:1px solid var(--line);font-weight:400}
tbody th{min-width:14em}thead th{background:var(--inset);font-weight:600;white-space:nowrap}
.title,.oids,.by,.with{color:var(--muted)}.oids,.by,.places,.title{font-size:13px}
.mark{font-weight:600;white-space:nowrap}.good{color:var(--good)}.bad{color:var(--bad)}.unsure{color:var(--unsure)}.calm{color:var(--muted)}
summary{cursor:pointer}details li{margin:8px 0}
@media (max-width:760px){header,main{padding:12px}.scroll{border:0;overflow:visible}
table,tbody,tr,th,td,caption{display:block;width:auto;min-width:0}tbody th{min-width:0}thead{position:absolute;left:-9999px}
tr{border:1px solid var(--line);border-radius:6px;margin:0 0 10px;padding:6px 0}th,td{border:0;padding:3px 12px}td:empty{display:none}
td::before{content:attr(data-label);display:block;color:var(--muted);font-size:13px}}
`;

/** Changes with the sheet, so that browsers may keep it. */
export const STYLE_PATH = `/style-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;
