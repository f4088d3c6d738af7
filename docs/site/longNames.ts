import type { MarkdownRenderer } from "vitepress" with { "resolution-mode": "import" };

/** Where a name that is longer than its line may go on in the next one: between its words. */
const BETWEEN_WORDS = /(?<=[._:/])(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])/g;

/** Says in inline code where a browser may break it, which else would do so in the middle of a word, or not at all. */
export function breakLongNames({ renderer }: MarkdownRenderer): void {
    const { code_inline: render } = renderer.rules;
    if (!render) return;
    renderer.rules.code_inline = (...given) => withBreaks(render(...given));
}

/** @param html of one element */
export function withBreaks(html: string): string {
    return html.replace(/(?<=^<[^>]*>)[^<]*/, (text) => text.replace(BETWEEN_WORDS, "<wbr>"));
}
