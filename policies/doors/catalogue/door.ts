import { versionTag } from "bytenite-core/model";
import { showApp } from "../apps";
import { answers, connect } from "../client";
import type { Door } from "../door";

/** Every app that ByteNite has for whoever asks. */
export const door: Door = {
    option: "catalogue",
    description: "every app that ByteNite has for you, asked now",
    asksByteNite: true,
    open: async (_given, context) => {
        const { endpoint, client } = connect(context);
        const [apps = []] = await answers(
            [client.getEveryApp((page, count) => context.progress(`page ${page}, ${count} apps`))],
            context,
        );
        return {
            subject: `The catalogue at ${endpoint}`,
            apps: apps.map((facts) => showApp(versionTag(facts), facts, "the catalogue")),
            ifEmpty:
                "ByteNite has no app for you. Check whether the endpoint and the key are the right ones",
        };
    },
};
