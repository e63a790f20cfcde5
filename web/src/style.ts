// How it looks. Adopted as a constructed sheet, so that a strict content security policy needs no exception.

let sheet: CSSStyleSheet | undefined;

/** The one sheet that every element on the page shares. */
export function stylesheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT);
  }
  return sheet;
}

const DARK = `--text:#e9edf2;--back:#14181d;--soft:#232b34;--line:#8b95a1;--accent:#9cc4ea;--on-accent:#10151b;--error:#ff9aa2;
--push:#9cc4ea;--pull:#26394b;--net:#463619;--mark:#e9edf2;color-scheme:dark`;

const CSS_TEXT = `
:host{all:initial;--text:#1b1f24;--back:#fff;--soft:#eef2f6;--line:#6f7883;--accent:#1f4e79;--on-accent:#fff;--error:#a3131f;
--push:#1f4e79;--pull:#d9e6f2;--net:#f6e3c5;--mark:#1b1f24;--bar:var(--brand,#1f4e79);--on-bar:var(--on-brand,#fff);color-scheme:light;
font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--text)}
@media (prefers-color-scheme:dark){:host([theme=auto]){${DARK}}}
:host([theme=dark]){${DARK}}
*{box-sizing:border-box}
[hidden]{display:none!important}
button,input,select,textarea{font:inherit;color:inherit}
button{cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
svg{width:1.5rem;height:1.5rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.launcher{position:fixed;z-index:2147483000;bottom:max(1rem,env(safe-area-inset-bottom));right:1rem;min-width:3.5rem;height:3.5rem;padding:0 1rem;
border:2px solid var(--on-bar);border-radius:1.75rem;background:var(--bar);color:var(--on-bar);display:flex;align-items:center;gap:.5rem;box-shadow:0 2px 10px #0006}
:host([corner=left]) .launcher{right:auto;left:1rem}
.launcher:focus-visible{outline-color:var(--text);box-shadow:0 0 0 6px var(--back)}
.badge{font-weight:700}
.window{display:flex;flex-direction:column;background:var(--back);color:var(--text);overflow:hidden;overflow-wrap:anywhere}
:host([mode=floating]) .window{position:fixed;z-index:2147483000;right:1rem;bottom:5.25rem;width:min(27rem,calc(100vw - 2rem));
height:min(44rem,calc(100dvh - 6.5rem));border:1px solid var(--line);border-radius:.75rem;box-shadow:0 6px 30px #0006}
:host([mode=floating][corner=left]) .window{right:auto;left:1rem}
:host([mode=floating]) .window.with-panel{width:min(52rem,calc(100vw - 2rem))}
:host([mode=inline]){display:block;height:44rem;max-height:90vh}
:host([mode=inline]) .window{height:100%;border:1px solid var(--line);border-radius:.75rem}
:host([mode=page]){position:fixed;inset:0}
:host([mode=page]) .window{height:100dvh}
.bar{position:relative;display:flex;align-items:center;gap:.25rem;padding:.25rem .5rem .25rem 1rem;background:var(--bar);color:var(--on-bar)}
.bar h1,.bar h2{flex:1;min-width:0;margin:0;font-size:1.0625rem;line-height:1.3}
.bar-button{display:flex;align-items:center;justify-content:center;gap:.25rem;min-width:2.75rem;min-height:2.75rem;border:1px solid transparent;border-radius:.375rem;background:none;color:inherit}
.bar-button:focus-visible{outline-color:var(--on-bar);outline-offset:-3px}
.bar-button:hover,.bar-button[aria-expanded=true]{border-color:currentColor}
.number-badge{font-size:.875rem;font-weight:700}
.notice{margin:0;padding:.375rem 1rem;background:var(--soft);font-size:.8125rem}
.urgent{border-left:.375rem solid var(--error);font-weight:700}
.notice a,.bubble a{color:var(--accent)}
.body{flex:1;min-height:0;display:flex}
.talk{flex:1 1 20rem;min-width:0;display:flex;flex-direction:column;min-height:0}
.log{flex:1;min-height:0;overflow-y:auto;padding:.75rem 1rem;position:relative}
.log:focus-visible{outline-offset:-3px}
.list{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:.5rem}
.list>li{max-width:min(92%,42rem)}
.list>.wide{max-width:100%;width:100%}
.bubble{padding:.5rem .75rem;border-radius:.75rem;background:var(--soft)}
.bubble>:first-child{margin-top:0}.bubble>:last-child{margin-bottom:0}
.user{align-self:flex-end}
.user .bubble{background:var(--accent);color:var(--on-accent)}
.bubble p,.bubble ul,.bubble ol{margin:.5rem 0}
.bubble ul,.bubble ol{padding-left:1.25rem}
.bubble pre{white-space:pre-wrap}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid var(--line)}
.sources{font-size:.875rem;border-top:1px solid var(--line);padding-top:.375rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.9375rem;width:100%}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word;word-break:normal}
.number{text-align:right;white-space:nowrap}
.replies ul,.report{list-style:none;margin:.5rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}
.reply{min-height:2.75rem;padding:.25rem .875rem;border:1px solid var(--accent);border-radius:1.375rem;background:var(--back);color:var(--accent);text-align:left}
.reply:hover{background:var(--soft)}
.tools{display:flex;flex-wrap:wrap;gap:.375rem;margin-top:.25rem}
.tools form{display:flex;gap:.375rem;flex-basis:100%}
.tools input{flex:1;min-width:0}
.fact .tool{flex:none}
.tool{min-height:1.75rem;padding:.125rem .625rem;border:1px solid var(--line);border-radius:.375rem;background:var(--back);color:var(--text);font-size:.8125rem}
.tool:hover{background:var(--soft)}
.tool[aria-pressed=true],.tool.main{background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
.typing{margin:.5rem 0 0;font-size:.875rem}
.dots{margin-right:.5rem;letter-spacing:.2em}
@media (prefers-reduced-motion:no-preference){.dots{animation:pulse 1.2s infinite alternate}@keyframes pulse{from{opacity:.3}to{opacity:1}}}
.latest{align-self:center;margin:.25rem;min-height:2rem;padding:.125rem .75rem;border:1px solid var(--line);border-radius:1rem;background:var(--back)}
.status{padding:0 1rem;font-size:.875rem}
.status p{margin:.375rem 0;display:inline-block;margin-right:.5rem}
.composer{display:flex;flex-wrap:wrap;align-items:flex-end;gap:.5rem;padding:.5rem .75rem max(.75rem,env(safe-area-inset-bottom));border-top:1px solid var(--line)}
.composer textarea{flex:1;min-width:8rem;min-height:2.75rem;max-height:10rem;resize:none;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--back)}
.composer textarea[aria-invalid=true]{border:2px solid var(--error)}
::placeholder{color:var(--text);opacity:.75}
.send{display:flex;align-items:center;justify-content:center;width:2.75rem;height:2.75rem;border:1px solid transparent;border-radius:.5rem;background:var(--accent);color:var(--on-accent)}
.send[aria-disabled=true]{background:var(--soft);color:var(--text);cursor:not-allowed}
.count{flex-basis:100%;margin:0;font-size:.8125rem}
.count:empty{display:none}
.count.over{color:var(--error);font-weight:700}
.menu{position:absolute;z-index:2;right:.5rem;top:100%;list-style:none;margin:.25rem 0 0;padding:.25rem;width:max-content;max-width:18rem;max-height:60vh;overflow-y:auto;
background:var(--back);color:var(--text);border:1px solid var(--line);border-radius:.5rem;box-shadow:0 4px 16px #0005}
.menu button{display:block;width:100%;min-height:2.5rem;padding:.25rem .75rem;border:0;background:none;text-align:left}
.menu button:hover{background:var(--soft)}
.menu button:focus-visible{outline-offset:-3px}
.panel{flex:0 1 22rem;min-width:0;overflow-y:auto;padding:.75rem 1rem;border-right:1px solid var(--line);font-size:.9375rem}
.panel :is(h2,h3,h4){margin:0;font-size:1rem}.panel>:is(h2,h3){margin-bottom:.5rem}
.panel p{margin:.25rem 0}
.block{padding:.5rem 0;border-top:1px solid var(--line)}
.facts{list-style:none;margin:.375rem 0;padding:0}
.facts li{padding:.25rem 0}
.fact{display:flex;justify-content:space-between;align-items:flex-start;gap:.5rem}
.words{font-size:.8125rem;font-style:italic}
.panel form{display:flex;flex-wrap:wrap;gap:.375rem;margin:.375rem 0;align-items:center}
.panel input:not([type=checkbox]),.panel select,.tools input{min-height:2rem;padding:.125rem .375rem;border:1px solid var(--line);border-radius:.375rem;background:var(--back);max-width:100%;flex:1 1 9rem;min-width:0}
.panel fieldset{border:1px solid var(--line);width:100%}
.tick{display:flex;gap:.5rem;align-items:center;min-height:1.75rem}
.drop{border:2px dashed var(--line);border-radius:.5rem;padding:.5rem}
.add label,.drop label{flex-basis:100%;font-weight:700}
summary{cursor:pointer;min-height:1.75rem}
.chart{margin:.5rem 0}
figcaption{font-weight:700}
.bar-row{margin:.375rem 0}
.bar-label{font-size:.875rem}
.mix{display:flex;height:1.5rem;border:2px solid var(--mark)}
.mix>*{forced-color-adjust:none}
.push{background:var(--push)}
.pull{background:repeating-linear-gradient(135deg,var(--mark) 0 2px,var(--pull) 2px 8px)}
.networking{background:radial-gradient(circle,var(--mark) 25%,var(--net) 28%) 0 0/8px 8px}
.mix>span+span{border-left:2px solid var(--mark)}
.key{display:inline-flex;align-items:center;gap:.375rem;margin-right:1rem;font-size:.875rem}
.key i{width:1.25rem;height:.875rem;border:2px solid var(--mark);forced-color-adjust:none}
@media (max-width:44rem){
.body{flex-direction:column}
.panel{flex:0 0 auto;max-height:50%;border-right:0;border-bottom:1px solid var(--line)}
}
@media (max-width:30rem),(max-height:22rem){
:host([mode=floating]) .window,:host([mode=floating]) .window.with-panel{inset:0;width:100%;height:100dvh;border:0;border-radius:0}
:host([mode=floating]) .window:not([hidden])~.launcher{display:none}
.bar{padding-top:max(.25rem,env(safe-area-inset-top))}
}
@media (max-height:22rem){.window{overflow-y:auto}.body{flex:none}.log{min-height:10rem}.panel{max-height:none}}
@media print{.launcher,.composer,.tools,.replies,.panel{display:none}}
`;
