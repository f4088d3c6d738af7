import * as pulumi from "@pulumi/pulumi";

interface NaiveInputs {
    tag: string;
}

/** The look-up as it is written in an afternoon: inline, when the resource is created. */
const provider: pulumi.dynamic.ResourceProvider<NaiveInputs> = {
    async create({ tag }) {
        const endpoint = process.env.BYTENITE_ENDPOINT;
        const exchange = await fetch(`${endpoint}/auth/access_token`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ apiKey: process.env.BYTENITE_API_KEY }),
        });
        const { token } = (await exchange.json()) as { token: string };
        const answer = await fetch(`${endpoint}/dev/apps/${encodeURIComponent(tag)}`, {
            headers: { Authorization: token },
        });
        if (!answer.ok) throw new Error(`${tag}: ${answer.status}`);
        const { app } = (await answer.json()) as { app: object };
        return { id: tag, outs: { tag, ...app } };
    },
};

class NaiveApp extends pulumi.dynamic.Resource {
    constructor(name: string, inputs: NaiveInputs) {
        super(provider, name, inputs, {}, "bench", "NaiveApp");
    }
}

const count = new pulumi.Config().requireNumber("count");
for (let index = 0; index < count; index += 1) {
    new NaiveApp(`app-${index}`, { tag: `app-${index}@1.0` });
}
