"""The style sheet of the status page: one column, large enough for a thumb, light or dark."""

STYLE = """\
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --text: #15181d; --dim: #5a6270;
  --line: #dde1e7; --good: #0a6b35; --bad: #a61b1b; --off: #5a6270; --link: #0b57b0; }
@media (prefers-color-scheme: dark) { :root { --back: #101317; --card: #1a1f26; --text: #eceff3;
  --dim: #a3acb9; --line: #2d343e; --good: #6cd596; --bad: #ff9a93; --off: #a3acb9;
  --link: #8ec1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--back);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--link); } a:focus-visible { outline: 3px solid; outline-offset: 2px; }
p { margin: .25rem 0; } .dim { color: var(--dim); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
.cameras { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
li { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .75rem; overflow-wrap: anywhere; }
.state { font-weight: 600; } .good { color: var(--good); } .bad { color: var(--bad); }
.off { color: var(--off); }
img { display: block; width: 100%; height: auto; margin: .5rem 0 0; border-radius: .35rem; }
.events img { max-width: 22rem; }
.event a { display: inline-block; padding: .35rem .75rem .35rem 0; }
footer { margin: 1.5rem 0; }
"""
