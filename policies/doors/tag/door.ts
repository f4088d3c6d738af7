import { showApp } from "../apps";
import { answers, connect } from "../client";
import type { Door } from "../door";

/** Some apps by their tags. */
export const door: Door = {
    option: "tag <tag...>",
    description: "apps by their tags, asked now: name, name@major or name@major.minor",
    asksByteNite: true,
    open: async (given, context) => {
        const { endpoint, client } = connect(context);
        const tags = [...new Set(given)];
        let answered = 0;
        const tell = () => context.progress(`${(answered += 1)} of ${tags.length} tags`);
        const facts = await answers(
            tags.map((tag) => client.getApp(tag).finally(tell)),
            context,
        );
        const what =
            tags.length === 1 ? `The app ${tags.join("")}` : `A choice of ${tags.length} tags`;
        return {
            subject: `${what} at ${endpoint}`,
            apps: facts.map((each, index) => {
                const tag = tags[index] ?? "";
                return showApp(tag, each, `the tag ${tag}`);
            }),
        };
    },
};
