import { escapeUnseen, showLine } from "bytenite-core/model";
import { countApps, describeSource } from "../summary";
import type { Run } from "../report";
import { tellUnjudged } from "../shownFindings";
import { readAsset } from "./assets";
import { markup, scriptJson, type Markup } from "./markup";
import { pack, type PageJson } from "./pack";
import { toPageData } from "./pageData";
import { navigation, sections } from "./sections";
import { countOpen, totals } from "./totals";

/** The whole report: one file that needs no other. */
export function toDocument(run: Run): string {
    const script = readAsset("page.js");
    const style = readAsset("page.css");
    const policy = `default-src 'none'; script-src ${script.source}; style-src ${style.source}; base-uri 'none'; form-action 'none'`;
    const subject = showLine(run.subject);
    // The policy stands before all that it is about.
    return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content='${policy}'>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${subject}: ByteNite policy report</title>
<style>${style.text}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<div class="top"><p class="kind">ByteNite policy report</p><button type="button" id="theme" hidden></button></div>
<h1>${subject}</h1>
<div class="summary"><div>
${verdict(run)}${unjudged(run)}
${facts(run)}
</div>
${totals(run)}
</div>
${navigation}
</header>
<main>
<noscript><p class="notice">This page fills its tables and charts by a script, which the viewer does not run. Save the file and open it in a browser. The totals above need none.</p></noscript>
${sections}
</main>
<footer><p>Made by pulumi-bytenite-policies ${run.version}. This file holds all that it shows and asks no server for anything.</p></footer>
<script type="application/json" id="data">${scriptJson(toPageJson(run))}</script>
<script>${script.text}</script>
</body>
</html>
`.html;
}

function toPageJson(run: Run): PageJson {
    const { findings, ...rest } = toPageData(run);
    return { ...rest, findings: pack(findings) };
}

function unjudged(run: Run): Markup {
    return markup`${tellUnjudged(run).map((why) => markup`<p class="notice">${why}</p>`)}`;
}

function verdict(run: Run): Markup {
    const [mandatory, advisory] = [countOpen(run, "mandatory"), countOpen(run, "advisory")];
    if (mandatory > 0) {
        return markup`<p class="verdict refused">Refused: ${count(mandatory, "mandatory finding")}${advisory > 0 ? ` and ${advisory} advisory` : ""}.</p>`;
    }
    if (run.emptiness !== undefined) {
        return markup`<p class="verdict advised">${escapeUnseen(run.emptiness)}</p>`;
    }
    if (countApps(run.apps) === 0) {
        return markup`<p class="verdict advised">Nothing was judged: there is no app.</p>`;
    }
    if (advisory > 0) {
        return markup`<p class="verdict advised">Nothing is refused: ${count(advisory, "advisory finding")}.</p>`;
    }
    return markup`<p class="verdict clean">Nothing was found that counts.</p>`;
}

function facts({ apps, rules, rulesFile, stack, day, version }: Run): Markup {
    const running = rules.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");
    const rows: [string, string][] = [
        ["Judged", describeSource(rulesFile)],
        ...(stack === undefined ? [] : [["Stack", showLine(stack)] as [string, string]]),
        ["As of", day],
        ["Apps", `${countApps(apps)}`],
        ["Rules", `${running.length} of ${rules.length} run`],
        ["Version", version],
    ];
    return markup`<dl class="facts">${rows.map(
        ([term, fact]) => markup`<div><dt>${term}</dt><dd>${fact}</dd></div>`,
    )}</dl>`;
}

function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
