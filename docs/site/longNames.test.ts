import { withBreaks } from "./longNames";

it.each([
    ["settings.clientKeyFile", "settings.<wbr>client<wbr>Key<wbr>File"],
    ["BYTENITE_API_KEY", "BYTENITE_<wbr>API_<wbr>KEY"],
    ["bytenite:apiKey", "bytenite:<wbr>api<wbr>Key"],
    ["https://api.test/v1", "https://<wbr>api.<wbr>test/<wbr>v1"],
    ["render@2.0", "render@2.0"],
    ["Output&lt;string&gt;", "Output&lt;string&gt;"],
])("%s may break between its words", (text, expected) => {
    expect(withBreaks(`<code v-pre class="a.b">${text}</code>`)).toBe(
        `<code v-pre class="a.b">${expected}</code>`,
    );
});
