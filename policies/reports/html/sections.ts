import { markup, type Markup } from "./markup";

interface Section {
    id: string;
    title: string;
    /** What it shows, for who reads the report for the first time. */
    introduction: string;
}

const SECTIONS: readonly Section[] = [
    {
        id: "findings",
        title: "Findings",
        introduction: "What the rules have against the apps. A row opens to the whole finding.",
    },
    {
        id: "matrix",
        title: "Apps and rules",
        introduction:
            "Which app breaks which rule, by the same filters. A cell leads to its findings.",
    },
    {
        id: "sizes",
        title: "vCPUs and memory",
        introduction:
            "What the apps ask for, and the limits in force. Both scales are logarithmic.",
    },
    {
        id: "gpus",
        title: "GPU use",
        introduction:
            "How many apps accept each model. All spellings of a model count as one, and an app counts for each model that it lists. The first part of a bar stands for those that list it first.",
    },
    {
        id: "waivers",
        title: "Waivers",
        introduction: "What is put up with, until when, and by whom.",
    },
];

const OPTIONS = {
    severity: ["critical", "high", "medium", "low"],
    level: ["mandatory", "advisory"],
    state: ["open", "waived", "accepted"],
} as const;

/** Links to the parts of the page. */
export const navigation: Markup = markup`<nav aria-label="Parts of the report"><ul>${SECTIONS.map(
    ({ id, title }) => markup`<li><a href='#${id}'>${title}</a></li>`,
)}</ul></nav>`;

/** The parts of the page, which the script fills. */
export const sections: Markup = markup`${SECTIONS.map(
    ({ id, title, introduction }) =>
        markup`<section id='${id}' tabindex="-1" aria-labelledby='${id}-title'>
<h2 id='${id}-title'>${title}</h2>
<p class="introduction">${introduction}</p>
${id === "findings" ? filters() : ""}
<div class="content"></div>
</section>`,
)}`;

function filters(): Markup {
    return markup`<form class="filters" role="search" aria-label="Filter the findings">
<label class="wide">Search<input type="search" name="query" placeholder="words of the finding" autocomplete="off" spellcheck="false"></label>
<label>App<input type="search" name="app" list="apps" placeholder="tag, or a part of it" autocomplete="off" spellcheck="false"></label>
<datalist id="apps"></datalist>
<label>Rule<select name="rule"><option value="">all</option></select></label>
${Object.entries(OPTIONS).map(
    ([name, values]) =>
        markup`<label>${name.replace(/^./, (letter) => letter.toUpperCase())}<select name='${name}'><option value="">all</option>${values.map(
            (value) => markup`<option>${value}</option>`,
        )}</select></label>`,
)}
<button type="reset">Clear filters</button>
</form>`;
}
