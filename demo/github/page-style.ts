/** The one style sheet of the pages: light and dark by the reader's preference, no other file, no script. */
export const STYLE = `
:root{color-scheme:light dark;
--bg:light-dark(#fff,#0d1117);--inset:light-dark(#f6f8fa,#151b23);--fg:light-dark(#1f2328,#f0f6fc);
--muted:light-dark(#59636e,#9198a1);--line:light-dark(#d1d9e0,#3d444d);--soft:light-dark(#d1d9e0b3,#3d444db3);
--link:light-dark(#0969da,#4493f8);--code:light-dark(#818b981f,#656c7633);
--good:light-dark(#1a7f37,#3fb950);--bad:light-dark(#d1242f,#f85149);--warn:light-dark(#9a6700,#d29922);
--done:light-dark(#8250df,#ab7df8);--on:#fff;--open:light-dark(#1f883d,#238636);--closed:light-dark(#cf222e,#da3633);
--merged:light-dark(#8250df,#8957e5);--draft:light-dark(#59636e,#656c76);--bar:light-dark(#f6f8fa,#010409)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:14px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif;overflow-wrap:break-word}
a{color:var(--link);text-decoration:none}a:hover,.md a,main p a{text-decoration:underline}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px}
header.top{background:var(--bar);border-bottom:1px solid var(--line);padding:14px 24px}
header.top nav{max-width:1132px;margin:auto;display:flex;gap:8px;align-items:center;font-size:15px}
header.top a{color:var(--fg);font-weight:600}header.top .note{margin-left:auto;color:var(--muted);font-size:12px}
main{max-width:1180px;margin:auto;padding:24px}
h1{font-size:28px;font-weight:400;line-height:1.25;margin:0 0 8px}h1 .number{color:var(--muted);font-weight:300}
h2{font-size:16px;font-weight:600;margin:28px 0 12px}
.meta{color:var(--muted);display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding-bottom:16px;border-bottom:1px solid var(--line)}
.meta b{color:var(--fg)}
.state{display:inline-flex;align-items:center;gap:6px;border-radius:2em;padding:5px 12px;color:var(--on);font-weight:500}
.state.open{background:var(--open)}.state.closed{background:var(--closed)}.state.merged{background:var(--merged)}.state.draft{background:var(--draft)}
code,kbd,pre,samp{font:12px/1.45 ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
.ref{background:light-dark(#ddf4ff,#388bfd1a);color:var(--link);border-radius:6px;padding:2px 6px}
.label{display:inline-block;border:1px solid var(--line);border-radius:2em;padding:0 8px;font-size:12px;font-weight:500;color:var(--muted)}
.box{border:1px solid var(--line);border-radius:6px;margin:0 0 16px;background:var(--bg)}
.box>header{background:var(--inset);border-bottom:1px solid var(--line);border-radius:6px 6px 0 0;padding:8px 16px;color:var(--muted);display:flex;flex-wrap:wrap;gap:6px;align-items:center}
.box>header b{color:var(--fg)}.box>.md{padding:16px}
.bot{border:1px solid var(--line);border-radius:2em;padding:0 6px;font-size:12px}
.avatar{width:24px;height:24px;border-radius:50%;display:inline-grid;place-items:center;background:var(--muted);color:var(--bg);font-size:12px;font-weight:600;flex:none}
.avatar.app{border-radius:6px;background:var(--done)}
.reactions{display:flex;gap:6px;padding:0 16px 12px;margin:0;list-style:none}.reactions li{border:1px solid var(--line);border-radius:2em;padding:0 8px;font-size:12px}
.check>summary{display:flex;gap:10px;align-items:center;padding:12px 16px;cursor:pointer;list-style:none}
.check>summary::-webkit-details-marker{display:none}
.check>summary::after{content:"";margin-left:auto;flex:none;width:8px;height:8px;border:solid var(--muted);border-width:0 2px 2px 0;transform:rotate(45deg)}
.check[open]>summary::after{transform:rotate(-135deg)}
.check>summary h3{display:inline;font-size:14px;margin:0;font-weight:600}.check>summary .title{color:var(--muted)}
.check .body{border-top:1px solid var(--line);padding:16px}.check .body .title{font-size:20px;font-weight:600;margin:0 0 4px}.check .body .by{color:var(--muted);margin:0 0 12px}.body h4{margin:20px 0 8px}
.word{font-weight:600;white-space:nowrap;display:inline-flex;gap:6px;align-items:center;vertical-align:bottom}
.word svg,.state svg{flex:none}
.success{color:var(--good)}.failure,.timed_out{color:var(--bad)}.action_required,.in_progress,.queued{color:var(--warn)}.neutral,.skipped,.cancelled{color:var(--muted)}
.buttons{display:flex;flex-wrap:wrap;gap:8px;margin:12px 0 16px}.body>.md+.md{margin-top:16px;padding-top:16px;border-top:1px solid var(--soft)}
.number{color:var(--muted)}
button{font:inherit;font-weight:500;border:1px solid var(--line);border-radius:6px;background:var(--inset);color:var(--fg);padding:5px 14px;cursor:pointer}
button:hover{background:var(--code)}button.primary{background:var(--open);border-color:transparent;color:var(--on)}
.annotations{list-style:none;margin:8px 0 0;padding:0;border:1px solid var(--line);border-radius:6px}
.annotations li{padding:10px 14px;border-left:3px solid var(--muted)}.annotations li+li{border-top:1px solid var(--line)}
.annotations li.failure{border-left-color:var(--bad)}.annotations li.warning{border-left-color:var(--warn)}
.annotations p{margin:2px 0;color:var(--fg);white-space:pre-wrap}.annotations .place{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px}
.level{font-weight:600;font-size:12px}.warning .level{color:var(--warn)}.failure .level{color:var(--bad)}.notice .level{color:var(--muted)}
table.list{width:100%;border-collapse:collapse;border:1px solid var(--line)}
table.list th,table.list td{text-align:left;vertical-align:top;padding:10px 14px;border-bottom:1px solid var(--line)}
table.list th{background:var(--inset);font-weight:600}table.list ul{margin:0;padding:0;list-style:none}
.scroll{overflow-x:auto}
form.say{display:grid;gap:8px}textarea,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
form.say .row{display:flex;gap:8px;align-items:center;flex-wrap:wrap}
.blob{counter-reset:none;padding:8px 0;overflow-x:auto}.blob table{border-collapse:collapse}
.blob td{padding:0 12px;font:12px/20px ui-monospace,Menlo,Consolas,monospace;white-space:pre}.blob td:first-child{text-align:right;color:var(--muted);user-select:none}
.blob tr:target td{background:light-dark(#fff8c5,#bb800926)}
.md>:first-child{margin-top:0}.md>:last-child{margin-bottom:0}
.md p,.md ul,.md ol,.md pre,.md details,.md .table,.md blockquote{margin:0 0 16px}
.md h1,.md h2{padding-bottom:.3em;border-bottom:1px solid var(--soft);margin:24px 0 16px;font-weight:600}
.md h1{font-size:2em}.md h2{font-size:1.5em}.md h3{font-size:1.25em;margin:24px 0 16px}.md h4,.md h5,.md h6{margin:24px 0 16px}
.md code{background:var(--code);border-radius:6px;padding:.2em .4em}.md pre{background:var(--inset);border-radius:6px;padding:16px;overflow:auto}.md pre code{background:none;padding:0}
.md .table{overflow-x:auto}.md table{border-collapse:collapse}.md th,.md td{border:1px solid var(--line);padding:6px 13px}.md th{font-weight:600}.md tr:nth-child(2n) td{background:var(--inset)}
.md blockquote{border-left:.25em solid var(--line);color:var(--muted);padding:0 1em}
.md summary{cursor:pointer}.md img{max-width:100%}.md li+li{margin-top:.25em}.md .contains-task-list{list-style:none;padding-left:1em}.mention{font-weight:600}
.md .alert{border-left:.25em solid var(--link);padding:8px 16px;margin:0 0 16px}.md .alert p{margin:0 0 4px}.alert-title{font-weight:600;color:var(--link)}
.md .alert-warning{border-color:var(--warn)}.alert-warning .alert-title{color:var(--warn)}.md .alert-caution{border-color:var(--bad)}.alert-caution .alert-title{color:var(--bad)}
.md .alert-important{border-color:var(--done)}.alert-important .alert-title{color:var(--done)}.md .alert-tip{border-color:var(--good)}.alert-tip .alert-title{color:var(--good)}
`;
