import { escapeUnseen, showLine } from "bytenite-core/model";
import { Document, isScalar, Pair, Scalar, visit, YAMLMap, type Node } from "yaml";

/** A rule as it stands in the file. */
export interface StartingRule {
    rule: string;
    enforcementLevel: "advisory" | "mandatory";
    comment: string;
    settings: Readonly<Record<string, unknown>>;
}

/** A rule that can't begin, since apps of today have findings of it. */
export interface PostponedRule {
    rule: string;
    /** The tags of those apps, each once. */
    tags: readonly string[];
}

/** What the file was made from. */
export interface Heading {
    /** "The catalogue at …" */
    subject: string;
    apps: number;
    /** YYYY-MM-DD */
    today: string;
}

const MOST_TAGS = 3;
const SCHEMA =
    " yaml-language-server: $schema=node_modules/pulumi-bytenite-policies/bytenite.rules.schema.json";

/** The text of a rules file, with comments. Nothing in it is unseen, whatever the apps say. */
export function writeRules(
    { subject, apps, today }: Heading,
    started: readonly StartingRule[],
    postponed: readonly PostponedRule[],
): string {
    const document = new Document(new YAMLMap());
    document.commentBefore = [
        SCHEMA,
        "",
        ` Rules to begin with: what was so on ${today}. ${showLine(subject)}, ${apps} ${apps === 1 ? "app" : "apps"}.`,
        " Every app passed then. Read each rule, and make it yours: what is here because it happens to be so,",
        " and what because you want it so? mandatory refuses a deployment, advisory only shows what it finds.",
        " `bytenite-policies explain RULE` says more about each.",
    ].join("\n");
    const rules = new YAMLMap<Node, Node>();
    rules.add(pair("all", "disabled", " Only the rules below run."));
    for (const { rule, enforcementLevel, comment, settings } of started) {
        const entry =
            Object.keys(settings).length === 0
                ? enforcementLevel
                : { enforcementLevel, ...settings };
        const added = pair(rule, entry, ` ${comment}`);
        added.key.spaceBefore = true;
        rules.add(added);
    }
    (document.contents as YAMLMap<Node, Node>).add(new Pair(new Scalar("rules"), rules));
    if (postponed.length > 0) document.comment = describePostponed(postponed);
    const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
    return text.split("\n").map(escapeUnseen).join("\n");
}

function pair(key: string, value: unknown, comment: string): Pair<Scalar, Node> {
    const name = new Scalar(key);
    name.commentBefore = comment;
    return new Pair(name, toNode(value));
}

function toNode(value: unknown): Node {
    const document = new Document(value);
    visit(document, {
        Scalar: (_key, node) => {
            // An escape means a character in double quotes only.
            if (typeof node.value === "string" && escapeUnseen(node.value) !== node.value) {
                node.type = Scalar.QUOTE_DOUBLE;
            }
        },
    });
    const { contents } = document;
    if (isScalar(contents) || contents instanceof YAMLMap) return contents;
    throw new Error("a rule is a level or a mapping");
}

function describePostponed(postponed: readonly PostponedRule[]): string {
    return [
        " Not yet: of these rules, apps have findings today. Each is worth a look. To begin with one all the same,",
        " write a baseline (`bytenite-policies baseline`), or waive what stays.",
        ...postponed.map(({ rule, tags }) => {
            const shown = tags.slice(0, MOST_TAGS).map((tag) => showLine(tag));
            const more = tags.length - shown.length;
            return `   ${rule}: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
        }),
    ].join("\n");
}
